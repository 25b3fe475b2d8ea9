//! Arrays whose type does not name the dimension: a pointer, lengths and strides.
//!
//! The code between the entry points and the row kernels takes these types, so it is compiled per dtype only, and not
//! per rank.

use super::axes::{Axes, Axis};
use super::broadcast::Shape;
use super::slice::StridedSlice;
use crate::index::Index;
use core::any::TypeId;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use ndarray::{ArrayRef, ArrayViewMut, Dimension};

/// An array to read.
///
/// Its elements can be read for all of `'a`: every constructor takes a borrow of them or requires it. `first` is
/// aligned and not null, even if there are no elements.
#[derive(Debug, Clone, Copy)]
pub struct Strided<'a, T> {
    first: *const T,
    shape: &'a [usize],
    strides: &'a [isize],
    elements: PhantomData<&'a [T]>,
}

impl<'a, T> Strided<'a, T> {
    /// The elements of an array or a view.
    #[inline]
    pub fn of<D: Dimension>(x: &'a ArrayRef<T, D>) -> Self {
        Self {
            first: x.as_ptr(),
            shape: x.shape(),
            strides: x.strides(),
            elements: PhantomData,
        }
    }

    /// # Safety
    ///
    /// These are the first element, the shape and the strides of an array that can be read for all of `'a`.
    #[inline(always)]
    pub(crate) unsafe fn new(first: *const T, shape: &'a [usize], strides: &'a [isize]) -> Self {
        Self {
            first,
            shape,
            strides,
            elements: PhantomData,
        }
    }

    /// A single element as a 0-d array.
    #[inline]
    pub(crate) fn element(element: &'a T) -> Self {
        Self {
            first: element,
            shape: &[],
            strides: &[],
            elements: PhantomData,
        }
    }

    /// The array with element type `U`, if that is its element type.
    #[inline(always)]
    pub(crate) fn as_of<U: 'static>(&self) -> Option<Strided<'a, U>>
    where
        T: 'static,
    {
        // SAFETY: T and U are the same type.
        (TypeId::of::<T>() == TypeId::of::<U>()).then(|| unsafe { self.cast() })
    }

    /// The array with another element type. The result is a new value, so a caller that needs it only for a rare call
    /// can make it in that branch, and it is spilled only there.
    ///
    /// # Safety
    ///
    /// T and U have the same size, the alignment of U is no larger, and the bits of every T in the array are those of a
    /// valid U.
    #[inline(always)]
    pub(super) unsafe fn cast<U>(&self) -> Strided<'a, U> {
        Strided {
            first: self.first.cast(),
            shape: self.shape,
            strides: self.strides,
            elements: PhantomData,
        }
    }

    /// Elements of this array along other axes, from the first element on.
    ///
    /// # Safety
    ///
    /// Every position of these axes is that of an element of this array.
    #[inline]
    pub(super) unsafe fn with_axes<'b>(
        &self,
        shape: &'b [usize],
        strides: &'b [isize],
    ) -> Strided<'b, T>
    where
        'a: 'b,
    {
        Strided {
            first: self.first,
            shape,
            strides,
            elements: PhantomData,
        }
    }

    /// The part from index `start` of an axis on, `len` indices long. `shape` holds its shape, which is not read.
    ///
    /// # Panics
    ///
    /// If the axis does not exist or is shorter.
    pub(crate) fn part<'b>(
        &self,
        axis: usize,
        start: usize,
        len: usize,
        shape: &'b mut Shape,
    ) -> Strided<'b, T>
    where
        'a: 'b,
    {
        assert!(
            start <= self.shape[axis] && len <= self.shape[axis] - start,
            "indices of the axis"
        );
        *shape = Shape::from_slice(self.shape);
        shape[axis] = len;
        Strided {
            first: self.offset(self.strides[axis].wrapping_mul(start.cast_signed())),
            shape,
            strides: self.strides,
            elements: PhantomData,
        }
    }

    /// A pointer to the element at an offset, in elements, from the first. It is valid if the array has an element
    /// there.
    #[inline]
    pub(crate) fn offset(&self, offset: isize) -> *const T {
        self.first.wrapping_offset(offset)
    }

    pub(crate) fn as_ptr(&self) -> *const T {
        self.first
    }

    pub(crate) fn shape(&self) -> &'a [usize] {
        self.shape
    }

    pub(crate) fn strides(&self) -> &'a [isize] {
        self.strides
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.shape.contains(&0)
    }

    /// The element at an index in row-major order, counted anew from the first element after the last.
    ///
    /// # Safety
    ///
    /// The array is not empty.
    #[inline(always)]
    pub(crate) unsafe fn in_order(&self, index: usize) -> T
    where
        T: Copy,
    {
        let (mut rest, mut offset) = (index, 0_isize);
        for (&len, &stride) in self.shape.iter().zip(self.strides).rev() {
            // No axis is empty. The compiler does not know that, and would keep the whole computation for a caller that ignores
            // the element.
            let len = len.max(1);
            offset = offset.wrapping_add((rest % len).cast_signed().wrapping_mul(stride));
            rest /= len;
        }
        // SAFETY: the index along each axis is one of that axis, so there is an element.
        unsafe { self.offset(offset).read() }
    }

    /// The elements as a slice, if they are contiguous and in row-major order.
    #[inline]
    pub(crate) fn to_slice(&self) -> Option<&'a [T]> {
        let len = row_len(self.shape, self.strides)?;
        // SAFETY: the elements can be read for `'a`. By `row_len` they are adjacent and in order, and there are `len`
        // of them, possibly none.
        Some(unsafe { core::slice::from_raw_parts(self.first, len) })
    }
}

/// The number of elements, if they are contiguous and in row-major order, or if there are none.
#[inline]
pub(crate) fn row_len(shape: &[usize], strides: &[isize]) -> Option<usize> {
    let mut expected = 1;
    let mut in_order = true;
    for (&len, &stride) in shape.iter().zip(strides).rev() {
        in_order &= len == 1 || stride.unsigned_abs() == expected && stride > 0;
        expected *= len;
    }
    (in_order || expected == 0).then_some(expected)
}

/// An array to write. Its elements need not be initialised. They can be written, and are not accessed otherwise, for
/// all of `'a`.
#[derive(Debug)]
pub struct StridedMut<'a, T> {
    first: *mut T,
    shape: &'a [usize],
    strides: &'a [isize],
    elements: PhantomData<&'a mut [T]>,
}

impl<'a, T> StridedMut<'a, T> {
    /// The elements of an array or a mutable view.
    #[inline]
    pub fn of<D: Dimension>(x: &'a mut ArrayRef<T, D>) -> Self {
        let first = x.as_mut_ptr();
        Self {
            first,
            shape: x.shape(),
            strides: x.strides(),
            elements: PhantomData,
        }
    }

    /// The elements of a view, which need not be initialised.
    #[inline]
    pub(crate) fn uninit<D: Dimension>(x: &'a mut ArrayViewMut<'_, MaybeUninit<T>, D>) -> Self {
        let slots = StridedMut::of(x);
        Self {
            first: slots.first.cast(),
            shape: slots.shape,
            strides: slots.strides,
            elements: PhantomData,
        }
    }

    /// The array with another element type.
    ///
    /// # Safety
    ///
    /// T and U have the same size, the alignment of U is no larger, and only the bits of a valid T are written.
    #[inline(always)]
    pub(super) unsafe fn cast<U>(self) -> StridedMut<'a, U> {
        StridedMut {
            first: self.first.cast(),
            shape: self.shape,
            strides: self.strides,
            elements: PhantomData,
        }
    }

    /// The same array, for as long as it is borrowed. All that can be done with the result can be done with the borrow.
    #[inline(always)]
    pub(crate) fn borrowed(&self) -> StridedMut<'_, T> {
        StridedMut { ..*self }
    }

    /// Spare capacity as an array of this shape. The strides must be those of [`row_major`](super::row_major).
    ///
    /// # Panics
    ///
    /// If the capacity is too small.
    pub(crate) fn spare_capacity(
        memory: &'a mut [MaybeUninit<T>],
        shape: &'a [usize],
        strides: &'a [isize],
    ) -> Self {
        assert!(
            shape.iter().product::<usize>() <= memory.len(),
            "the elements of the shape fit the memory"
        );
        Self {
            first: memory.as_mut_ptr().cast(),
            shape,
            strides,
            elements: PhantomData,
        }
    }

    /// Writes the element of an array that has only one.
    ///
    /// # Panics
    ///
    /// If there is another number of elements.
    pub(crate) fn write_only(&self, element: T) {
        assert!(self.shape.iter().all(|&len| len == 1), "one element");
        // SAFETY: all axes have length 1, so there is an element at `first`, and it may be written.
        unsafe { self.first.write(element) };
    }

    /// A pointer to the element at an offset, in elements, from the first. It is valid if the array has an element
    /// there.
    #[inline]
    pub(crate) fn offset(&self, offset: isize) -> *mut T {
        self.first.wrapping_offset(offset)
    }

    /// Copies elements of this array to other places of it: for each position of the axes, the element at the offset by
    /// their first strides to the place at the offset by their second strides.
    ///
    /// # Safety
    ///
    /// The array has a place at every one of these offsets. The elements that are copied have been written, and no place
    /// that is copied from gets another element.
    pub(crate) unsafe fn repeat(&self, mut axes: Axes<2>)
    where
        T: Copy,
    {
        axes.sort_by(1);
        let Axis {
            len,
            strides: [from, to],
        } = axes.inner();
        axes.each_row(&mut |[first, target]| {
            for at in 0..len.cast_signed() {
                let source = self.offset(first.wrapping_add(at.wrapping_mul(from)));
                let place = self.offset(target.wrapping_add(at.wrapping_mul(to)));
                // SAFETY: the caller promises that there is an element, which has been written.
                let element = unsafe { source.read() };
                // SAFETY: the caller promises that there is such a place, and the array may be written.
                unsafe { place.write(element) };
            }
        });
    }

    pub(crate) fn as_mut_ptr(&self) -> *mut T {
        self.first
    }

    pub(crate) fn shape(&self) -> &'a [usize] {
        self.shape
    }

    pub(crate) fn strides(&self) -> &'a [isize] {
        self.strides
    }
}

/// What is done with indices only. These functions are not generic, so a user's crate has no copy of them.
impl StridedMut<'_, Index> {
    /// [`repeat`](Self::repeat).
    ///
    /// # Safety
    ///
    /// See there.
    pub(crate) unsafe fn repeat_indices(&self, axes: Axes<2>) {
        // SAFETY: the caller promises what `repeat` requires.
        unsafe { self.repeat(axes) };
    }

    /// The indices as a slice, if they are contiguous and in row-major order.
    ///
    /// # Safety
    ///
    /// The indices are initialised, and nothing else reads or writes them while the slice is alive.
    #[expect(clippy::mut_from_ref, reason = "the array is borrowed mutably")]
    pub(crate) unsafe fn in_order(&self) -> Option<&mut [Index]> {
        let len = row_len(self.shape, self.strides)?;
        // SAFETY: by `row_len` the indices are adjacent and in order, and there are `len` of them. The array may be written, and
        // the caller promises the rest.
        Some(unsafe { core::slice::from_raw_parts_mut(self.first, len) })
    }

    /// The position of the first element that equals `wanted`, in row-major order.
    ///
    /// # Safety
    ///
    /// The array is not empty, and its elements have been written.
    pub(crate) unsafe fn first_equal(&self, wanted: Index) -> Option<usize> {
        let axes = self.shape.iter().zip(self.strides);
        let axes = Axes::new(&mut axes.map(|(&len, &stride)| Axis {
            len,
            strides: [stride],
        }));
        let Axis {
            len,
            strides: [stride],
        } = axes.inner();
        let (mut before, mut found) = (0, None);
        axes.all_rows(&mut |[offset]| {
            // SAFETY: `axes` are those of this array, and the caller promises that its elements have been written.
            let row = unsafe { StridedSlice::new(self.offset(offset), stride, len) };
            found = (0..len)
                .find(|&at| row.get(at) == wanted)
                .map(|at| before + at);
            before += len;
            found.is_none()
        });
        found
    }
}
