//! Writes the elements of a contiguous row whose bits are set. There is one kernel per element width.
//!
//! ```text
//! for each mask that is not 0:
//!     if all bits are set: copy 64 elements
//!     else if at most 4 bits are set: write 4 elements, one by one
//!     else: move the elements to the front in registers, a vector at a time
//!     advance by the number of set bits
//! ```
//!
//! On random bits, a branch per element would be mispredicted. So each step writes a fixed number of elements, and the
//! next step overwrites those that are beyond the last set bit. A step needs 64 slots. The last slots, and the elements
//! of the last mask if they are fewer than 64, are written one by one.
//!
//! Elements are arrays of bytes here, so dtypes of equal size share a kernel, and alignment does not matter. How a vector
//! moves its elements depends on the level: see [`Vector::compress`]. With SSE2 and with portable vectors, elements are
//! written one by one, and elements of 16 bytes at every level.

use crate::ops::nonzero::{MASK, MASKS_PER_BATCH};
use crate::simd::{Vector, VectorOf, multiversion};
use crate::tuning::extract::MAX_UNROLLED;
use core::mem::MaybeUninit;
use core::sync::atomic::{Ordering, compiler_fence};

/// Writes the elements whose bits are set to the first slots and returns their number. There is one mask per 64
/// elements.
///
/// # Panics
///
/// If there are fewer slots.
pub(super) type Compress<T> = fn(&[T], &[u64], &mut [MaybeUninit<T>]) -> usize;

macro_rules! widths {
    ($($name:ident $bytes:literal $lane:ident;)*) => {$(
        multiversion! {
            /// See [`Compress`].
            pub(super) fn $name(
                elements: &[[u8; $bytes]],
                masks: &[u64],
                slots: &mut [MaybeUninit<[u8; $bytes]>],
            ) -> usize = |L| |level, elements, masks, slots| {
                each_mask(elements, masks, slots, |elements, mask, slots| {
                    VectorOf::<L, $lane>::compress(level, elements, mask, slots)
                })
            };
        }
    )*};
}

widths! {
    compress_1 1 i8;
    compress_2 2 i16;
    compress_4 4 i32;
    compress_8 8 i64;
}

multiversion! {
    /// See [`Compress`].
    pub(super) fn compress_16(
        elements: &[[u8; 16]],
        masks: &[u64],
        slots: &mut [MaybeUninit<[u8; 16]>],
    ) -> usize = one_by_one;
}

/// [`Compress`] of elements of any type.
#[inline(always)]
pub(super) fn one_by_one<T: Copy>(
    elements: &[T],
    masks: &[u64],
    slots: &mut [MaybeUninit<T>],
) -> usize {
    each_mask(elements, masks, slots, |_, _, _| false)
}

/// Writes the elements of each mask. `compress` writes those of a whole mask to the first slots, and returns whether it
/// can.
#[inline(always)]
fn each_mask<T: Copy>(
    elements: &[T],
    masks: &[u64],
    slots: &mut [MaybeUninit<T>],
    compress: impl Fn(&[T; MASK], u64, &mut [MaybeUninit<T>; MASK]) -> bool,
) -> usize {
    let mut written = 0;
    for (number, masks) in masks.chunks(MASKS_PER_BATCH).enumerate() {
        let elements = &elements[number * MASKS_PER_BATCH * MASK..];
        let is_set = masks.iter().rev();
        let mut left = is_set.fold(0_u64, |bits, &mask| bits << 1 | u64::from(mask != 0));
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let mask = masks[at];
            let found = mask.count_ones() as usize;
            let elements = &elements[at * MASK..];
            let slots = &mut slots[written..];
            written += found;
            let (Some(elements), Some(slots)) =
                (elements.first_chunk(), slots.first_chunk_mut::<MASK>())
            else {
                write_bits(elements, mask, &mut slots[..found]);
                continue;
            };
            if found <= MAX_UNROLLED {
                write_bits(elements, mask, &mut slots[..MAX_UNROLLED]);
            } else if mask == u64::MAX {
                *slots = elements.map(MaybeUninit::new);
            } else if !compress(elements, mask, slots) {
                write_bits(elements, mask, &mut slots[..found]);
            }
        }
    }
    written
}

/// Writes the elements whose bits are set to slots. The slots after them get the first element.
#[inline(always)]
fn write_bits<T: Copy>(elements: &[T], mask: u64, slots: &mut [MaybeUninit<T>]) {
    let mut left = mask;
    for slot in slots {
        slot.write(elements[left.trailing_zeros() as usize % MASK]);
        left &= left.wrapping_sub(1);
        // Without it the compiler emits gathers for AVX-512, which took twice as long.
        compiler_fence(Ordering::AcqRel);
    }
}
