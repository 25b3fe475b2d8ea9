//! Elements at one distance from each other, and rows of them: what kernels are handed.
//!
//! A [`Lane`] that is not contiguous is brought side by side in a buffer before it is searched. Strides that the compiler
//! turns into moves or shuffles of whole vectors have loops of their own: 1, -1 and, of narrow elements, 2. With any other,
//! elements are read one by one and written by eight. The loops move bytes, so that they are compiled once for each width.

use super::Scratch;
use crate::simd::multiversion;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// The bytes of an element, which need not be initialised: some may be padding.
type Bits<const N: usize> = MaybeUninit<[u8; N]>;

/// So many elements, each `stride` behind the one before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lane<'a, T> {
    first: *const T,
    stride: isize,
    len: usize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> Lane<'a, T> {
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

    /// How many elements there are.
    #[inline]
    pub(crate) fn len(self) -> usize {
        self.len
    }

    /// The elements, if they are contiguous.
    #[inline]
    pub(crate) fn to_slice(self) -> Option<&'a [T]> {
        // SAFETY: the elements can be read, and lie side by side.
        (self.stride == 1 || self.len <= 1)
            .then(|| unsafe { core::slice::from_raw_parts(self.first, self.len) })
    }

    /// An element.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline]
    pub(crate) fn get(self, at: usize) -> T {
        assert!(at < self.len, "an element of the lane");
        // SAFETY: it is one of the elements.
        unsafe { *self.at(at) }
    }

    /// Where an element is, or, of as many as there are, the place behind the last.
    #[inline]
    fn at(self, at: usize) -> *const T {
        self.first
            .wrapping_offset(self.stride.wrapping_mul(at.cast_signed()))
    }

    /// The same memory as bytes.
    fn to_bits<const N: usize>(self) -> Lane<'a, Bits<N>> {
        assert!(size_of::<T>() == N, "as many bytes as an element has");
        Lane {
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
    /// If there are fewer.
    #[inline]
    pub(crate) fn part(self, start: usize, len: usize) -> Self {
        assert!(
            start <= self.len && len <= self.len - start,
            "a part of the lane"
        );
        Self {
            first: self.at(start),
            len,
            ..self
        }
    }

    /// Hands out the elements as slices, each with the position of its first: the lane's own memory, or a buffer.
    pub(crate) fn each_part(self, mut each: impl FnMut(&[T], usize)) {
        if let Some(elements) = self.to_slice() {
            return each(elements, 0);
        }
        let mut buffer = Scratch::<T, 4096>::new();
        let buffer = buffer.slots();
        let mut start = 0;
        while start < self.len {
            let len = buffer.len().min(self.len - start);
            each(self.part(start, len).gather(&mut buffer[..len]), start);
            start += len;
        }
    }

    /// Copies the elements to a buffer of as many.
    ///
    /// # Panics
    ///
    /// If it has room for more or fewer.
    pub(crate) fn gather(self, to: &mut [MaybeUninit<T>]) -> &[T] {
        assert!(to.len() == self.len, "room for the lane");
        match size_of::<T>() {
            1 => bits_1(self.to_bits(), bits(to)),
            2 => bits_2(self.to_bits(), bits(to)),
            4 => bits_4(self.to_bits(), bits(to)),
            8 => bits_8(self.to_bits(), bits(to)),
            16 => bits_16(self.to_bits(), bits(to)),
            _ => {
                for (at, slot) in to.iter_mut().enumerate() {
                    slot.write(self.get(at));
                }
            }
        }
        // SAFETY: each slot has been written with an element.
        unsafe { to.assume_init_ref() }
    }
}

/// Slots as slots for the bytes of what goes into them.
fn bits<T, const N: usize>(slots: &mut [MaybeUninit<T>]) -> &mut [Bits<N>] {
    assert!(size_of::<T>() == N, "as many bytes as an element has");
    // SAFETY: the size is the same, the alignment no larger, and nothing need be initialised.
    unsafe { core::slice::from_raw_parts_mut(slots.as_mut_ptr().cast(), slots.len()) }
}

/// Copies elements one by one. The stride is that of the lane, as a constant where there is one.
#[inline(always)]
fn copy<const N: usize>(from: Lane<'_, Bits<N>>, to: &mut [Bits<N>], stride: isize) {
    assert!(to.len() == from.len, "room for the lane");
    for (at, slot) in to.iter_mut().enumerate() {
        // SAFETY: it is an element of the lane.
        *slot = unsafe {
            *from
                .first
                .wrapping_offset(stride.wrapping_mul(at.cast_signed()))
        };
    }
}

/// The same, eight elements at a time: each is read by itself, and they are written together.
#[inline(always)]
fn copy_by_eight<const N: usize>(from: Lane<'_, Bits<N>>, to: &mut [Bits<N>]) {
    assert!(to.len() == from.len, "room for the lane");
    let (eights, rest) = to.as_chunks_mut::<8>();
    let mut first = from.first;
    for eight in eights {
        *eight = core::array::from_fn(|k| {
            let element = first.wrapping_offset(from.stride.wrapping_mul(k.cast_signed()));
            // SAFETY: it is an element of the lane.
            unsafe { *element }
        });
        first = first.wrapping_offset(from.stride.wrapping_mul(8));
    }
    let (first, len) = (first, rest.len());
    copy(Lane { first, len, ..from }, rest, from.stride);
}

#[inline(always)]
fn by_stride<const N: usize>(from: Lane<'_, Bits<N>>, to: &mut [Bits<N>]) {
    match from.stride {
        1 => copy(from, to, 1),
        -1 => copy(from, to, -1),
        // Of wider elements the compiler makes gathers, which take longer than one load after the other.
        2 if N <= 2 => copy(from, to, 2),
        _ => copy_by_eight(from, to),
    }
}

macro_rules! widths {
    ($($name:ident $bytes:literal;)*) => {$(
        multiversion! {
            fn $name(from: Lane<'_, Bits<$bytes>>, to: &mut [Bits<$bytes>]) = by_stride;
        }
    )*};
}

widths! {
    bits_1 1;
    bits_2 2;
    bits_4 4;
    bits_8 8;
    bits_16 16;
}

/// Rows of contiguous elements, each `stride` behind the one before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'a, T> {
    first: *const T,
    rows: usize,
    columns: usize,
    stride: isize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> Block<'a, T> {
    /// # Safety
    ///
    /// The elements of all rows can be read for all of `'a`.
    pub(crate) unsafe fn new(first: *const T, rows: usize, columns: usize, stride: isize) -> Self {
        Self {
            first,
            rows,
            columns,
            stride,
            elements: PhantomData,
        }
    }

    /// Elements that lie in row-major order.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    pub(crate) fn of(elements: &'a [T], rows: usize, columns: usize) -> Self {
        assert!(rows * columns <= elements.len(), "all rows of the block");
        // SAFETY: the elements are those of the slice.
        unsafe { Self::new(elements.as_ptr(), rows, columns, columns.cast_signed()) }
    }

    pub(crate) fn rows(self) -> usize {
        self.rows
    }

    pub(crate) fn columns(self) -> usize {
        self.columns
    }

    /// Bytes from one row to the next.
    pub(crate) fn row_step(self) -> isize {
        // The stride of a single row may be any.
        self.stride.wrapping_mul(size_of::<T>().cast_signed())
    }

    /// Bytes that lie side by side: of all rows, or of one where there are gaps between them.
    pub(crate) fn bytes_together(self) -> usize {
        let rows = if self.stride == self.columns.cast_signed() {
            self.rows
        } else {
            1
        };
        rows * self.columns * size_of::<T>()
    }

    /// A row.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline(always)]
    pub(crate) fn row(self, at: usize) -> &'a [T] {
        assert!(at < self.rows, "a row of the block");
        let first = self.first.wrapping_offset(self.stride * at.cast_signed());
        // SAFETY: it is one of the rows, whose elements can be read.
        unsafe { core::slice::from_raw_parts(first, self.columns) }
    }

    /// The rows by so many at a time, the last with what is left.
    pub(crate) fn by_rows(self, most: usize) -> impl Iterator<Item = Self> {
        (0..self.rows).step_by(most).map(move |start| Self {
            first: self
                .first
                .wrapping_offset(self.stride * start.cast_signed()),
            rows: most.min(self.rows - start),
            ..self
        })
    }

    /// The columns from `start` on, `len` of them.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline(always)]
    pub(crate) fn part(self, start: usize, len: usize) -> Self {
        assert!(
            start <= self.columns && len <= self.columns - start,
            "columns of the block"
        );
        Self {
            first: self.first.wrapping_add(start),
            columns: len,
            ..self
        }
    }

    /// So many rows at a time side by side, as one row: of a block whose rows follow each other without a gap. What is left
    /// over is not in it.
    pub(crate) fn side_by_side(self, side: usize) -> Option<Self> {
        (self.stride == self.columns.cast_signed()).then(|| Self {
            rows: self.rows / side,
            columns: self.columns * side,
            stride: self.stride * side.cast_signed(),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Copy + PartialEq + core::fmt::Debug + 'static>(element: impl Fn(u8) -> T) {
        let elements: [T; 200] = core::array::from_fn(|at| element(u8::try_from(at).unwrap_or(0)));
        for stride in [-3_isize, -2, -1, 0, 1, 2, 3] {
            for len in 0..=60_usize {
                let first = if stride < 0 { 199 } else { 0 };
                // SAFETY: 60 elements at most, at most three apart, lie within 200.
                let lane = unsafe { Lane::new(&raw const elements[first], stride, len) };
                let mut to = [MaybeUninit::uninit(); 60];
                let gathered = lane.gather(&mut to[..len]);
                for (at, &element) in gathered.iter().enumerate() {
                    let from = first.wrapping_add_signed(stride * at.cast_signed());
                    assert_eq!(element, elements[from]);
                    assert_eq!(lane.get(at), elements[from]);
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
    fn parts_are_the_whole_lane() {
        let elements: [u32; 5000] = core::array::from_fn(|at| u32::try_from(at).unwrap_or(0));
        for (first, stride, len) in [(0, 1, 5000), (0, 2, 2500), (4999, -1, 5000), (7, 0, 3000)] {
            // SAFETY: the elements lie within the array.
            let lane = unsafe { Lane::new(&raw const elements[first], stride, len) };
            let mut seen = 0;
            lane.each_part(|part, start| {
                assert_eq!(start, seen);
                for &element in part {
                    assert_eq!(element, lane.get(seen));
                    seen += 1;
                }
            });
            assert_eq!(seen, len);
        }
    }
}
