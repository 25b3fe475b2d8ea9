//! Shaded relief as a PNG file.

use crate::relief::Relief;
use crate::{Result, printable};
use argwhere::{Array, where_};
use ndarray::{Array2, Array3, ArrayD, Axis, Zip, arr1};
use std::f64::consts::SQRT_2;
use std::fs;
use std::path::Path;

/// The longest side of a picture, in pixels. A larger array is reduced to it.
const LARGEST: usize = 2000;
/// The side in pixels up to which a small array is magnified.
const COMFORTABLE: usize = 1000;

/// The mean slope, as rise over run, that the heights are scaled to.
const MEAN_SLOPE: f64 = 0.5;
/// The range of the light on a slope. Level ground has 1.
const DARKEST: f64 = 0.4;
const BRIGHTEST: f64 = 1.2;

type Rgb = [u8; 3];

/// The tints of the ground, from low to high.
const TINTS: [Rgb; 6] = [
    [78, 121, 84],
    [132, 164, 104],
    [198, 196, 138],
    [196, 162, 112],
    [160, 122, 98],
    [240, 238, 234],
];
const MARK: Rgb = [226, 44, 36];
const HOLE: Rgb = [40, 44, 52];

/// Draws a 2-D array of real numbers, one square per cell, as pixels of shape (height, width, 3).
pub(crate) fn draw(x: &Array, marked: Option<&ArrayD<bool>>) -> Result<Array3<u8>> {
    let nothing = ArrayD::from_elem(x.shape(), false);
    let relief = Relief::new(x, marked.unwrap_or(&nothing), LARGEST, LARGEST)
        .map_err(|error| format!("--png: {error}"))?;
    Ok(magnify(&paint(&relief)?))
}

/// Writes a picture to a file, and returns a line for the report.
pub(crate) fn save(path: &Path, pixels: &Array3<u8>) -> Result<String> {
    let (height, width, _) = pixels.dim();
    let name = printable(path.display());
    fs::write(path, encode(pixels)?).map_err(|error| format!("{name}: {error}"))?;
    Ok(format!("picture  {name}, {width} x {height} pixels"))
}

/// The colours of the cells, of shape (rows, columns, 3).
fn paint(relief: &Relief) -> Result<Array3<u8>> {
    let (rows, columns) = relief.heights.dim();
    let tints: Vec<u8> = relief
        .heights
        .iter()
        .flat_map(|&height| tint(height))
        .collect();
    let tints = Array3::from_shape_vec((rows, columns, 3), tints)?;

    // The mask of shape (rows, columns, 1) and a single colour of shape (3,) broadcast against the picture.
    let over = |picture: &Array, mask: Array2<bool>, colour: Rgb| {
        where_(&mask.insert_axis(Axis(2)), &arr1(&colour), picture)
    };
    let marked = over(&Array::from(tints), relief.marked.clone(), MARK)?;
    let drawn = over(&marked, relief.heights.mapv(f64::is_nan), HOLE)?;

    let mut pixels: Array3<u8> = drawn.into_ndarray()?;
    let light = sunlight(&relief.heights);
    Zip::from(pixels.lanes_mut(Axis(2)))
        .and(&light)
        .for_each(|mut pixel, &light| {
            pixel.mapv_inplace(|value| channel(f64::from(value) * light));
        });
    Ok(pixels)
}

/// The colour of a height from 0 to 1, between the two nearest tints.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "there are only a few tints"
)]
fn tint(height: f64) -> Rgb {
    let position = height * (TINTS.len() - 1) as f64;
    let nearest = (position as usize).min(TINTS.len() - 2);
    let part = position - nearest as f64;
    let (low, high) = (TINTS[nearest], TINTS[nearest + 1]);
    std::array::from_fn(|c| channel(f64::from(low[c]) * (1.0 - part) + f64::from(high[c]) * part))
}

/// The brightness of each cell under a sun in the north-west, 45 degrees high. Level ground has 1.
///
/// The unit of height is unknown, so slopes are scaled to a gentle mean.
fn sunlight(heights: &Array2<f64>) -> Array2<f64> {
    let (last_row, last_column) = (heights.nrows() - 1, heights.ncols() - 1);
    let rise = |from, to| {
        let rise: f64 = (heights[to] - heights[from]) / 2.0;
        // Cells next to a hole are drawn as level ground.
        if rise.is_nan() { 0.0 } else { rise }
    };
    let slopes = Array2::from_shape_fn(heights.dim(), |(row, column)| {
        let eastward = rise(
            (row, column.saturating_sub(1)),
            (row, last_column.min(column + 1)),
        );
        let southward = rise(
            (row.saturating_sub(1), column),
            (last_row.min(row + 1), column),
        );
        (eastward, southward)
    });
    let steepness = slopes.mapv(|(east, south)| east.hypot(south));
    let scale = steepness
        .mean()
        .filter(|&mean| mean > 0.0)
        .map_or(0.0, |mean| MEAN_SLOPE / mean);
    slopes.mapv(|(east, south)| {
        let (east, south) = (east * scale, south * scale);
        let light = (east + south + SQRT_2) / (SQRT_2 * (east * east + south * south + 1.0).sqrt());
        light.clamp(DARKEST, BRIGHTEST)
    })
}

/// Magnifies a small array: each cell becomes a square of pixels.
fn magnify(cells: &Array3<u8>) -> Array3<u8> {
    let (rows, columns, channels) = cells.dim();
    let scale = (COMFORTABLE / rows.max(columns)).max(1);
    Array3::from_shape_fn((rows * scale, columns * scale, channels), |(y, x, c)| {
        cells[[y / scale, x / scale, c]]
    })
}

fn encode(pixels: &Array3<u8>) -> Result<Vec<u8>> {
    let (height, width, _) = pixels.dim();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, u32::try_from(width)?, u32::try_from(height)?);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels.as_slice().ok_or("pixels in another order")?)?;
    writer.finish()?;
    Ok(file)
}

/// A colour channel from its brightness, 0 to 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast stops at 0 and 255"
)]
fn channel(brightness: f64) -> u8 {
    brightness.round() as u8
}
