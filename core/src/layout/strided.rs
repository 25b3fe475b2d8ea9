//! Arrays without the type of their dimension, and the slices and matrices in them: a pointer, lengths and strides.
//!
//! Code between the entries and the row kernels takes these, so it is compiled once per dtype, and not per rank as well.

use super::row_block::RowBlock;
use core::any::TypeId;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use ndarray::{ArrayRef, ArrayViewMut, Dimension};

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
    pub fn of<D: Dimension>(x: &'a ArrayRef<T, D>) -> Self {
        Self {
            first: x.as_ptr(),
            shape: x.shape(),
            strides: x.strides(),
            elements: PhantomData,
        }
    }

    /// A single element, as of a 0-d array.
    #[inline]
    pub(crate) fn element(element: &'a T) -> Self {
        Self {
            first: element,
            shape: &[],
            strides: &[],
            elements: PhantomData,
        }
    }

    /// The elements as those of type `U`, if that is their type.
    #[inline(always)]
    pub(crate) fn as_of<U: 'static>(&self) -> Option<Strided<'a, U>>
    where
        T: 'static,
    {
        // SAFETY: the types are the same.
        (TypeId::of::<T>() == TypeId::of::<U>()).then(|| unsafe { self.cast() })
    }

    /// The memory as elements of another type. It is made anew, by value: made in a branch to a rare call, it is spilled there
    /// alone.
    ///
    /// # Safety
    ///
    /// The bits of an element of one type are those of an element of the other.
    #[inline(always)]
    pub(super) unsafe fn cast<U>(&self) -> Strided<'a, U> {
        Strided {
            first: self.first.cast(),
            shape: self.shape,
            strides: self.strides,
            elements: PhantomData,
        }
    }

    /// Elements of this array along other axes.
    ///
    /// # Safety
    ///
    /// Every position of the axes is that of an element of this array.
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

    /// The element at an offset, in elements, from the first. The pointer is valid where the offset is that of an element.
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

    /// The elements in row-major order, if that is how they lie in memory.
    #[inline]
    pub(crate) fn to_slice(&self) -> Option<&'a [T]> {
        let len = row_len(self.shape, self.strides)?;
        // SAFETY: an `ArrayRef` lets its elements be read for as long as it is borrowed. These are all of them, side by side,
        // or none.
        Some(unsafe { core::slice::from_raw_parts(self.first, len) })
    }
}

/// The number of elements, if they lie in row-major order.
#[inline]
fn row_len(shape: &[usize], strides: &[isize]) -> Option<usize> {
    let mut expected = 1;
    let mut in_order = true;
    for (&len, &stride) in shape.iter().zip(strides).rev() {
        in_order &= len == 1 || stride.unsigned_abs() == expected && stride > 0;
        expected *= len;
    }
    (in_order || expected == 0).then_some(expected)
}

/// Elements to write. They need not be initialised before.
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

    /// The elements of a view that need not be initialised.
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

    /// Spare capacity for an array of a shape whose strides are those of [`row_major`](super::row_major).
    ///
    /// # Panics
    ///
    /// If there is less of it.
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

    /// Writes the only element.
    ///
    /// # Panics
    ///
    /// If there is another number of elements.
    pub(crate) fn write_only(&self, element: T) {
        assert!(self.shape.iter().all(|&len| len == 1), "one element");
        // SAFETY: the array has one element, which may be written.
        unsafe { self.first.write(element) };
    }

    /// The element at an offset, in elements, from the first. The pointer is valid where the offset is that of an element.
    #[inline]
    pub(crate) fn offset(&self, offset: isize) -> *mut T {
        self.first.wrapping_offset(offset)
    }

    /// The number of elements.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.shape.iter().product()
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

/// Elements at equal distances: each lies `stride` elements after the one before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StridedSlice<'a, T> {
    first: *const T,
    stride: isize,
    len: usize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> StridedSlice<'a, T> {
    /// # Safety
    ///
    /// The elements can be read for all of `'a`.
    pub(crate) unsafe fn new(first: *const T, stride: isize, len: usize) -> Self {
        Self {
            first,
            stride,
            len,
            elements: PhantomData,
        }
    }

    /// The number of elements.
    #[inline]
    pub(crate) fn len(self) -> usize {
        self.len
    }

    /// The element that all of the others repeat, if the stride is 0 and there is one.
    #[inline]
    pub(crate) fn repeated(self) -> Option<T> {
        // SAFETY: the first element can be read, because there is one.
        (self.stride == 0 && self.len > 0).then(|| unsafe { *self.first })
    }

    pub(super) fn stride(self) -> isize {
        self.stride
    }

    pub(super) fn as_ptr(self) -> *const T {
        self.first
    }

    /// The elements, if they are contiguous.
    #[inline]
    pub(crate) fn to_slice(self) -> Option<&'a [T]> {
        // SAFETY: the elements can be read, and lie side by side.
        (self.stride == 1 || self.len <= 1)
            .then(|| unsafe { core::slice::from_raw_parts(self.first, self.len) })
    }

    /// One element.
    ///
    /// # Panics
    ///
    /// If there are fewer elements.
    #[inline]
    pub(crate) fn get(self, at: usize) -> T {
        assert!(at < self.len, "an element of the slice");
        // SAFETY: it is one of the elements.
        unsafe { *self.element(at) }
    }

    /// The place of an element, or the one after the last.
    #[inline]
    fn element(self, at: usize) -> *const T {
        self.first
            .wrapping_offset(self.stride.wrapping_mul(at.cast_signed()))
    }

    /// The elements as their bytes.
    pub(super) fn to_bits<const N: usize>(self) -> StridedSlice<'a, MaybeUninit<[u8; N]>> {
        assert!(size_of::<T>() == N, "the size of an element");
        StridedSlice {
            first: self.first.cast(),
            stride: self.stride,
            len: self.len,
            elements: PhantomData,
        }
    }

    /// The elements from `start` on, `len` of them.
    ///
    /// # Panics
    ///
    /// If there are fewer elements.
    #[inline]
    pub(crate) fn part(self, start: usize, len: usize) -> Self {
        assert!(
            start <= self.len && len <= self.len - start,
            "a part of the slice"
        );
        Self {
            first: self.element(start),
            len,
            ..self
        }
    }
}

/// Elements to write, at equal distances.
pub(crate) struct StridedSliceMut<'a, T> {
    first: *mut T,
    stride: isize,
    len: usize,
    elements: PhantomData<&'a mut [T]>,
}

impl<T: Copy + Default> StridedSliceMut<'_, T> {
    /// # Safety
    ///
    /// The elements are initialised, and for all of the lifetime they can be written and are not accessed otherwise.
    pub(crate) unsafe fn new(first: *mut T, stride: isize, len: usize) -> Self {
        Self {
            first,
            stride,
            len,
            elements: PhantomData,
        }
    }

    /// Calls a function that writes the elements, as contiguous slices, each with the position of its first element. The
    /// slices are the array's own memory where that is contiguous, otherwise a buffer of `N`.
    pub(crate) fn each_part<const N: usize>(self, write: &mut dyn FnMut(usize, &mut [T])) {
        if self.stride == 1 {
            // SAFETY: the elements are initialised, lie side by side, and are not accessed otherwise.
            let elements = unsafe { core::slice::from_raw_parts_mut(self.first, self.len) };
            return write(0, elements);
        }
        let mut buffer = [T::default(); N];
        for start in (0..self.len).step_by(N) {
            let buffer = &mut buffer[..N.min(self.len - start)];
            write(start, buffer);
            for (at, &element) in buffer.iter().enumerate() {
                let offset = (start + at).cast_signed() * self.stride;
                // SAFETY: it is one of the elements.
                unsafe { self.first.wrapping_offset(offset).write(element) };
            }
        }
    }
}

impl<'a, T: Copy> StridedSliceMut<'a, MaybeUninit<T>> {
    /// # Safety
    ///
    /// For all of `'a` the elements can be written and are not accessed otherwise.
    #[inline]
    pub(crate) unsafe fn uninit(first: *mut MaybeUninit<T>, stride: isize, len: usize) -> Self {
        Self {
            first,
            stride,
            len,
            elements: PhantomData,
        }
    }

    /// The elements, if their stride is 1; otherwise this slice.
    #[inline]
    pub(crate) fn into_contiguous(self) -> Result<&'a mut [MaybeUninit<T>], Self> {
        if self.stride != 1 {
            return Err(self);
        }
        // SAFETY: the elements can be written for `'a`, are contiguous, and are not accessed otherwise.
        Ok(unsafe { core::slice::from_raw_parts_mut(self.first, self.len) })
    }

    /// Writes elements, from the position `start` on.
    ///
    /// # Panics
    ///
    /// If there are fewer places.
    pub(crate) fn write_from(&mut self, start: usize, from: &[MaybeUninit<T>]) {
        assert!(
            start <= self.len && from.len() <= self.len - start,
            "places of the slice"
        );
        for (at, &element) in from.iter().enumerate() {
            let offset = (start + at).cast_signed() * self.stride;
            // SAFETY: `start + at` is less than the length, so this is one of the elements.
            unsafe { self.first.wrapping_offset(offset).write(element) };
        }
    }
}

/// Two axes of an array: rows at equal distances, with elements at equal distances.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matrix<'a, T> {
    first: *const T,
    /// The numbers of rows and of columns.
    lengths: [usize; 2],
    /// The distances of rows and of columns, in elements.
    strides: [isize; 2],
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> Matrix<'a, T> {
    /// # Safety
    ///
    /// The elements can be read for all of `'a`.
    pub(crate) unsafe fn new(first: *const T, lengths: [usize; 2], strides: [isize; 2]) -> Self {
        Self {
            first,
            lengths,
            strides,
            elements: PhantomData,
        }
    }

    /// The numbers of rows and of columns.
    pub(crate) fn lengths(self) -> [usize; 2] {
        self.lengths
    }

    /// The distances of rows and of columns, in elements.
    pub(crate) fn strides(self) -> [isize; 2] {
        self.strides
    }

    /// The matrix with rows for columns.
    pub(crate) fn transposed(self) -> Self {
        let ([rows, columns], [down, across]) = (self.lengths, self.strides);
        Self {
            lengths: [columns, rows],
            strides: [across, down],
            ..self
        }
    }

    /// The columns from `start` on, `len` of them.
    ///
    /// # Panics
    ///
    /// If there are fewer columns.
    pub(crate) fn columns_from(self, start: usize, len: usize) -> Self {
        let [rows, columns] = self.lengths;
        assert!(
            start <= columns && len <= columns - start,
            "columns of the matrix"
        );
        Self {
            first: self.place(1, start),
            lengths: [rows, len],
            ..self
        }
    }

    /// One row.
    ///
    /// # Panics
    ///
    /// If there are fewer rows.
    pub(crate) fn row(self, at: usize) -> StridedSlice<'a, T> {
        assert!(at < self.lengths[0], "a row of the matrix");
        // SAFETY: its elements are those of the matrix.
        unsafe { StridedSlice::new(self.place(0, at), self.strides[1], self.lengths[1]) }
    }

    /// One column.
    ///
    /// # Panics
    ///
    /// If there are fewer columns.
    pub(crate) fn column(self, at: usize) -> StridedSlice<'a, T> {
        self.transposed().row(at)
    }

    /// The rows, if their elements are contiguous.
    pub(crate) fn contiguous_rows(self) -> Option<RowBlock<'a, T>> {
        let ([rows, columns], [down, across]) = (self.lengths, self.strides);
        // SAFETY: the rows are those of the matrix.
        (across == 1).then(|| unsafe { RowBlock::new(self.first, rows, columns, down) })
    }

    /// The first element of a row (axis 0) or a column (axis 1).
    fn place(self, axis: usize, at: usize) -> *const T {
        self.first
            .wrapping_offset(self.strides[axis].wrapping_mul(at.cast_signed()))
    }
}
