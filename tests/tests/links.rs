//! The links in the comment of a row resolve in the scope around the table, as those in the comment of its module do:
//! rustdoc finds no broken link in `tests/lints`, whose rows link to items around the tables.

use std::path::Path;
use std::process::Command;

#[test]
fn links_in_comments_of_rows_resolve_around_the_table() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("downstream");
    let output = Command::new(env!("CARGO"))
        .args(["doc", "--package", "lints-2024", "--no-deps", "--quiet"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("lints"))
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTDOCFLAGS", "-D warnings -D rustdoc::all")
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let page = |path: &str| {
        let path = target.join("doc/lints_2024").join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    for (table, link) in [
        (
            "own/terrain/enum.DType.html",
            "href=\"../struct.Ticks.html\"",
        ),
        (
            "own/terrain/enum.Array.html",
            "href=\"../struct.Ticks.html\"",
        ),
        (
            "own/terrain/enum.DType.html",
            "href=\"../../inner/index.html\"",
        ),
        ("promoted/index.html", "href=\"../fn.any.html\""),
        ("promoted/index.html", "href=\"../own/struct.Ticks.html\""),
    ] {
        assert!(page(table).contains(link), "{table} has no {link}");
    }
}
