//! Builds the example once and runs it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The example's executable, built with the profile of the tests.
pub(crate) fn executable() -> &'static Path {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    EXECUTABLE.get_or_init(|| {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--package", "argwhere", "--example", "survey"]);
        build.args(["--message-format", "json-render-diagnostics"]);
        build.current_dir(env!("CARGO_MANIFEST_DIR"));
        // Beside the tests, wherever `--target-dir` has put them.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
        build
            .arg("--target-dir")
            .arg(target.expect("cargo's tmp lies in its target directory"));
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let Output {
            status,
            stdout,
            stderr,
        } = build.output().expect("cargo runs");
        assert!(
            status.success(),
            "the example builds:\n{}",
            String::from_utf8_lossy(&stderr)
        );
        String::from_utf8(stdout)
            .expect("JSON is UTF-8")
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .find(|message| {
                message["target"]["name"] == "survey" && message["executable"].is_string()
            })
            .and_then(|message| message["executable"].as_str().map(PathBuf::from))
            .expect("cargo names the executable")
    })
}

/// A run that has ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the example with these arguments.
pub(crate) fn survey<A: AsRef<OsStr>>(arguments: &[A]) -> Run {
    let output = Command::new(executable())
        .args(arguments)
        .output()
        .expect("the example runs");
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("the report is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("the error is UTF-8"),
    }
}

/// The report of a run that must succeed.
pub(crate) fn report<A: AsRef<OsStr> + std::fmt::Debug>(arguments: &[A]) -> String {
    let run = survey(arguments);
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (Some(0), ""),
        "survey {arguments:?}"
    );
    run.stdout
}

/// The report on a file.
pub(crate) fn report_on(file: &Path, options: &[&str]) -> String {
    let mut arguments = vec![file.as_os_str()];
    arguments.extend(options.iter().map(OsStr::new));
    report(&arguments)
}

/// The line on standard error of a run that must fail.
pub(crate) fn refusal<A: AsRef<OsStr> + std::fmt::Debug>(arguments: &[A]) -> String {
    let Run {
        status,
        stdout,
        stderr,
    } = survey(arguments);
    assert_eq!(status, Some(2), "survey {arguments:?}: {stderr}");
    assert_eq!(
        stdout, "",
        "survey {arguments:?} reports nothing when it fails"
    );
    let one_line = stderr
        .strip_suffix('\n')
        .filter(|line| !line.contains('\n'));
    let line =
        one_line.unwrap_or_else(|| panic!("survey {arguments:?} writes one line: {stderr:?}"));
    let text = line.strip_prefix("survey: ");
    text.unwrap_or_else(|| panic!("survey {arguments:?} says who speaks: {line}"))
        .to_owned()
}

/// Fails with the whole report unless it has this line.
#[track_caller]
pub(crate) fn assert_line(report: &str, line: &str) {
    assert!(
        report.lines().any(|found| found == line),
        "no line {line:?} in:\n{report}"
    );
}

/// A path in a directory of this test binary's own. Tests run at once, so each takes its own name.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("survey");
    fs::create_dir_all(&directory).expect("the target directory is writable");
    directory.join(name)
}
