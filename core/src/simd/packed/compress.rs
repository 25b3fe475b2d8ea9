//! Moves elements to the front of a register of 16 bytes, for levels that have a shuffle of bytes but no instruction for
//! that: see [`Vector::compress`](crate::simd::Vector::compress).
//!
//! ```text
//! for each byte of the mask:
//!     load 8 elements of at most two bytes, or fewer of wider ones
//!     shuffle them into the order of the set bits, from a table
//!     store them where the set bits before this byte end
//! ```
//!
//! Each store writes a fixed number of bytes, and the next one overwrites those that are beyond the last set bit. A store
//! begins after at most as many elements as the loads before it have read. So all stores end within the 64 elements.
//!
//! The places of all stores come from one population count of the mask in parts. So no store waits for the one before it,
//! and a level needs no fast population count of a byte.

use super::Register;
use crate::simd::POSITIONS;

/// A register of 16 bytes with a shuffle.
///
/// # Safety
///
/// The processor has the level of the register when a function is called.
pub(in crate::simd) trait ByteShuffle: Register {
    /// A register whose byte `n` is the byte `order[n]` of `a`. Each byte of `order` is at most 15.
    unsafe fn shuffle(a: Self, order: Self) -> Self;
    /// For the order of 8 pairs of bytes, the order of the bytes: `p` becomes `2 p` and `2 p + 1`. The pairs are in the
    /// first half.
    unsafe fn order_of_pairs(order: Self) -> Self;
    /// A register that begins with these 8 bytes.
    unsafe fn of_word(word: u64) -> Self;
    /// The first 8 bytes.
    unsafe fn first_word(a: Self) -> u64;
}

/// [`Vector::compress`](crate::simd::Vector::compress) of bytes.
///
/// # Safety
///
/// The processor has the level. 64 bytes can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
pub(in crate::simd) unsafe fn bytes<R: ByteShuffle>(
    from: *const u8,
    mask: u64,
    to: *mut u8,
) -> bool {
    let [starts, ..] = starts(mask);
    for (at, byte) in mask.to_le_bytes().into_iter().enumerate() {
        // SAFETY: the caller promises the level and the memory. The byte of the mask starts at most at slot `8 at`.
        unsafe {
            let eight = R::of_word(from.add(8 * at).cast::<u64>().read_unaligned());
            let order = R::of_word(u64::from_ne_bytes(POSITIONS[usize::from(byte)]));
            let moved = R::first_word(R::shuffle(eight, order));
            let to = to.add(byte_of(starts, at));
            to.cast::<u64>().write_unaligned(moved);
        }
    }
    true
}

/// [`bytes`] of elements of two bytes.
///
/// # Safety
///
/// The processor has the level. 64 elements can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
pub(in crate::simd) unsafe fn pairs<R: ByteShuffle>(
    from: *const u16,
    mask: u64,
    to: *mut u16,
) -> bool {
    let [starts, ..] = starts(mask);
    for (at, byte) in mask.to_le_bytes().into_iter().enumerate() {
        // SAFETY: as in `bytes`.
        unsafe {
            let eight = from.add(8 * at).cast::<R>().read_unaligned();
            let order = R::of_word(u64::from_ne_bytes(POSITIONS[usize::from(byte)]));
            let moved = R::shuffle(eight, R::order_of_pairs(order));
            let to = to.add(byte_of(starts, at));
            to.cast::<R>().write_unaligned(moved);
        }
    }
    true
}

/// [`bytes`] of elements of four bytes, four at a time.
///
/// # Safety
///
/// The processor has the level. 64 elements can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
pub(in crate::simd) unsafe fn words<R: ByteShuffle>(
    from: *const u32,
    mask: u64,
    to: *mut u32,
) -> bool {
    let starts = starts(mask);
    for at in 0..8 {
        for four in 0..2 {
            let order = &WORDS[(mask >> (8 * at + 4 * four) & 15) as usize];
            // SAFETY: as in `bytes`, with four bits of the mask. An order is as large as a register.
            unsafe {
                let from = from.add(8 * at + 4 * four).cast::<R>();
                let order = order.as_ptr().cast::<R>().read_unaligned();
                let to = to.add(byte_of(starts[2 * four], at)).cast::<R>();
                to.write_unaligned(R::shuffle(from.read_unaligned(), order));
            }
        }
    }
    true
}

/// [`bytes`] of elements of eight bytes, two at a time.
///
/// # Safety
///
/// The processor has the level. 64 elements can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
pub(in crate::simd) unsafe fn long_words<R: ByteShuffle>(
    from: *const u64,
    mask: u64,
    to: *mut u64,
) -> bool {
    let starts = starts(mask);
    for at in 0..8 {
        for two in 0..4 {
            let order = &LONG_WORDS[(mask >> (8 * at + 2 * two) & 3) as usize];
            // SAFETY: as in `bytes`, with two bits of the mask. An order is as large as a register.
            unsafe {
                let from = from.add(8 * at + 2 * two).cast::<R>();
                let order = order.as_ptr().cast::<R>().read_unaligned();
                let to = to.add(byte_of(starts[two], at)).cast::<R>();
                to.write_unaligned(R::shuffle(from.read_unaligned(), order));
            }
        }
    }
    true
}

/// One byte of a word. The first is the lowest.
#[inline(always)]
pub(in crate::simd) fn byte_of(word: u64, at: usize) -> usize {
    (word >> (8 * at) & 0xff) as usize
}

/// For each four bits, the bytes of the set ones among four elements of four bytes, then those of the first element.
static WORDS: [[u8; 16]; 16] = orders(4);

/// For each two bits, the bytes of the set ones among two elements of eight bytes, then those of the first element.
static LONG_WORDS: [[u8; 16]; 4] = orders(8);

const fn orders<const N: usize>(bytes: usize) -> [[u8; 16]; N] {
    let mut table = [[0; 16]; N];
    let mut bits = 0;
    while bits < N {
        let mut at = 0;
        while at < 16 {
            let position = POSITIONS[bits][at / bytes];
            #[allow(clippy::cast_possible_truncation, reason = "both are at most 16")]
            let (width, byte) = (bytes as u8, (at % bytes) as u8);
            table[bits][at] = position * width + byte;
            at += 1;
        }
        bits += 1;
    }
    table
}

/// For each two bits of a mask, the number of set bits before them. The first array entry holds the counts of the first
/// two bits of each byte of the mask, in the bytes of a word. The next entry holds those of the next two bits.
#[inline(always)]
pub(in crate::simd) fn starts(mask: u64) -> [u64; 4] {
    const TWOS: u64 = 0x3333_3333_3333_3333;
    const FOURS: u64 = 0x0f0f_0f0f_0f0f_0f0f;
    let of_two = mask - (mask >> 1 & 0x5555_5555_5555_5555);
    let of_four = (of_two & TWOS) + (of_two >> 2 & TWOS);
    let of_eight = (of_four & FOURS) + (of_four >> 4 & FOURS);
    // A count of a byte is added to all later bytes. No sum is more than 64, so none overflows.
    let first = of_eight.wrapping_mul(0x0101_0101_0101_0101) << 8;
    let third = first + (of_four & FOURS);
    let pairs = 0x0303_0303_0303_0303;
    [
        first,
        first + (of_two & pairs),
        third,
        third + (of_two >> 4 & pairs),
    ]
}

#[cfg(test)]
mod tests {
    use super::{byte_of, starts};

    #[test]
    fn set_bits_are_counted_before_each_two() {
        let masks =
            (0..64).flat_map(|at| [1 << at, !0 << at, !0 >> at, 0x0123_4567_89ab_cdef << at]);
        for mask in masks.chain([0, 0xf0f0_00ff_1248_8001]) {
            let starts = starts(mask);
            for at in 0..32 {
                let before = mask & ((1 << (2 * at)) - 1);
                assert_eq!(
                    byte_of(starts[at % 4], at / 4),
                    before.count_ones() as usize,
                    "before bit {} of {mask:#x}",
                    2 * at
                );
            }
        }
    }
}
