//! The coast off Vancouver Island, from an array of heights and depths: `nonzero` finds the cells of the coast, and `where_`
//! paints a picture of sea, land and coast.
//!
//! `cargo run --release --example coastline` prints a map, and `-- coastline.png` after it also writes the picture. The map
//! begins
//!
//! ```text
//! 10920 cells: 6070 on land, 806 of them on the coast
//! ```

use argwhere::{npy, typed};
use ndarray::{Array2, Array3, ArrayView1, Axis, Zip, arr1, s};
use std::error::Error;
use std::fs::File;
use std::path::Path;

/// Metres above the sea, of shape (rows, columns). Row 0 is the south edge.
const HEIGHTS: &[u8] = include_bytes!("data/topobathy_f32.npy");

const COAST: [u8; 3] = [250, 250, 245];
const SEA: [u8; 3] = [38, 84, 124];
const LAND: [u8; 3] = [96, 128, 78];
/// How the brightness changes from sea level upward.
const BRIGHTER_PER_METRE: f32 = 0.0006;
const DARKER_PER_METRE: f32 = 0.0005;
/// The side in pixels of a cell.
const SCALE: usize = 6;

fn main() -> Result<(), Box<dyn Error>> {
    let heights: Array2<f32> = npy::read(HEIGHTS)?.into_ndarray()?;
    // North up, without a copy.
    let heights = heights.slice_move(s![..;-1, ..]);
    let land = heights.mapv(|height| height > 0.0);
    let coast = coast(&land);

    let [rows, columns] = typed::nonzero(&coast)?;
    println!(
        "{} cells: {} on land, {} of them on the coast\n",
        land.len(),
        typed::nonzero(&land)?[0].len(),
        rows.len()
    );
    let cells = rows.iter().zip(&columns);
    let cells = cells.map(|(&row, &column)| Ok((usize::try_from(row)?, usize::try_from(column)?)));
    print!(
        "{}",
        map(
            heights.dim(),
            &cells.collect::<Result<Vec<_>, Box<dyn Error>>>()?
        )
    );

    if let Some(path) = std::env::args_os().nth(1) {
        save(Path::new(&path), &picture(&heights, &land, &coast)?)?;
        println!("\npicture  {}", Path::new(&path).display());
    }
    Ok(())
}

/// The cells on land that have the sea on one of four sides.
fn coast(land: &Array2<bool>) -> Array2<bool> {
    let mut coast = Array2::from_elem(land.dim(), false);
    let sides = [
        (s![1.., ..], s![..-1, ..]),
        (s![..-1, ..], s![1.., ..]),
        (s![.., 1..], s![.., ..-1]),
        (s![.., ..-1], s![.., 1..]),
    ];
    for (here, beside) in sides {
        Zip::from(coast.slice_mut(here))
            .and(land.slice(here))
            .and(land.slice(beside))
            .for_each(|coast, &land, &beside| *coast |= land && !beside);
    }
    coast
}

/// A map of cells as dots of Braille characters, each of two columns and four rows.
fn map((rows, columns): (usize, usize), cells: &[(usize, usize)]) -> String {
    /// The bits of the dots in a character.
    const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

    let mut characters = Array2::<u8>::zeros((rows.div_ceil(4), columns.div_ceil(2)));
    for &(row, column) in cells {
        characters[[row / 4, column / 2]] |= DOTS[row % 4][column % 2];
    }
    let line = |dots: ArrayView1<'_, u8>| {
        let line: String = dots.iter().map(|&dots| braille(dots)).collect();
        line.trim_end_matches(braille(0)).to_owned() + "\n"
    };
    characters.rows().into_iter().map(line).collect()
}

fn braille(dots: u8) -> char {
    char::from_u32(0x2800 + u32::from(dots)).unwrap_or(' ')
}

/// The colours of the cells, of shape (rows, columns, 3).
fn picture(
    heights: &Array2<f32>,
    land: &Array2<bool>,
    coast: &Array2<bool>,
) -> Result<Array3<u8>, argwhere::Error> {
    // The land from dark at the coast to bright on the summits, and the sea from bright at the coast to dark in the depths.
    let (rows, columns) = heights.dim();
    let shades = |colour: [u8; 3], slope: f32| {
        Array3::from_shape_fn((rows, columns, 3), |(row, column, channel)| {
            shade(colour[channel], 1.0 + slope * heights[[row, column]])
        })
    };
    let (on_land, at_sea) = (
        shades(LAND, BRIGHTER_PER_METRE),
        shades(SEA, DARKER_PER_METRE),
    );

    // A mask of shape (rows, columns, 1) and a colour of shape (3,) broadcast against the picture.
    let land = land.view().insert_axis(Axis(2));
    let coast = coast.view().insert_axis(Axis(2));
    let cells = typed::where_(&land, &on_land, &at_sea)?;
    typed::where_(&coast, &arr1(&COAST), &cells)
}

/// A colour channel with a brightness, at which 1 leaves it unchanged.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast stops at 0 and 255"
)]
fn shade(channel: u8, brightness: f32) -> u8 {
    (f32::from(channel) * brightness) as u8
}

/// Writes a picture with a square of pixels per cell.
fn save(path: &Path, cells: &Array3<u8>) -> Result<(), Box<dyn Error>> {
    let (rows, columns, channels) = cells.dim();
    let (height, width) = (rows * SCALE, columns * SCALE);
    let pixels = Array3::from_shape_fn((height, width, channels), |(y, x, channel)| {
        cells[[y / SCALE, x / SCALE, channel]]
    });
    let (width, height) = (u32::try_from(width)?, u32::try_from(height)?);
    let mut encoder = png::Encoder::new(File::create(path)?, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.into_raw_vec_and_offset().0)?;
    Ok(writer.finish()?)
}
