//! Rows of an array whose elements are counted together, and their masks.

use crate::ops::nonzero::{MASK, MASKS_PER_BATCH, RowMasks};

/// Rows of elements of an array, at equal distances.
#[derive(Clone, Copy)]
pub(super) struct Block {
    /// The offset of the first element.
    pub(super) offset: isize,
    /// The number of rows, and of elements in a row.
    pub(super) lengths: [usize; 2],
    /// The distance between rows, and between the elements of a row.
    pub(super) strides: [isize; 2],
}

impl Block {
    /// The same elements with columns as rows.
    pub(super) fn transposed(self) -> Self {
        let ([rows, len], [step, stride]) = (self.lengths, self.strides);
        Self {
            lengths: [len, rows],
            strides: [stride, step],
            ..self
        }
    }

    /// Whether the rows follow each other without gaps.
    pub(super) fn is_contiguous(self) -> bool {
        let ([_, len], [step, stride]) = (self.lengths, self.strides);
        stride == 1 && step == len.cast_signed()
    }

    /// The most elements of several rows whose masks come in one call. Longer rows come one by one.
    pub(super) fn batch_len(self, masks: &dyn RowMasks) -> usize {
        if self.is_contiguous() {
            MASKS_PER_BATCH * MASK
        } else if self.lengths[1] < MASK {
            masks.batch_len()
        } else {
            0
        }
    }

    /// Calls `found` with the number of the first row and the masks of some rows, as if they were one row: of `together`
    /// rows in one call, or of each row in one call per batch of masks.
    pub(super) fn each_masks(
        self,
        masks: &dyn RowMasks,
        together: usize,
        found: &mut dyn FnMut(usize, &[u64]),
    ) {
        let [rows, len] = self.lengths;
        let mut first = 0;
        while first < rows {
            let offset = self.offset + first.cast_signed() * self.strides[0];
            let lengths = [together.min(rows - first), len];
            // SAFETY: a block consists of elements of the array that `masks` reads, and these are rows of it.
            unsafe {
                masks.each_of_rows(offset, lengths, self.strides, &mut |masks| {
                    found(first, masks);
                });
            }
            first += together;
        }
    }
}
