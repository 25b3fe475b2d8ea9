//! The positions in row-major order of the elements that are not zero, in one vector.
//!
//! | array | how the positions are found |
//! | --- | --- |
//! | contiguous, or of one axis | they are the indices along that axis |
//! | any other without axes of stride 0 | row by row, each counted from the position of its first element |
//! | with axes of stride 0 | as one vector of indices per axis, for the caller to put together |

use super::positions::SPARE;
use super::rows::RowMasks;
use super::scan::Scan;
use super::write::{Existing, clear, reserve, write_any, write_row, write_stored};
use crate::error::Error;
use crate::index::Index;
use crate::layout::{StoredAxes, row_len};
use alloc::vec::Vec;
use core::slice;

/// What [`write_flat`] has found.
pub(crate) enum Flat {
    /// The positions were written, from this element of the vector on.
    Positions(usize),
    /// Nothing was written. These are the indices along each axis.
    Indices(Vec<Vec<Index>>),
}

/// Writes the positions of the elements that are not zero. The vector gets capacity for `width` indices per position. On
/// error it is unchanged.
pub(crate) fn write_flat(
    x: &dyn RowMasks,
    width: usize,
    positions: &mut Vec<Index>,
    existing: Existing,
) -> Result<Flat, Error> {
    let positions = slice::from_mut(positions);
    let (shape, strides) = (x.shape(), x.strides());
    if shape.contains(&0) {
        clear(positions, existing);
        return Ok(Flat::Positions(positions[0].len()));
    }
    if let Some(len) = row_len(shape, strides) {
        return write_row(x, len, width, positions, existing).map(Flat::Positions);
    }
    let stored = StoredAxes::new(shape, strides);
    if stored.repeats() > 1 {
        let mut indices = Vec::new();
        indices.resize_with(shape.len(), Vec::new);
        write_any(x, &mut indices, Existing::New)?;
        return Ok(Flat::Indices(indices));
    }
    let is_row = stored.axes().len() == 1;
    let axes = if is_row { &[0] } else { stored.axes() };
    let scan = Scan::new(x, stored.shape(), stored.strides(), axes);
    let first = if is_row {
        // The positions in a row are its only indices. Room for `width` of them is room for that many repeats.
        write_stored(&scan, width, positions, existing)
    } else {
        write_positions(&scan, width, positions, existing)
    };
    first.map(Flat::Positions)
}

/// Writes the positions in an array of two or more axes, and returns how many indices the vector held before them.
fn write_positions(
    scan: &Scan<'_>,
    width: usize,
    positions: &mut [Vec<Index>],
    existing: Existing,
) -> Result<usize, Error> {
    let first = existing.kept(positions);
    let most = scan.len().saturating_mul(width);
    if positions[0].capacity() < first.saturating_add(most).saturating_add(SPARE) {
        reserve(positions, scan.count().saturating_mul(width), existing)?;
    }
    clear(positions, existing);
    scan.append_flat(&mut positions[0]);
    Ok(first)
}
