//! Builds the example once and runs it.

use argwhere_tests::examples;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The executable of the example, built with the profile of the tests.
pub(crate) fn executable() -> &'static Path {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    EXECUTABLE.get_or_init(|| {
        let [survey] = examples::executables(["survey"], env!("CARGO_TARGET_TMPDIR"));
        survey
    })
}

/// The exit status and the output of a finished run.
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

/// The standard output of a run that must succeed.
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

/// The line on standard error of a run that must fail, without the program's name.
pub(crate) fn refusal<A: AsRef<OsStr> + std::fmt::Debug>(arguments: &[A]) -> String {
    let Run {
        status,
        stdout,
        stderr,
    } = survey(arguments);
    assert_eq!(status, Some(2), "survey {arguments:?}: {stderr}");
    assert_eq!(stdout, "", "survey {arguments:?} fails but prints a report");
    let one_line = stderr
        .strip_suffix('\n')
        .filter(|line| !line.contains('\n'));
    let line = one_line
        .unwrap_or_else(|| panic!("survey {arguments:?} must write one line, found {stderr:?}"));
    let text = line.strip_prefix("survey: ");
    text.unwrap_or_else(|| panic!("survey {arguments:?} must name the program: {line}"))
        .to_owned()
}

/// Asserts that the report has this line, and shows the whole report if it does not.
#[track_caller]
pub(crate) fn assert_line(report: &str, line: &str) {
    assert!(
        report.lines().any(|found| found == line),
        "no line {line:?} in:\n{report}"
    );
}

/// A path in the directory of this test binary. Tests run in parallel, so each must use its own name.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("survey");
    fs::create_dir_all(&directory).expect("the target directory is writable");
    directory.join(name)
}
