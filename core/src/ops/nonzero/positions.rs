//! The positions of the bits that are set in masks.
//!
//! What to write depends on no branch that is as good as random: of a mask with few bits, four positions are written whether
//! or not they count; of another, eight for each of its bytes. The next are written behind those that count. Masks that are 0
//! are passed over by a mask of masks, which the test of `i64` makes of them.
//!
//! [`append_bits`] takes masks as one row; [`append_rows`] cuts them into rows, whose numbers it writes beside the positions.

use super::mask::{ByVector, MASK, MASKS_PER_BATCH, Test};
use crate::index::Index;
use crate::index::index;
use crate::simd::{Vector, VectorOf, multiversion};
use alloc::vec::Vec;

/// Positions that are written at once, whether or not they count: the room that a vector needs beyond its length.
pub(crate) const SPARE: usize = 8;

/// Up to so many bits of a mask, their positions are written one after the other.
const MAX_UNROLLED: usize = 4;

/// The positions of the bits that are set in a byte, then zeros.
static POSITIONS: [[u8; 8]; 256] = positions_of_bytes();

const fn positions_of_bytes() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut found) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                table[byte][found] = bit;
                found += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    table
}

multiversion! {
    /// How many bits are set.
    pub(crate) fn count_bits(masks: &[u64]) -> usize = bits;
}

#[inline(always)]
fn bits(masks: &[u64]) -> usize {
    masks.iter().map(|mask| mask.count_ones() as usize).sum()
}

multiversion! {
    /// Appends the positions of the bits that are set; those of the first mask begin at `start`.
    pub(crate) fn append_bits(masks: &[u64], start: Index, positions: &mut Vec<Index>) =
        |L| append_bits_by::<VectorOf<L, i64>>;
}

#[inline(always)]
fn append_bits_by<V: Vector<Element = i64>>(
    level: V::Level,
    masks: &[u64],
    start: Index,
    positions: &mut Vec<Index>,
) {
    for (at, block) in masks.chunks(MASKS_PER_BATCH).enumerate() {
        let start = start + index(at * MASKS_PER_BATCH * MASK);
        let found = bits(block);
        if found == 0 {
            continue;
        }
        positions.reserve(found + SPARE);
        let len = positions.len();
        // SAFETY: the caller has the level; there is room for the positions of all bits and `SPARE` more.
        unsafe {
            let mut room = positions.as_mut_ptr().add(len);
            if let Some(block) = block.as_array::<MASKS_PER_BATCH>() {
                let mut set = ByVector::<V>(level).mask(bytemuck::cast_ref(block));
                while set != 0 {
                    let at = set.trailing_zeros() as usize;
                    room = write::<V>(level, block[at], start + index(at * MASK), room);
                    set &= set - 1;
                }
            } else {
                for (at, &mask) in block.iter().enumerate() {
                    room = write::<V>(level, mask, start + index(at * MASK), room);
                }
            }
            positions.set_len(len + found);
        }
    }
}

/// Appends the positions of the bits that are set among `len` bits from one on.
pub(super) fn append_range(masks: &[u64], from: usize, len: usize, positions: &mut Vec<Index>) {
    let (first, shift) = (from / MASK, from % MASK);
    let count = len.div_ceil(MASK);
    if shift == 0 && (len.is_multiple_of(MASK) || first + count == masks.len()) {
        return append_bits(&masks[first..first + count], 0, positions);
    }
    let mut shifted = [0; MASKS_PER_BATCH];
    for start in (0..count).step_by(MASKS_PER_BATCH) {
        let shifted = &mut shifted[..MASKS_PER_BATCH.min(count - start)];
        for (k, word) in shifted.iter_mut().enumerate() {
            let at = first + start + k;
            let high = masks
                .get(at + 1)
                .map_or(0, |&mask| mask << 1 << (MASK - 1 - shift));
            *word = masks[at] >> shift | high;
        }
        // The last one ends with the range.
        if let (true, Some(word)) = (start + MASKS_PER_BATCH >= count, shifted.last_mut()) {
            *word &= u64::MAX >> (count * MASK - len);
        }
        append_bits(shifted, index(start * MASK), positions);
    }
}

/// Rows of bits in masks. A row has at least one.
#[derive(Debug, Clone, Copy)]
pub(super) struct BitRows {
    /// The first bit of the first row.
    pub(super) from: usize,
    /// How many bits a row has.
    pub(super) len: usize,
    /// How far a row begins behind the one before.
    pub(super) step: usize,
    /// How many rows there are.
    pub(super) count: usize,
    /// The number of the first.
    pub(super) number: usize,
}

multiversion! {
    /// Appends the positions in their row of the bits that are set, and as often the number of the row.
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
            let more = mask.count_ones() as usize;
            positions.reserve(more + SPARE);
            let len = positions.len();
            // SAFETY: the caller has the level; there is room for the positions of all bits and `SPARE` more.
            unsafe {
                write::<V>(level, mask, index(start), positions.as_mut_ptr().add(len));
                positions.set_len(len + more);
            }
            found += more;
        }
        numbers.reserve(found + SPARE);
        let len = numbers.len();
        // SAFETY: the caller has the level; there is room for `found` numbers and `SPARE` more, and a vector is not longer.
        unsafe {
            let number = V::splat(level, index(rows.number + row));
            for at in (0..found).step_by(V::LANES) {
                number.store(numbers.as_mut_ptr().add(len + at));
            }
            numbers.set_len(len + found);
        }
    }
}

/// So many bits from one on, at least one and at most a mask's.
#[inline(always)]
fn bits_from(masks: &[u64], from: usize, len: usize) -> u64 {
    let (at, shift) = (from / MASK, from % MASK);
    let mut bits = masks[at] >> shift;
    if shift + len > MASK {
        bits |= masks[at + 1] << (MASK - shift);
    }
    bits & u64::MAX >> (MASK - len)
}

/// Writes the positions of a mask's bits, which begin at `start`; answers the place behind them.
///
/// # Safety
///
/// The processor has the level of `V`, and there is room for `SPARE` more than bits are set.
#[inline(always)]
unsafe fn write<V: Vector>(
    level: V::Level,
    mask: u64,
    start: Index,
    room: *mut Index,
) -> *mut Index {
    let found = mask.count_ones() as usize;
    // SAFETY: the caller has the level and the room, and `MAX_UNROLLED` is less than `SPARE`.
    unsafe {
        if found <= MAX_UNROLLED {
            let mut left = mask;
            for k in 0..MAX_UNROLLED {
                room.add(k)
                    .write(start + Index::from(left.trailing_zeros()));
                left &= left.wrapping_sub(1);
            }
        } else if !V::write_positions(level, mask, start, room) {
            by_table(mask, start, room);
        }
        room.add(found)
    }
}

/// Writes the positions of a mask's bits, eight at a time.
///
/// # Safety
///
/// There is room for `SPARE` more than bits are set.
#[inline(always)]
unsafe fn by_table(mask: u64, mut start: Index, mut room: *mut Index) {
    for byte in mask.to_le_bytes() {
        let positions = POSITIONS[usize::from(byte)].map(|position| start + Index::from(position));
        // SAFETY: eight positions fit behind those of the bytes before, whatever this byte's bits are.
        unsafe { room.cast::<[Index; 8]>().write_unaligned(positions) };
        // SAFETY: as many as bits are set stay inside the room.
        room = unsafe { room.add(byte.count_ones() as usize) };
        start += 8;
    }
}
