//! Writes the positions of the set bits of masks.
//!
//! ```text
//! for each 64 masks:
//!     for each of them that is not 0:                 // one more mask, of these masks, says which
//!         if at most 4 bits are set: write 4 positions
//!         else: write 8 positions per byte            // from a table, or with instructions of the level
//!         advance by the number of set bits
//! ```
//!
//! On random bits, a branch per bit would be mispredicted. So each step writes a fixed number of positions, and the
//! next step overwrites those that are beyond the last set bit. A vector therefore needs spare capacity for [`SPARE`]
//! more elements than indices.
//!
//! [`append_bits`] treats all masks as one row. [`append_rows`] splits them into rows and also writes the index of the
//! row for each position.

use super::mask::{ByVector, MASK, MASKS_PER_BATCH, Test};
use crate::index::Index;
use crate::index::index;
use crate::simd::{POSITIONS, Vector, VectorOf, multiversion};
use crate::tuning::nonzero::MAX_UNROLLED;
use alloc::vec::Vec;

/// The most positions that one step writes, and the spare capacity that a vector needs beyond its indices.
pub(super) const SPARE: usize = 8;

multiversion! {
    /// The number of set bits.
    pub(crate) fn count_bits(masks: &[u64]) -> usize = bits;
}

#[inline(always)]
fn bits(masks: &[u64]) -> usize {
    masks.iter().map(|mask| mask.count_ones() as usize).sum()
}

multiversion! {
    /// Appends the positions of the set bits. The first bit of the first mask has the position `start`.
    pub(super) fn append_bits(masks: &[u64], start: Index, positions: &mut Vec<Index>) =
        |L| append_bits_by::<VectorOf<L, i64>>;
}

#[inline(always)]
fn append_bits_by<V: Vector<Element = i64>>(
    level: V::Level,
    masks: &[u64],
    start: Index,
    positions: &mut Vec<Index>,
) {
    for (at, batch) in masks.chunks(MASKS_PER_BATCH).enumerate() {
        let start = start + index(at * MASKS_PER_BATCH * MASK);
        append_positions::<V>(level, batch, start, positions);
    }
}

/// Appends the positions of the set bits among the `len` bits after the first `from`, counted from there.
pub(super) fn append_range(masks: &[u64], from: usize, len: usize, positions: &mut Vec<Index>) {
    let (first, shift) = (from / MASK, from % MASK);
    let count = len.div_ceil(MASK);
    if shift == 0 && (len.is_multiple_of(MASK) || first + count == masks.len()) {
        return append_bits(&masks[first..first + count], 0, positions);
    }
    let mut shifted = [0; MASKS_PER_BATCH];
    for start in (0..count).step_by(MASKS_PER_BATCH) {
        let shifted = &mut shifted[..MASKS_PER_BATCH.min(count - start)];
        for (k, mask) in shifted.iter_mut().enumerate() {
            let at = first + start + k;
            let high = masks
                .get(at + 1)
                .map_or(0, |&mask| mask << 1 << (MASK - 1 - shift));
            *mask = masks[at] >> shift | high;
        }
        // Clears the bits of the last mask that are beyond the range.
        if let (true, Some(mask)) = (start + MASKS_PER_BATCH >= count, shifted.last_mut()) {
            *mask &= u64::MAX >> (count * MASK - len);
        }
        append_bits(shifted, index(start * MASK), positions);
    }
}

/// The place of rows of bits in masks. A row has at least one bit.
#[derive(Debug, Clone, Copy)]
pub(super) struct BitRows {
    /// The first bit of the first row.
    pub(super) from: usize,
    /// The number of bits in a row.
    pub(super) len: usize,
    /// The distance between the first bits of adjacent rows.
    pub(super) step: usize,
    /// The number of rows.
    pub(super) count: usize,
    /// The index of the first row.
    pub(super) number: usize,
}

multiversion! {
    /// Appends the position of each set bit within its row to `positions`, and the index of the row to `numbers`.
    pub(super) fn append_rows(masks: &[u64], rows: BitRows, numbers: &mut Vec<Index>, positions: &mut Vec<Index>) =
        |L| append_rows_by::<VectorOf<L, i64>>;
}

#[inline(always)]
fn append_rows_by<V: Vector<Element = i64>>(
    level: V::Level,
    masks: &[u64],
    rows: BitRows,
    numbers: &mut Vec<Index>,
    positions: &mut Vec<Index>,
) {
    for row in 0..rows.count {
        let from = rows.from + row * rows.step;
        let mut found = 0;
        for start in (0..rows.len).step_by(MASK) {
            let mask = bits_from(masks, from + start, MASK.min(rows.len - start));
            found += append_positions::<V>(level, &[mask], index(start), positions);
        }
        append_repeated::<V>(level, index(rows.number + row), found, numbers);
    }
}

/// The `len` bits after the first `from`. `len` is at least 1 and at most [`MASK`].
#[inline(always)]
pub(crate) fn bits_from(masks: &[u64], from: usize, len: usize) -> u64 {
    let (at, shift) = (from / MASK, from % MASK);
    let mut bits = masks[at] >> shift;
    if shift + len > MASK {
        bits |= masks[at + 1] << (MASK - shift);
    }
    bits & u64::MAX >> (MASK - len)
}

/// Appends the positions of the set bits of at most [`MASKS_PER_BATCH`] masks and returns their number.
#[inline(always)]
fn append_positions<V: Vector<Element = i64>>(
    level: V::Level,
    masks: &[u64],
    start: Index,
    positions: &mut Vec<Index>,
) -> usize {
    let found = bits(masks);
    if found == 0 {
        return 0;
    }
    positions.reserve(found + SPARE);
    let mut to = positions.spare_capacity_mut().as_mut_ptr().cast::<Index>();
    if let Some(batch) = masks.as_array::<MASKS_PER_BATCH>() {
        let mut set = ByVector::<V>::new(level).mask(bytemuck::cast_ref(batch));
        while set != 0 {
            let at = set.trailing_zeros() as usize;
            // SAFETY: slots for the bits of all masks and `SPARE` more were reserved. `to` has moved on by the bits of
            // the masks before this one, each of which was written once. So slots for this mask's bits and `SPARE` more
            // are left.
            to = unsafe { write_positions::<V>(level, batch[at], start + index(at * MASK), to) };
            set &= set - 1;
        }
    } else {
        for (at, &mask) in masks.iter().enumerate() {
            // SAFETY: as above: every mask is written once, and slots for its bits and `SPARE` more are left.
            to = unsafe { write_positions::<V>(level, mask, start + index(at * MASK), to) };
        }
    }
    let len = positions.len() + found;
    // SAFETY: the positions of all `found` bits were written after the last element, in reserved capacity.
    unsafe { positions.set_len(len) };
    found
}

/// Writes the positions of the set bits of a mask whose first bit has the position `start`. Returns where the next
/// positions go.
///
/// # Safety
///
/// `to` points to a slot for each set bit, and `SPARE` more.
#[inline(always)]
unsafe fn write_positions<V: Vector<Element = i64>>(
    level: V::Level,
    mask: u64,
    start: Index,
    to: *mut Index,
) -> *mut Index {
    let found = mask.count_ones() as usize;
    if found <= MAX_UNROLLED {
        let mut left = mask;
        let positions = [(); MAX_UNROLLED].map(|()| {
            let position = start + Index::from(left.trailing_zeros());
            left &= left.wrapping_sub(1);
            position
        });
        let to = to.cast::<[Index; MAX_UNROLLED]>();
        // SAFETY: `MAX_UNROLLED` is less than `SPARE`, and there are at least `SPARE` slots.
        unsafe { to.write_unaligned(positions) };
    // SAFETY: there is a slot for each set bit, and `SPARE`, which is 8, more.
    } else if unsafe { !V::write_positions(level, mask, start, to) } {
        let (mut start, mut to) = (start, to);
        for byte in mask.to_le_bytes() {
            let positions =
                POSITIONS[usize::from(byte)].map(|position| start + Index::from(position));
            // SAFETY: `to` has moved on by the set bits of the bytes before this one, which are at most those of the
            // mask. So at least `SPARE` slots are left.
            unsafe { to.cast::<[Index; SPARE]>().write_unaligned(positions) };
            to = to.wrapping_add(byte.count_ones() as usize);
            start += 8;
        }
    }
    to.wrapping_add(found)
}

/// Appends an index `count` times.
#[inline(always)]
fn append_repeated<V: Vector<Element = i64>>(
    level: V::Level,
    number: Index,
    count: usize,
    numbers: &mut Vec<Index>,
) {
    let slots = count.next_multiple_of(V::LANES);
    numbers.reserve(slots);
    let repeated = V::splat(level, number);
    for slots in numbers.spare_capacity_mut()[..slots].chunks_exact_mut(V::LANES) {
        // SAFETY: each chunk is `LANES` slots.
        unsafe { repeated.store(slots.as_mut_ptr().cast()) };
    }
    let len = numbers.len() + count;
    // SAFETY: at least `count` indices were written after the last element, in reserved capacity.
    unsafe { numbers.set_len(len) };
}
