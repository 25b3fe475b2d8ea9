//! The border between the code that is compiled per dtype and the code that is compiled once.
//!
//! A scan sees an array of any dtype as `dyn RowMasks`, which returns masks. Only [`Rows`], its implementation, reads
//! elements. It computes the masks of a row of any stride in batches that fit on the stack. `count_nonzero` sees its
//! array the same way.

use super::dtype::NonzeroOps;
use super::mask::{MASK, MASKS_PER_BATCH};
use crate::dtype::Element;
use crate::layout::{Matrix, Scratch, Strided, StridedSlice};
use core::marker::PhantomData;

/// An array of any dtype, read as masks.
pub(crate) trait RowMasks {
    /// Writes the masks of `len` elements of a contiguous array, from element number `start` on, as if they were one row.
    ///
    /// # Panics
    ///
    /// If the array is not contiguous or does not have these elements.
    fn masks(&self, start: usize, len: usize, masks: &mut [u64]);

    /// The most elements of several rows with gaps that [`each_of_rows`](Self::each_of_rows) takes.
    fn batch_len(&self) -> usize;

    /// Calls `found` with the masks of rows at equal distances, as if they were one row. The first row is at an offset.
    /// `lengths` are the numbers of rows and of elements in a row, and `strides` the distances between them. A single row,
    /// or rows without gaps between their elements, may have any length; their masks come up to `MASKS_PER_BATCH` at a
    /// time. Several rows with gaps have at most [`batch_len`](Self::batch_len) elements, and their masks come in one call.
    ///
    /// # Panics
    ///
    /// If several rows with gaps have more elements.
    ///
    /// # Safety
    ///
    /// From the offset on, each of these rows consists of elements of the array.
    unsafe fn each_of_rows(
        &self,
        offset: isize,
        lengths: [usize; 2],
        strides: [isize; 2],
        found: &mut dyn FnMut(&[u64]),
    );
}

/// Bytes of the buffer that elements are gathered into.
const BUFFER_BYTES: usize = 4096;

/// An array of element type `T`, whose dtype `O` implements.
pub(crate) struct Rows<'a, T, O> {
    x: Strided<'a, T>,
    /// The elements, if they lie in row-major order.
    contiguous: Option<&'a [T]>,
    ops: PhantomData<O>,
}

impl<'a, T: Element, O: NonzeroOps<T>> Rows<'a, T, O> {
    #[inline(always)]
    pub(crate) fn new(x: Strided<'a, T>) -> Self {
        Self {
            x,
            contiguous: x.to_slice(),
            ops: PhantomData,
        }
    }

    pub(super) fn is_contiguous(&self) -> bool {
        self.contiguous.is_some()
    }
}

impl<T: Element, O: NonzeroOps<T>> RowMasks for Rows<'_, T, O> {
    fn masks(&self, start: usize, len: usize, masks: &mut [u64]) {
        let elements = self.contiguous.expect("a contiguous array");
        O::masks(&elements[start..][..len], masks);
    }

    fn batch_len(&self) -> usize {
        Scratch::<T, BUFFER_BYTES>::LEN.min(MASKS_PER_BATCH * MASK)
    }

    unsafe fn each_of_rows(
        &self,
        offset: isize,
        lengths: [usize; 2],
        strides: [isize; 2],
        found: &mut dyn FnMut(&[u64]),
    ) {
        let [count, len] = lengths;
        // SAFETY: the caller promises that these are rows of elements of `x`.
        let rows = unsafe { Matrix::new(self.x.offset(offset), lengths, strides) };
        if count == 1 {
            return each_masks::<T, O>(rows.row(0), found);
        }
        let without_gaps = rows
            .contiguous_rows()
            .and_then(|rows| rows.fold_rows(count));
        if let Some(rows) = without_gaps {
            return each_masks_of::<T, O>(rows.row(0), found);
        }
        let mut buffer = Scratch::<T, BUFFER_BYTES>::new();
        let buffer = &mut buffer.slots()[..count * len];
        for (at, to) in buffer.chunks_exact_mut(len).enumerate() {
            let row = rows.row(at);
            for (at, to) in to.iter_mut().enumerate() {
                to.write(row.get(at));
            }
        }
        // SAFETY: the loop has written `len` elements per row, and the buffer is `count` rows long.
        let elements = unsafe { buffer.assume_init_ref() };
        each_masks_of::<T, O>(elements, found);
    }
}

/// Calls `found` with the masks of a row, up to `MASKS_PER_BATCH` at a time.
fn each_masks<T: Element, O: NonzeroOps<T>>(
    row: StridedSlice<'_, T>,
    found: &mut dyn FnMut(&[u64]),
) {
    if let Some(elements) = row.to_slice() {
        return each_masks_of::<T, O>(elements, found);
    }
    let mut buffer = Scratch::<T, BUFFER_BYTES>::new();
    let buffer = buffer.slots();
    // A part fills whole masks. Elements so large that 64 of them do not fit in the buffer are tested one by one.
    let most = (buffer.len() / MASK * MASK).max(1);
    let (mut start, mut mask) = (0, 0);
    while start < row.len() {
        let part = row.part(start, most.min(row.len() - start));
        let part = part.gather(&mut buffer[..part.len()]);
        if most > 1 {
            each_masks_of::<T, O>(part, found);
        } else {
            let mut bit = [0];
            O::masks(part, &mut bit);
            mask |= bit[0] << (start % MASK);
            if (start + 1).is_multiple_of(MASK) || start + 1 == row.len() {
                found(&[mask]);
                mask = 0;
            }
        }
        start += part.len();
    }
}

/// Calls `found` with the masks of contiguous elements, up to `MASKS_PER_BATCH` at a time.
pub(crate) fn each_masks_of<T: Element, O: NonzeroOps<T>>(
    elements: &[T],
    found: &mut dyn FnMut(&[u64]),
) {
    let mut batch = [0; MASKS_PER_BATCH];
    for elements in elements.chunks(MASKS_PER_BATCH * MASK) {
        let masks = &mut batch[..elements.len().div_ceil(MASK)];
        O::masks(elements, masks);
        found(masks);
    }
}
