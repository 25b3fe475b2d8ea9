//! Every error ends with exit status 2, nothing on standard output, and one clear line on standard error.

use crate::npy::{file, header, save, save_bytes};
use crate::process::{refusal, scratch, survey};
use std::ffi::OsString;
use std::path::Path;

/// Asserts that these arguments are an error whose line contains all of these texts.
#[track_caller]
fn refuses(arguments: &[impl AsRef<std::ffi::OsStr> + std::fmt::Debug], texts: &[&str]) {
    let line = refusal(arguments);
    for text in texts {
        assert!(
            line.contains(text),
            "survey {arguments:?}: no {text:?} in {line:?}"
        );
    }
}

/// Asserts that an existing file is an error whose line contains all of these texts.
#[track_caller]
fn refuses_file(path: &Path, options: &[&str], texts: &[&str]) {
    let mut arguments = vec![path.as_os_str().to_owned()];
    arguments.extend(options.iter().map(OsString::from));
    refuses(&arguments, texts);
}

/// Asserts that a file with these bytes is an error whose line names the file and contains all of these texts.
#[track_caller]
fn refuses_bytes(name: &str, bytes: &[u8], texts: &[&str]) {
    let path = save_bytes(&format!("{name}.npy"), bytes);
    refuses_file(&path, &[], &[&format!("{name}.npy: ")]);
    refuses_file(&path, &[], texts);
}

#[test]
fn wrong_options() {
    refuses(&["--axes"], &["invalid option '--axes'", "--help"]);
    refuses(&["-x"], &["invalid option '-x'"]);
    refuses(&["--axis"], &["missing argument for option '--axis'"]);
    refuses(&["--above"], &["missing argument for option '--above'"]);
    refuses(&["--png"], &["missing argument for option '--png'"]);
    refuses(
        &["--axis", "first"],
        &["--axis takes an integer, not \"first\""],
    );
    refuses(
        &["--axis", "1.5"],
        &["--axis takes an integer, not \"1.5\""],
    );
    refuses(
        &["--axis", "99999999999999999999"],
        &["--axis takes an integer"],
    );
    refuses(
        &["--above", "high"],
        &["--above takes a number, not \"high\""],
    );
    refuses(
        &["--above", "nan"],
        &["--above takes a number, not \"nan\""],
    );
    refuses(&["--above="], &["--above takes a number, not \"\""]);
    refuses(&["--keepdims=no"], &["--keepdims"]);
    refuses(&["a.npy", "b.npy"], &["unexpected argument \"b.npy\""]);
}

#[test]
fn files_that_cannot_be_read() {
    refuses(
        &["no-such-file.npy"],
        &["no-such-file.npy: ", "No such file"],
    );
    refuses(&[""], &["No such file"]);
    refuses(
        &[env!("CARGO_MANIFEST_DIR")],
        &[env!("CARGO_MANIFEST_DIR"), "not a regular file"],
    );
    refuses(&["no\nsuch\x1b[31m file"], &["no?such?[31m file"]);
}

#[test]
fn files_that_are_not_npy() {
    refuses_bytes("nothing", b"", &["not an npy file"]);
    refuses_bytes("short", b"\x93NUMPY", &["not an npy file"]);
    refuses_bytes("text", b"row,column,height\n1,2,3\n", &["not an npy file"]);
    refuses_bytes("version-9", b"\x93NUMPY\x09\x00\x10\x00", &["version 9"]);
    refuses_bytes(
        "no-dictionary",
        &file("[1, 2, 3]", b""),
        &["malformed npy header"],
    );
    refuses_bytes(
        "no-python",
        &file("{'descr': <i2}", b""),
        &["malformed npy header"],
    );
    refuses_bytes(
        "no-shape",
        &file("{'descr': '<i2', 'fortran_order': False}", b""),
        &["malformed"],
    );
    let shape =
        |shape: &str| format!("{{'descr': '<i2', 'fortran_order': False, 'shape': {shape}}}");
    refuses_bytes(
        "shape-negative",
        &file(&shape("(-1,)"), b""),
        &["malformed npy header"],
    );
    refuses_bytes(
        "shape-float",
        &file(&shape("(1.5,)"), b""),
        &["malformed npy header"],
    );
    refuses_bytes(
        "shape-list",
        &file(&shape("[2]"), b"1234"),
        &["malformed npy header"],
    );
    let order = "{'descr': '<i2', 'fortran_order': 1, 'shape': (2,)}";
    refuses_bytes(
        "order-integer",
        &file(order, b"1234"),
        &["malformed npy header"],
    );
    refuses_bytes(
        "shape-endless",
        &file(&shape("(9999999999999999999999,)"), b""),
        &["malformed"],
    );
    // A parser whose time doubles with every bracket would not finish: the header has 400.
    refuses_bytes(
        "nested",
        &file(&"[".repeat(400), b""),
        &["not an npy header"],
    );
}

#[test]
fn truncated_and_overlong_files() {
    let whole = file(&header("<i2", false, &[2, 3]), &[0; 12]);
    refuses_bytes(
        "cut-in-header",
        &whole[..40],
        &["truncated npy file", "header"],
    );
    refuses_bytes(
        "cut-in-length",
        &whole[..9],
        &["truncated npy file", "header"],
    );
    let texts = ["truncated npy file", "[2, 3]", "12 bytes", "only 11 follow"];
    refuses_bytes("cut-in-data", &whole[..whole.len() - 1], &texts);
    refuses_bytes(
        "cut-before-data",
        &whole[..whole.len() - 12],
        &["truncated npy file", "only 0 follow"],
    );
}

#[test]
fn nothing_is_allocated_for_a_header_that_claims_too_much() {
    let claims: [(&str, &[usize], &str); 4] = [
        ("claim-2-40", &[1 << 40], "truncated npy file"),
        (
            "claim-2-62",
            &[1 << 31, 1 << 31],
            "no memory holds the shape",
        ),
        (
            "claim-2-80",
            &[1 << 40, 1 << 40],
            "no memory holds the shape",
        ),
        ("claim-all", &[usize::MAX], "no memory holds the shape"),
    ];
    for (name, shape, text) in claims {
        refuses_bytes(name, &file(&header("<f8", false, shape), &[0; 8]), &[text]);
    }
    let empty = header("<f8", false, &[0, 1 << 40, 1 << 40]);
    refuses_bytes("claim-empty", &file(&empty, b""), &["overflow"]);
    refuses_bytes(
        "claim-header",
        b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}",
        &["4294967295 bytes"],
    );
}

#[cfg(unix)]
#[test]
fn a_sparse_file_longer_than_memory_is_refused() {
    // Half of the address space of a process, which no machine can allocate.
    let len = 1_usize << 46;
    let path = save_bytes("sparse.npy", &file(&header("|u1", false, &[len]), b""));
    let sparse = std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("the file exists");
    let start = sparse.metadata().expect("the file is open").len();
    if sparse.set_len(start + len as u64).is_err() {
        // The file system does not allow such a file, so the header claims more than the file has.
        refuses_file(&path, &[], &["truncated npy file"]);
    } else {
        // Without a picture the file is read in blocks.
        let png = scratch("sparse.png");
        refuses_file(
            &path,
            &["--png", png.to_str().expect("a UTF-8 path")],
            &["no memory for 70368744177664 bytes"],
        );
        std::fs::remove_file(path).expect("the file is removable");
    }
}

#[test]
fn dtypes_outside_the_table() {
    let table = "bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64, \
                 complex64, complex128";
    for descriptor in [
        "<f2", "<f16", "<c32", "<U4", "|S4", "|O", "<M8[s]", "<m8[ns]", "|V8", "<i3", "",
    ] {
        let name = format!(
            "dtype-{}",
            descriptor.replace(|c: char| !c.is_alphanumeric(), "-")
        );
        let bytes = file(&header(descriptor, false, &[1]), &[0; 32]);
        refuses_bytes(&name, &bytes, &[&format!("dtype '{descriptor}'"), table]);
    }
    let fields = "{'descr': [('x', '<f4'), ('y', '<f4')], 'fortran_order': False, 'shape': (1,), }";
    refuses_bytes(
        "structured",
        &file(fields, &[0; 8]),
        &["a structured dtype", "('x', '<f4')"],
    );
    let no_text = "{'descr': 5, 'fortran_order': False, 'shape': (1,), }";
    refuses_bytes("dtype-number", &file(no_text, &[0; 8]), &["dtype 5", table]);
}

#[test]
fn searches_that_are_errors_for_the_array() {
    let plane = save("plane.npy", "|u1", false, &[2, 2], &vec![vec![1]; 4]);
    for axis in ["2", "-3", "9223372036854775807", "-9223372036854775808"] {
        refuses_file(
            &plane,
            &["--axis", axis],
            &[&format!("axis {axis} is out of range"), "-2..=1"],
        );
    }
    refuses(&["--axis", "2"], &["axis 2 is out of range", "-2..=1"]);

    let scalar = save(
        "scalar.npy",
        "<f8",
        false,
        &[],
        &[3.0_f64.to_le_bytes().to_vec()],
    );
    refuses_file(
        &scalar,
        &["--axis", "0"],
        &["scalar.npy: axis 0 is out of range", "0-d array"],
    );

    let empty = save("empty.npy", "<f8", false, &[0, 3], &[]);
    refuses_file(
        &empty,
        &["--axis", "2"],
        &["empty.npy: axis 2 is out of range"],
    );

    let complex = save("complex.npy", "<c8", false, &[2, 2], &vec![vec![0; 8]; 4]);
    refuses_file(
        &complex,
        &["--above", "1"],
        &["complex.npy: --above: complex64 has no order"],
    );
}

#[test]
fn pictures_that_cannot_be_drawn_or_written() {
    let png = scratch("refused.png");
    let png = png.to_str().expect("a UTF-8 path");
    let line = save("line.npy", "|u1", false, &[4], &vec![vec![1]; 4]);
    refuses_file(
        &line,
        &["--png", png],
        &["line.npy: --png: ", "rank 1", "rank 2"],
    );
    let cube = save("cube.npy", "|u1", false, &[2, 2, 2], &vec![vec![1]; 8]);
    refuses_file(
        &cube,
        &["--png", png, "--above", "0"],
        &["rank 3", "rank 2"],
    );
    let complex = save(
        "complex-relief.npy",
        "<c16",
        false,
        &[2, 2],
        &vec![vec![0; 16]; 4],
    );
    refuses_file(&complex, &["--png", png], &["complex128 has no height"]);
    let empty = save("empty-relief.npy", "|u1", false, &[0, 3], &[]);
    refuses_file(&empty, &["--axis", "1", "--png", png], &["empty array"]);
    assert!(!Path::new(png).exists(), "a refused picture leaves no file");

    refuses(
        &["--png", "/no/such/directory/relief.png"],
        &["/no/such/directory/relief.png: ", "No such file"],
    );
    refuses(
        &["--png", env!("CARGO_TARGET_TMPDIR")],
        &[env!("CARGO_TARGET_TMPDIR"), "directory"],
    );
}

#[test]
fn help_exits_with_success() {
    for option in ["--help", "-h"] {
        let run = survey(&[option]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{option}");
        for documented in [
            "--axis N",
            "--keepdims",
            "--above X",
            "--png FILE",
            "--threads N",
            "--load MIB",
            "FILE.npy",
        ] {
            assert!(
                run.stdout.contains(documented),
                "{option}: no {documented} in\n{}",
                run.stdout
            );
        }
    }
}
