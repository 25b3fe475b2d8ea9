//! `argminmax`: both extremes, with each element read from memory once.
//!
//! A contiguous row has a kernel that loads each vector once: see `row::pair`. In any other layout, the kernels of
//! `argmin` and `argmax` search one part of the array after the other, and the part stays in L2 until the second search.
//! The results of the parts are merged.
//!
//! ```text
//! a whole array:              cut along the axis of the largest stride, until a part fits in L2
//! along an axis, per matrix:  tiles that fit in L2. A column is cut only if it does not fit, or if rows are
//!                             read at once; then the indices of a tile are merged into those of the tiles above
//! ```

use super::axis::{
    along, check_axis, check_shape, columns_are_rows, merge_found, search, search_part,
};
use super::dtype::ExtremumOps;
use super::flat;
use super::kernels::{PairEntries, PairKernels};
use crate::along::{Along, result_shape};
use crate::array::out::{OfRank, zeros, zeros_of_any_rank};
use crate::best::{Best, Max, Min};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::{Matrix, Shape, Strided, StridedMut, StridedSliceMut};
use crate::simd::l2_bytes;
use crate::table::HasDType;
use ndarray::{Array, ArrayD, ArrayRef, ArrayViewD, Axis, Dimension, RemoveAxis};

/// The name of the public function.
const NAME: &str = "argminmax";

/// The most columns of a tile.
const MAX_TILE_COLUMNS: usize = 1024;

/// Bytes of a row of a tile whose rows are read at once. The tile then has so many rows that merging its indices takes
/// little time.
const TILE_ROW_BYTES: usize = 1024;

/// The smallest and the largest element, in this order.
type Pair<T> = (T, T);

/// The table has `argminmax` of the element type `T`.
pub trait HasArgminmax<T>: HasDType<T, Ops: ExtremumOps<T>> {}

/// The dynamic function, once the dtype is known.
pub fn dynamic_pair<M: HasArgminmax<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
) -> Result<Pair<ArrayD<Index>>, Error> {
    let keys = M::Ops::keys(Strided::of(x));
    let kernels = kernels::<T, M::Ops>();
    (kernels.entries.dynamic)(keys, along, kernels)
}

/// See [`PairEntries`].
fn dynamic<K: Element>(
    x: Strided<'_, K>,
    along: Along,
    kernels: PairKernels<K>,
) -> Result<Pair<ArrayD<Index>>, Error> {
    let axis = along.resolve(x.shape().len())?;
    new_outputs(x, axis, along.keeps_dims(), kernels, zeros_of_any_rank)
}

/// The dynamic function into existing arrays.
pub fn dynamic_pair_into<M: HasArgminmax<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
    mins: &StridedMut<'_, Index>,
    maxs: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let keys = M::Ops::keys(Strided::of(x));
    let kernels = kernels::<T, M::Ops>();
    (kernels.entries.dynamic_into)(keys, along, [mins, maxs], kernels)
}

/// See [`PairEntries`].
fn dynamic_into<K: Element>(
    x: Strided<'_, K>,
    along: Along,
    outs: [&StridedMut<'_, Index>; 2],
    kernels: PairKernels<K>,
) -> Result<(), Error> {
    let axis = along.resolve(x.shape().len())?;
    into_existing(x, axis, along.keeps_dims(), outs, kernels)
}

/// The typed function of the whole array.
#[inline]
pub fn typed_pair<T: Element, O: ExtremumOps<T>, D: Dimension>(
    x: &ArrayRef<T, D>,
) -> Result<Pair<usize>, Error> {
    match best_keys::<T, O>(Strided::of(x)) {
        Some([min, max]) => Ok((min.index, max.index)),
        None => Err(Error::empty(NAME, x.shape(), None)),
    }
}

/// The typed function along an axis.
pub fn typed_axis_pair<T: Element, O: ExtremumOps<T>, D: RemoveAxis>(
    x: &ArrayRef<T, D>,
    axis: Axis,
) -> Result<Pair<Array<Index, D::Smaller>>, Error> {
    let axis = Some(axis.index());
    new_outputs(
        O::keys(Strided::of(x)),
        axis,
        false,
        kernels::<T, O>(),
        zeros::<OfRank<D::Smaller>>,
    )
}

/// The typed function along an axis into existing arrays.
pub fn typed_axis_pair_into<T: Element, O: ExtremumOps<T>, D: Dimension>(
    x: Strided<'_, T>,
    axis: Axis,
    mins: &mut ArrayRef<Index, D>,
    maxs: &mut ArrayRef<Index, D>,
) -> Result<(), Error> {
    let outs = [&StridedMut::of(mins), &StridedMut::of(maxs)];
    along_pair::<T, O>(x, axis.index(), false, outs)
}

/// The first smallest and the first largest element of an array of any rank; `None` if it is empty.
#[inline]
pub fn best_pair<T: Element, O: ExtremumOps<T>>(x: Strided<'_, T>) -> Option<Pair<Best<T>>> {
    let [min, max] = best_keys::<T, O>(x)?;
    Some((min.map(O::element), max.map(O::element)))
}

/// Writes the indices along an axis, those of the smallest elements to the first array. For the shape of the arrays see
/// [`along`](super::along).
#[inline]
pub fn along_pair<T: Element, O: ExtremumOps<T>>(
    x: Strided<'_, T>,
    axis: usize,
    keeps_dims: bool,
    outs: [&StridedMut<'_, Index>; 2],
) -> Result<(), Error> {
    let kernels = kernels::<T, O>();
    (kernels.entries.into_existing)(O::keys(x), Some(axis), keeps_dims, outs, kernels)
}

impl<K: Element> PairEntries<K> {
    pub(super) const fn new() -> Self {
        Self {
            dynamic,
            dynamic_into,
            into_existing,
            write,
            scattered: scattered_keys,
        }
    }
}

/// The kernels of an element type for both extremes.
pub(crate) fn kernels<T: Element, O: ExtremumOps<T>>() -> PairKernels<O::Key> {
    PairKernels {
        entries: O::pair_entries(),
        each: [O::kernels::<Min>(), O::kernels::<Max>()],
        first: O::first_pair,
    }
}

/// The first smallest and the first largest key.
#[inline]
fn best_keys<T: Element, O: ExtremumOps<T>>(x: Strided<'_, T>) -> Option<[Best<O::Key>; 2]> {
    if let Some(row) = O::keys(x).to_slice() {
        best_at(row, O::first_pair(row))
    } else {
        let kernels = kernels::<T, O>();
        (kernels.entries.scattered)(O::keys(x), kernels)
    }
}

/// The elements at two positions of a row.
#[inline]
pub(super) fn best_at<K: Element>(
    row: &[K],
    positions: Option<[usize; 2]>,
) -> Option<[Best<K>; 2]> {
    let [min, max] = positions?;
    Some([Best::at(row, Some(min))?, Best::at(row, Some(max))?])
}

/// A function that makes an array of zeros of a shape.
type Zeros<D> = fn(&[usize]) -> Result<Array<Index, D>, Error>;

/// The indices along an axis, or for `None` the indices in the whole array, in new arrays.
#[inline(never)]
fn new_outputs<K: Element, D: Dimension>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    kernels: PairKernels<K>,
    zeros: Zeros<D>,
) -> Result<Pair<Array<Index, D>>, Error> {
    check_axis(NAME, x.shape(), axis)?;
    let shape = result_shape(x.shape(), axis, keeps_dims);
    let (mut mins, mut maxs) = (zeros(&shape)?, zeros(&shape)?);
    let outs = [&StridedMut::of(&mut mins), &StridedMut::of(&mut maxs)];
    (kernels.entries.write)(x, axis, keeps_dims, outs, kernels)?;
    Ok((mins, maxs))
}

/// Writes the indices along an axis, or for `None` the indices in the whole array, to existing arrays.
#[inline(never)]
fn into_existing<K: Element>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    outs: [&StridedMut<'_, Index>; 2],
    kernels: PairKernels<K>,
) -> Result<(), Error> {
    check_axis(NAME, x.shape(), axis)?;
    for out in outs {
        check_shape(x.shape(), axis, keeps_dims, out)?;
    }
    write(x, axis, keeps_dims, outs, kernels)
}

/// Writes the indices to arrays of the result shape. The axis exists and is not empty.
fn write<K: Element>(
    x: Strided<'_, K>,
    axis: Option<usize>,
    keeps_dims: bool,
    outs: [&StridedMut<'_, Index>; 2],
    kernels: PairKernels<K>,
) -> Result<(), Error> {
    if let Some(axis) = axis {
        along::<K, 2, 3>(x, axis, keeps_dims, outs, &mut |matrix, outs| {
            search_both(matrix, outs, kernels);
        });
        return Ok(());
    }
    let best = match x.to_slice() {
        Some(row) => best_at(row, (kernels.first)(row)),
        None => scattered_keys(x, kernels),
    };
    let best = best.ok_or_else(|| Error::empty(NAME, x.shape(), None))?;
    for (out, best) in outs.into_iter().zip(best) {
        out.write_only(index(best.index));
    }
    Ok(())
}

/// [`scattered`], with one result for both extremes.
#[inline(never)]
fn scattered_keys<K: Element>(x: Strided<'_, K>, kernels: PairKernels<K>) -> Option<[Best<K>; 2]> {
    let [min, max] = scattered(x, kernels);
    Some([min?, max?])
}

/// The results of a search for each of the extremes.
type Found<K> = [Option<Best<K>>; 2];

/// Searches an array that is not contiguous, in parts that stay in L2. The array is cut along the axis of the largest
/// stride. A part of a single index of that axis is cut along the next axis.
fn scattered<K: Element>(x: Strided<'_, K>, kernels: PairKernels<K>) -> Found<K> {
    let (shape, strides) = (x.shape(), x.strides());
    let stored = (0..shape.len()).filter(|&axis| shape[axis] > 1 && strides[axis] != 0);
    let len = stored
        .clone()
        .fold(1_usize, |len, axis| len.saturating_mul(shape[axis]));
    let most = tile_len::<K>();
    let outermost = stored.max_by_key(|&axis| strides[axis].unsigned_abs());
    let Some(axis) = outermost.filter(|_| len > most) else {
        return kernels.each.map(|kernels| flat::scattered(x, kernels));
    };
    let step = (most / (len / shape[axis])).max(1);
    let inner: usize = shape[axis + 1..].iter().product();
    let mut best = [None; 2];
    for start in (0..shape[axis]).step_by(step) {
        let len = step.min(shape[axis] - start);
        let mut part = Shape::new();
        let found = scattered(x.part(axis, start, len, &mut part), kernels);
        for ((best, found), kernels) in best.iter_mut().zip(found).zip(kernels.each) {
            let Some(found) = found else { continue };
            // From the position in the part to the position in the array.
            let (outer, rest) = (found.index / (len * inner), found.index % (len * inner));
            let index = (outer * shape[axis] + start) * inner + rest;
            *best = Some(kernels.merged(*best, Best { index, ..found }));
        }
    }
    best
}

/// The most elements of a part that stays in L2.
fn tile_len<K>() -> usize {
    (l2_bytes() / 2 / size_of::<K>().max(1)).max(1)
}

/// Writes the index of the first best key of each column, for each of the kernels.
fn search_both<K: Element>(
    matrix: Matrix<'_, K>,
    outs: [StridedSliceMut<'_, Index>; 2],
    kernels: PairKernels<K>,
) {
    let [rows, columns] = matrix.lengths();
    let [down, _] = matrix.strides();
    if down == 0 || rows.saturating_mul(columns) <= tile_len::<K>() {
        for (out, kernels) in outs.into_iter().zip(kernels.each) {
            search(matrix, out, kernels);
        }
    } else {
        search_tiles(matrix, outs, kernels);
    }
}

/// [`search_both`] for a matrix that does not fit in L2.
fn search_tiles<K: Element>(
    matrix: Matrix<'_, K>,
    mut outs: [StridedSliceMut<'_, Index>; 2],
    kernels: PairKernels<K>,
) {
    let [rows, columns] = matrix.lengths();
    let most = tile_len::<K>();
    let bytes = size_of::<K>().saturating_mul(rows).saturating_mul(columns);
    let (height, width) = if columns_are_rows(matrix) {
        let height = rows.min(most);
        (height, (most / height).min(MAX_TILE_COLUMNS))
    } else {
        let width = (TILE_ROW_BYTES / size_of::<K>().max(1)).clamp(1, MAX_TILE_COLUMNS);
        let width = width.min(columns).min(most);
        (most / width, width)
    };
    let mut found = [0; MAX_TILE_COLUMNS];
    let mut best = [[0; MAX_TILE_COLUMNS]; 2];
    for start in (0..columns).step_by(width) {
        let len = width.min(columns - start);
        let part = matrix.columns_from(start, len);
        for top in (0..rows).step_by(height) {
            let tile = part.rows_from(top, height.min(rows - top));
            // The first search reads from wherever the matrix is, the second one from L2.
            let tiles = [tile.within(bytes), tile];
            for ((best, kernels), tile) in best.iter_mut().zip(kernels.each).zip(tiles) {
                let (found, best) = (&mut found[..len], &mut best[..len]);
                if top == 0 {
                    search_part(tile, best, kernels);
                } else {
                    search_part(tile, found, kernels);
                    merge_found(part, top, found, best, kernels);
                }
            }
        }
        for (out, best) in outs.iter_mut().zip(&best) {
            out.write_from(start, &best[..len]);
        }
    }
}
