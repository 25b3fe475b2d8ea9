//! Files after public bug reports of other readers and writers of npy files. The comment of a test names the report and says
//! what went wrong there.

use crate::npy::{file, header, save_bytes};
use crate::process::{assert_line, refusal, report_on};

/// Six elements, in the order of the file.
fn elements() -> Vec<u8> {
    [3.0f64, 1.0, 4.0, 1.0, 5.0, 9.0]
        .iter()
        .flat_map(|x| x.to_le_bytes())
        .collect()
}

/// The report on six elements after this header.
fn report(name: &str, header: &str) -> String {
    let file = file(header, &elements());
    report_on(&save_bytes(&format!("report-{name}.npy"), &file), &[])
}

#[track_caller]
fn refuses(name: &str, bytes: &[u8], text: &str) {
    let name = format!("report-{name}.npy");
    let line = refusal(&[save_bytes(&name, bytes)]);
    assert!(
        line.contains(&format!("{name}: ")) && line.contains(text),
        "{line}"
    );
}

/// rogersce/cnpy#7: `fortran_order` is compared with five letters, so `True` is never found. huggingface/candle#1077: the
/// elements are read twice, and Fortran order is refused.
#[test]
fn fortran_order_is_read() {
    let report = report("fortran", &header("<f8", true, &[2, 3]));
    assert_line(&report, "shape    (2, 3) in Fortran order, 6 elements");
    assert_line(&report, "argmax   9 at (1, 2), flat index 5");
    assert_line(&report, "argmin   1 at (1, 0), flat index 3");
}

/// xtensor-stack/xtensor#2032: an array of one axis is refused in one of the two orders.
#[test]
fn an_array_of_one_axis_may_have_either_order() {
    for order in [false, true] {
        let report = report("one-axis", &header("<f8", order, &[6]));
        assert_line(&report, "argmax   9 at (5,), flat index 5");
    }
}

/// fortran-lang/stdlib#581: a comma after the last length, and format version 2 with a header that ends at any byte.
#[test]
fn a_comma_after_the_last_length_and_a_header_of_any_length_are_read() {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,3,), }\n";
    let mut bytes = b"\x93NUMPY\x02\x00".to_vec();
    let len = u32::try_from(header.len()).expect("the header is short");
    bytes.extend(len.to_le_bytes());
    bytes.extend(header.bytes());
    bytes.extend(elements());
    let report = report_on(&save_bytes("report-comma.npy", &bytes), &[]);
    assert_line(&report, "argmax   9 at (1, 2), flat index 5");
}

/// metatensor/metatensor#249: blanks after the opening brace and before the closing parenthesis.
#[test]
fn blanks_in_the_header_are_skipped() {
    let header = "{ 'descr': '<f8', 'fortran_order': False, 'shape': (3, 1, 2, ) } ";
    assert_line(
        &report("blanks", header),
        "argmax   9 at (2, 0, 1), flat index 5",
    );
}

/// LaurentMazare/npy-ocaml#4: a shape of one axis is written without its comma, which makes it a number.
#[test]
fn a_shape_that_is_a_number_is_named() {
    let header = "{'descr': '<f8', 'fortran_order': True, 'shape': (6), }";
    refuses(
        "number",
        &file(header, &elements()),
        "the shape is a tuple of integers, not (6)",
    );
}

/// llohse/libnpy#37: a length is written with a comma between its digits, so the header claims another shape.
#[test]
fn a_shape_that_the_file_does_not_fill_is_named() {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,621, 401), }";
    refuses(
        "digits",
        &file(header, &elements()),
        "shape [2, 621, 401] takes 1992168 bytes",
    );
}

/// potocpav/npy-rs#2: a header length of more than 32,767 bytes is read as a negative number, and the reader panics.
#[test]
fn a_header_length_is_not_negative() {
    refuses("length", b"\x93NUMPY\x01\x00\xf8\xff", "65528 bytes");
}

/// jturner314/ndarray-npy#34: the number of elements overflows.
#[test]
fn a_number_of_elements_that_overflows_is_refused() {
    let header = header("<f8", false, &[1 << 32, 1 << 32]);
    refuses("overflow", &file(&header, &elements()), "overflows");
}

/// fhs/NPZ.jl#17: of a structured dtype, the message is about the characters of the header.
#[test]
fn a_structured_dtype_is_called_so() {
    let header = "{'descr': [('i', '<i8'), ('j', '<i8')], 'fortran_order': False, 'shape': (3,), }";
    refuses(
        "fields",
        &file(header, &elements()),
        "is a structured dtype",
    );
}
