//! Files of every dtype, memory order, byte order and rank.

use crate::npy::{DTYPES, element, save, tuple, unravel};
use crate::process::{assert_line, report_on};

const SHAPES: [&[usize]; 5] = [&[7], &[1], &[3, 5], &[2, 3, 4], &[2, 1, 3, 2]];

/// Values with zeros and ties, and in signed dtypes with negative numbers.
fn values(descriptor: &str, len: usize) -> Vec<i8> {
    let least = if descriptor.starts_with(['u', 'b']) {
        0
    } else {
        -2
    };
    let value =
        |nth: usize| i8::try_from((nth * 5 + 3) % 7 % 5).expect("the value is below 5") + least;
    // A bool has only two values.
    let held = |value: i8| if descriptor == "b1" { value % 2 } else { value };
    (0..len).map(value).map(held).collect()
}

/// The position of the first extreme element.
fn first_extreme(elements: impl Iterator<Item = i8> + Clone, sign: i8) -> usize {
    let best = elements
        .clone()
        .map(|value| value * sign)
        .max()
        .expect("no test array is empty");
    elements
        .map(|value| value * sign)
        .position(|value| value == best)
        .expect("the extreme is an element")
}

/// The indices that a search along an axis must print: the first extreme per lane.
fn along(values: &[i8], shape: &[usize], axis: usize, sign: i8) -> Vec<usize> {
    let inner: usize = shape[axis + 1..].iter().product();
    let outer = values.len() / inner / shape[axis];
    let starts = (0..outer).flat_map(|o| (0..inner).map(move |i| o * shape[axis] * inner + i));
    starts
        .map(|start| {
            first_extreme(
                values[start..]
                    .iter()
                    .copied()
                    .step_by(inner)
                    .take(shape[axis]),
                sign,
            )
        })
        .collect()
}

fn list(items: &[String]) -> String {
    let shown = items[..items.len().min(5)].join(", ");
    if items.len() > 5 {
        format!("{shown} and {} more", items.len() - 5)
    } else {
        shown
    }
}

/// A value of the dtype as the survey prints it.
fn shown(descriptor: &str, value: i8) -> String {
    if descriptor == "b1" {
        (value == 1).to_string()
    } else {
        value.to_string()
    }
}

/// Surveys one file along each of its axes and compares every line that depends on the elements.
fn check(descriptor: &str, name: &str, shape: &[usize], fortran_order: bool, big_endian: bool) {
    let values = values(descriptor, shape.iter().product());
    let elements: Vec<_> = values
        .iter()
        .map(|&value| element(descriptor, big_endian, value))
        .collect();
    let byte_order = match (elements[0].len(), big_endian) {
        (1, _) => '|',
        (_, true) => '>',
        (_, false) => '<',
    };
    let stored = format!("{byte_order}{descriptor}");
    let order = if fortran_order { "Fortran" } else { "C" };
    let file = format!("{name}-{order}-{big_endian}-{}.npy", tuple(shape));
    let path = save(&file, &stored, fortran_order, shape, &elements);

    for axis in 0..shape.len() {
        let keepdims = axis % 2 == 0;
        let number = axis.to_string();
        let options = ["--axis", &number, "--keepdims"];
        let report = report_on(&path, &options[..if keepdims { 3 } else { 2 }]);

        let (shape_text, len) = (tuple(shape), values.len());
        assert_line(&report, &format!("dtype    {name}, stored as {stored}"));
        assert_line(
            &report,
            &format!("shape    {shape_text} in {order} order, {len} elements"),
        );
        let nonzero: Vec<_> = (0..len).filter(|&flat| values[flat] != 0).collect();
        let indices: Vec<_> = nonzero
            .iter()
            .map(|&flat| tuple(&unravel(flat, shape)))
            .collect();
        let indices = if indices.is_empty() {
            String::new()
        } else {
            format!(": {}", list(&indices))
        };
        assert_line(
            &report,
            &format!("nonzero  {} of {len} elements{indices}", nonzero.len()),
        );

        if name.starts_with("complex") {
            assert!(report.contains("\norder    none: "), "{report}");
            assert!(!report.contains("flat index"), "{report}");
            continue;
        }
        let mut reduced = shape.to_vec();
        if keepdims {
            reduced[axis] = 1;
        } else {
            reduced.remove(axis);
        }
        for (search, sign) in [("argmax", 1), ("argmin", -1)] {
            let flat = first_extreme(values.iter().copied(), sign);
            let (value, index) = (
                shown(descriptor, values[flat]),
                tuple(&unravel(flat, shape)),
            );
            assert_line(
                &report,
                &format!("{search}   {value} at {index}, flat index {flat}"),
            );
            let found: Vec<_> = along(&values, shape, axis, sign)
                .iter()
                .map(usize::to_string)
                .collect();
            let line = format!(
                "{search}   int64, shape {}: {}",
                tuple(&reduced),
                list(&found)
            );
            assert_line(&report, &line);
        }
    }
}

fn check_dtypes(fortran_order: bool, big_endian: bool) {
    for (descriptor, name) in DTYPES {
        for shape in SHAPES {
            check(descriptor, name, shape, fortran_order, big_endian);
        }
    }
}

#[test]
fn c_order_little_endian() {
    check_dtypes(false, false);
}

#[test]
fn c_order_big_endian() {
    check_dtypes(false, true);
}

#[test]
fn fortran_order_little_endian() {
    check_dtypes(true, false);
}

#[test]
fn fortran_order_big_endian() {
    check_dtypes(true, true);
}

#[test]
fn keepdims_without_an_axis_keeps_all_axes() {
    let elements: Vec<_> = [1, 0, 5, 2, 5, 0]
        .map(|value| element("i4", false, value))
        .into();
    let path = save("keepdims-all.npy", "<i4", false, &[3, 2], &elements);
    let report = report_on(&path, &["--keepdims"]);
    assert_line(&report, "along all axes, keepdims");
    assert_line(&report, "argmax   int64, shape (1, 1): 2");
    assert_line(&report, "argmin   int64, shape (1, 1): 1");
}

#[test]
fn an_array_of_only_nan_is_not_searched_without_nan() {
    let elements = vec![f32::NAN.to_le_bytes().to_vec(); 4];
    let report = report_on(
        &save("all-nan.npy", "<f4", false, &[2, 2], &elements),
        &["--axis", "1"],
    );
    assert_line(&report, "argmax   NaN at (0, 0), flat index 0");
    assert_line(
        &report,
        "         NaN wins over every number; 4 of 4 elements are NaN.",
    );
    assert_eq!(report.matches("flat index").count(), 2, "{report}");
    assert_line(&report, "argmax   int64, shape (2,): 0, 0");
}

#[test]
fn infinity_is_a_number_in_a_search_without_nan() {
    let numbers = [f64::NEG_INFINITY, f64::NAN, 1.0, f64::INFINITY];
    let elements: Vec<_> = numbers
        .iter()
        .map(|number| number.to_le_bytes().to_vec())
        .collect();
    let report = report_on(&save("infinity.npy", "<f8", false, &[4], &elements), &[]);
    assert_line(&report, "argmax   NaN at (1,), flat index 1");
    assert_line(&report, "argmax   inf at (3,), flat index 3");
    assert_line(&report, "argmin   -inf at (0,), flat index 0");
}

#[test]
fn an_empty_array_is_searched_along_an_axis_that_is_not_empty() {
    let path = save("empty-along.npy", "<f8", false, &[0, 3], &[]);
    let report = report_on(&path, &["--axis", "1"]);
    assert_line(&report, "shape    (0, 3) in C order, 0 elements");
    assert_line(&report, "argmax   int64, shape (0,)");
    assert_line(&report, "nonzero  0 of 0 elements");
}

#[test]
fn versions_2_and_3_of_the_format_have_a_longer_length_field() {
    for version in [2, 3] {
        let header = crate::npy::header("<i2", false, &[2]);
        let mut file = vec![0x93, b'N', b'U', b'M', b'P', b'Y', version, 0];
        file.extend(
            u32::try_from(header.len())
                .expect("a short header")
                .to_le_bytes(),
        );
        file.extend(header.bytes());
        file.extend([1, 0, 2, 0]);
        let path = crate::npy::save_bytes(&format!("version-{version}.npy"), &file);
        assert_line(&report_on(&path, &[]), "argmax   2 at (1,), flat index 1");
    }
}

#[test]
fn the_report_of_a_large_array_is_short() {
    let elements = vec![vec![1]; 100_000];
    let path = save("large.npy", "|u1", false, &[100, 1000], &elements);
    let report = report_on(&path, &["--axis", "0", "--above", "0"]);
    assert!(report.lines().count() < 20, "{report}");
    // The first line is the file name.
    assert!(
        report.lines().skip(1).all(|line| line.len() <= 100),
        "{report}"
    );
}
