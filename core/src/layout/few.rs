//! Arrays of few elements and at most three axes. Unless their elements are adjacent, a loop over their lanes copies them in order:
//! sorting and merging their axes would take longer than the rest of a call.

use super::scratch::Scratch;
use super::strided::{Strided, StridedMut, row_len};
use crate::index::Index;
use core::mem::MaybeUninit;

/// The most elements of a small array: the bits of a mask.
pub(crate) const FEW: usize = 64;

/// The lengths of the axes of a small array. Axes that it lacks have length 1 and come first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FewAxes {
    pub(crate) lengths: [usize; 3],
    /// The axis that comes last, counted with those that the array lacks.
    last: usize,
}

impl FewAxes {
    /// The axes of an array with at least one element, at most [`FEW`] and at most three axes, in their order.
    #[inline(never)]
    pub(crate) fn new(shape: &[usize]) -> Option<Self> {
        let lengths = padded(shape, 1)?;
        let len = lengths[0]
            .checked_mul(lengths[1])?
            .checked_mul(lengths[2])?;
        (1..=FEW)
            .contains(&len)
            .then_some(Self { lengths, last: 2 })
    }

    /// What belongs to the three axes, in their order.
    #[inline]
    fn ordered<T: Copy>(&self, axes: [T; 3]) -> [T; 3] {
        with_last(axes, self.last)
    }

    /// The number of elements.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.lengths.iter().product()
    }

    /// Writes a result per lane along the last axis. `out` is an array without that axis or, with `keeps_dims`, of length 1
    /// there.
    ///
    /// # Panics
    ///
    /// If `out` has another shape, or there are fewer results.
    pub(crate) fn write_lanes(
        &self,
        results: &[Index],
        keeps_dims: bool,
        out: &StridedMut<'_, Index>,
    ) {
        let (shape, strides) = axes_of(out);
        let [outer, inner, _] = self.lengths;
        let lanes = [outer, inner, 1];
        if keeps_dims {
            write(
                results,
                lanes,
                self.ordered(shape),
                self.ordered(strides),
                out,
            );
        } else {
            // The axes of `out` are the kept ones, at the end.
            let ([filler, a, b], [_, down, across]) = (shape, strides);
            write(results, lanes, [a, b, filler], [down, across, 0], out);
        }
    }

    /// Lets a function write an element per position: to `out` itself if it is contiguous in the order of these axes, else to
    /// a buffer, which is then copied.
    ///
    /// # Panics
    ///
    /// If `out` has another shape, or elements of more than 16 bytes.
    ///
    /// # Safety
    ///
    /// The function writes every slot.
    #[inline]
    pub(crate) unsafe fn write_with<T: Copy>(
        &self,
        out: &StridedMut<'_, T>,
        select: impl FnOnce(&mut [MaybeUninit<T>]),
    ) {
        let (shape, strides) = axes_of(out);
        assert!(
            self.last == 2 && shape == self.lengths,
            "an array of the shape of the elements"
        );
        if row_len(&shape, &strides).is_some() {
            // SAFETY: by `row_len` the elements of `out` are adjacent, as many as its shape has. They may be written.
            return select(unsafe {
                core::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), self.len())
            });
        }
        let mut memory = FewElements::new();
        let slots = &mut memory.slots()[..self.len()];
        select(slots);
        // SAFETY: the caller promises that the function has written every slot.
        let elements = unsafe { slots.assume_init_ref() };
        write(elements, self.lengths, shape, strides, out);
    }
}

/// The axes of an array that has at most three.
///
/// # Panics
///
/// If it has more.
#[inline]
fn axes_of<T>(out: &StridedMut<'_, T>) -> ([usize; 3], [isize; 3]) {
    let (shape, strides) = (padded(out.shape(), 1), padded(out.strides(), 0));
    shape.zip(strides).expect("at most three axes")
}

/// Writes an element per position of an array, whose axes are given in the order of the elements.
///
/// # Panics
///
/// If the array does not have these lengths, or there are fewer elements.
#[inline(never)]
fn write<T: Copy>(
    elements: &[T],
    lengths: [usize; 3],
    shape: [usize; 3],
    [outer, middle, inner]: [isize; 3],
    out: &StridedMut<'_, T>,
) {
    assert!(shape == lengths, "an array of the shape of the elements");
    let mut elements = elements[..lengths.iter().product()].iter();
    for i in 0..lengths[0].cast_signed() {
        for j in 0..lengths[1].cast_signed() {
            let mut place = out.offset(i.wrapping_mul(outer) + j.wrapping_mul(middle));
            for (_, &element) in (0..lengths[2]).zip(&mut elements) {
                // SAFETY: each index is less than the length of its axis of `out`, as just asserted. The elements of `out` may
                // be written.
                unsafe { place.write(element) };
                place = place.wrapping_offset(inner);
            }
        }
    }
}

/// What belongs to the axes of an array, with a value for those before the first that it lacks. `None` if there are more than
/// three.
#[inline(always)]
pub(super) fn padded<T: Copy>(axes: &[T], fill: T) -> Option<[T; 3]> {
    Some(match *axes {
        [] => [fill; 3],
        [a] => [fill, fill, a],
        [a, b] => [fill, a, b],
        [a, b, c] => [a, b, c],
        _ => return None,
    })
}

/// What belongs to three axes, with that of one axis at the end.
#[inline(always)]
pub(super) fn with_last<T: Copy>([a, b, c]: [T; 3], last: usize) -> [T; 3] {
    match last {
        0 => [b, c, a],
        1 => [a, c, b],
        _ => [a, b, c],
    }
}

/// Memory for the elements of a small array. Only arrays whose elements have at most 16 bytes are small, so that the stack has
/// room for it whatever the type.
pub(crate) type FewElements<T> = Scratch<T, { 16 * FEW }>;

/// Whether [`FewElements`] has a slot for each element of a small array.
const fn all_fit<T: Copy>() -> bool {
    FewElements::<T>::LEN >= FEW
}

impl<'a, T: Copy> Strided<'a, T> {
    /// The elements of a small array in row-major order, with the axis `last` as the last one. `None` if there are more than [`FEW`]
    /// or none, more than three axes or not this one, or if an element has more than 16 bytes.
    #[inline]
    pub(crate) fn few<'b>(
        &self,
        last: Option<usize>,
        memory: &'b mut FewElements<T>,
    ) -> Option<(FewAxes, &'b [T])>
    where
        'a: 'b,
    {
        if const { !all_fit::<T>() } {
            return None;
        }
        let lanes = match self.lanes(last) {
            None if self.shape().is_empty() && last.is_none() => self.broadcast_rows([1; 3])?,
            lanes => lanes?,
        };
        let lengths = lanes.lengths();
        (1..=FEW).contains(&lanes.element_count()).then(|| {
            let last = last.map_or(2, |axis| 3 - self.shape().len() + axis);
            (FewAxes { lengths, last }, lanes.gather(memory.slots()))
        })
    }

    /// The elements of an array that broadcasts to three axes of these lengths, at most [`FEW`], in their order: in place if they are
    /// adjacent, else copied to the memory. `None` if it has more axes or does not broadcast to them, or if its elements have more
    /// than 16 bytes.
    #[inline(never)]
    pub(crate) fn broadcast_to_few<'b>(
        &self,
        lengths: [usize; 3],
        memory: &'b mut FewElements<T>,
    ) -> Option<&'b [T]>
    where
        'a: 'b,
    {
        if const { !all_fit::<T>() } {
            return None;
        }
        Some(self.broadcast_rows(lengths)?.gather(memory.slots()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;
    use ndarray::{Array3, Axis, array, s};

    #[test]
    fn elements_are_in_order_whatever_the_layout() {
        let x = Array3::from_shape_fn((2, 3, 4), |(i, j, k)| 100 * i + 10 * j + k);
        let x = x.slice(s![.., ..;-1, ..;2]).permuted_axes([2, 0, 1]);
        let mut memory = FewElements::new();
        let (_, found) = Strided::of(&x).few(None, &mut memory).expect("few");
        assert_eq!(found, x.iter().copied().collect::<Vec<_>>());
        for axis in 0..3 {
            let (axes, found) = Strided::of(&x).few(Some(axis), &mut memory).expect("few");
            let lanes: Vec<_> = x.lanes(Axis(axis)).into_iter().flatten().copied().collect();
            assert_eq!(found, lanes);
            assert_eq!(axes.lengths[2], x.len_of(Axis(axis)));
        }
    }

    #[test]
    fn a_first_axis_of_one_element_may_be_there_or_not() {
        let x = Array3::from_shape_fn((1, 3, 8), |(_, j, k)| 10 * j + k);
        let x = x.slice(s![.., .., ..;2]);
        let mut memory = FewElements::new();
        for last in [None, Some(0), Some(1), Some(2)] {
            let lanes = x.lanes(Axis(last.unwrap_or(2)));
            let lanes: Vec<_> = lanes.into_iter().flatten().copied().collect();
            let (_, found) = Strided::of(&x).few(last, &mut memory).expect("few");
            assert_eq!(found, lanes);
        }
        let axes = FewAxes::new(&[3, 4]).expect("few");
        let found = Strided::of(&x).broadcast_to_few(axes.lengths, &mut memory);
        assert_eq!(found, Some(&x.iter().copied().collect::<Vec<_>>()[..]));
    }

    #[test]
    fn arrays_of_large_elements_are_not_small() {
        let x = ndarray::Array1::from_vec(vec![[7; 5000]]);
        assert!(Strided::of(&x).few(None, &mut FewElements::new()).is_none());
        let axes = FewAxes::new(&[1]).expect("few");
        let mut memory = FewElements::new();
        assert!(
            Strided::of(&x)
                .broadcast_to_few(axes.lengths, &mut memory)
                .is_none()
        );
        assert!(size_of::<FewElements<[u64; 10_000]>>() <= 80_064);
    }

    #[test]
    fn a_row_and_a_column_broadcast() {
        let axes = FewAxes::new(&[2, 3]).expect("few");
        let mut memory = FewElements::new();
        let found = |x: &ndarray::ArrayView2<'_, i32>, memory: &mut _| {
            Strided::of(x)
                .broadcast_to_few(axes.lengths, memory)
                .map(<[_]>::to_vec)
        };
        let row = found(&array![[1, 2, 3]].view(), &mut memory).expect("two axes");
        assert_eq!(row, [1, 2, 3, 1, 2, 3]);
        let column = found(&array![[1], [2]].view(), &mut memory).expect("two axes");
        assert_eq!(column, [1, 1, 1, 2, 2, 2]);
    }

    #[test]
    fn empty_and_large_arrays_and_those_of_rank_4_are_not_small() {
        for shape in [&[0][..], &[65], &[3, 3, 8], &[1, 1, 1, 1], &[usize::MAX, 2]] {
            assert!(FewAxes::new(shape).is_none(), "{shape:?}");
        }
        assert!(FewAxes::new(&[]).is_some());
        assert!(FewAxes::new(&[8, 8]).is_some());
    }
}
