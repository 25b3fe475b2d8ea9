//! Valid and malformed npy files of other programs. The survey reads the files that NumPy reads, and refuses the rest. Of the
//! golden files it gets a sample, because a process for each takes long; `npy.rs` reads them all.

use crate::npy::{file, save_bytes, tuple, unravel};
use crate::process::{assert_line, refusal, report_on};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// Saves an npy file with these header values, as source text, followed by these bytes.
fn saved(name: &str, descr: &str, shape: &str, elements: &[u8]) -> PathBuf {
    let header = format!("{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}");
    save_bytes(name, &file(&header, elements))
}

/// The error for a file, without the file's name before it.
#[track_caller]
fn refused(path: &Path) -> String {
    let line = refusal(&[path]);
    let name = path.file_name().and_then(|name| name.to_str());
    let name = format!("{}: ", name.expect("the name is UTF-8"));
    let (_, reason) = line
        .split_once(&name)
        .unwrap_or_else(|| panic!("no {name} in {line}"));
    assert!(!reason.is_empty(), "{line}");
    reason.to_owned()
}

#[test]
fn the_survey_reads_the_files_that_numpy_reads() {
    let golden: Json =
        serde_json::from_str(include_str!("../../golden/npy_headers.json")).expect("JSON");
    let cases = golden["cases"].as_array().expect("a list of cases");
    assert!(cases.len() > 1000, "{} cases", cases.len());
    for case in cases.iter().step_by(20) {
        assert_read_as_numpy_does(case, "golden.npy");
    }
}

fn assert_read_as_numpy_does(case: &Json, file: &str) {
    println!("{}", case["name"]);
    let path = save_bytes(file, &bytes(case));
    if let Some(error) = case["error"].as_str() {
        let reason = refused(&path);
        if OF_THE_TEXT.iter().any(|start| error.starts_with(start)) {
            assert!(
                reason.starts_with("malformed npy header at line "),
                "{error}, here {reason}"
            );
        }
    } else {
        assert_reports(&report_on(&path, &[]), case);
    }
}

/// NumPy's errors about a header's text. Here they have a line and a column.
const OF_THE_TEXT: [&str; 7] = [
    "ValueError: Cannot parse header",
    "ValueError: Header is not a dictionary",
    "ValueError: Header does not contain the correct keys",
    "ValueError: shape is not valid",
    "ValueError: fortran_order is not a valid bool",
    "ValueError: malformed node",
    "TokenError",
];

/// The bytes of a golden case, which is stored with one character per byte.
fn bytes(case: &Json) -> Vec<u8> {
    let text = case["file"].as_str().expect("a file");
    text.chars()
        .map(|c| u8::try_from(c).expect("Latin-1"))
        .collect()
}

/// Asserts that the report agrees with the properties of NumPy's array.
fn assert_reports(report: &str, case: &Json) {
    let dtype = case["dtype"].as_str().expect("a dtype");
    let shape = integers(&case["shape"]);
    let order = match case["fortran"].as_bool() {
        Some(true) => " in Fortran order",
        Some(false) => " in C order",
        None => " in ",
    };
    assert_start(report, &format!("dtype    {dtype}, stored as "));
    assert_start(report, &format!("shape    {}{order}", tuple(&shape)));
    assert_start(report, &nonzero_line(&integers(&case["nonzero"]), &shape));
    for search in ["argmax", "argmin"] {
        let found = &case[search];
        if let Some(value) = found["value"].as_str() {
            let value = value.strip_suffix(".0").unwrap_or(value);
            let flat = integer(&found["flat"]);
            let index = tuple(&unravel(flat, &shape));
            assert_line(
                report,
                &format!("{search}   {value} at {index}, flat index {flat}"),
            );
        } else if shape.contains(&0) && !dtype.starts_with("complex") {
            assert_start(report, &format!("{search}   none: {search} of an array"));
        }
    }
}

/// Asserts that a line of the report starts with the given text.
#[track_caller]
fn assert_start(report: &str, start: &str) {
    let found = report.lines().any(|line| line.starts_with(start));
    assert!(found, "no line starts with {start:?} in:\n{report}");
}

fn nonzero_line(flat: &[usize], shape: &[usize]) -> String {
    if shape.is_empty() {
        return "nonzero  none: nonzero of a 0-d array".to_owned();
    }
    let (count, len) = (flat.len(), shape.iter().product::<usize>());
    let places = flat
        .iter()
        .take(5)
        .map(|&flat| tuple(&unravel(flat, shape)));
    let places = places.collect::<Vec<_>>().join(", ");
    match count {
        0 => format!("nonzero  0 of {len} elements"),
        1..=5 => format!("nonzero  {count} of {len} elements: {places}"),
        _ => format!(
            "nonzero  {count} of {len} elements: {places} and {} more",
            count - 5
        ),
    }
}

fn integers(list: &Json) -> Vec<usize> {
    let items = list.as_array().expect("a list");
    items.iter().map(integer).collect()
}

fn integer(json: &Json) -> usize {
    let integer = json.as_u64().expect("an integer");
    usize::try_from(integer).expect("the integer fits")
}

#[test]
fn the_byte_order_of_one_byte_elements_is_ignored() {
    for order in ["<", ">", "=", "|", ""] {
        for (code, name) in [("u1", "uint8"), ("i1", "int8"), ("b1", "bool")] {
            let path = saved("one-byte.npy", &format!("'{order}{code}'"), "(2,)", &[0, 1]);
            let report = report_on(&path, &[]);
            assert_line(
                &report,
                &format!("dtype    {name}, stored as {order}{code}"),
            );
            assert_line(&report, "nonzero  1 of 2 elements: (1,)");
        }
    }
}

#[test]
fn a_dtype_has_many_spellings() {
    let (one, big) = (1_i64.to_ne_bytes(), 1_i64.to_be_bytes());
    for spelling in [
        "int64", "i8", "=i8", "int", "q", "=q", "|i8", "longlong", "i08",
    ] {
        let path = saved("spelling-int64.npy", &format!("'{spelling}'"), "(1,)", &one);
        assert_line(
            &report_on(&path, &[]),
            &format!("dtype    int64, stored as {spelling}"),
        );
        assert_line(&report_on(&path, &[]), "argmax   1 at (0,), flat index 0");
    }
    for spelling in [">i8", ">q"] {
        let path = saved("spelling-big.npy", &format!("'{spelling}'"), "(1,)", &big);
        assert_line(&report_on(&path, &[]), "argmax   1 at (0,), flat index 0");
    }
    for spelling in ["f8", "=f8", "float64", "float", "d", "double"] {
        let element = 2.5_f64.to_ne_bytes();
        let path = saved(
            "spelling-float64.npy",
            &format!("'{spelling}'"),
            "(1,)",
            &element,
        );
        assert_line(&report_on(&path, &[]), "argmax   2.5 at (0,), flat index 0");
    }
    let path = saved("spelling-bool.npy", "'?'", "(2,)", &[0, 1]);
    assert_line(&report_on(&path, &[]), "dtype    bool, stored as ?");
}

#[test]
fn the_error_of_a_refused_dtype_explains_the_dtype() {
    let dtypes = [
        (
            "'<f2'",
            "dtype '<f2' is float16, not one of the standard table: bool",
        ),
        (
            "'float16'",
            "dtype 'float16' is not one of the standard table: bool",
        ),
        ("'<M8[ns]'", "dtype '<M8[ns]' is datetime64, not"),
        ("'<m8'", "dtype '<m8' is timedelta64, not"),
        ("'|O'", "dtype '|O' is object, pickled Python objects, not"),
        ("'<U4'", "dtype '<U4' is text, not"),
        ("'|S4'", "dtype '|S4' is a byte string, not"),
        ("'|V8'", "dtype '|V8' is void, raw bytes, not"),
        ("'<f16'", "dtype '<f16' is longdouble, not"),
        ("'<c32'", "dtype '<c32' is clongdouble, not"),
        ("'i4,f4'", "dtype 'i4,f4' is a structured dtype, not"),
        (
            "[('x', '<f4'), ('y', '<f4')]",
            "dtype [('x', '<f4'), ('y', '<f4')] is a structured dtype, not",
        ),
        (
            "('<i4', (2,))",
            "dtype ('<i4', (2,)) is a subarray dtype, not",
        ),
        ("'2i4'", "dtype '2i4' is a subarray dtype, not"),
        (
            "('<i4', [('x', '<i2'), ('y', '<i2')])",
            "dtype ('<i4', [('x', '<i2'), ('y', '<i2')]) is a structured dtype, not",
        ),
        (
            "('<i4', '<f8')",
            "dtype ('<i4', '<f8') is unknown to NumPy, not",
        ),
        ("'<i3'", "dtype '<i3' is unknown to NumPy, not"),
        ("'int65'", "dtype 'int65' is unknown to NumPy, not"),
        ("None", "dtype None is unknown to NumPy, not"),
    ];
    for (descr, text) in dtypes {
        let reason = refused(&saved("refused-dtype.npy", descr, "(1,)", &[0; 8]));
        assert!(reason.starts_with(text), "{descr}: {reason}");
    }
}

#[test]
fn headers_of_python_2_are_read() {
    let headers = [
        "{u'descr': u'<i2', u'fortran_order': False, u'shape': (2L,), }",
        "{'descr': '<i2', 'fortran_order': False, 'shape': (2L, 1L), }",
        "{'shape': (1, 2L), 'fortran_order': False, 'descr': u'<i2'}",
    ];
    for header in headers {
        let path = save_bytes("python-2.npy", &file(header, &[0, 0, 7, 0]));
        assert!(
            report_on(&path, &[]).contains("argmax   7 at ("),
            "{header}"
        );
    }
}

#[test]
fn a_header_may_have_python_spaces_comments_and_line_breaks() {
    let headers = [
        "{'descr':'<i2','fortran_order':False,'shape':(2,)}",
        "  { 'descr' : '<i2' , 'fortran_order' : False , 'shape' : ( 2 , ) , }  ",
        "{'descr': '<i2',\n 'fortran_order': False,\n 'shape': (2,)}\n",
        "{\r\n\t\"descr\": \"<i2\",\r\n\t\"fortran_order\": False,\r\n\t\"shape\": (2,),\r\n}\r\n",
        "\n{'descr': '<' 'i2', # little-endian\n 'fortran_order': False, 'shape': (0x2,)}",
    ];
    for header in headers {
        let path = save_bytes("spaces.npy", &file(header, &[0, 0, 7, 0]));
        assert_line(&report_on(&path, &[]), "argmax   7 at (1,), flat index 1");
    }
}

#[test]
fn the_error_of_a_malformed_header_has_line_and_column() {
    let headers = [
        ("", "line 1, column 1: expected a value, the header ends"),
        (
            "[1, 2]",
            "line 1, column 1: a header is a dictionary, not [1, 2]",
        ),
        (
            "{'descr': <i2}",
            "line 1, column 11: expected a value, found '<'",
        ),
        (
            "{'descr': int}",
            "line 1, column 11: expected a value, found 'int'",
        ),
        (
            "{'descr': '<i2', 'shape'}",
            "line 1, column 25: expected ':', found '}'",
        ),
        (
            "{'descr': '<i2'\n 'shape': (2,)}",
            "line 2, column 9: expected ',' or '}', found ':'",
        ),
        (
            "{'descr': '<i2",
            "line 1, column 11: a string without an end",
        ),
        ("{'descr': '\\xg'}", "line 1, column 12: an escape sequence"),
        (
            "{'descr': '<i2'}",
            "line 1, column 1: the dictionary has no key 'fortran_order'",
        ),
        (
            "{'dtype': '<i2'}",
            "line 1, column 2: the keys are 'descr', 'fortran_order' and 'shape', not 'dtype'",
        ),
        (
            "{'descr': '<i2',\r\n'fortran_order': 0, 'shape': (2,)}",
            "line 2, column 18: fortran_order is True or False, not 0",
        ),
        (
            "{'descr': '<i2', 'fortran_order': False, 'shape': [2]}",
            "line 1, column 51: the shape is a tuple of integers, not [2]",
        ),
        (
            "{'descr': '<i2', 'fortran_order': False, 'shape': (1, 2.0)}",
            "column 55: the shape is a tuple of integers, not 2.0",
        ),
        (
            "{'descr': '<i2', 'fortran_order': False, 'shape': (1, -2)}",
            "column 55: a length is between 0 and",
        ),
        (
            "{'descr': '<i2', 'fortran_order': False, 'shape': (02,)}",
            "column 52: '02' is not a number",
        ),
        (
            "{'descr': '<i2', 'fortran_order': False, 'shape': (2,)",
            "line 1, column 55: expected ',' or '}', the header ends",
        ),
        (
            "{'descr': '<i2', 'fortran_order': False, 'shape': (2,)}}",
            "column 56: expected the end of the header, found '}'",
        ),
    ];
    for (header, text) in headers {
        let reason = refused(&save_bytes("malformed.npy", &file(header, &[0, 0, 7, 0])));
        assert!(
            reason.starts_with("malformed npy header at line "),
            "{header}: {reason}"
        );
        assert!(reason.contains(text), "{header}: {reason}");
    }
}

#[test]
fn every_byte_other_than_0_is_true() {
    for descr in ["'|b1'", "'?'", "'bool'"] {
        let path = saved("bool-bytes.npy", descr, "(4,)", &[0, 255, 2, 1]);
        let report = report_on(&path, &[]);
        assert_line(&report, "argmax   true at (1,), flat index 1");
        assert_line(&report, "nonzero  3 of 4 elements: (1,), (2,), (3,)");
    }
}

#[test]
fn a_0_d_array_has_a_report_without_nonzero() {
    let path = saved("report-0-d.npy", "'<f8'", "()", &2.5_f64.to_le_bytes());
    let report = report_on(&path, &["--above", "1", "--keepdims"]);
    assert_line(&report, "shape    () in C order, 1 elements");
    assert_line(&report, "argmax   2.5 at (), flat index 0");
    assert_line(&report, "argmin   int64, shape (): 0");
    assert!(
        report.contains("\nnonzero  none: nonzero of a 0-d array is not defined"),
        "{report}"
    );
    assert!(
        report.contains("\n> 1      none: nonzero of a 0-d array is not defined"),
        "{report}"
    );

    let line = refusal(&[path.as_os_str(), "--axis".as_ref(), "0".as_ref()]);
    assert!(
        line.contains("report-0-d.npy: axis 0 is out of range"),
        "{line}"
    );
}

#[test]
fn an_empty_array_has_a_report_without_extremes() {
    let path = saved("report-empty.npy", "'<f8'", "(0, 3)", b"");
    let report = report_on(&path, &["--axis", "0", "--above", "1"]);
    assert_line(&report, "shape    (0, 3) in C order, 0 elements");
    for search in ["argmax", "argmin"] {
        let whole =
            format!("\n{search}   none: {search} of an array of shape [0, 3] would search zero");
        let along = format!(
            "\n{search}   none: {search} along axis 0 of an array of shape [0, 3] would search zero"
        );
        assert!(
            report.contains(&whole) && report.contains(&along),
            "{report}"
        );
    }
    assert_line(&report, "nonzero  0 of 0 elements");
    assert_line(&report, "> 1      0 of 0 elements");
}

#[test]
fn the_error_names_the_kind_of_other_files() {
    let files: [(&[u8], &str); 4] = [
        (b"PK\x03\x04 and more", "a zip archive, as npz files are"),
        (b"\x80\x04K\x01.", "a Python pickle"),
        (b"row,column,height", "it does not start with \\x93NUMPY"),
        (
            b"\x93NUMPY\x01\x01\x10\x00",
            "npy format version 1.1 does not exist; 1.0, 2.0 and 3.0 do",
        ),
    ];
    for (bytes, text) in files {
        let reason = refused(&save_bytes("other.npy", bytes));
        assert!(reason.contains(text), "{reason}");
    }
    let axes = format!("({})", "1,".repeat(65));
    let reason = refused(&saved("axes.npy", "'|u1'", &axes, &[1]));
    assert!(
        reason.contains("65 axes; NumPy reads at most 64"),
        "{reason}"
    );
}
