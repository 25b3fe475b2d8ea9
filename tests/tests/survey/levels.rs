//! `--above X` where the dtype cannot represent X.

use crate::npy::save;
use crate::process::{assert_line, report_on};

/// Checks the number of elements above each X.
fn check(name: &str, descriptor: &str, elements: &[Vec<u8>], counts: &[(&str, usize)]) {
    let path = save(
        &format!("level-{name}.npy"),
        descriptor,
        false,
        &[elements.len()],
        elements,
    );
    for &(level, count) in counts {
        // X joined with `=` and as a separate argument, because a negative X looks like an option.
        for options in [&["--above", level][..], &[&format!("--above={level}")]] {
            let report = report_on(&path, options);
            let label = format!("> {level}");
            let start = format!("{label:<8} {count} of {} elements", elements.len());
            assert!(
                report.contains(&format!("\n{start}")),
                "{name} {options:?}: no {start:?} in\n{report}"
            );
        }
    }
}

macro_rules! bytes {
    ($dtype:ty: $($value:expr),*) => { [$(<$dtype>::to_le_bytes($value).to_vec()),*] };
}

#[test]
fn bool_counts_as_0_and_1() {
    let counts = [
        ("-1", 3),
        ("-0.5", 3),
        ("0", 2),
        ("0.5", 2),
        ("1", 0),
        ("1e9", 0),
    ];
    check("bool", "|b1", &[vec![0], vec![1], vec![1]], &counts);
}

#[test]
fn uint8_does_not_wrap() {
    let counts = [
        ("-1", 4),
        ("-inf", 4),
        ("-0.5", 4),
        ("-0", 3),
        ("0.5", 3),
        ("1", 2),
        ("254.5", 1),
        ("255", 0),
        ("256", 0),
        ("1e3", 0),
        ("inf", 0),
    ];
    check("uint8", "|u1", &bytes!(u8: 0, 1, 200, 255), &counts);
}

#[test]
fn int8_does_not_wrap() {
    let counts = [
        ("-129", 4),
        ("-128.5", 4),
        ("-128", 3),
        ("-0.5", 2),
        ("126.9", 1),
        ("127", 0),
        ("128", 0),
    ];
    check("int8", "|i1", &bytes!(i8: -128, -1, 0, 127), &counts);
}

#[test]
fn int64_is_compared_exactly_where_float64_would_round() {
    let counts = [
        ("-9223372036854775809", 4),
        ("-9223372036854775808", 3),
        ("-9223372036854775808.5", 4),
        ("9007199254740992", 3),
        ("9007199254740992.5", 3),
        ("9007199254740993", 2),
        ("9007199254740993.0000000000000000000000000000000001", 2),
        ("9223372036854775806", 1),
        ("9.223372036854775806e18", 1),
        ("9223372036854775806000e-3", 1),
        ("9223372036854775807", 0),
        ("1e40", 0),
        ("-1e40", 4),
    ];
    let elements = bytes!(i64: i64::MIN, 9_007_199_254_740_993, i64::MAX - 1, i64::MAX);
    check("int64", "<i8", &elements, &counts);
}

#[test]
fn uint64_is_compared_exactly_up_to_its_maximum() {
    let counts = [
        ("-1e-5", 3),
        ("0.00000001", 2),
        ("18446744073709551613.5", 2),
        ("18446744073709551614", 1),
        ("18446744073709551615", 0),
        ("1e30", 0),
        ("1e99999999999999999999", 0),
        ("1e-99999999999999999999", 2),
        ("0e99999999999999999999", 2),
        ("-1e99999999999999999999", 3),
        ("340282366920938463463374607431768211456", 0),
    ];
    check(
        "uint64",
        "<u8",
        &bytes!(u64: 0, u64::MAX - 1, u64::MAX),
        &counts,
    );
}

#[test]
fn float32_compares_in_float32() {
    // 0.1 in float32 is greater than 0.1 in float64, but the user means the array's own 0.1.
    let counts = [
        ("0.1", 2),
        ("0.09", 3),
        ("1e39", 1),
        ("3.4028235e38", 1),
        ("inf", 0),
        ("-1e39", 4),
        ("-inf", 4),
    ];
    let elements = bytes!(f32: 0.1, f32::INFINITY, f32::NAN, f32::NEG_INFINITY, f32::MAX, f32::MIN);
    check("float32", "<f4", &elements, &counts);
}

#[test]
fn float64_is_compared_with_numbers_beyond_its_maximum() {
    let counts = [
        ("0.1", 2),
        ("1e400", 1),
        ("-1e400", 4),
        ("inf", 0),
        ("-inf", 4),
    ];
    let elements = bytes!(f64: 0.1, f64::INFINITY, f64::NAN, f64::NEG_INFINITY, f64::MAX, f64::MIN);
    check("float64", "<f8", &elements, &counts);
}

#[test]
fn a_count_of_0_has_no_positions() {
    let path = save("level-none.npy", "|u1", false, &[2], &bytes!(u8: 1, 2));
    assert_line(
        &report_on(&path, &["--above", "2"]),
        "> 2      0 of 2 elements",
    );
}
