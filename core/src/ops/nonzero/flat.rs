//! The positions in row-major order of the elements that are not zero, in one vector.
//!
//! | array | how the positions are found |
//! | --- | --- |
//! | contiguous, or of one axis | they are the indices along that axis |
//! | any other without axes of stride 0 | row by row, each counted from the position of its first element |
//! | with axes of stride 0 | as one vector of indices per axis, for the caller to put together |

use super::dtype::NonzeroOps;
use super::mask::{MASK, MASKS_PER_BATCH};
use super::positions::SPARE;
use super::rows::{RowMasks, Rows};
use super::scan::Scan;
use super::write::{Existing, clear, reserve, write_any, write_small, write_stored};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{StoredAxes, Strided, row_len};
use alloc::vec::Vec;
use core::slice;

/// What [`write_flat`] has found.
pub(crate) enum Flat {
    /// The positions were written, from this element of the vector on.
    Positions(usize),
    /// Nothing was written. These are the indices along each axis.
    Indices(Vec<Vec<Index>>),
    /// Nothing was written. There are so many positions, which take no indices.
    Found(usize),
}

/// Writes the positions of the elements that are not zero. The vector gets capacity for `width` indices per position. On
/// error it is unchanged.
#[inline(never)]
pub(crate) fn write_flat<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    width: usize,
    positions: &mut Vec<Index>,
    existing: Existing,
) -> Result<Flat, Error> {
    if width == 1
        && let Some(row) = x.to_slice()
        && row.len() <= MASKS_PER_BATCH * MASK
    {
        let first = existing.kept(slice::from_ref(positions));
        write_small::<T, O>(row, positions, existing)?;
        return Ok(Flat::Positions(first));
    }
    write_any_flat(&Rows::<T, O>::new(x), width, positions, existing)
}

/// [`write_flat`] for an array of any dtype, rank and layout.
#[inline(never)]
fn write_any_flat(
    x: &dyn RowMasks,
    width: usize,
    positions: &mut Vec<Index>,
    existing: Existing,
) -> Result<Flat, Error> {
    if width == 0 {
        let mut found = Vec::new();
        write_any_flat(x, 1, &mut found, Existing::New)?;
        clear(slice::from_mut(positions), existing);
        return Ok(Flat::Found(found.len()));
    }
    let positions = slice::from_mut(positions);
    let (shape, strides) = (x.shape(), x.strides());
    if shape.contains(&0) {
        clear(positions, existing);
        return Ok(Flat::Positions(positions[0].len()));
    }
    if let Some(len) = row_len(shape, strides) {
        let shape = [len];
        let scan = Scan::new(x, &shape, &[1], &[0]);
        return write_stored(&scan, width, positions, existing).map(Flat::Positions);
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
