//! Elements of an array at equal distances: a pointer, a length and a stride.

use super::scratch::Scratch;
use crate::index::Index;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// Elements at equal distances: each is `stride` elements after the one before it.
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
    /// The elements can be read for all of `'a`, and `first` is aligned and not null.
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

    /// The element that the slice repeats, if its stride is 0 and it is not empty.
    #[inline]
    pub(crate) fn repeated(self) -> Option<T> {
        // SAFETY: the slice is not empty, so its first element can be read.
        (self.stride == 0 && self.len > 0).then(|| unsafe { *self.first })
    }

    pub(super) fn stride(self) -> isize {
        self.stride
    }

    pub(super) fn as_ptr(self) -> *const T {
        self.first
    }

    /// The elements as a contiguous slice, if they are contiguous.
    #[inline]
    pub(crate) fn to_slice(self) -> Option<&'a [T]> {
        // SAFETY: the elements can be read for `'a`, and they are adjacent, or there is at most one.
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
        // SAFETY: `at` is less than the number of elements, and all of them can be read.
        unsafe { *self.element(at) }
    }

    /// The elements in their order.
    #[inline(always)]
    pub(crate) fn iter(self) -> impl Iterator<Item = T> + use<'a, T> {
        let mut place = self.first;
        (0..self.len).map(move |_| {
            // SAFETY: there are as many steps as elements, and all of them can be read.
            let element = unsafe { place.read() };
            place = place.wrapping_offset(self.stride);
            element
        })
    }

    /// A pointer to an element, or to the place after the last one.
    #[inline]
    fn element(self, at: usize) -> *const T {
        self.first
            .wrapping_offset(self.stride.wrapping_mul(at.cast_signed()))
    }

    /// The elements as arrays of their bytes.
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

/// The most elements of the buffer of [`StridedSliceMut::each_part`].
const PART: usize = 4096;

impl StridedSliceMut<'_, Index> {
    /// # Safety
    ///
    /// The elements are initialised, and for all of the lifetime they can be written and are not accessed otherwise.
    pub(crate) unsafe fn new(first: *mut Index, stride: isize, len: usize) -> Self {
        Self {
            first,
            stride,
            len,
            elements: PhantomData,
        }
    }

    /// Calls `write` with contiguous slices, which it fills, each with the position of its first element. If the
    /// elements are contiguous, there is one slice, the memory of the array. Otherwise the slices are in a buffer of
    /// `most` elements, which are then copied to the array.
    ///
    /// # Panics
    ///
    /// If the elements are not contiguous and `most` is 0 or more than [`PART`].
    pub(crate) fn each_part(self, most: usize, write: &mut dyn FnMut(usize, &mut [Index])) {
        if self.stride != 1 {
            return self.each_buffered_part(most, write);
        }
        // SAFETY: `new` requires that the elements are initialised, can be written, and are not accessed otherwise.
        // With stride 1 they are adjacent.
        let elements = unsafe { core::slice::from_raw_parts_mut(self.first, self.len) };
        write(0, elements);
    }

    /// [`each_part`](Self::each_part) of elements that are not contiguous. It is a function of its own because of its large
    /// stack frame.
    #[inline(never)]
    fn each_buffered_part(mut self, most: usize, write: &mut dyn FnMut(usize, &mut [Index])) {
        let mut buffer = Scratch::<Index, { PART * size_of::<Index>() }>::new();
        let slots = &mut buffer.slots()[..most.min(self.len)];
        slots.fill(MaybeUninit::new(0));
        // SAFETY: every slot was just filled.
        let buffer = unsafe { slots.assume_init_mut() };
        for start in (0..self.len).step_by(most) {
            let part = &mut buffer[..most.min(self.len - start)];
            write(start, part);
            self.write_from(start, part);
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

    /// The elements as a contiguous slice if their stride is 1, otherwise this slice.
    #[inline]
    pub(crate) fn into_contiguous(self) -> Result<&'a mut [MaybeUninit<T>], Self> {
        if self.stride != 1 {
            return Err(self);
        }
        // SAFETY: `uninit` requires that the elements can be written for `'a` and are not accessed otherwise. With
        // stride 1 they are adjacent, and they need not be initialised.
        Ok(unsafe { core::slice::from_raw_parts_mut(self.first, self.len) })
    }
}

impl<T: Copy> StridedSliceMut<'_, T> {
    /// Writes elements, from the position `start` on.
    ///
    /// # Panics
    ///
    /// If the slice is too short.
    pub(crate) fn write_from(&mut self, start: usize, from: &[T]) {
        assert!(
            start <= self.len && from.len() <= self.len - start,
            "places of the slice"
        );
        for (at, &element) in from.iter().enumerate() {
            let offset = (start + at).cast_signed() * self.stride;
            // SAFETY: `start + at` is less than the length, so this is one of the elements, which can be written.
            unsafe { self.first.wrapping_offset(offset).write(element) };
        }
    }
}
