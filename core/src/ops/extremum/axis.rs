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
//! No axes are sorted or merged where `argmax` and `argmin` find a [`Way`] for the lanes of an array of up to three axes. The
//! typed functions compare the keys of small arrays, and of some thousand short lanes, one after the other, by code for the dtype
//! and the rank: see [`of_few_lanes`].
//!
//! Along a kept axis of stride 0 the elements repeat, and so do the indices. They are searched once, and then copied.
//!
//! A search that passes over NaN writes the index -1 for a slice of NaN only. The first of these in row-major order is
//! named by the error.

use super::columns::{self, MAX_FOLDED_COLUMNS};
use super::dtype::ExtremumOps;
use super::flat::{best_of_slice, position_of_key};
use super::kernels::Kernels;
use super::plain;
use crate::along::result_shape;
use crate::array::out::{NewOutput, few_indices, zeros_with};
use crate::best::{Best, Extreme, is_nan};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index, position};
use crate::layout::{
    Axes, Axis, Compiled, FEW, FewElements, Lanes, Matrix, RowBlock, Scratch, Shape, Strided,
    StridedMut, StridedSliceMut,
};
use crate::tuning::extremum::SHORT_COLUMN;
use crate::tuning::small::{IN_SHORT_LANES, SCATTERED, SHORT_LANE};
use alloc::vec::Vec;
use ndarray::{Array, Dimension};

/// The index of a slice without a number, in an array that a search which passes over NaN writes to.
const ALL_NAN: Index = -1;

/// The indices along an axis, or for `None` the index in the whole array, in a new array.
#[inline(never)]
pub(super) fn new_output<K: Element, F: NewOutput<Index, Array = Array<Index, D>>, D: Dimension>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    kernels: &Kernels<K>,
) -> Result<Array<Index, D>, Error> {
    check_axis(kernels.name, x.shape(), axis)?;
    let shape = result_shape(x.shape(), axis, keeps_dims);
    let (mut result, is_written) = zeros_with::<F, _>(&shape, |indices| {
        !kernels.skips_nan
            && axis.is_some_and(|axis| search_lanes_in_order(x, axis, indices, kernels))
    })?;
    if !is_written {
        let out = StridedMut::of(&mut result);
        (kernels.entries.write)(x, axis, keeps_dims, &out, kernels)?;
    }
    Ok(result)
}

/// The indices along an axis of an array of up to three axes, in a new vector, if there is a [`Way`] to find them.
#[inline(never)]
pub(super) fn of_lanes<K: Element>(
    x: Strided<'_, K>,
    axis: usize,
    kernels: &Kernels<K>,
) -> Result<Option<Vec<Index>>, Error> {
    let Some((way, lanes)) = Way::of(x, axis, kernels) else {
        return Ok(None);
    };
    let mut indices = few_indices(lanes)?;
    way.search(&mut indices, kernels);
    Ok(Some(indices))
}

/// How the lanes of an array of up to three axes are searched without sorting or merging its axes.
enum Way<'a, K> {
    /// One key after the other.
    Plain(Lanes<'a, K>),
    /// As adjacent rows.
    Rows(RowBlock<'a, K>),
    /// As the columns of a matrix.
    Columns(Matrix<'a, K>),
}

impl<'a, K: Element> Way<'a, K> {
    /// The way for an axis, and the number of lanes. `None` for other ranks, if there are no lanes or many, if the axis is empty or
    /// does not exist, or if NaN is passed over; of an array that is not small, also if its lanes repeat or are not at equal
    /// distances.
    fn of(x: Strided<'a, K>, axis: usize, kernels: &Kernels<K>) -> Option<(Self, usize)> {
        let lanes = x.lanes(Some(axis)).filter(|_| !kernels.skips_nan)?;
        let ([outer, inner, len], matrix) = (lanes.lengths(), lanes.to_matrix());
        let count = outer.saturating_mul(inner);
        if !(1..=MAX_FOLDED_COLUMNS).contains(&count) || len == 0 {
            return None;
        }
        let elements = matrix.and_then(Matrix::adjacent);
        let way = if are_plain(lanes) {
            Self::Plain(lanes)
        } else if let Some(elements) = elements {
            Self::Rows(RowBlock::of(elements, count, len))
        } else {
            // Lanes that repeat are searched once by the general function.
            let rows = matrix.filter(|rows| rows.strides()[0] != 0 || count == 1)?;
            Self::Columns(rows.transposed())
        };
        Some((way, count))
    }

    /// Writes the index of the first best key of each lane.
    fn search(self, out: &mut [Index], kernels: &Kernels<K>) {
        match self {
            Self::Plain(lanes) => (kernels.lanes)(lanes, out),
            Self::Rows(rows) => (kernels.rows)(rows, out),
            Self::Columns(matrix) => search_part(matrix, out, kernels),
        }
    }
}

/// [`of_lanes`] where keys are compared one after the other, compiled for the dtype and the rank.
#[inline(always)]
pub(super) fn of_few_lanes<E: Extreme, T: Element, O: ExtremumOps<T>>(
    x: Strided<'_, T>,
    axis: usize,
) -> Result<Option<Vec<Index>>, Error> {
    let lanes = O::keys(x).lanes(Some(axis));
    let Some(lanes) = lanes.filter(|&lanes| lanes.element_count() > 0 && are_plain(lanes)) else {
        return Ok(None);
    };
    let [outer, inner, _] = lanes.lengths();
    let mut indices = few_indices(outer * inner)?;
    lanes.write(&mut indices, |lane| plain::first(lane, O::compared::<E>));
    Ok(Some(indices))
}

/// [`of_few_lanes`], written to an array in which the axis is missing or, with `keeps_dims`, has length 1. Returns whether it is
/// written: the keys are compared one after the other, and the array has the shape of the result.
#[inline(always)]
pub(super) fn write_few_lanes<E: Extreme, T: Element, O: ExtremumOps<T>>(
    x: Strided<'_, T>,
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
) -> bool {
    let lanes = O::keys(x).lanes(Some(axis));
    let Some(lanes) = lanes.filter(|&lanes| lanes.element_count() > 0 && are_plain(lanes)) else {
        return false;
    };
    lanes.write_to(axis, keeps_dims, out, |lane| {
        plain::first(lane, O::compared::<E>)
    })
}

/// Whether keys are compared one after the other: up to 64, or more where kernels would have to gather them. Kernels read adjacent
/// rows, rows with gaps between them that are not short, and the columns of adjacent rows.
#[inline(always)]
fn are_plain<K: Element>(lanes: Lanes<'_, K>) -> bool {
    let [.., len] = lanes.lengths();
    let are_read = |rows: Matrix<'_, K>| {
        let [across, along] = rows.strides();
        across == 1 || along == 1 && len >= SHORT_LANE || rows.adjacent().is_some()
    };
    let most = match lanes.to_matrix() {
        Some(rows) if are_read(rows) => FEW,
        Some(_) if len < SHORT_LANE => IN_SHORT_LANES,
        _ => SCATTERED,
    };
    lanes.element_count() <= most
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
    check_shape(x.shape(), axis, keeps_dims, out)?;
    // SAFETY: the caller of a function that writes to existing arrays has passed initialised indices, which are borrowed mutably.
    // The slice is dropped before they are written otherwise.
    if let (Some(axis), false, Some(out)) = (axis, kernels.skips_nan, unsafe { out.in_order() })
        && search_lanes_in_order(x, axis, out, kernels)
    {
        return Ok(());
    }
    write(x, axis, keeps_dims, out, kernels)
}

/// Returns an error if an axis is given that does not exist or is empty.
pub(super) fn check_axis(
    operation: &'static str,
    shape: &[usize],
    axis: Option<usize>,
) -> Result<(), Error> {
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

/// Returns an error if `out` does not have the result shape. The axis exists.
pub(super) fn check_shape(
    shape: &[usize],
    axis: Option<usize>,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    if has_result_shape(shape, axis, keeps_dims, out.shape()) {
        return Ok(());
    }
    Err(Error::ShapeMismatch {
        expected: result_shape(shape, axis, keeps_dims).to_vec(),
        found: out.shape().to_vec(),
    })
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
pub(super) fn write<K: Element>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<K>,
) -> Result<(), Error> {
    if let Some(axis) = axis {
        // A search that passes over NaN must find a slice of NaN only, which `search` does.
        if !kernels.skips_nan && write_few(x, axis, keeps_dims, out, kernels) {
            return Ok(());
        }
        let mut has_all_nan = false;
        along::<K, 1, 2>(x, axis, keeps_dims, [out], &mut |matrix, [out]| {
            has_all_nan |= search(matrix, out, kernels);
        });
        return if has_all_nan {
            Err(all_nan(axis, keeps_dims, out, kernels.name))
        } else {
            Ok(())
        };
    }
    out.write_only(index(position_of_key(x, kernels)?));
    Ok(())
}

/// [`write`] for a small array: its lanes are gathered as rows. Returns whether the array is one.
fn write_few<K: Element>(
    x: Strided<'_, K>,
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<K>,
) -> bool {
    let mut memory = FewElements::new();
    let Some((few, keys)) = x.few(Some(axis), &mut memory) else {
        return false;
    };
    let mut found = [0; FEW];
    let [outer, inner, len] = few.lengths;
    let found = &mut found[..outer * inner];
    (kernels.rows)(RowBlock::of(keys, found.len(), len), found);
    few.write_lanes(found, keeps_dims, out);
    true
}

/// Writes the indices along an axis in the order of the kept axes, if there is a [`Way`] to find them, or if the lanes are rows of
/// a block. Returns whether they are written.
fn search_lanes_in_order<K: Element>(
    x: Strided<'_, K>,
    axis: usize,
    out: &mut [Index],
    kernels: &Kernels<K>,
) -> bool {
    if let Some((way, _)) = Way::of(x, axis, kernels) {
        way.search(out, kernels);
        return true;
    }
    let shape = x.shape();
    if axis + 1 == shape.len()
        && (1..=MAX_FOLDED_COLUMNS).contains(&out.len())
        && let Some(elements) = x.to_slice()
    {
        (kernels.rows)(RowBlock::of(elements, out.len(), shape[axis]), out);
        return true;
    }
    false
}

/// The error for a search that has written [`ALL_NAN`] to `out`.
#[cold]
fn all_nan(
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    operation: &'static str,
) -> Error {
    // SAFETY: an index was written to `out`, so it is not empty. For its other indices see `along`.
    let mut position = unsafe { out.first_equal(ALL_NAN) }.unwrap_or(0);
    let mut index = Shape::from_slice(out.shape());
    for at in index.iter_mut().rev() {
        (position, *at) = (position / *at, position % *at);
    }
    if keeps_dims {
        index.remove(axis);
    }
    Error::all_nan(operation, &index, Some(axis))
}

/// Searches along an axis: calls `search` with matrices, whose columns run along that axis, and with a slice of each `out`
/// for the indices in the columns. `M` is the number of these arrays and of `x`.
///
/// Kept axes along which `x` repeats its elements are searched at index 0, and the indices found are repeated along
/// them.
pub(super) fn along<K: Element, const N: usize, const M: usize>(
    x: Strided<'_, K>,
    axis: usize,
    keeps_dims: bool,
    outs: [&StridedMut<'_, Index>; N],
    search: &mut impl FnMut(Matrix<'_, K>, [StridedSliceMut<'_, Index>; N]),
) where
    Axes<M>: Compiled<M>,
{
    const { assert!(M == N + 1, "the axes of `x` and of each `out`") };
    if x.is_empty() {
        return;
    }
    let (shape, strides) = (x.shape(), x.strides());
    let others = (0..shape.len()).filter(|&other| other != axis);
    let out_axis = |other: usize| other - usize::from(!keeps_dims && other > axis);
    let mut kept = Axes::<M>::new(&mut others.map(|other| {
        let mut all = [strides[other]; M];
        for (stride, out) in all[1..].iter_mut().zip(outs) {
            *stride = out.strides()[out_axis(other)];
        }
        Axis {
            len: shape[other],
            strides: all,
        }
    }));
    if !kept.has_repeats(0) {
        return search_each(x, axis, kept, outs, search);
    }
    search_each(x, axis, kept.clone().without_repeats(0), outs, search);
    for (k, out) in outs.iter().enumerate() {
        // The row of a kept axis that is searched is that of index 0 along every axis that is not.
        let repeated = Axes::<2>::new(&mut kept.each_mut().map(|&mut Axis { len, strides }| {
            let [stored, written] = [strides[0], strides[k + 1]];
            let strides = [if stored == 0 { 0 } else { written }, written];
            Axis { len, strides }
        }));
        // SAFETY: these are axes of `out`, without those of length 1. Along an axis of `x` that repeats, the place to copy
        // from stays at index 0. `search_each` has written every index at 0 along those.
        unsafe { out.repeat_indices(repeated) };
    }
}

/// Searches one matrix for each row along the innermost kept axis, in memory order.
fn search_each<K: Element, const N: usize, const M: usize>(
    x: Strided<'_, K>,
    axis: usize,
    mut kept: Axes<M>,
    outs: [&StridedMut<'_, Index>; N],
    search: &mut impl FnMut(Matrix<'_, K>, [StridedSliceMut<'_, Index>; N]),
) where
    Axes<M>: Compiled<M>,
{
    let (shape, strides) = (x.shape(), x.strides());
    kept.sort_by(0);
    let inner = kept.inner();
    kept.each_row(&mut |offsets| {
        let lengths = [shape[axis], inner.len];
        let strides = [strides[axis], inner.strides[0]];
        // SAFETY: the first offset is that of a row of the kept axes of `x`. With the searched axis it spans elements of
        // `x` only.
        let matrix = unsafe { Matrix::new(x.offset(offsets[0]), lengths, strides) };
        let slices = core::array::from_fn(|k| {
            let (first, stride) = (outs[k].offset(offsets[k + 1]), inner.strides[k + 1]);
            // SAFETY: `outs[k]` has the result shape, so it has this row. Its indices are initialised: `zeros` has made
            // them, or the caller of a function that writes to existing arrays has passed them. It is borrowed mutably,
            // and no other slice of this row is alive.
            unsafe { StridedSliceMut::new(first, stride, inner.len) }
        });
        search(matrix, slices);
    });
}

/// Writes the index of the first best key of each column. Returns whether a column has no number, although NaN is passed
/// over: its index is then [`ALL_NAN`].
#[inline(never)]
pub(super) fn search<K: Element>(
    matrix: Matrix<'_, K>,
    out: StridedSliceMut<'_, Index>,
    kernels: &Kernels<K>,
) -> bool {
    let mut has_all_nan = false;
    out.each_part(MAX_FOLDED_COLUMNS, &mut |start, out| {
        let part = matrix.columns_from(start, out.len());
        search_part(part, out, kernels);
        if kernels.skips_nan {
            // The index in a column of NaN only is 0.
            let first = part.row(0);
            for (at, out) in out.iter_mut().enumerate() {
                if *out == 0 && is_nan(first.get(at)) {
                    *out = ALL_NAN;
                    has_all_nan = true;
                }
            }
        }
    });
    has_all_nan
}

/// Whether columns are searched as rows, because their elements are closer together in memory than the columns.
pub(super) fn columns_are_rows<K: Element>(matrix: Matrix<'_, K>) -> bool {
    let [down, across] = matrix.strides();
    let [_, columns] = matrix.lengths();
    columns == 1 || down.unsigned_abs() <= across.unsigned_abs()
}

/// Writes the index of the first best key of each column, and 0 for a column of NaN only.
#[inline(never)]
pub(super) fn search_part<K: Element>(
    matrix: Matrix<'_, K>,
    out: &mut [Index],
    kernels: &Kernels<K>,
) {
    let [rows, _] = matrix.lengths();
    let [down, _] = matrix.strides();
    if rows == 1 || down == 0 {
        out.fill(0);
    } else if columns_are_rows(matrix) {
        match matrix.transposed().contiguous_rows() {
            Some(rows) => (kernels.rows)(rows, out),
            None => gathered_rows(matrix, out, kernels),
        }
    } else {
        match matrix.contiguous_rows() {
            Some(rows) => contiguous_columns(rows, out, kernels),
            None => gathered_columns(matrix, out, kernels),
        }
    }
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
            let block = part
                .rows_from(top, rows)
                .gather(&mut buffer[..rows * columns]);
            let found = &mut found[..columns];
            (kernels.columns)(RowBlock::of(block, rows, columns), found);
            merge_found(part, top, found, out, kernels);
        }
    }
}

/// Merges the indices that were found in the columns of a matrix, in rows from `top` on, into those of the rows before.
pub(super) fn merge_found<K: Element>(
    matrix: Matrix<'_, K>,
    top: usize,
    found: &[Index],
    out: &mut [Index],
    kernels: &Kernels<K>,
) {
    for (column, (out, &found)) in out.iter_mut().zip(found).enumerate() {
        let column = matrix.column(column);
        let best = |index: usize| Best {
            value: column.get(index),
            index,
        };
        let here = best(top + position(found));
        let before = (top > 0).then(|| best(position(*out)));
        *out = index(kernels.merged(before, here).index);
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
        let columns = matrix.columns_from(part * together, out.len());
        let block = columns.transposed().gather(&mut buffer[..out.len() * len]);
        (kernels.rows)(RowBlock::of(block, out.len(), len), out);
    }
}
