//! Builds examples of the package `argwhere`, to run them as processes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The executables of examples, built in one run of cargo with the profile of the tests. `scratch` is the test's
/// `CARGO_TARGET_TMPDIR`.
///
/// # Panics
///
/// If an example does not build.
#[must_use]
pub fn executables<const N: usize>(names: [&str; N], scratch: &str) -> [PathBuf; N] {
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--package", "argwhere"]);
    build.args(names.iter().flat_map(|name| ["--example", name]));
    build.args(["--message-format", "json-render-diagnostics"]);
    build.current_dir(env!("CARGO_MANIFEST_DIR"));
    // The target directory of the tests, which `--target-dir` may have changed.
    let target = Path::new(scratch).parent();
    build
        .arg("--target-dir")
        .arg(target.expect("the parent of cargo's tmp is its target directory"));
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
        "{names:?} do not build:\n{}",
        String::from_utf8_lossy(&stderr)
    );
    let messages: Vec<serde_json::Value> = String::from_utf8(stdout)
        .expect("JSON is UTF-8")
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    names.map(|name| {
        let executable = messages
            .iter()
            .filter(|message| message["target"]["name"] == name)
            .find_map(|message| message["executable"].as_str());
        PathBuf::from(executable.expect("cargo names the executable"))
    })
}
