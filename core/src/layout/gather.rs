//! Copies strided elements into a contiguous buffer.
//!
//! Contiguous elements are copied as memory. Strides -1 and, for narrow elements, 2 have separate loops, which the compiler
//! turns into shuffles of whole vectors. With any other stride, elements are read one by one and written eight at a time. The
//! loops copy bytes, so they are compiled once per element width. Several short rows are copied by a plain loop, which is
//! compiled per element type.

use super::matrix::Matrix;
use super::scratch::Scratch;
use super::slice::StridedSlice;
use crate::simd::multiversion;
use crate::tuning::gather::SHORT_ROW;
use core::mem::MaybeUninit;

/// The bytes of an element. Some may be padding, so they need not be initialised.
type Bits<const N: usize> = MaybeUninit<[u8; N]>;

impl<T: Copy> StridedSlice<'_, T> {
    /// Calls `each` with the elements as contiguous slices, each with the position of its first element. If the
    /// elements are contiguous, there is one slice, the memory of the array. Otherwise the slices are parts that were
    /// copied to a buffer.
    pub(crate) fn each_part(self, mut each: impl FnMut(&[T], usize)) {
        if let Some(elements) = self.to_slice() {
            return each(elements, 0);
        }
        let mut buffer = Scratch::<T, 4096>::new();
        let buffer = buffer.slots();
        let mut start = 0;
        while start < self.len() {
            let len = buffer.len().min(self.len() - start);
            each(self.part(start, len).gather(&mut buffer[..len]), start);
            start += len;
        }
    }

    /// Copies the elements to a buffer with one slot per element.
    ///
    /// # Panics
    ///
    /// If the buffer has another length.
    pub(crate) fn gather(self, to: &mut [MaybeUninit<T>]) -> &[T] {
        assert!(to.len() == self.len(), "one slot per element");
        if let Some(elements) = self.to_slice() {
            return to.write_copy_of_slice(elements);
        }
        match size_of::<T>() {
            1 => gather_1(self.to_bits(), bits(to)),
            2 => gather_2(self.to_bits(), bits(to)),
            4 => gather_4(self.to_bits(), bits(to)),
            8 => gather_8(self.to_bits(), bits(to)),
            16 => gather_16(self.to_bits(), bits(to)),
            _ => {
                for (at, slot) in to.iter_mut().enumerate() {
                    slot.write(self.get(at));
                }
            }
        }
        // SAFETY: an element was written to each slot.
        unsafe { to.assume_init_ref() }
    }
}

impl<T: Copy> Matrix<'_, T> {
    /// Copies the elements, row after row, to a buffer with one slot per element.
    ///
    /// # Panics
    ///
    /// If the buffer has another length.
    pub(crate) fn gather(self, to: &mut [MaybeUninit<T>]) -> &[T] {
        let [rows, columns] = self.lengths();
        assert!(to.len() == rows * columns, "one slot per element");
        let [_, across] = self.strides();
        if rows > 1 && columns <= SHORT_ROW && !matches!(across, 0 | 1) {
            return self.gather_short_rows(to);
        }
        for row in 0..rows {
            let (row, to) = (self.row(row), &mut to[row * columns..][..columns]);
            if let Some(element) = row.repeated() {
                to.fill(MaybeUninit::new(element));
            } else if let Some(row) = row.to_slice() {
                to.write_copy_of_slice(row);
            } else {
                row.gather(to);
            }
        }
        // SAFETY: an element was written to each slot.
        unsafe { to.assume_init_ref() }
    }

    /// [`gather`](Self::gather) with a plain loop per row, which takes less time than a call per row if rows are short.
    ///
    /// # Panics
    ///
    /// If the buffer has another length.
    #[inline(never)]
    pub(super) fn gather_short_rows(self, to: &mut [MaybeUninit<T>]) -> &[T] {
        let ([rows, columns], [down, across]) = (self.lengths(), self.strides());
        assert!(to.len() == rows * columns, "one slot per element");
        let mut slots = &mut *to;
        let mut first = self.as_ptr();
        for _ in 0..rows {
            let row;
            (row, slots) = slots.split_at_mut(columns);
            let mut place = first;
            for slot in row {
                // SAFETY: a row has as many slots as columns, and there are as many of them as rows. So this is an element.
                slot.write(unsafe { place.read() });
                place = place.wrapping_offset(across);
            }
            first = first.wrapping_offset(down);
        }
        // SAFETY: an element was written to each slot.
        unsafe { to.assume_init_ref() }
    }
}

/// Slots for elements as slots for the bytes of elements.
fn bits<T, const N: usize>(slots: &mut [MaybeUninit<T>]) -> &mut [Bits<N>] {
    assert!(size_of::<T>() == N, "the size of an element");
    // SAFETY: the size is the same, as just asserted, the alignment is 1, and neither type of slot needs to be
    // initialised. This file writes only the bytes of a T.
    unsafe { core::slice::from_raw_parts_mut(slots.as_mut_ptr().cast(), slots.len()) }
}

/// Copies elements one by one. `stride` is the stride of the slice, passed as a constant where it is known.
#[inline(always)]
fn copy<const N: usize>(from: StridedSlice<'_, Bits<N>>, to: &mut [Bits<N>], stride: isize) {
    assert!(
        to.len() == from.len() && stride == from.stride(),
        "one slot per element"
    );
    for (at, slot) in to.iter_mut().enumerate() {
        let element = from
            .as_ptr()
            .wrapping_offset(stride.wrapping_mul(at.cast_signed()));
        // SAFETY: `at` is less than the length of the slice, and `stride` is its stride. So this is an element of it.
        *slot = unsafe { *element };
    }
}

/// Copies elements eight at a time. Each is read separately, and the eight are written together.
#[inline(always)]
fn copy_by_eight<const N: usize>(from: StridedSlice<'_, Bits<N>>, to: &mut [Bits<N>]) {
    assert!(to.len() == from.len(), "one slot per element");
    let (eights, rest) = to.as_chunks_mut::<8>();
    let mut first = from.as_ptr();
    for eight in eights.iter_mut() {
        *eight = core::array::from_fn(|k| {
            let element = first.wrapping_offset(from.stride().wrapping_mul(k.cast_signed()));
            // SAFETY: the buffer is as long as the slice, so this is one of the next eight elements of the slice.
            unsafe { *element }
        });
        first = first.wrapping_offset(from.stride().wrapping_mul(8));
    }
    let start = from.len() - rest.len();
    copy(from.part(start, rest.len()), rest, from.stride());
}

#[inline(always)]
fn by_stride<const N: usize>(from: StridedSlice<'_, Bits<N>>, to: &mut [Bits<N>]) {
    match from.stride() {
        -1 => copy(from, to, -1),
        // For wider elements the compiler emits gathers, which take longer than separate loads.
        2 if N <= 2 => copy(from, to, 2),
        _ => copy_by_eight(from, to),
    }
}

macro_rules! widths {
    ($($name:ident $bytes:literal;)*) => {$(
        multiversion! {
            fn $name(from: StridedSlice<'_, Bits<$bytes>>, to: &mut [Bits<$bytes>]) = by_stride;
        }
    )*};
}

widths! {
    gather_1 1;
    gather_2 2;
    gather_4 4;
    gather_8 8;
    gather_16 16;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Copy + PartialEq + core::fmt::Debug + 'static>(element: impl Fn(u8) -> T) {
        let elements: [T; 200] = core::array::from_fn(|at| element(u8::try_from(at).unwrap_or(0)));
        for stride in [-3_isize, -2, -1, 0, 1, 2, 3] {
            for len in 0..=60_usize {
                let first = if stride < 0 { 199 } else { 0 };
                // SAFETY: at most 60 elements, at most three apart, are within the 200.
                let slice = unsafe { StridedSlice::new(&raw const elements[first], stride, len) };
                let mut to = [MaybeUninit::uninit(); 60];
                let gathered = slice.gather(&mut to[..len]);
                for (at, &element) in gathered.iter().enumerate() {
                    let from = first.wrapping_add_signed(stride * at.cast_signed());
                    assert_eq!(element, elements[from]);
                    assert_eq!(slice.get(at), elements[from]);
                }
            }
        }
    }

    #[test]
    fn every_width_and_stride_is_gathered() {
        check(|at| at);
        check(u16::from);
        check(u32::from);
        check(f64::from);
        check(u128::from);
        check(|at| [at; 3]);
        check(|at| (at, u32::from(at)));
        check(|_| ());
    }

    #[test]
    fn parts_are_the_whole_slice() {
        let elements: [u32; 5000] = core::array::from_fn(|at| u32::try_from(at).unwrap_or(0));
        for (first, stride, len) in [(0, 1, 5000), (0, 2, 2500), (4999, -1, 5000), (7, 0, 3000)] {
            // SAFETY: all of these elements are within the array.
            let slice = unsafe { StridedSlice::new(&raw const elements[first], stride, len) };
            let mut seen = 0;
            slice.each_part(|part, start| {
                assert_eq!(start, seen);
                for &element in part {
                    assert_eq!(element, slice.get(seen));
                    seen += 1;
                }
            });
            assert_eq!(seen, len);
        }
    }
}
