//! `--png FILE`: decodes the written picture and checks its pixels.

use crate::answers::{COLUMNS, ROWS, elevations};
use crate::npy::{DTYPES, element, save};
use crate::process::{assert_line, report, report_on, scratch};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    fn open(path: &Path) -> Self {
        let file = BufReader::new(File::open(path).expect("the picture exists"));
        let mut reader = png::Decoder::new(file)
            .read_info()
            .expect("the file is a PNG");
        let mut bytes = vec![
            0;
            reader
                .output_buffer_size()
                .expect("the picture fits in memory")
        ];
        let info = reader
            .next_frame(&mut bytes)
            .expect("the picture has pixels");
        assert_eq!(
            (info.color_type, info.bit_depth),
            (png::ColorType::Rgb, png::BitDepth::Eight)
        );
        let pixels = bytes
            .chunks_exact(3)
            .map(|rgb| [rgb[0], rgb[1], rgb[2]])
            .collect();
        Self {
            width: info.width as usize,
            height: info.height as usize,
            pixels,
        }
    }

    fn at(&self, row: usize, column: usize) -> [u8; 3] {
        self.pixels[row * self.width + column]
    }
}

/// Marks are red, bright or shaded. No tint of the ground is red.
fn is_mark([red, green, blue]: [u8; 3]) -> bool {
    u32::from(red) > 3 * u32::from(green) && u32::from(red) > 3 * u32::from(blue)
}

/// Holes are dark blue.
fn is_hole([red, green, blue]: [u8; 3]) -> bool {
    red < green && green < blue && blue < 70
}

#[test]
fn exactly_the_cells_above_1000_m_are_red_in_the_picture_of_the_raster() {
    let path = scratch("jacksboro.png");
    let report = report(&["--png".as_ref(), path.as_os_str()]);
    assert_line(
        &report,
        &format!("picture  {}, 806 x 688 pixels", path.display()),
    );

    let picture = Picture::open(&path);
    assert_eq!((picture.width, picture.height), (2 * COLUMNS, 2 * ROWS));
    assert_eq!(
        picture
            .pixels
            .iter()
            .filter(|&&pixel| is_mark(pixel))
            .count(),
        4 * 419
    );
    for (flat, &metres) in elevations().iter().enumerate() {
        let (row, column) = (flat / COLUMNS, flat % COLUMNS);
        for (y, x) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let pixel = picture.at(2 * row + y, 2 * column + x);
            assert_eq!(
                is_mark(pixel),
                metres > 1000,
                "{pixel:?} at ({row}, {column}), {metres} m"
            );
            assert!(!is_hole(pixel), "{pixel:?} at ({row}, {column})");
        }
    }
}

#[test]
fn slopes_to_the_north_west_are_brighter_than_slopes_to_the_south_east() {
    // A cone with its top in the middle: cells at equal distance from it have equal height and equal tint.
    let side = 21;
    let height = |flat: usize| {
        let (row, column) = (flat / side, flat % side);
        let far = row.abs_diff(10).pow(2) + column.abs_diff(10).pow(2);
        u16::try_from(2000 - 8 * far).expect("the lowest height is 400")
    };
    let elements: Vec<_> = (0..side * side)
        .map(|flat| height(flat).to_le_bytes().to_vec())
        .collect();
    let path = scratch("cone.png");
    let file = save("cone.npy", "<u2", false, &[side, side], &elements);
    report_on(&file, &["--png", path.to_str().expect("the path is UTF-8")]);
    let picture = Picture::open(&path);
    let scale = picture.width / side;
    let brightness = |row: usize, column: usize| -> u32 {
        picture
            .at(row * scale, column * scale)
            .iter()
            .map(|&part| u32::from(part))
            .sum()
    };
    let (lit, neutral, shaded) = (brightness(6, 6), brightness(6, 14), brightness(14, 14));
    assert!(
        lit > neutral,
        "the north-west is not brighter: {lit}, {neutral}"
    );
    assert!(
        neutral > shaded,
        "the south-east is not darker: {neutral}, {shaded}"
    );
}

#[test]
fn every_real_dtype_has_a_picture() {
    for (descriptor, name) in &DTYPES[..11] {
        let elements: Vec<_> = [0, 1, 1, 0, 1, 0]
            .map(|value| element(descriptor, false, value))
            .into();
        let byte_order = if elements[0].len() == 1 { '|' } else { '<' };
        let stored = format!("{byte_order}{descriptor}");
        let path = scratch(&format!("picture-{name}.png"));
        let file = save(
            &format!("picture-{name}.npy"),
            &stored,
            true,
            &[2, 3],
            &elements,
        );
        report_on(
            &file,
            &[
                "--above",
                "0.5",
                "--png",
                path.to_str().expect("the path is UTF-8"),
            ],
        );
        let picture = Picture::open(&path);
        assert_eq!((picture.width, picture.height), (999, 666), "{name}");
        let marked =
            [0, 1].map(|row| [0, 1, 2].map(|x| is_mark(picture.at(row * 333 + 5, x * 333 + 5))));
        assert_eq!(
            marked,
            [[false, true, true], [false, true, false]],
            "{name}"
        );
    }
}

#[test]
fn nan_is_a_hole_and_infinity_is_not() {
    let numbers = [
        1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
    ];
    let elements: Vec<_> = numbers
        .iter()
        .map(|number| number.to_be_bytes().to_vec())
        .collect();
    let path = scratch("holes.png");
    let file = save("holes.npy", ">f8", false, &[2, 3], &elements);
    report_on(&file, &["--png", path.to_str().expect("the path is UTF-8")]);
    let picture = Picture::open(&path);
    let holes =
        [0, 1].map(|row| [0, 1, 2].map(|column| is_hole(picture.at(row * 333, column * 333))));
    assert_eq!(holes, [[false, true, false], [false, false, false]]);
}

#[test]
fn without_a_level_a_flat_array_is_drawn_without_marks() {
    let path = scratch("flat.png");
    let file = save("flat.npy", "|u1", false, &[4, 4], &vec![vec![9]; 16]);
    report_on(&file, &["--png", path.to_str().expect("the path is UTF-8")]);
    let picture = Picture::open(&path);
    assert!(
        picture
            .pixels
            .iter()
            .all(|&pixel| pixel == picture.pixels[0] && !is_mark(pixel))
    );
}

#[test]
fn a_large_array_is_reduced_and_keeps_its_marks() {
    let mut elements = vec![vec![0]; 5000 * 3];
    elements[4321 * 3 + 1] = vec![200];
    let path = scratch("tall.png");
    let file = save("tall.npy", "|u1", false, &[5000, 3], &elements);
    report_on(
        &file,
        &[
            "--above",
            "100",
            "--png",
            path.to_str().expect("the path is UTF-8"),
        ],
    );
    let picture = Picture::open(&path);
    assert_eq!((picture.width, picture.height), (3, 2000));
    let marks: Vec<_> = (0..6_000)
        .filter(|&pixel| is_mark(picture.pixels[pixel]))
        .collect();
    assert_eq!(marks.len(), 1, "{marks:?}");
    // The block of the marked row 4321, which is between 1728 * 5000 / 2000 and 1729 * 5000 / 2000.
    assert_eq!(marks[0], 1728 * 3 + 1);
}
