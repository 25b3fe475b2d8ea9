//! The real arrays, with results computed by `NumPy`.

use crate::process::{assert_line, report, report_on};
use std::path::{Path, PathBuf};

/// The size of the raster that the example embeds.
pub(crate) const ROWS: usize = 344;
pub(crate) const COLUMNS: usize = 403;

fn raster_path() -> PathBuf {
    real("jacksboro_elevation_i16.npy")
}

/// The elevations of the raster in row-major order, read without the example.
pub(crate) fn elevations() -> Vec<i16> {
    let file = std::fs::read(raster_path()).expect("the raster exists");
    let elements = &file[file.len() - 2 * ROWS * COLUMNS..];
    elements
        .chunks_exact(2)
        .map(|bytes| i16::from_le_bytes([bytes[0], bytes[1]]))
        .collect()
}

fn real(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../core/examples/data")
        .join(name)
}

#[test]
fn without_a_file_the_raster_of_jacksboro_is_surveyed() {
    let report = report::<&str>(&[]);
    for line in [
        "dtype    int16, stored as <i2",
        "shape    (344, 403) in C order, 138632 elements",
        "highest  1076 m at row 297, column 219 (36.4850 N, 84.2308 W)",
        "lowest    236 m at row 288, column 347 (36.4925 N, 84.1242 W)",
        "419 cells above 1000 m, the first of them",
        "         1004 m at row 246, column 184 (36.5275 N, 84.2600 W)",
        "         1004 m at row 246, column 185 (36.5275 N, 84.2592 W)",
        "         1015 m at row 247, column 184 (36.5267 N, 84.2600 W)",
        "          774 m at row 0, column 82 (36.7325 N, 84.3450 W)",
        "          846 m at row 43, column 285 (36.6967 N, 84.1758 W)",
        "         1019 m at row 301, column 220 (36.4817 N, 84.2300 W)",
    ] {
        assert_line(&report, line);
    }
}

#[test]
fn the_map_fits_80_columns_and_marks_each_block_with_a_cell_above_the_level() {
    let report = report::<&str>(&[]);
    assert!(
        report.lines().all(|line| line.chars().count() <= 80),
        "{report}"
    );
    assert!(
        !report.contains('\x1b'),
        "there are no colours if standard output is not a terminal:\n{report}"
    );

    let (lines, columns) = (34, 80);
    let (before, legend) = report
        .rsplit_once("▲ = above")
        .expect("the map has a legend");
    assert_eq!(legend, "\n");
    let map: Vec<&str> = before
        .trim_end_matches('\n')
        .rsplit('\n')
        .take(lines)
        .collect();
    let elevations = elevations();
    for (line, text) in map.into_iter().rev().enumerate() {
        let drawn: Vec<char> = text.chars().collect();
        for column in 0..columns {
            let rows = line * ROWS / lines..(line + 1) * ROWS / lines;
            let block = rows.flat_map(|row| {
                let start = row * COLUMNS;
                let range = column * COLUMNS / columns..(column + 1) * COLUMNS / columns;
                &elevations[start + range.start..start + range.end]
            });
            let expected = block.into_iter().any(|&metres| metres > 1000);
            let marked = drawn.get(column) == Some(&'▲');
            assert_eq!(
                marked, expected,
                "line {line}, column {column} of\n{report}"
            );
        }
    }
}

#[test]
fn the_options_apply_to_the_raster_too() {
    let report = report(&["--above", "1075", "--axis", "0", "--keepdims"]);
    assert_line(&report, "1 cells above 1075 m, the first of them");
    assert_line(&report, "along axis 0, keepdims");
    assert_line(
        &report,
        "argmax   int64, shape (1, 403): 331, 331, 331, 330, 328 and 398 more",
    );
    assert_line(
        &report,
        "argmin   int64, shape (1, 403): 127, 128, 129, 130, 130 and 398 more",
    );
}

#[test]
fn jacksboro_as_a_file() {
    let report = report_on(&raster_path(), &["--above", "1000"]);
    assert_line(&report, "argmax   1076 at (297, 219), flat index 119910");
    assert_line(&report, "argmin   236 at (288, 347), flat index 116411");
    assert_line(
        &report,
        "> 1000   419 of 138632 elements: (246, 184), (246, 185), (247, 184), (247, 185), (248, 184) \
         and 414 more",
    );
}

#[test]
fn topobathy() {
    let report = report_on(&real("topobathy_f32.npy"), &["--above", "1000"]);
    assert_line(&report, "dtype    float32, stored as <f4");
    assert_line(&report, "shape    (91, 120) in C order, 10920 elements");
    assert_line(&report, "argmax   2205 at (83, 90), flat index 10050");
    assert_line(&report, "argmin   -1437 at (0, 1), flat index 1");
    assert_line(
        &report,
        "nonzero  10911 of 10920 elements: (0, 0), (0, 1), (0, 2), (0, 3), (0, 4) and 10906 more",
    );
    assert_line(
        &report,
        "> 1000   1166 of 10920 elements: (0, 69), (17, 116), (18, 117), (25, 115), (27, 119) \
         and 1161 more",
    );
}

#[test]
fn elnino() {
    let report = report_on(
        &real("elnino_sst_f64.npy"),
        &["--axis", "-1", "--above", "28"],
    );
    assert_line(&report, "argmax   29.24 at (48, 2), flat index 578");
    assert_line(&report, "argmin   18.95 at (4, 8), flat index 56");
    assert_line(&report, "along axis -1");
    assert_line(
        &report,
        "argmax   int64, shape (61,): 2, 2, 2, 2, 2 and 56 more",
    );
    assert_line(
        &report,
        "argmin   int64, shape (61,): 8, 8, 8, 9, 8 and 56 more",
    );
    assert_line(
        &report,
        "> 28     8 of 732 elements: (33, 1), (33, 2), (33, 3), (33, 4), (48, 0) and 3 more",
    );
}

#[test]
fn co2_reports_nan_and_then_the_extremes_without_nan() {
    let report = report_on(
        &real("co2_weekly_f64.npy"),
        &["--above", "370", "--axis", "0"],
    );
    assert_line(&report, "argmax   NaN at (6,), flat index 6");
    assert_line(&report, "argmin   NaN at (6,), flat index 6");
    assert_line(
        &report,
        "         NaN wins over every number; 59 of 2284 elements are NaN. Without them:",
    );
    assert_line(&report, "argmax   373.9 at (2250,), flat index 2250");
    assert_line(&report, "argmin   313 at (32,), flat index 32");
    assert_line(&report, "argmax   int64, shape (): 6");
    assert_line(
        &report,
        "> 370    65 of 2284 elements: (2138,), (2139,), (2140,), (2141,), (2142,) and 60 more",
    );
}
