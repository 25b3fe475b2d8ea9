//! The index of misuse, `tests/ui/README.md`, matches the cases, and every case has a corrected form.
//!
//! `TRYBUILD=overwrite cargo test -p argwhere-tests --test ui_index` rewrites it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const FAMILIES: [(&str, &str); 8] = [
    ("table", "The table as a whole"),
    ("dtype", "Rows of `dtypes`"),
    ("custom-dtype", "Types of your own"),
    ("rank", "`ranks`"),
    ("promotion", "Rows of `promotion`"),
    ("scalars", "Rows of `scalars`"),
    ("typed-call", "Calls"),
    ("dispatch", "`dispatch!`"),
];

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of the cases of a family.
fn cases(family: &str) -> Vec<String> {
    let folder = ui().join(family);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder is readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

/// The mistake and its remedy: the two halves of a case's first line.
fn headline(family: &str, case: &str) -> (String, String) {
    let path = ui().join(family).join(case).with_extension("rs");
    let text = read(&path);
    let line = text.lines().next().unwrap_or_default();
    let halves = line
        .strip_prefix("//! ")
        .and_then(|line| line.strip_suffix('.'))
        .and_then(|line| line.split_once("; "));
    let (wrong, instead) = halves.unwrap_or_else(|| {
        panic!(
            "{} must start with `//! WHAT IS WRONG; WHAT TO WRITE INSTEAD.`, found {line:?}",
            path.display()
        )
    });
    (wrong.to_owned(), instead.to_owned())
}

/// The first line of each error.
fn messages(family: &str, case: &str) -> Vec<String> {
    let text = read(&ui().join(family).join(case).with_extension("stderr"));
    text.lines()
        .filter(|line| line.starts_with("error"))
        .filter_map(|line| Some(line.split_once(": ")?.1.to_owned()))
        .collect()
}

/// Text without the lines that contain something.
fn without_lines(text: &str, part: &str) -> String {
    let lines = text.lines().filter(|line| !line.contains(part));
    lines.collect::<Vec<_>>().join("\n")
}

/// Text as a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn index() -> String {
    let mut index = String::from(
        "# Misuse and its compiler messages\n\n\
         This index is generated from the files in this folder, and `tests/ui_index.rs` checks that it is current. Each mistake links to\n\
         a file that contains it, each message to the complete message, and each remedy to the corrected file.\n",
    );
    for (family, title) in FAMILIES {
        let _ = write!(
            index,
            "\n## {title}\n\n| mistake | message | remedy |\n| --- | --- | --- |\n"
        );
        for case in cases(family) {
            let (wrong, instead) = headline(family, &case);
            let wrong = cell(&wrong);
            let message = cell(&messages(family, &case).join("<br>"));
            let mut instead = cell(&instead);
            if let Some(first) = instead.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            let _ = writeln!(
                index,
                "| [{wrong}]({family}/{case}.rs) | {message} [..]({family}/{case}.stderr) | {instead} \
                 [..](pass/{family}/{case}.rs) |"
            );
        }
    }
    index
}

#[test]
fn the_index_is_current() {
    let path = ui().join("README.md");
    let expected = index();
    if std::env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite") {
        fs::write(&path, &expected).expect("the index is writable");
    }
    assert!(
        read(&path) == expected,
        "tests/ui/README.md does not match the cases; rewrite it with \
         `TRYBUILD=overwrite cargo test -p argwhere-tests --test ui_index` and look at `git diff`"
    );
}

#[test]
fn mistakes_and_corrected_forms_come_in_pairs() {
    for (family, _) in FAMILIES {
        assert_eq!(
            cases(family),
            cases(&format!("pass/{family}")),
            "{family}: cases, and their corrected forms"
        );
    }
}

#[test]
fn every_corrected_form_is_compiled() {
    let modules = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/builds/compile_fail.rs"));
    for (family, _) in FAMILIES {
        for case in cases(family) {
            let module = format!("        mod {case};\n");
            assert!(
                modules.contains(&module),
                "tests/builds/compile_fail.rs lacks {family}/{case}"
            );
        }
    }
}

#[test]
fn no_message_names_a_private_item_of_argwhere() {
    for (family, _) in FAMILIES {
        for case in cases(family) {
            let text = read(&ui().join(family).join(&case).with_extension("stderr"));
            // rustc names the macro that a macro calls, and `dispatch!` calls one that all tables share.
            let text = without_lines(&text, "= note: this error originates in the macro");
            for private in [
                "__private",
                "__argwhere",
                "$crate",
                "kernels_impl",
                "__SATISFIED",
                "__Written",
                "__Checked",
            ] {
                assert!(
                    !text.contains(private),
                    "{family}/{case} names {private}:\n{text}"
                );
            }
        }
    }
}

#[test]
fn a_mistake_has_one_message() {
    // Cases with two wrong names or two missing traits, and a table with three mistakes.
    let several = [
        ("not_sync", 2),
        ("type_for_dtype", 2),
        ("unknown_operation", 2),
        ("three_mistakes", 3),
    ];
    for (family, _) in FAMILIES {
        for case in cases(family) {
            let expected = several
                .iter()
                .find(|(name, _)| *name == case)
                .map_or(1, |&(_, count)| count);
            let messages = messages(family, &case);
            assert_eq!(messages.len(), expected, "{family}/{case}: {messages:#?}");
        }
    }
}

#[test]
fn every_family_is_indexed() {
    let mut families: Vec<String> = fs::read_dir(ui())
        .expect("the folder of cases is readable")
        .map(|entry| entry.expect("the folder is readable").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .filter(|name| name != "pass")
        .collect();
    families.sort();
    let mut indexed = FAMILIES.map(|(family, _)| family);
    indexed.sort_unstable();
    assert_eq!(families, indexed);
}
