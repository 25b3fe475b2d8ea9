//! The lanes of an array of up to three axes: its elements along one axis, for each position of the other two. Lengths and
//! strides are three numbers each, which stay in registers. So a loop over the lanes of a small array takes as long as one
//! that is written for the rank; sorting and merging its axes would take longer than the rest of a call.

use super::few::{FEW, padded, with_last};
use super::matrix::Matrix;
use super::slice::StridedSlice;
use super::strided::{Strided, StridedMut};
use crate::tuning::small::{IN_SHORT_LANES, SCATTERED, SHORT_LANE};
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// The lanes of an array along its last axis here. Axes that the array lacks have length 1.
#[derive(Debug, Clone, Copy)]
pub struct Lanes<'a, T> {
    first: *const T,
    /// The lengths of the two axes of positions, in the order of the array, and of a lane.
    lengths: [usize; 3],
    strides: [isize; 3],
    /// The number of axes that the array has.
    rank: usize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> Strided<'a, T> {
    /// The lanes along an axis, or without one along the last axis. `None` if the array has no axes, more than three, or not
    /// this one.
    #[inline(always)]
    pub(crate) fn lanes(&self, axis: Option<usize>) -> Option<Lanes<'a, T>> {
        let rank = self.shape().len();
        if rank == 0 || axis.is_some_and(|axis| axis >= rank) {
            return None;
        }
        let (lengths, strides) = (padded(self.shape(), 1)?, padded(self.strides(), 0)?);
        let last = axis.map_or(2, |axis| 3 - rank + axis);
        let (lengths, strides) = (with_last(lengths, last), with_last(strides, last));
        Some(Lanes {
            first: self.as_ptr(),
            lengths,
            strides,
            rank,
            elements: PhantomData,
        })
    }
}

impl<'a, T: Copy> Strided<'a, T> {
    /// The elements of an array of one axis.
    #[inline(always)]
    pub(crate) fn lane(&self) -> Option<StridedSlice<'a, T>> {
        let (&[len], &[stride]) = (self.shape(), self.strides()) else {
            return None;
        };
        // SAFETY: these are the elements of the array.
        Some(unsafe { StridedSlice::new(self.as_ptr(), stride, len) })
    }
}

/// The lengths that the axes of an array and of others broadcast to, if there are at most three: `None` if there are more, or if
/// they do not broadcast.
#[inline(always)]
pub(crate) fn broadcast_lengths(shapes: [&[usize]; 3]) -> Option<[usize; 3]> {
    let mut lengths = [1; 3];
    for shape in shapes {
        for (common, len) in lengths.iter_mut().zip(padded(shape, 1)?) {
            if *common == 1 {
                *common = len;
            } else if len != 1 && len != *common {
                return None;
            }
        }
    }
    Some(lengths)
}

impl<'a, T: Copy> Strided<'a, T> {
    /// The rows of the array, broadcast to these lengths. `None` if it does not broadcast to them.
    #[inline(always)]
    pub(crate) fn broadcast_rows(&self, lengths: [usize; 3]) -> Option<Lanes<'a, T>> {
        let (shape, mut strides) = (padded(self.shape(), 1)?, padded(self.strides(), 0)?);
        for axis in 0..3 {
            if shape[axis] == 1 {
                strides[axis] = 0;
            } else if shape[axis] != lengths[axis] {
                return None;
            }
        }
        Some(Lanes {
            first: self.as_ptr(),
            lengths,
            strides,
            rank: self.shape().len(),
            elements: PhantomData,
        })
    }
}

impl<'a, T: Copy> Lanes<'a, T> {
    /// The lengths of the two axes of positions and of a lane.
    #[inline]
    pub(crate) fn lengths(self) -> [usize; 3] {
        self.lengths
    }

    /// The number of elements.
    #[inline]
    pub(crate) fn element_count(self) -> usize {
        let [outer, inner, len] = self.lengths;
        outer.saturating_mul(inner).saturating_mul(len)
    }

    /// Whether a loop over single elements counts them faster than kernels, which gather them or sort their axes: there are few,
    /// or not many and none are adjacent.
    #[inline]
    pub(crate) fn are_counted_plainly(&self) -> bool {
        self.element_count()
            <= if self.strides.contains(&1) {
                FEW
            } else {
                SCATTERED
            }
    }

    /// Whether a loop over single elements counts those of each lane faster than kernels. Kernels are faster for the rows of a
    /// matrix whose elements are adjacent, and for the columns of such rows.
    #[inline]
    pub(crate) fn are_counted_plainly_each(&self) -> bool {
        let ([outer, inner, len], [_, near, along]) = (self.lengths, self.strides);
        // Short columns are counted fast if they fill whole masks.
        let are_columns = near == 1 && (len >= SHORT_LANE || inner.is_multiple_of(64));
        let most = match outer {
            1 if along == 1 || are_columns => FEW,
            1 if len < SHORT_LANE => IN_SHORT_LANES,
            _ => SCATTERED,
        };
        self.element_count() <= most
    }

    /// Whether the elements of each lane are adjacent, and the lanes are not short.
    #[inline]
    pub(crate) fn are_long_rows(&self) -> bool {
        let ([_, _, len], [_, _, along]) = (self.lengths, self.strides);
        along == 1 && len >= SHORT_LANE
    }

    /// Whether memory has no longer rows than the lanes: they have several elements, which are no further apart than the lanes, no
    /// lane is repeated, and none continues the one before it.
    #[inline]
    pub(crate) fn are_only_rows(self) -> bool {
        let ([outer, inner, len], [far, near, along]) = (self.lengths, self.strides);
        let next = if inner > 1 { near } else { far };
        let is_apart =
            |len, stride: isize| len == 1 || stride.unsigned_abs() >= along.unsigned_abs();
        len > 1
            && along != 0
            && is_apart(outer, far)
            && is_apart(inner, near)
            && next != along.wrapping_mul(len.cast_signed())
    }

    /// The lanes as the rows of a matrix, if they are at equal distances.
    #[inline]
    pub(crate) fn to_matrix(self) -> Option<Matrix<'a, T>> {
        let ([outer, inner, len], [far, near, along]) = (self.lengths, self.strides);
        let across = match (outer, inner) {
            (1, _) => near,
            (_, 1) => far,
            _ if far == near.wrapping_mul(inner.cast_signed()) => near,
            _ => return None,
        };
        // SAFETY: the two axes of positions are one axis with this stride, by the conditions above. So each row is a lane.
        Some(unsafe { Matrix::new(self.first, [outer * inner, len], [across, along]) })
    }

    /// The elements, lane after lane: in place if they are adjacent, else copied to memory that has a slot for each. The array
    /// has elements.
    ///
    /// # Panics
    ///
    /// If there are fewer slots.
    #[inline]
    pub(crate) fn gather<'b>(self, slots: &'b mut [MaybeUninit<T>]) -> &'b [T]
    where
        'a: 'b,
    {
        let matrix = self.to_matrix();
        if let Some(elements) = matrix.and_then(Matrix::adjacent) {
            return elements;
        }
        let slots = &mut slots[..self.element_count()];
        match matrix {
            Some(matrix) => matrix.gather_short_rows(slots),
            None => self.gather_in_order(slots),
        }
    }

    /// [`gather`](Self::gather) by three loops.
    #[inline(never)]
    fn gather_in_order(self, slots: &mut [MaybeUninit<T>]) -> &[T] {
        let [_, _, len] = self.lengths;
        let mut lanes = slots.chunks_mut(len);
        self.each(|_, lane| {
            let slots = lanes.next().expect("slots per lane");
            for (slot, element) in slots.iter_mut().zip(lane.iter()) {
                slot.write(element);
            }
        });
        // SAFETY: there is one slot per element, and each lane has filled its slots.
        unsafe { slots.assume_init_ref() }
    }

    /// The first element; `None` if there is none.
    #[inline]
    pub(crate) fn first(self) -> Option<T> {
        // SAFETY: no axis is empty, so there is a first element.
        (!self.lengths.contains(&0)).then(|| unsafe { self.first.read() })
    }

    /// The lane at a position.
    ///
    /// # Panics
    ///
    /// If there is no such position.
    #[inline(always)]
    pub(crate) fn lane(self, [i, j]: [usize; 2]) -> StridedSlice<'a, T> {
        let ([outer, inner, len], [far, near, along]) = (self.lengths, self.strides);
        assert!(i < outer && j < inner, "a position of the array");
        let [i, j] = [i, j].map(usize::cast_signed);
        let first = self
            .first
            .wrapping_offset(i.wrapping_mul(far) + j.wrapping_mul(near));
        // SAFETY: as just asserted, the position exists, so the lane is one of the array's.
        unsafe { StridedSlice::new(first, along, len) }
    }

    /// Writes what a function answers for each lane, in the order of the positions.
    ///
    /// # Panics
    ///
    /// If there are more lanes than results.
    #[inline(always)]
    pub(crate) fn write<R>(self, results: &mut [R], answer: impl Fn(StridedSlice<'a, T>) -> R) {
        let mut results = results.iter_mut();
        self.each(|_, lane| *results.next().expect("a result per lane") = answer(lane));
    }

    /// Writes what a function answers for each lane along an axis to an array without that axis or, with `keeps_dims`, of length
    /// 1 there. Returns whether every element of that is written: the array has this shape, and no axis of the lanes is empty.
    /// If not, nothing is written. The lanes are those along an axis of an array, and not broadcast.
    #[inline(always)]
    pub(crate) fn write_to<R: Copy>(
        self,
        axis: usize,
        keeps_dims: bool,
        out: &StridedMut<'_, R>,
        answer: impl Fn(StridedSlice<'a, T>) -> R,
    ) -> bool {
        let rank = out.shape().len() + usize::from(!keeps_dims);
        let (Some(shape), Some(strides)) = (padded(out.shape(), 1), padded(out.strides(), 0))
        else {
            return false;
        };
        let [outer, inner, _] = self.lengths;
        // The kept axes of an array without the axis are its last ones.
        let (is_shape, [far, near]) = if keeps_dims && rank > axis {
            let last = 3 - rank + axis;
            let [far, near, _] = with_last(strides, last);
            (with_last(shape, last) == [outer, inner, 1], [far, near])
        } else {
            let [_, far, near] = strides;
            (!keeps_dims && shape == [1, outer, inner], [far, near])
        };
        if !is_shape || rank != self.rank || self.lengths.contains(&0) {
            return false;
        }
        self.each(|[i, j], lane| {
            let [i, j] = [i, j].map(usize::cast_signed);
            let place = out.offset(i.wrapping_mul(far) + j.wrapping_mul(near));
            // SAFETY: each index is less than the length of its axis of `out`, by the comparison of the shapes. The elements of
            // `out` may be written.
            unsafe { place.write(answer(lane)) };
        });
        true
    }

    /// Calls a function with each position and its lane, in their order.
    #[inline(always)]
    pub(crate) fn each(self, mut visit: impl FnMut([usize; 2], StridedSlice<'a, T>)) {
        let ([outer, inner, len], [far, near, along]) = (self.lengths, self.strides);
        // An axis before an empty one may have any length.
        if self.lengths.contains(&0) {
            return;
        }
        let mut row = self.first;
        for i in 0..outer {
            let mut lane = row;
            for j in 0..inner {
                // SAFETY: these are the positions of the array, so the lane is one of its.
                visit([i, j], unsafe { StridedSlice::new(lane, along, len) });
                lane = lane.wrapping_offset(near);
            }
            row = row.wrapping_offset(far);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use ndarray::{Array1, Array3, ArrayView, Axis, Dimension, IxDyn, s};

    /// The lanes as lists, in the order of the positions.
    fn found<D: Dimension>(x: &ArrayView<'_, i32, D>, axis: Option<usize>) -> Vec<Vec<i32>> {
        let lanes = Strided::of(x).lanes(axis).expect("up to three axes");
        let [outer, inner, _] = lanes.lengths();
        let mut all = Vec::new();
        lanes.each(|at, lane| {
            assert_eq!(at, [all.len() / inner, all.len() % inner]);
            all.push(lane.iter().collect());
        });
        if let Some(matrix) = lanes.to_matrix() {
            let rows = (0..outer * inner).map(|row| matrix.row(row).iter().collect());
            assert_eq!(all, rows.collect::<Vec<Vec<_>>>());
        }
        all
    }

    #[test]
    fn lanes_are_those_of_ndarray() {
        let x = Array3::from_shape_fn((4, 3, 6), |(i, j, k)| {
            i32::try_from(100 * i + 10 * j + k).expect("small")
        });
        let of_three = [
            x.view(),
            x.slice(s![..;2, ..;-1, ..;3]),
            x.view().permuted_axes([2, 0, 1]),
            x.slice(s![1..2, .., ..]),
            x.slice(s![.., 1..2, ..]),
            x.broadcast((4, 3, 6)).expect("the same shape"),
        ];
        for x in of_three {
            for view in [x, x.index_axis_move(Axis(1), 0).insert_axis(Axis(0))] {
                for axis in 0..3 {
                    let lanes = view.lanes(Axis(axis)).into_iter();
                    let lanes: Vec<Vec<_>> = lanes.map(|lane| lane.to_vec()).collect();
                    assert_eq!(found(&view, Some(axis)), lanes, "{view:?}, axis {axis}");
                }
            }
            let matrix = x.index_axis(Axis(0), 0);
            for axis in 0..2 {
                let lanes = matrix.lanes(Axis(axis)).into_iter();
                let lanes: Vec<Vec<_>> = lanes.map(|lane| lane.to_vec()).collect();
                assert_eq!(found(&matrix, Some(axis)), lanes, "{matrix:?}, axis {axis}");
            }
        }
        assert_eq!(found(&Array1::from_iter(0..3).view(), None), [[0, 1, 2]]);
    }

    #[test]
    fn arrays_of_other_ranks_and_axes_that_are_not_there_have_none() {
        for (shape, axis) in [
            (&[][..], None),
            (&[2], Some(1)),
            (&[2, 3], Some(2)),
            (&[2, 3, 4], Some(3)),
            (&[2, 3, 4, 5], None),
        ] {
            let x = ndarray::ArrayD::<i32>::zeros(IxDyn(shape));
            assert!(Strided::of(&x).lanes(axis).is_none(), "{shape:?}, {axis:?}");
        }
    }
}
