//! Computes the masks of a row of any stride in batches that fit on the stack.

use super::dtype::NonzeroOps;
use super::mask::{MASK, MASKS_PER_BATCH};
use crate::dtype::Element;
use crate::layout::{Scratch, StridedSlice};

/// Calls `found` with the masks of a row, up to `MASKS_PER_BATCH` at a time.
pub(super) fn each_masks<T: Element, O: NonzeroOps<T>>(
    row: StridedSlice<'_, T>,
    found: &mut dyn FnMut(&[u64]),
) {
    if let Some(elements) = row.to_slice() {
        return each_masks_of::<T, O>(elements, found);
    }
    let mut buffer = Scratch::<T, 4096>::new();
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
pub(super) fn each_masks_of<T: Element, O: NonzeroOps<T>>(
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
