//! Arrays without the type of their dimension: where the first element is, lengths and strides.
//!
//! Generic code between the faces and the row kernels takes these, so that it is compiled once for a dtype and not for each
//! rank beside it.

use core::any::TypeId;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use ndarray::{ArrayBase, ArrayViewMut, Data, DataMut, Dimension};

/// Elements to read.
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
    pub fn of<D: Dimension>(x: &'a ArrayBase<impl Data<Elem = T>, D>) -> Self {
        Self {
            first: x.as_ptr(),
            shape: x.shape(),
            strides: x.strides(),
            elements: PhantomData,
        }
    }

    /// The same elements, if they are of that type.
    #[inline(always)]
    pub(crate) fn as_of<U: 'static>(&self) -> Option<Strided<'a, U>>
    where
        T: 'static,
    {
        // SAFETY: the types are one.
        (TypeId::of::<T>() == TypeId::of::<U>()).then(|| unsafe { self.cast() })
    }

    /// The same memory as elements of another type. It is put together anew: made in a branch to a rare call, it is not written
    /// to memory in the others.
    ///
    /// # Safety
    ///
    /// Elements of one type are elements of the other, bit by bit.
    #[inline(always)]
    pub(super) unsafe fn cast<U>(&self) -> Strided<'a, U> {
        Strided {
            first: self.first.cast(),
            shape: self.shape,
            strides: self.strides,
            elements: PhantomData,
        }
    }

    pub(crate) fn first(&self) -> *const T {
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

    /// The elements in row-major order, if that is how they lie in memory.
    #[inline]
    pub(crate) fn to_slice(&self) -> Option<&'a [T]> {
        let len = row_len(self.shape, self.strides)?;
        // SAFETY: an `ArrayBase` lets its elements be read for as long as it is borrowed; these are all of them, one behind
        // the other, or none.
        Some(unsafe { core::slice::from_raw_parts(self.first, len) })
    }
}

/// The number of elements, if they lie in row-major order.
#[inline]
fn row_len(shape: &[usize], strides: &[isize]) -> Option<usize> {
    let mut behind = 1;
    let mut in_order = true;
    for (&len, &stride) in shape.iter().zip(strides).rev() {
        in_order &= len == 1 || stride.unsigned_abs() == behind && stride > 0;
        behind *= len;
    }
    (in_order || behind == 0).then_some(behind)
}

/// Elements to be written. What is written is a `T`, whether or not there was one before.
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
    pub fn of<D: Dimension>(x: &'a mut ArrayBase<impl DataMut<Elem = T>, D>) -> Self {
        let first = x.as_mut_ptr();
        Self {
            first,
            shape: x.shape(),
            strides: x.strides(),
            elements: PhantomData,
        }
    }

    /// The elements of a view that need not be initialised.
    #[inline]
    pub(crate) fn of_room<D: Dimension>(x: &'a mut ArrayViewMut<'_, MaybeUninit<T>, D>) -> Self {
        let room = StridedMut::of(x);
        Self {
            first: room.first.cast(),
            shape: room.shape,
            strides: room.strides,
            elements: PhantomData,
        }
    }

    /// Memory for an array of that shape, whose strides are those of [`row_major`](super::row_major).
    ///
    /// # Panics
    ///
    /// If there is less of it.
    pub(crate) fn room(
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

    /// Writes the only element.
    ///
    /// # Panics
    ///
    /// If there is another number of them.
    pub(crate) fn write_only(&self, element: T) {
        assert!(self.shape.iter().all(|&len| len == 1), "one element");
        // SAFETY: it is there, and may be written.
        unsafe { self.first.write(element) };
    }

    pub(crate) fn first(&self) -> *mut T {
        self.first
    }

    pub(crate) fn shape(&self) -> &'a [usize] {
        self.shape
    }

    pub(crate) fn strides(&self) -> &'a [isize] {
        self.strides
    }
}
