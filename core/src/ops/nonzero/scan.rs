//! Visits the rows of an array, and appends their indices to one vector per axis.
//!
//! ```text
//! for each row along the last axis:
//!     append the positions of the set bits of its masks to the vector of the last axis
//!     for each outer axis whose index advances before the next row:
//!         append its old index to its vector until the vector is as long as that of the last axis
//! ```
//!
//! So an outer axis takes no time per row, only per element that is not zero. There are four cases:
//!
//! | rows | how they are visited |
//! | --- | --- |
//! | more than [`SCANNED_TOGETHER`] elements, or an array of one row | one after the other; masks that are 0 are skipped |
//! | shorter | all rows along the second-to-last axis in one call |
//! | not contiguous, with fewer than 64 elements | gathered into a buffer, as many as it holds |
//! | contiguous, and no more elements found than rows | the array is one row; its positions are split into indices |

use super::mask::{MASK, MASKS_PER_BATCH};
use super::positions::{BitRows, append_bits, append_range, append_rows, count_bits};
use super::rows::RowMasks;
use crate::index::Index;
use crate::index::index;
use crate::layout::{INLINE, row_len};
use crate::tuning::nonzero::SCANNED_TOGETHER;
use alloc::vec::Vec;
use smallvec::SmallVec;

/// An array as rows along its last axis. No axis has length 1, unless it is the only axis.
pub(super) struct Scan<'a> {
    /// The elements, with the shape and strides that follow.
    rows: &'a dyn RowMasks,
    shape: &'a [usize],
    strides: &'a [isize],
    /// Whether the elements lie in row-major order.
    is_contiguous: bool,
    /// The number of each axis in the array that was passed in, which is also the number of its vector.
    axes: &'a [usize],
}

/// The masks of all elements. A contiguous array is masked as one row. In any other array, each row begins with a new
/// mask.
#[derive(Default)]
pub(super) struct Masks {
    masks: SmallVec<[u64; MASKS_PER_BATCH]>,
    /// The number of elements that are not zero.
    pub(super) found: usize,
}

impl<'a> Scan<'a> {
    /// A scan of the elements along axes that are numbered `axes`. The shape and the strides are those of the axes that the
    /// array stores, or of the row that a contiguous array is.
    pub(super) fn new(
        rows: &'a dyn RowMasks,
        shape: &'a [usize],
        strides: &'a [isize],
        axes: &'a [usize],
    ) -> Self {
        Self {
            rows,
            shape,
            strides,
            is_contiguous: row_len(shape, strides).is_some(),
            axes,
        }
    }

    /// Writes the masks of `len` elements of a contiguous array, from element number `start` on, as if they were one row.
    ///
    /// # Panics
    ///
    /// If the array is not contiguous or does not have these elements.
    pub(super) fn masks(&self, start: usize, len: usize, masks: &mut [u64]) {
        let all = self.len();
        assert!(
            self.is_contiguous && start <= all && len <= all - start,
            "elements of a contiguous array"
        );
        // SAFETY: the elements are adjacent, and the array has these.
        unsafe {
            self.rows
                .masks(start.cast_signed(), [1, len], [0, 1], masks);
        }
    }

    /// The number of each axis in the array that was passed in.
    pub(super) fn axes(&self) -> &'a [usize] {
        self.axes
    }

    /// The number of elements.
    pub(super) fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// The number of the axis that rows run along.
    pub(super) fn last_axis(&self) -> usize {
        self.axes[self.axes.len() - 1]
    }

    /// Computes and keeps the masks of all elements. Returns `false`, and keeps none, if they would take more than one
    /// byte per element (beyond what fits on the stack), if rows are gathered, or if there is no memory for them.
    #[must_use]
    pub(super) fn keep(&self, kept: &mut Masks) -> bool {
        if self.are_gathered() {
            return false;
        }
        let len = if self.is_contiguous {
            self.len().div_ceil(MASK)
        } else {
            self.rows().saturating_mul(self.row_len().div_ceil(MASK))
        };
        let most = self.len().div_ceil(size_of::<u64>());
        if len > most.max(MASKS_PER_BATCH) || kept.masks.try_reserve_exact(len).is_err() {
            return false;
        }
        kept.masks.resize(len, 0);
        if self.is_contiguous {
            self.masks(0, self.len(), &mut kept.masks);
        } else {
            let mut left = &mut kept.masks[..];
            self.each_mask_batch(&mut |masks| {
                if let Some(to) = left.split_off_mut(..masks.len()) {
                    to.copy_from_slice(masks);
                }
            });
        }
        kept.found = count_bits(&kept.masks);
        true
    }

    /// The number of elements that are not zero.
    pub(super) fn count(&self) -> usize {
        let mut count = 0;
        if self.is_contiguous {
            let batch = MASKS_PER_BATCH * MASK;
            for start in (0..self.len()).step_by(batch) {
                let len = batch.min(self.len() - start);
                let masks = &mut [0; MASKS_PER_BATCH][..len.div_ceil(MASK)];
                self.masks(start, len, masks);
                count += count_bits(masks);
            }
        } else if self.are_gathered() {
            self.each_batch_of_all(&mut |_, masks| count += count_bits(masks));
        } else {
            self.each_mask_batch(&mut |masks| count += count_bits(masks));
        }
        count
    }

    /// Appends the indices of the elements that are not zero. Each mask is used as soon as it is computed.
    pub(super) fn append(&self, indices: &mut [Vec<Index>]) {
        if self.is_contiguous && self.are_short() || self.are_gathered() {
            self.append_batches(indices);
        } else {
            self.append_by_row(indices, &mut |offset, positions| {
                let mut start = 0;
                self.masks_of_rows(offset, 1, &mut |masks| {
                    append_bits(masks, start, positions);
                    start += index(masks.len() * MASK);
                });
            });
        }
    }

    /// Appends the positions in row-major order of the elements that are not zero, of an array that is not contiguous.
    pub(super) fn append_flat(&self, positions: &mut Vec<Index>) {
        if self.are_gathered() {
            let mut start = 0;
            return self.each_batch_of_all(&mut |rows, masks| {
                append_bits(masks, start, positions);
                start += index(rows.count * rows.len);
            });
        }
        let mut row_start = 0;
        let mut odometer = Odometer::new(self.outer_shape(), self.strides);
        loop {
            let mut start = row_start;
            self.masks_of_rows(odometer.offset, 1, &mut |masks| {
                append_bits(masks, start, positions);
                start += index(masks.len() * MASK);
            });
            row_start += index(self.row_len());
            if !odometer.advance(|_, _| ()) {
                return;
            }
        }
    }

    /// Appends the indices of short rows. One call tests as many rows as a batch can hold.
    fn append_batches(&self, indices: &mut [Vec<Index>]) {
        self.append_by_rows(indices, &mut |rows, numbers, positions| {
            self.each_batch(rows, &mut |rows, masks| {
                append_rows(masks, rows, numbers, positions);
            });
        });
    }

    /// Calls a function with the masks of short rows: as many rows at a time as a batch can hold.
    fn each_batch(&self, rows: RowsAt, found: &mut dyn FnMut(BitRows, &[u64])) {
        let len = self.row_len();
        let most = if self.is_contiguous {
            MASKS_PER_BATCH * MASK / len
        } else {
            self.rows.batch_len() / len
        };
        for number in (0..rows.count).step_by(most) {
            let count = most.min(rows.count - number);
            let bits = BitRows {
                from: 0,
                len,
                step: len,
                count,
                number,
            };
            if self.is_contiguous {
                let masks = &mut [0; MASKS_PER_BATCH][..(count * len).div_ceil(MASK)];
                self.masks((rows.first + number) * len, count * len, masks);
                found(bits, masks);
            } else {
                let step = self.strides[self.strides.len() - 2];
                let offset = rows.offset + number.cast_signed() * step;
                self.masks_of_rows(offset, count, &mut |masks| found(bits, masks));
            }
        }
    }

    /// Calls a function with the masks of all rows along the second-to-last axis, for each index of the axes before it.
    fn each_batch_of_all(&self, found: &mut dyn FnMut(BitRows, &[u64])) {
        let Some((&count, shape)) = self.outer_shape().split_last() else {
            return;
        };
        let mut odometer = Odometer::new(shape, self.strides);
        loop {
            let rows = RowsAt {
                first: 0,
                offset: odometer.offset,
                count,
            };
            self.each_batch(rows, found);
            if !odometer.advance(|_, _| ()) {
                return;
            }
        }
    }

    /// Appends the indices of the elements that are not zero, from the masks that were kept.
    pub(super) fn append_kept(&self, kept: &Masks, indices: &mut [Vec<Index>]) {
        let len = self.row_len();
        // In a contiguous array a row begins at the bit after the last row. In any other array it begins with a new
        // mask.
        let step = if self.is_contiguous {
            len
        } else {
            len.next_multiple_of(MASK)
        };
        if self.is_contiguous && kept.found <= self.rows() {
            self.append_unraveled(kept, indices);
        } else if self.are_short() {
            self.append_by_rows(indices, &mut |rows, numbers, positions| {
                let rows = BitRows {
                    from: rows.first * step,
                    len,
                    step,
                    count: rows.count,
                    number: 0,
                };
                append_rows(&kept.masks, rows, numbers, positions);
            });
        } else {
            let mut from = 0;
            self.append_by_row(indices, &mut |_, positions| {
                append_range(&kept.masks, from, len, positions);
                from += step;
            });
        }
    }

    /// Appends the indices of a contiguous array. Each position in the array is divided by the lengths of the axes.
    fn append_unraveled(&self, kept: &Masks, indices: &mut [Vec<Index>]) {
        let (before, positions) = split(indices, self.last_axis());
        let first = positions.len();
        append_bits(&kept.masks, 0, positions);
        let shape = self.outer_shape();
        let is_every_axis_stored = before.len() == shape.len();
        let len = index(self.row_len());
        for position in &mut positions[first..] {
            let mut row = *position / len;
            *position %= len;
            for k in (0..shape.len()).rev() {
                let axis = if is_every_axis_stored {
                    k
                } else {
                    self.axes[k]
                };
                let len = index(shape[k]);
                before[axis].push(row % len);
                row /= len;
            }
        }
    }

    /// The lengths of the axes before the last.
    fn outer_shape(&self) -> &'a [usize] {
        &self.shape[..self.shape.len() - 1]
    }

    /// The number of elements in a row.
    fn row_len(&self) -> usize {
        self.shape[self.shape.len() - 1]
    }

    /// The number of rows.
    fn rows(&self) -> usize {
        self.outer_shape().iter().product()
    }

    /// Whether all rows along the second-to-last axis are scanned in one call.
    fn are_short(&self) -> bool {
        self.axes.len() > 1 && self.row_len() <= SCANNED_TOGETHER
    }

    /// Whether rows are gathered, many at a time: in an array that is not contiguous, where each would leave most of its
    /// only mask empty.
    fn are_gathered(&self) -> bool {
        let len = self.row_len();
        !self.is_contiguous && self.axes.len() > 1 && len < MASK && len * 2 <= self.rows.batch_len()
    }

    /// Calls a function with the masks of `count` rows, the first of which is at an offset.
    fn masks_of_rows(&self, offset: isize, count: usize, found: &mut dyn FnMut(&[u64])) {
        let lengths = [count, self.row_len()];
        let (step, stride) = match *self.strides {
            [.., step, stride] => (step, stride),
            [stride] => (0, stride),
            [] => return,
        };
        // SAFETY: every caller passes the offset of an index of the outer axes, which is 0 along the last axis, and as many
        // rows as follow along the axis before it.
        unsafe {
            self.rows
                .each_of_rows(offset, lengths, [step, stride], found);
        }
    }

    /// Calls a function with the masks of each row, in row-major order and in batches.
    fn each_mask_batch(&self, found: &mut dyn FnMut(&[u64])) {
        let mut odometer = Odometer::new(self.outer_shape(), self.strides);
        loop {
            self.masks_of_rows(odometer.offset, 1, found);
            if !odometer.advance(|_, _| ()) {
                return;
            }
        }
    }

    /// Appends the indices of all rows, one row after the other. `row` appends the positions in the row at an offset.
    fn append_by_row(
        &self,
        indices: &mut [Vec<Index>],
        row: &mut dyn FnMut(isize, &mut Vec<Index>),
    ) {
        let (before, positions) = split(indices, self.last_axis());
        let mut odometer = Odometer::new(self.outer_shape(), self.strides);
        loop {
            row(odometer.offset, positions);
            let len = positions.len();
            if !odometer.advance(|axis, at| before[self.axes[axis]].resize(len, index(at))) {
                return;
            }
        }
    }

    /// Appends the indices of all rows of an array with two or more axes. `rows` appends those of some rows: for each
    /// element the number of its row among them, and its position in it.
    fn append_by_rows(
        &self,
        indices: &mut [Vec<Index>],
        rows: &mut dyn FnMut(RowsAt, &mut Vec<Index>, &mut Vec<Index>),
    ) {
        let (&[.., number_axis, last], Some((&count, shape))) =
            (self.axes, self.outer_shape().split_last())
        else {
            return;
        };
        let (before, positions) = split(indices, last);
        let (before, numbers) = split(before, number_axis);
        let mut odometer = Odometer::new(shape, self.strides);
        let mut first = 0;
        loop {
            let at = RowsAt {
                first,
                offset: odometer.offset,
                count,
            };
            rows(at, numbers, positions);
            first += count;
            let len = positions.len();
            if !odometer.advance(|axis, at| before[self.axes[axis]].resize(len, index(at))) {
                return;
            }
        }
    }
}

/// All rows along the second-to-last axis, at an index of the axes before it.
#[derive(Clone, Copy)]
struct RowsAt {
    /// The number of the first row in the array.
    first: usize,
    /// The offset of the first row.
    offset: isize,
    count: usize,
}

/// The vectors of the axes before `axis`, and the vector of `axis`.
fn split(indices: &mut [Vec<Index>], axis: usize) -> (&mut [Vec<Index>], &mut Vec<Index>) {
    let (before, rest) = indices.split_at_mut(axis);
    (before, &mut rest[0])
}

/// An index along some axes that advances in row-major order, and the offset of its element.
struct Odometer<'a> {
    shape: &'a [usize],
    strides: &'a [isize],
    index: SmallVec<[usize; INLINE]>,
    offset: isize,
}

impl<'a> Odometer<'a> {
    /// The first index, all zeros. There may be more strides than axes.
    #[inline(always)]
    fn new(shape: &'a [usize], strides: &'a [isize]) -> Self {
        Self {
            shape,
            strides,
            index: SmallVec::from_elem(0, shape.len()),
            offset: 0,
        }
    }

    /// Advances to the next index and returns whether there is one. Before the index along an axis changes, `leave` is
    /// called with the axis and its old index, last axis first.
    #[inline(always)]
    fn advance(&mut self, mut leave: impl FnMut(usize, usize)) -> bool {
        for axis in (0..self.shape.len()).rev() {
            let at = &mut self.index[axis];
            leave(axis, *at);
            if *at + 1 < self.shape[axis] {
                *at += 1;
                self.offset += self.strides[axis];
                return true;
            }
            self.offset -= self.strides[axis] * at.cast_signed();
            *at = 0;
        }
        false
    }
}
