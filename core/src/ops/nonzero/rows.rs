//! The border between the code that is compiled per dtype and the code that is compiled once.
//!
//! The plan, a scan and `count_nonzero` see an array of any dtype as `dyn RowMasks`, which returns masks. Only [`Rows`], its
//! implementation, reads elements. Elements that are not adjacent are gathered into a buffer on the stack.

use super::dtype::NonzeroOps;
use super::few;
use super::mask::{MASK, MASKS_PER_BATCH};
use crate::array::out::{few_indices, with_capacity};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{FewAxes, FewElements, Lanes, Matrix, Scratch, Strided, StridedSlice};
use alloc::vec::Vec;
use core::marker::PhantomData;

/// An array of any dtype, read as masks.
pub(crate) trait RowMasks {
    /// The lengths of the axes.
    fn shape(&self) -> &[usize];

    /// The distances between the elements along each axis.
    fn strides(&self) -> &[isize];

    /// The mask of all elements of a small array, with the axis `last` as the last one.
    fn few(&self, last: Option<usize>) -> Option<(FewAxes, u64)>;

    /// The number of elements that are not zero in each lane along an axis of a small array, counted one by one. `None` if the
    /// array is not small, has no such axis, or is counted faster by masks.
    fn count_lanes(&self, axis: usize) -> Option<Result<Vec<Index>, Error>>;

    /// Writes the indices for a small array to new vectors, one per axis. `None` if it is not small.
    fn write_few(&self, indices: &mut [Vec<Index>]) -> Option<Result<(), Error>>;

    /// The most elements that [`masks`](Self::masks) gathers: some whole masks.
    fn batch_len(&self) -> usize;

    /// Writes the masks of rows at equal distances, as if they were one row. The first row is at an offset. `lengths` are
    /// the numbers of rows and of elements in a row, and `strides` the distances between them. A single row of adjacent
    /// elements may have any length. Others are gathered, so they have at most [`batch_len`](Self::batch_len) elements.
    ///
    /// # Panics
    ///
    /// If there are more elements to gather, or if there is not one mask per 64 elements.
    ///
    /// # Safety
    ///
    /// From the offset on, each of these rows consists of elements of the array.
    unsafe fn masks(
        &self,
        offset: isize,
        lengths: [usize; 2],
        strides: [isize; 2],
        masks: &mut [u64],
    );
}

impl dyn RowMasks + '_ {
    /// Calls `found` with the masks of rows, up to [`MASKS_PER_BATCH`] at a time. The rows are given as those of
    /// [`RowMasks::masks`]. A single row, or rows without gaps between their elements, may have any length. The masks of
    /// several rows with gaps come in one call.
    ///
    /// # Panics
    ///
    /// If several rows with gaps have more than `batch_len` elements.
    ///
    /// # Safety
    ///
    /// From the offset on, each of these rows consists of elements of the array.
    pub(crate) unsafe fn each_of_rows(
        &self,
        offset: isize,
        lengths: [usize; 2],
        strides: [isize; 2],
        found: &mut dyn FnMut(&[u64]),
    ) {
        let ([mut count, mut len], [step, stride]) = (lengths, strides);
        if stride == 1 && step == len.cast_signed() {
            (count, len) = (1, count * len);
        }
        let most = if count > 1 {
            len
        } else if stride == 1 {
            MASKS_PER_BATCH * MASK
        } else {
            self.batch_len()
        };
        // 64 masks would be cleared even for a few elements.
        let (mut one, mut all);
        let batch: &mut [u64] = if count * len <= MASK {
            one = [0];
            &mut one
        } else {
            all = [0; MASKS_PER_BATCH];
            &mut all
        };
        let mut start = 0;
        while start < len {
            let lengths = [count, most.min(len - start)];
            let masks = &mut batch[..(count * lengths[1]).div_ceil(MASK)];
            let offset = offset + start.cast_signed() * stride;
            // SAFETY: the caller promises that these are elements of the array. Rows without gaps are one row.
            unsafe { self.masks(offset, lengths, strides, masks) };
            found(masks);
            start += lengths[1];
        }
    }
}

/// Calls `found` with the masks of contiguous elements, up to [`MASKS_PER_BATCH`] at a time.
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

/// Bytes of the buffer that elements are gathered into.
const BUFFER_BYTES: usize = 4096;

/// An array of element type `T`, whose dtype `O` implements.
pub(crate) struct Rows<'a, T, O> {
    x: Strided<'a, T>,
    ops: PhantomData<O>,
}

impl<'a, T: Element, O: NonzeroOps<T>> Rows<'a, T, O> {
    #[inline(always)]
    pub(crate) fn new(x: Strided<'a, T>) -> Self {
        Self {
            x,
            ops: PhantomData,
        }
    }
}

impl<T: Element, O: NonzeroOps<T>> RowMasks for Rows<'_, T, O> {
    fn shape(&self) -> &[usize] {
        self.x.shape()
    }

    fn strides(&self) -> &[isize] {
        self.x.strides()
    }

    fn few(&self, last: Option<usize>) -> Option<(FewAxes, u64)> {
        let mut memory = FewElements::new();
        let (axes, elements) = self.x.few(last, &mut memory)?;
        let mut mask = [0];
        O::masks(elements, &mut mask);
        Some((axes, mask[0]))
    }

    fn count_lanes(&self, axis: usize) -> Option<Result<Vec<Index>, Error>> {
        let lanes = self
            .x
            .lanes(Some(axis))
            .filter(Lanes::are_counted_plainly_each)?;
        (lanes.element_count() > 0).then(|| new_counts::<T, O>(lanes))
    }

    fn write_few(&self, indices: &mut [Vec<Index>]) -> Option<Result<(), Error>> {
        let lanes = self.x.lanes(None).filter(few::are_plain)?;
        for indices in &mut *indices {
            let all = lanes.element_count();
            match with_capacity(all, &[self.shape().len(), all]) {
                Ok(empty) => *indices = empty,
                Err(error) => return Some(Err(error)),
            }
        }
        few::write::<T, O>(lanes, indices);
        Some(Ok(()))
    }

    fn batch_len(&self) -> usize {
        let masks = Scratch::<T, BUFFER_BYTES>::LEN / MASK;
        masks.clamp(1, MASKS_PER_BATCH) * MASK
    }

    unsafe fn masks(
        &self,
        offset: isize,
        lengths: [usize; 2],
        strides: [isize; 2],
        masks: &mut [u64],
    ) {
        // SAFETY: the caller promises that these are rows of elements of `x`.
        let rows = unsafe { Matrix::new(self.x.offset(offset), lengths, strides) };
        if lengths[0] == 1
            && let Some(row) = rows.row(0).to_slice()
        {
            return O::masks(row, masks);
        }
        gathered_masks::<T, O>(rows, masks);
    }
}

/// The number of elements that are not zero in each lane, in a new vector. They are tested one by one.
#[inline(always)]
pub(crate) fn new_counts<T: Element, O: NonzeroOps<T>>(
    lanes: Lanes<'_, T>,
) -> Result<Vec<Index>, Error> {
    let [outer, inner, _] = lanes.lengths();
    let mut counts = few_indices(outer * inner)?;
    lanes.write(&mut counts, count_lane::<T, O>);
    Ok(counts)
}

/// The number of elements of a lane that are not zero. The compiler turns adjacent elements into vectors of the baseline, which is
/// slower for elements of 1 and 2 bytes, because each must become a count of 8 bytes.
#[inline(always)]
pub(crate) fn count_lane<T: Element, O: NonzeroOps<T>>(lane: StridedSlice<'_, T>) -> Index {
    let is_nonzero = |element| Index::from(O::is_nonzero(element));
    match lane.to_slice().filter(|_| size_of::<T>() >= 4) {
        Some(row) => row.iter().copied().map(is_nonzero).sum(),
        None => lane.iter().map(is_nonzero).sum(),
    }
}

/// Writes the masks of the elements of a matrix, row after row.
#[inline(never)]
fn gathered_masks<T: Element, O: NonzeroOps<T>>(rows: Matrix<'_, T>, masks: &mut [u64]) {
    let [count, len] = rows.lengths();
    let mut buffer = Scratch::<T, BUFFER_BYTES>::new();
    let buffer = buffer.slots();
    if buffer.len() >= MASK {
        return O::masks(rows.gather(&mut buffer[..count * len]), masks);
    }
    // Elements so large that 64 of them do not fit in the buffer are tested one by one.
    masks.fill(0);
    for at in 0..count * len {
        let mut bit = [0];
        O::masks(&[rows.row(at / len).get(at % len)], &mut bit);
        masks[at / MASK] |= bit[0] << (at % MASK);
    }
}
