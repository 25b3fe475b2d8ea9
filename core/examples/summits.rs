//! The highest summits around Jacksboro, Tennessee. A summit is a cell that is the highest of the square around it: `argmax`
//! of the square finds its centre. `nonzero` lists the summits, and `top_k` finds the highest.
//!
//! Run it with `cargo run --release --example summits`, or with `-- 20` after it for more of them. It prints
//!
//! ```text
//! the 10 highest of 71 summits, each the highest cell within 12 cells
//!
//!  1  1076 m  36.4850 N  84.2308 W  #####################################################
//! ```

use argwhere::{Mode, npy, typed};
use ndarray::{Array1, Array2, Axis, s};
use std::error::Error;

/// Metres above the sea, of shape (rows, columns). Row 0 is the north edge.
const HEIGHTS: &[u8] = include_bytes!("data/jacksboro_elevation_i16.npy");

/// Latitudes and longitudes of the outer edges of the outer cells, in degrees north and west.
const NORTH: f64 = 36.7329;
const SOUTH: f64 = 36.4463;
const WEST: f64 = 84.4138;
const EAST: f64 = 84.0779;

/// A summit is the highest cell as far as this from it, along both axes.
const REACH: usize = 12;
const METRES_PER_MARK: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let wanted = match std::env::args().nth(1) {
        Some(number) => number.parse()?,
        None => 10,
    };
    let heights: Array2<i16> = npy::read(HEIGHTS)?.into_ndarray()?;
    let [rows, columns] = typed::nonzero(&summits(&heights)?)?;
    let cells: Vec<[usize; 2]> = rows
        .iter()
        .zip(&columns)
        .map(|(&row, &column)| Ok([usize::try_from(row)?, usize::try_from(column)?]))
        .collect::<Result<_, Box<dyn Error>>>()?;
    let heights_of_summits: Array1<i16> = cells.iter().map(|&cell| heights[cell]).collect();
    let count = wanted.min(cells.len());
    let (_, highest) = typed::top_k(&heights_of_summits, count, Axis(0), Mode::Largest)?;

    println!(
        "the {} highest of {} summits, each the highest cell within {REACH} cells\n",
        highest.len(),
        cells.len()
    );
    for (rank, at) in (1..).zip(highest) {
        let at = usize::try_from(at)?;
        let ([row, column], height) = (cells[at], heights_of_summits[at]);
        let north = centre(row, heights.nrows(), NORTH, SOUTH);
        let west = centre(column, heights.ncols(), WEST, EAST);
        let bar = "#".repeat(usize::try_from(height)? / METRES_PER_MARK);
        println!("{rank:>2}  {height:>4} m  {north:.4} N  {west:.4} W  {bar}");
    }
    Ok(())
}

/// A mask of the summits. Of equal cells in a square, the first may be one. No summit is near the edge, where the square is
/// not known.
fn summits(heights: &Array2<i16>) -> Result<Array2<bool>, argwhere::Error> {
    const SIDE: usize = 2 * REACH + 1;
    const CENTRE: usize = SIDE * SIDE / 2;
    const BESIDE: [[usize; 2]; 4] = [
        [REACH - 1, REACH],
        [REACH, REACH - 1],
        [REACH, REACH + 1],
        [REACH + 1, REACH],
    ];

    let mut mask = Array2::from_elem(heights.dim(), false);
    let edge = isize::try_from(REACH).expect("a small number");
    let mut inner = mask.slice_mut(s![edge..-edge, edge..-edge]);
    for (is_summit, square) in inner.iter_mut().zip(heights.windows([SIDE, SIDE])) {
        // Most cells are lower than a neighbour. To find that out first saves most of the searches.
        let is_lower = BESIDE
            .iter()
            .any(|&beside| square[[REACH, REACH]] < square[beside]);
        *is_summit = !is_lower && typed::argmax(&square)? == CENTRE;
    }
    Ok(mask)
}

/// The centre of the `nth` cell, if `cells` cells of equal size lie between two edges.
#[expect(
    clippy::cast_precision_loss,
    reason = "a raster has fewer than 2^53 rows"
)]
fn centre(nth: usize, cells: usize, from: f64, to: f64) -> f64 {
    from + (to - from) * (nth as f64 + 0.5) / cells as f64
}
