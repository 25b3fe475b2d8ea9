//! The instructions of simd128, the baseline of wasm32 where the target has them. In a mask, all bits of a lane are set or
//! none.
//!
//! The engine knows the processor, and the compiler does not. So this file takes instructions that are one or two on x86-64
//! and on aarch64. The bits of 64 lanes are collected together: masks of wide lanes are narrowed to bytes first.

#[cfg(feature = "half")]
use crate::simd::packed::HalfRegister;
use crate::simd::packed::compress::{self, ByteShuffle};
use crate::simd::packed::part::{first_bytes, load_words};
use crate::simd::packed::{
    LaneCompare, LaneWidth, MaskRegister, Register, compare, instructions, vectors,
};
use crate::simd::{POSITIONS, SimdElement, token};
use core::arch::wasm32::*;

vectors! { Baseline: i8, i16, i32, i64, f32, f64 in v128 }

instructions! {
    impl MaskRegister for v128 {
        fn none() -> Self = u64x2_splat(0);
        fn or(a: Self, b: Self) -> Self = v128_or(a, b);
        fn and_not(a: Self, not: Self) -> Self = v128_andnot(a, not);
    }

    impl Register for v128 {
        type Level = token::Baseline;
        fn xor(a: Self, b: Self) -> Self = v128_xor(a, b);
        fn swap_adjacent(a: Self, bytes: usize) -> Self = match bytes {
            8 => u64x2_shuffle::<1, 0>(a, a),
            4 => u32x4_shuffle::<1, 0, 3, 2>(a, a),
            2 => u16x8_shuffle::<1, 0, 3, 2, 5, 4, 7, 6>(a, a),
            _ => u8x16_shuffle::<1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14>(a, a),
        };
        fn min_bytes(a: Self, b: Self) -> Self = u8x16_min(a, b);
        fn first_byte(a: Self) -> u8 = u8x16_extract_lane::<0>(a);
        // Eight positions at a time, from the table. Those of the set bits come first, and the next stores overwrite the
        // others.
        fn write_positions(mask: u64, start: i64, to: *mut i64) -> bool = {
            let [starts, ..] = compress::starts(mask);
            let mut start = i64x2_splat(start);
            for (at, byte) in mask.to_le_bytes().into_iter().enumerate() {
                let eight = POSITIONS[usize::from(byte)].as_ptr();
                let eight = u16x8_extend_low_u8x16(v128_load64_zero(eight.cast()));
                let (low, high) = (u32x4_extend_low_u16x8(eight), u32x4_extend_high_u16x8(eight));
                let to = to.add(compress::byte_of(starts, at)).cast::<v128>();
                to.write_unaligned(i64x2_add(start, u64x2_extend_low_u32x4(low)));
                to.add(1).write_unaligned(i64x2_add(start, u64x2_extend_high_u32x4(low)));
                to.add(2).write_unaligned(i64x2_add(start, u64x2_extend_low_u32x4(high)));
                to.add(3).write_unaligned(i64x2_add(start, u64x2_extend_high_u32x4(high)));
                start = i64x2_add(start, i64x2_splat(8));
            }
            true
        };
    }

    impl ByteShuffle for v128 {
        fn shuffle(a: Self, order: Self) -> Self = u8x16_swizzle(a, order);
        fn order_of_pairs(order: Self) -> Self = {
            let order = u16x8_extend_low_u8x16(order);
            u16x8_add(u16x8_mul(order, u16x8_splat(0x0202)), u16x8_splat(0x0100))
        };
        fn of_word(word: u64) -> Self = u64x2_splat(word);
        fn first_word(a: Self) -> u64 = u64x2_extract_lane::<0>(a);
    }
}

/// Fills the table [`LaneWidth`] from the instructions that broadcast a lane, add and compare lanes, and collect the bits
/// of a mask, and from the function that compresses elements. The last expression collects the bits of the masks of 64
/// lanes.
macro_rules! width {
    ($($lane:ident: $splat:ident, $add:ident, $same:ident, $compress:ident, $bits:ident,
        |$masks:ident| $bits_of_masks:expr;)*) => {
        instructions! {$(
            impl LaneWidth<$lane> for v128 {
                type Mask = Self;
                fn splat(lane: $lane) -> Self = $splat(lane);
                fn load_part(from: *const $lane, len: usize, rest: Self) -> Self = {
                    let bytes = size_of::<$lane>() * len;
                    let (low, high) = load_words(from.cast(), bytes, size_of::<$lane>());
                    v128_bitselect(u64x2(low, high), rest, first_bytes(bytes))
                };
                fn select(mask: Self, yes: Self, no: Self) -> Self = v128_bitselect(yes, no, mask);
                fn add(a: Self, b: Self) -> Self = $add(a, b);
                fn same(a: Self, b: Self) -> Self = $same(a, b);
                fn bits(mask: Self) -> u64 = u64::from($bits(mask));
                fn bits_of_masks($masks: impl Fn(usize) -> Self) -> u64 = $bits_of_masks;
                fn compress(from: *const $lane, mask: u64, to: *mut $lane) -> bool =
                    compress::$compress::<Self>(from, mask, to);
            }
        )*}
    };
}

width! {
    // Each mask is named: the compiler does not inline a closure that is passed to `map`.
    u8: u8x16_splat, u8x16_add, u8x16_eq, bytes, u8x16_bitmask,
        |masks| bits_of_two(masks(0), masks(1)) | bits_of_two(masks(2), masks(3)) << 32;
    u16: u16x8_splat, u16x8_add, u16x8_eq, pairs, u16x8_bitmask,
        |masks| <Self as LaneWidth<u8>>::bits_of_masks(|k| i8x16_narrow_i16x8(masks(2 * k), masks(2 * k + 1)));
    u32: u32x4_splat, u32x4_add, u32x4_eq, words, u32x4_bitmask,
        // The compiler would replace a narrowing instruction with three.
        |masks| <Self as LaneWidth<u16>>::bits_of_masks(|k| even_halves(masks(2 * k), masks(2 * k + 1)));
    u64: u64x2_splat, u64x2_add, u64x2_eq, long_words, u64x2_bitmask,
        |masks| <Self as LaneWidth<u32>>::bits_of_masks(|k| u32x4_shuffle::<0, 2, 4, 6>(masks(2 * k), masks(2 * k + 1)));
}

/// The bits of the masks of 32 lanes of bytes.
#[inline(always)]
fn bits_of_two(a: v128, b: v128) -> u64 {
    u64::from(u8x16_bitmask(a)) | u64::from(u8x16_bitmask(b)) << 16
}

/// The lower half of each lane of 32 bits.
#[inline(always)]
fn even_halves(a: v128, b: v128) -> v128 {
    u16x8_shuffle::<0, 2, 4, 6, 8, 10, 12, 14>(a, b)
}

compare! {
    v128;
    i8: |a, b| i8x16_max(a, b), i8x16_min(a, b), i8x16_gt(a, b), i8x16_eq(a, b) => u8x16_max(a, b), u8x16_min(a, b);
    i16: |a, b| i16x8_max(a, b), i16x8_min(a, b), i16x8_gt(a, b), i16x8_eq(a, b) => u16x8_max(a, b), u16x8_min(a, b);
    i32: |a, b| i32x4_max(a, b), i32x4_min(a, b), i32x4_gt(a, b), i32x4_eq(a, b) => u32x4_max(a, b), u32x4_min(a, b);
    i64: |a, b| v128_bitselect(a, b, i64x2_gt(a, b)), v128_bitselect(a, b, i64x2_lt(a, b)), i64x2_gt(a, b), i64x2_eq(a, b);
    // `pmax(x, y)` is `y` where `x < y`, else `x`, and `pmin(x, y)` is `y` where `y < x`, else `x`.
    f32: |a, b| f32x4_pmax(b, a), f32x4_pmin(b, a), f32x4_gt(a, b), f32x4_eq(a, b),
        v128_or(f32x4_ne(a, a), f32x4_ne(b, b)), v128_not(f32x4_le(a, b));
    f64: |a, b| f64x2_pmax(b, a), f64x2_pmin(b, a), f64x2_gt(a, b), f64x2_eq(a, b),
        v128_or(f64x2_ne(a, a), f64x2_ne(b, b)), v128_not(f64x2_le(a, b));
}

#[cfg(feature = "half")]
instructions! {
    impl HalfRegister for v128 {
        fn magnitudes(a: Self) -> Self = v128_and(a, i16x8_splat(i16::MAX));
        fn signed_magnitudes(a: Self) -> Self = {
            let sign = i16x8_shr(a, 15);
            i16x8_sub(v128_xor(Self::magnitudes(a), sign), sign)
        };
    }
}
