//! The values of `x2` in the order of `out`, a row or a buffer at a time. They are given as their bits, so that dtypes of
//! equal width share this file.
//!
//! Values that are contiguous and of the promoted dtype are searched in place. All others are gathered and converted
//! into a buffer. If rows are short but `out` is contiguous, one buffer takes several rows.

use super::dtype::Searches;
use super::sorted::{BUFFER_BYTES, Sorted};
use super::sorter::Search;
use crate::array::out::{NewOutput, zeros};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{Axes, Axis, Scratch, StridedMut, StridedSliceMut, expect_shape};
use crate::ops::operand::{Operand, OperandSlice};
use crate::tuning::searchsorted::SHORT_ROW;
use alloc::vec::Vec;
use core::mem::{self, MaybeUninit};
use ndarray::{Array, Dimension};
use smallvec::SmallVec;

/// The number of positions that are written at once where `out` is not contiguous.
const POSITIONS: usize = 512;

/// The positions as a new array.
#[inline(never)]
pub(super) fn new_output<B, N, D>(
    x1: Operand<'_, B>,
    x2: &Operand<'_, B>,
    searches: Searches<B>,
    how: &Search<'_>,
) -> Result<Array<Index, D>, Error>
where
    B: Element,
    N: NewOutput<Index, Array = Array<Index, D>>,
    D: Dimension,
{
    check(x1.shape, how)?;
    let mut out = zeros::<N>(x2.shape)?;
    write(x1, x2, searches, how, &StridedMut::of(&mut out));
    Ok(out)
}

/// Writes the positions to an existing array.
#[inline(never)]
pub(super) fn into_existing<B: Element>(
    x1: Operand<'_, B>,
    x2: &Operand<'_, B>,
    searches: Searches<B>,
    how: &Search<'_>,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    check(x1.shape, how)?;
    expect_shape(x2.shape, out.shape())?;
    write(x1, x2, searches, how, out);
    Ok(())
}

/// An error if `x1` is not 1-D, or the sorter does not fit it.
fn check(x1: &[usize], how: &Search<'_>) -> Result<(), Error> {
    let &[len] = x1 else {
        return Err(Error::NotOneDimensional {
            argument: "x1",
            shape: x1.to_vec(),
        });
    };
    how.order().map_or(Ok(()), |sorter| sorter.check(len))
}

/// Writes the position of each value of `x2` to `out`, which has its shape. `x1` and the sorter are checked.
#[inline(never)]
fn write<B: Element>(
    x1: Operand<'_, B>,
    x2: &Operand<'_, B>,
    searches: Searches<B>,
    how: &Search<'_>,
    out: &StridedMut<'_, Index>,
) {
    if out.shape().contains(&0) {
        return;
    }
    let (mut stack, mut heap) = (Scratch::new(), Vec::new());
    let values = x2.shape.iter().product();
    let sorted = Sorted::new(x1.to_vector(), how.order(), values, &mut stack, &mut heap);
    each_row(x2, out, &mut |values, out| match sorted {
        Sorted::Slice(elements) => (searches.positions)(elements, values, how.side(), out),
        Sorted::Scattered(elements) => (searches.among)(elements, values, how.side(), out),
    });
}

/// Calls `search` with all values and the places of their positions, in contiguous slices.
fn each_row<B: Element>(
    x2: &Operand<'_, B>,
    out: &StridedMut<'_, Index>,
    search: &mut dyn FnMut(&[B], &mut [Index]),
) {
    let mut axes = axes(x2.shape, x2.strides, out.strides());
    axes.sort_by(1);
    let Axis { len, strides } = axes.inner();
    let mut scratch = Scratch::<B, BUFFER_BYTES>::new();
    let buffer = scratch.slots();
    let row = |offset| {
        // SAFETY: `axes` visits positions of the shape of `x2`, so this is a row of it.
        unsafe { x2.slice(offset, strides[0], len) }
    };
    let places = |offset, stride, len| {
        // SAFETY: these are places of `out`: those of a row, or all of them. They are initialised and not accessed
        // otherwise before the next call.
        unsafe { StridedSliceMut::new(out.offset(offset), stride, len) }
    };
    let total: usize = out.shape().iter().product();
    if len < total.min(SHORT_ROW) && is_contiguous(out) {
        places(0, 1, total).each_part(POSITIONS, &mut |_, out| {
            let mut values = SmallVec::<[B; SHORT_ROW]>::new();
            let mut rest = out;
            let mut flush = |values: &mut SmallVec<[B; SHORT_ROW]>| {
                let (out, after) = mem::take(&mut rest).split_at_mut(values.len());
                search(values, out);
                values.clear();
                rest = after;
            };
            axes.each_row(&mut |[offset, _]| {
                if values.len() + len > SHORT_ROW {
                    flush(&mut values);
                }
                let row = row(offset);
                values.extend((0..len).map(|at| row.get(at)));
            });
            flush(&mut values);
        });
        return;
    }
    axes.each_row(&mut |[offset, place]| {
        let row = row(offset);
        places(place, strides[1], len).each_part(POSITIONS, &mut |start, out| {
            search_slice(row.part(start, out.len()), buffer, out, search);
        });
    });
}

/// Calls `search` with the values of a slice, in place or in parts that are gathered.
#[inline]
fn search_slice<B: Element>(
    values: OperandSlice<'_, B>,
    buffer: &mut [MaybeUninit<B>],
    out: &mut [Index],
    search: &mut dyn FnMut(&[B], &mut [Index]),
) {
    if let Some(values) = values.to_slice() {
        return search(values, out);
    }
    let len = buffer.len();
    for (part, out) in out.chunks_mut(len).enumerate() {
        let slots = &mut buffer[..out.len()];
        search(
            values.part(part * len, out.len()).gather_convert(slots),
            out,
        );
    }
}

/// The axes of an array and of `out`, which has its shape.
fn axes(shape: &[usize], strides: &[isize], out: &[isize]) -> Axes<2> {
    let mut axes = (0..shape.len()).map(|axis| Axis {
        len: shape[axis],
        strides: [strides[axis], out[axis]],
    });
    Axes::new(&mut axes)
}

/// Whether the places of an array that is not empty are adjacent in memory, in the order of its sorted axes.
fn is_contiguous(out: &StridedMut<'_, Index>) -> bool {
    let mut axes = axes(out.shape(), out.strides(), out.strides());
    axes.sort_by(1);
    let inner = axes.inner();
    inner.len == out.shape().iter().product() && inner.strides[1] == 1
}
