//! Writes the chosen elements, row by row. This file is compiled once per element width.
//!
//! | row | how its elements are read |
//! | --- | --- |
//! | the condition repeats one element | all are copied, or none |
//! | of fewer than [`SHORT_ROW`] elements | one by one; the place to write to advances where the condition is true |
//! | contiguous elements of x | 64 at a time, by masks |
//! | few chosen elements in a part of a row with gaps | one by one, by the bits of its masks |
//! | many chosen elements in such a part | the part is gathered, then as contiguous elements |

use super::choice::{BATCH, Choice, masks_of};
use super::compress::Compress;
use crate::layout::{Scratch, Strided, StridedSlice, each_row_of_two};
use crate::ops::nonzero::{MASK, MASKS_PER_BATCH, count_bits};
use crate::tuning::extract::{MIN_GATHERED, SHORT_ROW};
use core::mem::MaybeUninit;

/// Bytes of the buffer that elements are gathered into.
const BUFFER_BYTES: usize = 8192;

/// Writes the chosen elements to slots, one per element.
///
/// # Panics
///
/// If there are more or fewer elements than slots.
pub(super) fn write<T: Copy>(
    choice: &Choice<'_>,
    x: Strided<'_, T>,
    slots: &mut [MaybeUninit<T>],
    compress: Compress<T>,
) {
    let mut written = 0;
    if let (Some(elements), Some(masks)) = (x.to_slice(), choice.masks()) {
        written = compress(elements, masks, slots);
    } else if !slots.is_empty() {
        each_row_of_two(choice.condition(), x, &mut |condition, x| {
            written += write_row(condition, x, &mut slots[written..], compress);
        });
    }
    assert!(written == slots.len(), "every slot is written");
}

/// Writes the chosen elements of a row to the first slots and returns their number.
fn write_row<T: Copy>(
    condition: StridedSlice<'_, bool>,
    x: StridedSlice<'_, T>,
    slots: &mut [MaybeUninit<T>],
    compress: Compress<T>,
) -> usize {
    let len = x.len();
    if let Some(is_chosen) = condition.repeated() {
        let chosen = if is_chosen { len } else { 0 };
        x.part(0, chosen).gather(&mut slots[..chosen]);
        return chosen;
    }
    if len < SHORT_ROW {
        let mut written = 0;
        for at in 0..len {
            if let Some(slot) = slots.get_mut(written) {
                slot.write(x.get(at));
            }
            written += usize::from(condition.get(at));
        }
        return written;
    }
    write_long_row(condition, x, slots, compress)
}

#[inline(never)]
fn write_long_row<T: Copy>(
    condition: StridedSlice<'_, bool>,
    x: StridedSlice<'_, T>,
    slots: &mut [MaybeUninit<T>],
    compress: Compress<T>,
) -> usize {
    let mut batch = [0; MASKS_PER_BATCH];
    let mut buffer = Scratch::<T, BUFFER_BYTES>::new();
    let buffer = buffer.slots();
    let most = if x.to_slice().is_some() {
        BATCH
    } else {
        buffer.len().min(BATCH)
    };
    let (mut start, mut written) = (0, 0);
    while start < x.len() {
        let len = most.min(x.len() - start);
        let masks = masks_of(condition.part(start, len), &mut batch);
        let part = x.part(start, len);
        let slots = &mut slots[written..];
        written += if let Some(elements) = part.to_slice() {
            compress(elements, masks, slots)
        } else if count_bits(masks) * MIN_GATHERED < len {
            write_bits(part, masks, slots)
        } else {
            compress(part.gather(&mut buffer[..len]), masks, slots)
        };
        start += len;
    }
    written
}

/// Writes the elements whose bits are set to the first slots, one by one, and returns their number.
fn write_bits<T: Copy>(
    x: StridedSlice<'_, T>,
    masks: &[u64],
    slots: &mut [MaybeUninit<T>],
) -> usize {
    let mut written = 0;
    for (at, &mask) in masks.iter().enumerate() {
        let mut left = mask;
        while left != 0 {
            slots[written].write(x.get(at * MASK + left.trailing_zeros() as usize));
            left &= left - 1;
            written += 1;
        }
    }
    written
}
