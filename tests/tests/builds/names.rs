//! A table may have any names: `tests/names`, a crate outside the workspace, uses every name in generated code as the name of
//! tables, dtypes, types, and of the items and generic parameters around them.

use std::path::Path;
use std::process::Command;

#[test]
fn every_name_in_generated_code_is_a_name_for_the_user() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("downstream");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("names"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
