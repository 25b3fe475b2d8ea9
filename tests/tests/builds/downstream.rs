//! Dtypes of other crates: `tests/downstream`, a crate outside the workspace, builds and passes its own tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A target directory next to the workspace's own, so that it is cached between runs.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("downstream")
}

fn cargo(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("downstream"))
        .env("CARGO_TARGET_DIR", target())
        .output()
        .expect("cargo runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {arguments:?}\n{}\n{stderr}",
        String::from_utf8_lossy(&output.stdout)
    );
    output
}

#[test]
fn downstream_tests_pass_and_a_newtype_runs_the_native_kernels() {
    let output = cargo(&["test"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("test a_newtype_of_a_primitive ... ok"),
        "{text}"
    );

    cargo(&["rustc", "--lib", "--", "--emit=asm"]);
    let assembly = assembly();
    // The symbols of the native kernels. `keys`, the view of elements as keys, is a few moves and always inlined.
    let is_kernel = |line: &str| {
        line.contains("native..Native$u20$as$u20$argwhere..ops..extremum..dtype..ExtremumOps")
            && !line.contains("4keys17h")
    };
    let (defined, used): (Vec<&str>, Vec<&str>) = assembly
        .lines()
        .filter(|line| is_kernel(line))
        .partition(|line| line.ends_with(':') && !line.starts_with([' ', '\t']));
    assert_eq!(
        defined, [""; 0],
        "the native row kernels are compiled again"
    );
    assert!(
        used.iter().any(|line| line.contains("5first17h")),
        "the newtype does not call the native row kernel: {used:?}"
    );
}

/// The assembly of the downstream library.
fn assembly() -> String {
    let folder = target().join("debug/deps");
    let entries = std::fs::read_dir(&folder).expect("the crate was built");
    let newest = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "s"))
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("downstream-"))
        })
        .max_by_key(|path| {
            path.metadata()
                .and_then(|metadata| metadata.modified())
                .ok()
        });
    let newest = newest.unwrap_or_else(|| panic!("no assembly in {}", folder.display()));
    std::fs::read_to_string(newest).expect("assembly is text")
}
