//! The positions in row-major order of the elements that are not zero, in one vector.
//!
//! | array | how the positions are found |
//! | --- | --- |
//! | contiguous, or of one axis | they are the indices along that axis |
//! | any other without axes of stride 0 | row by row, each counted from the position of its first element |
//! | with axes of stride 0 | as one vector of indices per axis, for the caller to put together |

use super::dtype::NonzeroOps;
use super::positions::SPARE;
use super::rows::Rows;
use super::scan::Scan;
use super::write::{Existing, clear, reserve, write, write_stored};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{Stored, Strided};
use alloc::vec::Vec;
use core::slice;
use ndarray::aview1;

/// What [`write_flat`] has found.
pub(crate) enum Flat {
    /// The positions were written, from this element of the vector on.
    Positions(usize),
    /// Nothing was written. These are the indices along each axis.
    Indices(Vec<Vec<Index>>),
}

/// Writes the positions of the elements that are not zero. The vector gets capacity for `width` indices per position. On
/// error it is unchanged.
pub(crate) fn write_flat<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    width: usize,
    positions: &mut Vec<Index>,
    existing: Existing,
) -> Result<Flat, Error> {
    let positions = slice::from_mut(positions);
    if x.is_empty() {
        clear(positions, existing);
        return Ok(Flat::Positions(positions[0].len()));
    }
    if let Some(elements) = x.to_slice() {
        let row = aview1(elements);
        if width == 1 {
            let first = if existing == Existing::Kept {
                positions[0].len()
            } else {
                0
            };
            write::<T, O>(Strided::of(&row), positions, existing)?;
            return Ok(Flat::Positions(first));
        }
        return write_rows::<T, O>(Strided::of(&row), &[0], width, positions, existing);
    }
    let stored = Stored::new(x);
    if stored.repeats() == 1 {
        return write_rows::<T, O>(
            stored.as_strided(),
            stored.axes(),
            width,
            positions,
            existing,
        );
    }
    let mut indices = Vec::new();
    indices.resize_with(x.shape().len(), Vec::new);
    write::<T, O>(x, &mut indices, Existing::New)?;
    Ok(Flat::Indices(indices))
}

/// Writes the positions in an array that has only the axes that [`Stored`] keeps.
fn write_rows<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    axes: &[usize],
    width: usize,
    positions: &mut [Vec<Index>],
    existing: Existing,
) -> Result<Flat, Error> {
    let rows = Rows::<T, O>::new(x);
    let is_row = axes.len() == 1;
    let scan = Scan::new(x, &rows, if is_row { &[0] } else { axes });
    write_positions(&scan, is_row, width, positions, existing).map(Flat::Positions)
}

/// Writes the positions, and returns how many indices the vector held before them.
fn write_positions(
    scan: &Scan<'_>,
    is_row: bool,
    width: usize,
    positions: &mut [Vec<Index>],
    existing: Existing,
) -> Result<usize, Error> {
    if is_row {
        // The positions in a row are its only indices. Room for `width` of them is room for that many repeats.
        return write_stored(scan, width, positions, existing);
    }
    let first = match existing {
        Existing::New | Existing::Replaced => 0,
        Existing::Kept => positions[0].len(),
    };
    let most = scan.len().saturating_mul(width);
    if positions[0].capacity() < first.saturating_add(most).saturating_add(SPARE) {
        reserve(positions, scan.count().saturating_mul(width), existing)?;
    }
    clear(positions, existing);
    scan.append_flat(&mut positions[0]);
    Ok(first)
}
