//! The lanes of an array of any layout, and the arrays that the results are written to.
//!
//! ```text
//! for each row along the innermost of the kept axes:           // all axes but the searched one are kept
//!     the row and the searched axis span a matrix, whose columns are lanes
//!     search the columns                                       // `Select`
//!     for each of them, write the indices, and the elements at these indices
//! ```
//!
//! The kept axes are sorted by stride, and merged where possible. Along a kept axis of stride 0 the lanes repeat: they are
//! searched once, and the results are copied. Along a searched axis of stride 0 all elements are equal.
//!
//! Elements are moved here and not compared. So they are given as their bits, and dtypes of equal width share this file.
//!
//! The memory for the search is allocated before anything is written. So on error the arrays are unchanged.

use super::dtype::TopKOps;
use super::kernels::{LaneKernels, Select};
use crate::array::out::{NewOutput, filled, zeros};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index, position};
use crate::layout::{
    Axes, Axis, Matrix, Shape, Strided, StridedMut, StridedSlice, StridedSliceMut, expect_shape,
    row_major, slots_of,
};
use crate::mode::Mode;
use alloc::boxed::Box;
use core::mem::MaybeUninit;
use ndarray::{Array, Dimension};

/// Elements that are copied to the result together.
const COPIED_TOGETHER: usize = 128;

/// The results in new arrays.
pub(super) fn new_output<T, O, V, N, D>(
    x: Strided<'_, T>,
    k: usize,
    axis: usize,
    mode: Mode,
) -> Result<(V::Array, Array<Index, D>), Error>
where
    T: Element,
    O: TopKOps<T>,
    V: NewOutput<T>,
    N: NewOutput<Index, Array = Array<Index, D>>,
    D: Dimension,
{
    let mut search = Search::new(O::bits(x), k, axis, O::lane_kernels(mode))?;
    let shape = search.result_shape();
    let mut indices = new_indices::<N>(&shape)?;
    let write = |values: &mut [MaybeUninit<T>]| {
        search.write_new(&shape, slots_of(values), &StridedMut::of(&mut indices));
    };
    // SAFETY: `write_new` writes the bits of an element to every slot that it is passed.
    let values = unsafe { filled::<T, V>(&shape, write) }?;
    Ok((values, indices))
}

/// A new array for the indices. It is a function of its own, because it does not depend on the element type.
#[inline(never)]
fn new_indices<N: NewOutput<Index>>(shape: &[usize]) -> Result<N::Array, Error> {
    zeros::<N>(shape)
}

/// Writes the results to existing arrays.
#[inline(never)]
pub(super) fn into_existing<B: Element>(
    x: Strided<'_, B>,
    k: usize,
    axis: usize,
    kernels: LaneKernels<B>,
    values: &StridedMut<'_, B>,
    indices: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let mut search = Search::new(x, k, axis, kernels)?;
    let shape = search.result_shape();
    expect_shape(&shape, values.shape())?;
    expect_shape(&shape, indices.shape())?;
    search.write(values, indices);
    Ok(())
}

/// A search that has everything it needs.
struct Search<'a, B> {
    x: Strided<'a, B>,
    k: usize,
    axis: usize,
    kernels: LaneKernels<B>,
    /// The search of lanes, if there are lanes whose elements differ and more than one is wanted of each.
    select: Option<Box<dyn Select<B>>>,
}

impl<'a, B: Element> Search<'a, B> {
    #[inline(never)]
    fn new(
        x: Strided<'a, B>,
        k: usize,
        axis: usize,
        kernels: LaneKernels<B>,
    ) -> Result<Self, Error> {
        let Some(&len) = x.shape().get(axis) else {
            return Err(Error::AxisOutOfRange {
                axis: isize::try_from(axis).unwrap_or(isize::MAX),
                ndim: x.shape().len(),
            });
        };
        if k > len {
            return Err(Error::KOutOfRange { k, len, axis });
        }
        let mut search = Self {
            x,
            k,
            axis,
            kernels,
            select: None,
        };
        if k > 1 && search.stride() != 0 && !x.is_empty() {
            search.select = Some(search.selector()?);
        }
        Ok(search)
    }

    /// The number of elements of a lane, and the distance between them.
    fn len(&self) -> usize {
        self.x.shape()[self.axis]
    }

    fn stride(&self) -> isize {
        self.x.strides()[self.axis]
    }

    #[inline(never)]
    fn result_shape(&self) -> Shape {
        let mut shape = Shape::from_slice(self.x.shape());
        shape[self.axis] = self.k;
        shape
    }

    fn others(&self) -> impl Iterator<Item = usize> {
        let axis = self.axis;
        (0..self.x.shape().len()).filter(move |&other| other != axis)
    }

    fn selector(&self) -> Result<Box<dyn Select<B>>, Error> {
        let (shape, strides) = (self.x.shape(), self.x.strides());
        let distance = |axis: usize| strides[axis].unsigned_abs();
        let others = self.others();
        // The axis that rows will run along, if it is closer in memory than the searched one.
        let columns = others
            .filter(|&other| shape[other] > 1 && strides[other] != 0)
            .min_by_key(|&other| distance(other))
            .filter(|&other| distance(other) < distance(self.axis));
        let columns = columns.map_or(1, |other| shape[other]);
        (self.kernels.selector)(self.len(), columns, self.k)
    }

    /// Writes every element of both results, which have the result shape. The values are new, in row-major order.
    #[inline(never)]
    fn write_new(
        &mut self,
        shape: &[usize],
        values: &mut [MaybeUninit<B>],
        indices: &StridedMut<'_, Index>,
    ) {
        let strides = row_major(shape);
        self.write(
            &StridedMut::spare_capacity(values, shape, &strides),
            indices,
        );
    }

    /// Writes every element of both results, which have the result shape.
    #[inline(never)]
    fn write(&mut self, values: &StridedMut<'_, B>, indices: &StridedMut<'_, Index>) {
        if self.x.is_empty() || self.k == 0 {
            return;
        }
        let (shape, strides) = (self.x.shape(), self.x.strides());
        let kept_axis = |other: usize| Axis {
            len: shape[other],
            strides: [
                strides[other],
                values.strides()[other],
                indices.strides()[other],
            ],
        };
        let kept = Axes::new(&mut self.others().map(kept_axis));
        if !kept.has_repeats(0) {
            return self.search_each(kept, values, indices);
        }
        let others: Shape = self.others().collect();
        let repeated = |strides_of: &[isize]| {
            let results = Axis {
                len: self.k,
                strides: [strides_of[self.axis]; 2],
            };
            // The lane of a kept axis that is searched is that of index 0 along every axis that is not.
            let others = others.iter().map(|&other| {
                let to = strides_of[other];
                let from = if strides[other] == 0 { 0 } else { to };
                Axis {
                    len: shape[other],
                    strides: [from, to],
                }
            });
            Axes::new(&mut others.chain([results]))
        };
        let (of_values, of_indices) = (repeated(values.strides()), repeated(indices.strides()));
        self.search_each(kept.without_repeats(0), values, indices);
        // SAFETY: these are the axes of `values`. Along an axis of `x` that repeats, the place to copy from stays at index
        // 0. `search_each` has written every element at 0 along those.
        unsafe { values.repeat(of_values) };
        // SAFETY: as above, for `indices`.
        unsafe { indices.repeat_indices(of_indices) };
    }

    /// Searches one matrix for each row along the innermost kept axis, in memory order.
    fn search_each(
        &mut self,
        mut kept: Axes<3>,
        values: &StridedMut<'_, B>,
        indices: &StridedMut<'_, Index>,
    ) {
        let Self {
            x,
            k,
            axis,
            kernels,
            select,
        } = self;
        let (k, axis) = (*k, *axis);
        if k == 1 {
            // The axis is not empty, and the indices have the shape of the result. So an error says only that some lanes have
            // nothing but NaN. Their index is -1.
            let _ = (kernels.first)(*x, axis, indices);
        }
        kept.sort_by(0);
        let inner = kept.inner();
        let lengths = [x.shape()[axis], inner.len];
        let [across, across_values, across_indices] = inner.strides;
        kept.each_row(&mut |[offset, of_values, of_indices]| {
            let strides = [x.strides()[axis], across];
            // SAFETY: `offset` is that of a row of the kept axes of `x`. With the searched axis it spans elements of `x`
            // only.
            let lanes = unsafe { Matrix::new(x.offset(offset), lengths, strides) };
            let mut write = |column: usize, start: usize, found: &[Index]| {
                let by = |across: isize| column.cast_signed().wrapping_mul(across);
                let place = values.offset(of_values.wrapping_add(by(across_values)));
                // SAFETY: `values` has `k` places for every lane of `x`. It is borrowed mutably, and no other slice of it
                // is alive.
                let values =
                    unsafe { StridedSliceMut::uninit(place.cast(), values.strides()[axis], k) };
                let place = indices.offset(of_indices.wrapping_add(by(across_indices)));
                // SAFETY: as above, for `indices`.
                let indices =
                    unsafe { StridedSliceMut::uninit(place.cast(), indices.strides()[axis], k) };
                copy_results(lanes.column(column), start, found, values, indices);
            };
            if k == 1 {
                let place = indices.offset(of_indices);
                // SAFETY: `indices` has a place for every lane, and the first kernel has written it. An index is read before
                // it is written again.
                let first = unsafe { StridedSlice::new(place, across_indices, inner.len) };
                for column in 0..inner.len {
                    write(column, 0, &[first.get(column).max(0)]);
                }
            } else if let Some(select) = select {
                select.select(lanes, &mut write);
            } else {
                (0..inner.len).for_each(|column| write_equal(column, k, &mut write));
            }
        });
    }
}

/// Writes the indices of the first elements of a lane whose elements are equal.
fn write_equal(column: usize, k: usize, write: &mut dyn FnMut(usize, usize, &[Index])) {
    let mut found = [0; COPIED_TOGETHER];
    for start in (0..k).step_by(COPIED_TOGETHER) {
        let found = &mut found[..COPIED_TOGETHER.min(k - start)];
        for (at, found) in found.iter_mut().enumerate() {
            *found = index(start + at);
        }
        write(column, start, found);
    }
}

/// Writes indices into a lane, and the elements at these indices, from the position `start` of the results on.
fn copy_results<B: Element>(
    lane: StridedSlice<'_, B>,
    start: usize,
    found: &[Index],
    mut values: StridedSliceMut<'_, MaybeUninit<B>>,
    mut indices: StridedSliceMut<'_, MaybeUninit<Index>>,
) {
    let mut of_values = [MaybeUninit::uninit(); COPIED_TOGETHER];
    let mut of_indices = [MaybeUninit::uninit(); COPIED_TOGETHER];
    for (part, found) in found.chunks(COPIED_TOGETHER).enumerate() {
        let (of_values, of_indices) = (
            &mut of_values[..found.len()],
            &mut of_indices[..found.len()],
        );
        for ((value, slot), &index) in of_values.iter_mut().zip(&mut *of_indices).zip(found) {
            value.write(lane.get(position(index)));
            slot.write(index);
        }
        let start = start + part * COPIED_TOGETHER;
        values.write_from(start, of_values);
        indices.write_from(start, of_indices);
    }
}
