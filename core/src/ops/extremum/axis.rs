//! The first extreme along an axis, for each position of the other axes.
//!
//! ```text
//! for each row along the innermost of the kept axes:           // all axes but the searched one are kept
//!     the row and the searched axis span a matrix, whose columns run along the searched axis
//!     if the elements of a column are closer together in memory than the columns:
//!         search each column as a row                           // many short ones per call: `row::each`
//!     else: search all columns at once                          // `columns`
//! ```
//!
//! The kept axes are sorted by stride, and merged where possible. So a C-contiguous array is a single matrix if the
//! searched axis is its first or its last one.
//!
//! A matrix whose rows have gaps between their elements is copied in blocks of rows, and the results of the blocks are
//! merged. If there are many rows that are shorter than a cache line, several of them are folded into one: see
//! `columns`.
//!
//! Along a kept axis of stride 0 the elements repeat, and so do the indices. They are searched once, and then copied.

use super::columns::{self, MAX_FOLDED_COLUMNS};
use super::flat::{best_of_slice, scattered};
use super::kernels::Kernels;
use crate::array::out::{NewOutput, zeros};
use crate::best::Best;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index, position};
use crate::layout::{
    Axes, Axis, Matrix, RowBlock, Scratch, Shape, Strided, StridedMut, StridedSliceMut,
};
use ndarray::{Array, Dimension};

/// Columns of up to this length that are not contiguous are gathered, several at a time.
const SHORT_COLUMN: usize = 128;

/// The indices along an axis, or for `None` the index in the whole array, in a new array.
#[inline(never)]
pub(super) fn new_output<K, N, D>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    kernels: &Kernels<K>,
) -> Result<Array<Index, D>, Error>
where
    K: Element,
    N: NewOutput<Index, Array = Array<Index, D>>,
    D: Dimension,
{
    check_axis(kernels.name, x.shape(), axis)?;
    let mut result = zeros::<N>(&result_shape(x.shape(), axis, keeps_dims))?;
    write(x, axis, keeps_dims, &StridedMut::of(&mut result), kernels)?;
    Ok(result)
}

/// Writes the indices along an axis, or for `None` the index in the whole array, to an existing array.
#[inline(never)]
pub(super) fn into_existing<K: Element>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<K>,
) -> Result<(), Error> {
    check_axis(kernels.name, x.shape(), axis)?;
    if !has_result_shape(x.shape(), axis, keeps_dims, out.shape()) {
        return Err(Error::ShapeMismatch {
            expected: result_shape(x.shape(), axis, keeps_dims).to_vec(),
            found: out.shape().to_vec(),
        });
    }
    write(x, axis, keeps_dims, out, kernels)
}

/// Returns an error if an axis is given that does not exist or is empty.
fn check_axis(operation: &'static str, shape: &[usize], axis: Option<usize>) -> Result<(), Error> {
    let Some(axis) = axis else { return Ok(()) };
    match shape.get(axis) {
        None => Err(Error::AxisOutOfRange {
            axis: isize::try_from(axis).unwrap_or(isize::MAX),
            ndim: shape.len(),
        }),
        Some(0) => Err(Error::empty(operation, shape, Some(axis))),
        Some(_) => Ok(()),
    }
}

/// The shape of the result along an axis that exists, or for `None` in the whole array.
fn result_shape(shape: &[usize], axis: Option<usize>, keeps_dims: bool) -> Shape {
    match axis {
        None if keeps_dims => Shape::from_elem(1, shape.len()),
        None => Shape::new(),
        Some(axis) => {
            let mut result = Shape::from_slice(shape);
            if keeps_dims {
                result[axis] = 1;
            } else {
                result.remove(axis);
            }
            result
        }
    }
}

/// Whether `found` is the result shape. The lengths are compared one by one, which is faster than building the result
/// shape.
fn has_result_shape(
    shape: &[usize],
    axis: Option<usize>,
    keeps_dims: bool,
    found: &[usize],
) -> bool {
    let is_searched = |other: usize| axis.is_none_or(|axis| axis == other);
    let mut found = found.iter();
    for (other, &len) in shape.iter().enumerate() {
        let expected = if is_searched(other) { 1 } else { len };
        if (keeps_dims || !is_searched(other)) && found.next() != Some(&expected) {
            return false;
        }
    }
    found.next().is_none()
}

/// Writes the indices to `out`, which has the result shape. The axis exists and is not empty.
fn write<K: Element>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<K>,
) -> Result<(), Error> {
    if let Some(axis) = axis {
        along(x, axis, keeps_dims, out, kernels);
        return Ok(());
    }
    let best = match x.to_slice() {
        Some(row) => kernels.best(row),
        None => scattered(x, kernels),
    };
    let best = best.ok_or_else(|| Error::empty(kernels.name, x.shape(), None))?;
    out.write_only(index(best.index));
    Ok(())
}

/// Searches along an axis. Kept axes along which `x` repeats its elements are searched at index 0, and the indices
/// found are repeated along them.
fn along<K: Element>(
    x: Strided<'_, K>,
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<K>,
) {
    if x.is_empty() {
        return;
    }
    let (shape, strides) = (x.shape(), x.strides());
    let others = (0..shape.len()).filter(|&other| other != axis);
    let out_axis = |other: usize| other - usize::from(!keeps_dims && other > axis);
    let mut kept = Axes::new(&mut others.map(|other| Axis {
        len: shape[other],
        strides: [strides[other], out.strides()[out_axis(other)]],
    }));
    if kept.has_repeats(0) {
        let searched = kept.clone().without_repeats(0);
        search_each(x, axis, searched, out, kernels);
        // The row of a kept axis that is searched is that of index 0 along every axis that is not.
        for Axis { strides, .. } in kept.each_mut() {
            let [stored, written] = *strides;
            *strides = [if stored == 0 { 0 } else { written }, written];
        }
        // SAFETY: these are axes of `out`, without those of length 1. Along an axis of `x` that repeats, the place to copy
        // from stays at index 0. `search_each` has written every index at 0 along those.
        return unsafe { out.repeat(kept) };
    }
    search_each(x, axis, kept, out, kernels);
}

/// Searches one matrix for each row along the innermost kept axis, in memory order.
fn search_each<K: Element>(
    x: Strided<'_, K>,
    axis: usize,
    mut kept: Axes<2>,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<K>,
) {
    let (shape, strides) = (x.shape(), x.strides());
    kept.sort_by(0);
    let inner = kept.inner();
    kept.each_row(&mut |[offset, out_offset]| {
        let lengths = [shape[axis], inner.len];
        let strides = [strides[axis], inner.strides[0]];
        // SAFETY: `offset` is that of a row of the kept axes of `x`. With the searched axis it spans elements of `x`
        // only.
        let matrix = unsafe { Matrix::new(x.offset(offset), lengths, strides) };
        // SAFETY: `out` has the result shape, so it has this row. Its indices are initialised: `zeros` has made them,
        // or the caller of `into_existing` has passed an array of them. `out` is borrowed mutably, and no other slice
        // of this row is alive.
        let out =
            unsafe { StridedSliceMut::new(out.offset(out_offset), inner.strides[1], inner.len) };
        search(matrix, out, kernels);
    });
}

/// Writes the index of the first best key of each column.
fn search<K: Element>(
    matrix: Matrix<'_, K>,
    out: StridedSliceMut<'_, Index>,
    kernels: &Kernels<K>,
) {
    let [rows, columns] = matrix.lengths();
    let [down, across] = matrix.strides();
    if rows == 1 || down == 0 {
        return out.each_part::<MAX_FOLDED_COLUMNS>(&mut |_, out| out.fill(0));
    }
    let columns_are_rows = columns == 1 || down.unsigned_abs() <= across.unsigned_abs();
    out.each_part::<MAX_FOLDED_COLUMNS>(&mut |start, out| {
        let part = matrix.columns_from(start, out.len());
        if columns_are_rows {
            match part.transposed().contiguous_rows() {
                Some(rows) => (kernels.rows)(rows, out),
                None => gathered_rows(part, out, kernels),
            }
        } else {
            match part.contiguous_rows() {
                Some(rows) => contiguous_columns(rows, out, kernels),
                None => gathered_columns(part, out, kernels),
            }
        }
    });
}

/// Searches the columns of contiguous rows. Many short rows are folded.
fn contiguous_columns<K: Element>(rows: RowBlock<'_, K>, out: &mut [Index], kernels: &Kernels<K>) {
    let folded = columns::folded_rows(rows.rows(), rows.columns(), size_of::<K>());
    match rows.fold_rows(folded) {
        Some(block) if folded > 1 => {
            let mut found = [0; MAX_FOLDED_COLUMNS];
            let found = &mut found[..block.columns()];
            (kernels.columns)(block, found);
            columns::merge_folded_rows(rows, found, folded, out, kernels);
        }
        _ => (kernels.columns)(rows, out),
    }
}

/// Searches the columns of rows with gaps between their elements. Blocks of rows are copied, and their results merged.
fn gathered_columns<K: Element>(matrix: Matrix<'_, K>, out: &mut [Index], kernels: &Kernels<K>) {
    let mut buffer = Scratch::<K, 32768>::new();
    let buffer = buffer.slots();
    let [rows, columns] = matrix.lengths();
    let width = MAX_FOLDED_COLUMNS.min(columns).min(buffer.len());
    let height = (buffer.len() / width).min(rows);
    let mut found = [0; MAX_FOLDED_COLUMNS];
    for (part, out) in out.chunks_mut(width).enumerate() {
        let columns = out.len();
        let part = matrix.columns_from(part * width, columns);
        for top in (0..rows).step_by(height) {
            let rows = height.min(rows - top);
            for (at, row) in buffer.chunks_mut(columns).take(rows).enumerate() {
                part.row(top + at).gather(row);
            }
            // SAFETY: the loop above has gathered `rows` rows of `columns` elements.
            let block = unsafe { buffer[..rows * columns].assume_init_ref() };
            let found = &mut found[..columns];
            (kernels.columns)(RowBlock::of(block, rows, columns), found);
            for (column, (out, &found)) in out.iter_mut().zip(&*found).enumerate() {
                let column = part.column(column);
                let best = |index: usize| Best {
                    value: column.get(index),
                    index,
                };
                let here = best(top + position(found));
                let before = (top > 0).then(|| best(position(*out)));
                *out = index(kernels.merged(before, here).index);
            }
        }
    }
}

/// Searches columns with gaps between their elements as rows. Short columns are gathered, as many as fit in a buffer.
fn gathered_rows<K: Element>(matrix: Matrix<'_, K>, out: &mut [Index], kernels: &Kernels<K>) {
    let [len, _] = matrix.lengths();
    let mut buffer = Scratch::<K, 8192>::new();
    let buffer = buffer.slots();
    if len > SHORT_COLUMN || len > buffer.len() {
        for (at, out) in out.iter_mut().enumerate() {
            *out = best_of_slice(matrix.column(at), kernels).map_or(0, |best| index(best.index));
        }
        return;
    }
    let together = buffer.len() / len;
    for (part, out) in out.chunks_mut(together).enumerate() {
        for (at, slots) in buffer.chunks_mut(len).take(out.len()).enumerate() {
            matrix.column(part * together + at).gather(slots);
        }
        // SAFETY: the loop above has gathered `out.len()` columns of `len` elements.
        let block = unsafe { buffer[..out.len() * len].assume_init_ref() };
        (kernels.rows)(RowBlock::of(block, out.len(), len), out);
    }
}
