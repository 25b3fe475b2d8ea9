//! A 2-D array reduced to a relief that is small enough to draw, and a map of it for the terminal.

use crate::Result;
use crate::real::Real;
use argwhere::{Along, Array, ArrayView, argmax, dispatch, where_};
use ndarray::{Array2, ArrayD, ArrayView2, Axis, Ix2, s};
use std::fmt::Write;

/// The heights and marks to draw. A cell of the relief represents a block of cells of the array.
pub(crate) struct Relief {
    /// Heights from 0 (lowest) to 1 (highest). NaN is a hole.
    pub(crate) heights: Array2<f64>,
    pub(crate) marked: Array2<bool>,
}

impl Relief {
    /// Reduces an array to at most `rows` by `columns` blocks. A block has the height of its highest cell. It is a
    /// hole if one of its cells is NaN, because NaN wins, and it is marked if one of its cells is marked.
    pub(crate) fn new(
        x: &Array,
        marked: &ArrayD<bool>,
        rows: usize,
        columns: usize,
    ) -> Result<Self> {
        let plane = |_| {
            format!(
                "an array of rank {} cannot be drawn as relief; it must have rank 2",
                x.ndim()
            )
        };
        if x.is_empty() {
            return Err("an empty array cannot be drawn as relief".into());
        }
        let heights = dispatch!(x,
            ordered x => {
                let x = x.into_dimensionality::<Ix2>().map_err(plane)?;
                highest_of_blocks(&x, rows, columns)?.mapv(Real::height)
            },
            else x => return Err(format!("{} has no height to draw", x.dtype()).into()),
        );
        let marked = marked.view().into_dimensionality::<Ix2>()?;
        Ok(Self {
            heights: to_unit_range(heights),
            marked: highest_of_blocks(&marked, rows, columns)?,
        })
    }

    /// Draws every cell as a shade, a mark or a hole. The palette holds the shades from low to high, then
    /// the mark, then the hole.
    fn draw<T: Copy>(&self, palette: &[T]) -> Result<Array2<T>> {
        let mark = u8::try_from(palette.len() - 2)?;
        let (hole, shades) = (mark + 1, f64::from(mark));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "heights are between 0 and 1"
        )]
        let shade = self
            .heights
            .mapv(|height| (height * shades).min(shades - 1.0) as u8);
        let shade_or_mark = where_(&self.marked, mark, &shade)?;
        let drawn = where_(&self.heights.mapv(f64::is_nan), hole, &shade_or_mark)?;
        Ok(drawn
            .into_ndarray::<u8, Ix2>()?
            .mapv(|class| palette[usize::from(class)]))
    }
}

fn highest_of_blocks<T>(x: &ArrayView2<'_, T>, rows: usize, columns: usize) -> Result<Array2<T>>
where
    T: Copy,
    for<'a> ArrayView<'a>: From<ArrayView2<'a, T>>,
{
    let shape = (rows.min(x.nrows()), columns.min(x.ncols()));
    if shape == x.dim() {
        return Ok(x.to_owned());
    }
    let edge = |nth: usize, blocks: usize, cells: usize| nth * cells / blocks;
    let highest = |(row, column)| {
        let rows = edge(row, shape.0, x.nrows())..edge(row + 1, shape.0, x.nrows());
        let columns = edge(column, shape.1, x.ncols())..edge(column + 1, shape.1, x.ncols());
        let block = x.slice(s![rows, columns]);
        let flat = usize::try_from(argmax(block, Along::all())?[[]])?;
        Ok(block[[flat / block.ncols(), flat % block.ncols()]])
    };
    let cells: Result<Vec<T>> = ndarray::indices(shape).into_iter().map(highest).collect();
    Ok(Array2::from_shape_vec(shape, cells?)?)
}

/// Scales heights to 0..=1. Infinities count as the highest and the lowest finite height.
fn to_unit_range(heights: Array2<f64>) -> Array2<f64> {
    let finite = || heights.iter().copied().filter(|height| height.is_finite());
    let (low, high) = (
        finite().fold(f64::INFINITY, f64::min),
        finite().fold(f64::NEG_INFINITY, f64::max),
    );
    if low >= high {
        return heights.mapv_into(|height| if height.is_nan() { height } else { 0.5 });
    }
    // The difference is halved, because the largest float64 minus the smallest overflows.
    let span = high / 2.0 - low / 2.0;
    heights.mapv_into(|height| (height.clamp(low, high) / 2.0 - low / 2.0) / span)
}

/// The width of the map, which fits a terminal of 80 columns.
const MAP_COLUMNS: usize = 80;

const GLYPHS: [char; 7] = [' ', '░', '▒', '▓', '█', '▲', '?'];

/// Indices of the terminal's 256 colours: green to white, then red for a mark and black for a hole.
const COLOURS: [u8; 13] = [65, 71, 107, 143, 179, 180, 137, 138, 145, 188, 231, 196, 16];

/// A map for the terminal, with a legend of its marks in the last line.
pub(crate) fn map(x: &Array, marked: &ArrayD<bool>, coloured: bool) -> Result<String> {
    let &[rows, columns] = x.shape() else {
        return Err("a map has two axes".into());
    };
    let width = MAP_COLUMNS.min(columns);
    // A character is about twice as tall as wide. In colour it shows two cells, one above the other.
    let height = rows * width / columns.max(1);
    if coloured {
        coloured_map(&Relief::new(x, marked, height, width)?)
    } else {
        plain_map(&Relief::new(x, marked, height / 2, width)?)
    }
}

fn plain_map(relief: &Relief) -> Result<String> {
    let mut out = String::new();
    for line in relief.draw(&GLYPHS)?.rows() {
        let line: String = line.iter().collect();
        writeln!(out, "{}", line.trim_end())?;
    }
    let [.., mark, _] = GLYPHS;
    Ok(out + &format!("{mark} = above"))
}

fn coloured_map(relief: &Relief) -> Result<String> {
    let mut out = String::new();
    for lines in relief.draw(&COLOURS)?.axis_chunks_iter(Axis(0), 2) {
        for pair in lines.columns() {
            write!(out, "\x1b[38;5;{}m", pair[0])?;
            if let Some(below) = pair.get(1) {
                write!(out, "\x1b[48;5;{below}m")?;
            }
            out += "▀";
        }
        out += "\x1b[0m\n";
    }
    let [.., mark, _] = COLOURS;
    Ok(out + &format!("\x1b[38;5;{mark}m█\x1b[0m = above"))
}
