//! The survey of a real raster: ground elevation around Jacksboro, Tennessee (see `../data/README.md`).

use crate::cli::Options;
use crate::file::File;
use crate::level::Level;
use crate::report::{self, Place, element};
use crate::{Result, picture, real, relief};
use argwhere::npy::Reader;
use argwhere::{Along, Array, argmax, argmin, nonzero};
use std::fmt::Write;
use std::io::{IsTerminal, stdout};

const RASTER: &[u8] = include_bytes!("../data/jacksboro_elevation_i16.npy");

/// Latitudes and longitudes of the outer edges of the outer cells, in degrees north and west.
const NORTH: f64 = 36.7329;
const SOUTH: f64 = 36.4463;
const WEST: f64 = 84.4138;
const EAST: f64 = 84.0779;

/// The number of rows in the table of highest cells, and the number of cells listed above the level.
const TABLE_ROWS: usize = 8;
const LISTED: usize = 3;

pub(crate) fn survey(options: &Options) -> Result<String> {
    let file = File::read(Reader::new(RASTER)?)?;
    let elevation = &file.array;
    let mut out = String::from("Ground elevation around Jacksboro, Tennessee, in metres\n");
    out += &report::description(&file);
    writeln!(out, "extent   {NORTH} N to {SOUTH} N, {WEST} W to {EAST} W")?;
    out += "         are the outer edges; row 0, column 0 is the north-west corner.\n";
    out += "         The coordinates of a cell are those of its centre.\n\n";

    let highest = Place::new(&argmax(elevation, Along::all())?, elevation.shape())?;
    let lowest = Place::new(&argmin(elevation, Along::all())?, elevation.shape())?;
    writeln!(out, "highest  {}", cell(elevation, &highest.index)?)?;
    writeln!(out, "lowest   {}", cell(elevation, &lowest.index)?)?;
    out += &highest_of_rows(elevation)?;
    out += &report::along(elevation, options)?;

    let level = match &options.above {
        Some(level) => level.clone(),
        None => "1000".parse::<Level>()?,
    };
    let above = real::above(elevation.view(), &level).ok_or("the raster has an order")?;
    let found = nonzero(&above)?;
    let [rows, columns] = &found[..] else {
        return Err("the raster has two axes".into());
    };
    let count = rows.len();
    writeln!(out, "\n{count} cells above {level} m, the first of them")?;
    for (&row, &column) in rows.iter().zip(columns).take(LISTED) {
        let index = [usize::try_from(row)?, usize::try_from(column)?];
        writeln!(out, "         {}", cell(elevation, &index)?)?;
    }

    let coloured =
        stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    writeln!(out, "\n{}", relief::map(elevation, &above, coloured)?)?;
    if let Some(path) = &options.png {
        let picture = picture::draw(elevation, Some(&above))?;
        writeln!(out, "\n{}", picture::save(path, &picture)?)?;
    }
    Ok(out)
}

/// Finds the highest cell of every row in one search, and prints some of them.
fn highest_of_rows(elevation: &Array) -> Result<String> {
    let columns = argmax(elevation, Along::axis(1))?;
    let mut out = String::from("\nhighest cell of each row\n");
    let step = columns.len().div_ceil(TABLE_ROWS);
    for (row, &column) in columns.iter().enumerate().step_by(step) {
        let index = [row, usize::try_from(column)?];
        writeln!(out, "         {}", cell(elevation, &index)?)?;
    }
    Ok(out)
}

/// The height, index and coordinates of a cell.
fn cell(elevation: &Array, index: &[usize]) -> Result<String> {
    let (&[row, column], &[rows, columns]) = (index, elevation.shape()) else {
        return Err("the raster has two axes".into());
    };
    let height = element(elevation, index)?;
    let north = centre(row, rows, NORTH, SOUTH);
    let west = centre(column, columns, WEST, EAST);
    Ok(format!(
        "{height:>4} m at row {row}, column {column} ({north:.4} N, {west:.4} W)"
    ))
}

/// The centre of the `nth` cell, if `cells` cells of equal size lie between two edges.
#[expect(
    clippy::cast_precision_loss,
    reason = "a raster has fewer than 2^53 rows"
)]
fn centre(nth: usize, cells: usize, from: f64, to: f64) -> f64 {
    from + (to - from) * (nth as f64 + 0.5) / cells as f64
}
