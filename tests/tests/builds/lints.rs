//! A table raises no lint in its crate, whatever the crate forbids: `tests/lints` is checked in each edition, with each lint
//! of rustc and each group of clippy forbidden.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

fn rustc() -> Command {
    Command::new(Path::new(env!("CARGO")).with_file_name("rustc"))
}

/// The lints that rustc lists, without those that stable Rust does not have.
fn lints() -> Vec<String> {
    let output = rustc().args(["-W", "help"]).output().expect("rustc runs");
    let help = String::from_utf8(output.stdout).expect("the help is text");
    let levels = ["allow", "warn", "deny", "forbid"];
    let lints = help.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (name, level) = (words.next()?, words.next()?);
        let is_lint = levels.contains(&level) && !name.contains("::");
        is_lint.then(|| name.replace('-', "_"))
    });
    let lints: Vec<String> = lints.collect();
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty.rs");
    fs::write(&empty, "").expect("the file can be written");
    let output = rustc()
        .args(["--crate-type=lib", "--emit=metadata", "-o"])
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty.rmeta"))
        .args(lints.iter().map(|lint| format!("-W{lint}")))
        .arg(empty)
        .output()
        .expect("rustc runs");
    let warnings = String::from_utf8(output.stderr).expect("warnings are text");
    let is_known = |lint: &String| !warnings.contains(&format!("unknown lint: `{lint}`"));
    lints.into_iter().filter(is_known).collect()
}

#[test]
fn a_table_raises_no_lint() {
    let clippy = Command::new(env!("CARGO"))
        .args(["clippy", "--version"])
        .output();
    if !clippy.is_ok_and(|output| output.status.success()) {
        // Written past the test harness, which hides the output of tests that pass.
        let message = "SKIPPED: clippy is not installed, so no lint is tested; run `rustup component add clippy`";
        writeln!(std::io::stderr(), "{message}").expect("stderr takes a line");
        return;
    }
    let lints = lints();
    assert!(lints.len() > 150, "rustc lists its lints: {lints:?}");
    let mut flags: Vec<String> = lints.iter().map(|lint| format!("-F{lint}")).collect();
    flags.extend(["all", "pedantic", "nursery"].map(|group| format!("-Fclippy::{group}")));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("downstream");
    let output = Command::new(env!("CARGO"))
        .args(["clippy", "--workspace", "--quiet", "--"])
        .args(flags)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("lints"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
