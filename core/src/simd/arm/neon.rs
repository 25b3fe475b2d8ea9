//! The instructions of NEON, the baseline of aarch64. In a mask, all bits of a lane are set or none.
//!
//! No instruction moves one bit per lane to an integer. The first set lane comes from a mask of four bits per byte, which
//! one narrowing shift makes. The bits of 64 lanes are collected together: masks of wide lanes are narrowed to bytes,
//! each byte keeps the bit of its place, and pairwise sums unite eight bytes into one.

#[cfg(feature = "half")]
use crate::simd::packed::HalfRegister;
use crate::simd::packed::compress::{self, ByteShuffle};
use crate::simd::packed::part::{first_bytes, load_words};
use crate::simd::packed::{
    LaneCompare, LaneWidth, MaskRegister, Register, compare, instructions, vectors,
};
use crate::simd::{POSITIONS, SimdElement, token};
use core::arch::aarch64::*;

vectors! { Baseline: i8, i16, i32, i64, f32, f64 in uint8x16_t }

/// An instruction on lanes of a type, whose result has lanes of the same type.
macro_rules! lanes {
    (s8 $op:ident($($a:expr),*)) => { vreinterpretq_u8_s8($op($(vreinterpretq_s8_u8($a)),*)) };
    (s16 $op:ident($($a:expr),*)) => { vreinterpretq_u8_s16($op($(vreinterpretq_s16_u8($a)),*)) };
    (s32 $op:ident($($a:expr),*)) => { vreinterpretq_u8_s32($op($(vreinterpretq_s32_u8($a)),*)) };
    (u16 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u16($op($(vreinterpretq_u16_u8($a)),*)) };
    (u32 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u32($op($(vreinterpretq_u32_u8($a)),*)) };
    (u64 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u64($op($(vreinterpretq_u64_u8($a)),*)) };
}

/// An instruction on lanes of a type, whose result is a mask.
macro_rules! mask {
    (s8 $op:ident($($a:expr),*)) => { $op($(vreinterpretq_s8_u8($a)),*) };
    (s16 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u16($op($(vreinterpretq_s16_u8($a)),*)) };
    (s32 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u32($op($(vreinterpretq_s32_u8($a)),*)) };
    (s64 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u64($op($(vreinterpretq_s64_u8($a)),*)) };
    (f32 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u32($op($(vreinterpretq_f32_u8($a)),*)) };
    (f64 $op:ident($($a:expr),*)) => { vreinterpretq_u8_u64($op($(vreinterpretq_f64_u8($a)),*)) };
}

instructions! {
    impl MaskRegister for uint8x16_t {
        fn none() -> Self = vdupq_n_u8(0);
        fn or(a: Self, b: Self) -> Self = vorrq_u8(a, b);
        fn and_not(a: Self, not: Self) -> Self = vbicq_u8(a, not);
    }

    impl Register for uint8x16_t {
        type Level = token::Baseline;
        fn xor(a: Self, b: Self) -> Self = veorq_u8(a, b);
        fn swap_adjacent(a: Self, bytes: usize) -> Self = match bytes {
            8 => vextq_u8::<8>(a, a),
            4 => lanes!(u32 vrev64q_u32(a)),
            2 => lanes!(u16 vrev32q_u16(a)),
            _ => vrev16q_u8(a),
        };
        fn min_bytes(a: Self, b: Self) -> Self = vminq_u8(a, b);
        fn first_byte(a: Self) -> u8 = vgetq_lane_u8::<0>(a);
        // Eight positions at a time, from the table. Those of the set bits come first, and the next stores overwrite the
        // others. Of the plain loop the compiler makes more than twice as many instructions.
        fn write_positions(mask: u64, start: i64, to: *mut i64) -> bool = {
            let [starts, ..] = compress::starts(mask);
            let mut start = vdupq_n_u64(start.cast_unsigned());
            for (at, byte) in mask.to_le_bytes().into_iter().enumerate() {
                let eight = vmovl_u8(vld1_u8(POSITIONS[usize::from(byte)].as_ptr()));
                let (low, high) = (vmovl_u16(vget_low_u16(eight)), vmovl_high_u16(eight));
                let to = to.add(compress::byte_of(starts, at)).cast::<uint64x2_t>();
                to.write_unaligned(vaddw_u32(start, vget_low_u32(low)));
                to.add(1).write_unaligned(vaddw_high_u32(start, low));
                to.add(2).write_unaligned(vaddw_u32(start, vget_low_u32(high)));
                to.add(3).write_unaligned(vaddw_high_u32(start, high));
                start = vaddq_u64(start, vdupq_n_u64(8));
            }
            true
        };
    }

    impl ByteShuffle for uint8x16_t {
        fn shuffle(a: Self, order: Self) -> Self = vqtbl1q_u8(a, order);
        fn order_of_pairs(order: Self) -> Self = {
            let order = vmovl_u8(vget_low_u8(order));
            vreinterpretq_u8_u16(vmlaq_u16(vdupq_n_u16(0x0100), order, vdupq_n_u16(0x0202)))
        };
        fn of_word(word: u64) -> Self = vcombine_u8(vcreate_u8(word), vcreate_u8(0));
        fn first_word(a: Self) -> u64 = vgetq_lane_u64::<0>(vreinterpretq_u64_u8(a));
    }
}

/// Fills the table [`LaneWidth`] from the instructions that broadcast a lane, add and compare lanes, and collect the bits
/// of a mask, and from the function that compresses elements. The last expression collects the bits of the masks of 64
/// lanes.
macro_rules! width {
    ($($lane:ident: |$one:ident| $splat:expr, |$a:ident, $b:ident| $add:expr, $same:expr, $compress:ident,
        |$mask:ident| $bits:expr, |$masks:ident| $bits_of_masks:expr;)*) => {
        instructions! {$(
            impl LaneWidth<$lane> for uint8x16_t {
                type Mask = Self;
                fn splat($one: $lane) -> Self = $splat;
                fn load_part(from: *const $lane, len: usize, rest: Self) -> Self = {
                    let bytes = size_of::<$lane>() * len;
                    let (low, high) = load_words(from.cast(), bytes, size_of::<$lane>());
                    vbslq_u8(first_bytes(bytes), vcombine_u8(vcreate_u8(low), vcreate_u8(high)), rest)
                };
                fn select(mask: Self, yes: Self, no: Self) -> Self = vbslq_u8(mask, yes, no);
                fn add($a: Self, $b: Self) -> Self = $add;
                fn same($a: Self, $b: Self) -> Self = $same;
                fn bits($mask: Self) -> u64 = u64::from($bits);
                fn bits_of_masks($masks: impl Fn(usize) -> Self) -> u64 = $bits_of_masks;
                fn compress(from: *const $lane, mask: u64, to: *mut $lane) -> bool =
                    compress::$compress::<Self>(from, mask, to);
                fn first(mask: Self) -> Option<usize> = {
                    let nibbles = vshrn_n_u16::<4>(vreinterpretq_u16_u8(mask));
                    let nibbles = vget_lane_u64::<0>(vreinterpret_u64_u8(nibbles));
                    (nibbles != 0).then(|| nibbles.trailing_zeros() as usize / 4 / size_of::<$lane>())
                };
            }
        )*}
    };
}

width! {
    u8: |lane| vdupq_n_u8(lane), |a, b| vaddq_u8(a, b), vceqq_u8(a, b), bytes,
        |mask| vgetq_lane_u16::<0>(vreinterpretq_u16_u8(octets([mask; 4]))),
        |masks| vgetq_lane_u64::<0>(vreinterpretq_u64_u8(octets([masks(0), masks(1), masks(2), masks(3)])));
    u16: |lane| vreinterpretq_u8_u16(vdupq_n_u16(lane)),
        |a, b| lanes!(u16 vaddq_u16(a, b)), lanes!(u16 vceqq_u16(a, b)), pairs,
        |mask| vaddvq_u16(vandq_u16(vreinterpretq_u16_u8(mask), vmovl_u8(vcreate_u8(0x8040_2010_0804_0201)))),
        |masks| <Self as LaneWidth<u8>>::bits_of_masks(|k| vuzp1q_u8(masks(2 * k), masks(2 * k + 1)));
    u32: |lane| vreinterpretq_u8_u32(vdupq_n_u32(lane)),
        |a, b| lanes!(u32 vaddq_u32(a, b)), lanes!(u32 vceqq_u32(a, b)), words,
        |mask| vaddvq_u32(vandq_u32(vreinterpretq_u32_u8(mask), vmovl_u16(vcreate_u16(0x0008_0004_0002_0001)))),
        |masks| <Self as LaneWidth<u16>>::bits_of_masks(|k| lanes!(u16 vuzp1q_u16(masks(2 * k), masks(2 * k + 1))));
    u64: |lane| vreinterpretq_u8_u64(vdupq_n_u64(lane)),
        |a, b| lanes!(u64 vaddq_u64(a, b)), lanes!(u64 vceqq_u64(a, b)), long_words,
        |mask| vaddvq_u64(vandq_u64(vreinterpretq_u64_u8(mask), vmovl_u32(vcreate_u32(0x0000_0002_0000_0001)))),
        |masks| <Self as LaneWidth<u32>>::bits_of_masks(|k| lanes!(u32 vuzp1q_u32(masks(2 * k), masks(2 * k + 1))));
}

/// One byte per 8 lanes of bytes, with the bits of their masks. The bytes are in the first half, and again in the second.
///
/// Each lane keeps minus the bit of its place. If it kept the bit, the compiler would see that sums are the same as ORs,
/// and replace each pairwise sum with three instructions.
///
/// # Safety
///
/// The processor has NEON.
#[inline(always)]
unsafe fn octets(masks: [uint8x16_t; 4]) -> uint8x16_t {
    // SAFETY: the caller promises NEON.
    unsafe {
        let minus_places = vreinterpretq_u8_u64(vdupq_n_u64(0x80c0_e0f0_f8fc_feff));
        let [a, b, c, d] = masks.map(|mask| vandq_u8(mask, minus_places));
        let fours = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
        lanes!(s8 vnegq_s8(vpaddq_u8(fours, fours)))
    }
}

compare! {
    uint8x16_t;
    i8: |a, b| lanes!(s8 vmaxq_s8(a, b)), lanes!(s8 vminq_s8(a, b)), mask!(s8 vcgtq_s8(a, b)), mask!(s8 vceqq_s8(a, b))
        => vmaxq_u8(a, b), vminq_u8(a, b);
    i16: |a, b| lanes!(s16 vmaxq_s16(a, b)), lanes!(s16 vminq_s16(a, b)),
        mask!(s16 vcgtq_s16(a, b)), mask!(s16 vceqq_s16(a, b))
        => lanes!(u16 vmaxq_u16(a, b)), lanes!(u16 vminq_u16(a, b));
    i32: |a, b| lanes!(s32 vmaxq_s32(a, b)), lanes!(s32 vminq_s32(a, b)),
        mask!(s32 vcgtq_s32(a, b)), mask!(s32 vceqq_s32(a, b))
        => lanes!(u32 vmaxq_u32(a, b)), lanes!(u32 vminq_u32(a, b));
    i64: |a, b| vbslq_u8(mask!(s64 vcgtq_s64(a, b)), a, b), vbslq_u8(mask!(s64 vcltq_s64(a, b)), a, b),
        mask!(s64 vcgtq_s64(a, b)), mask!(s64 vceqq_s64(a, b))
        => vbslq_u8(lanes!(u64 vcgtq_u64(a, b)), a, b), vbslq_u8(lanes!(u64 vcltq_u64(a, b)), a, b);
    // The instructions for the larger and the smaller float return a NaN if one of the two is, and order the zeros.
    f32: |a, b| vbslq_u8(mask!(f32 vcgtq_f32(a, b)), a, b), vbslq_u8(mask!(f32 vcltq_f32(a, b)), a, b),
        mask!(f32 vcgtq_f32(a, b)), mask!(f32 vceqq_f32(a, b)),
        vmvnq_u8(vandq_u8(mask!(f32 vceqq_f32(a, a)), mask!(f32 vceqq_f32(b, b)))), vmvnq_u8(mask!(f32 vcleq_f32(a, b)));
    f64: |a, b| vbslq_u8(mask!(f64 vcgtq_f64(a, b)), a, b), vbslq_u8(mask!(f64 vcltq_f64(a, b)), a, b),
        mask!(f64 vcgtq_f64(a, b)), mask!(f64 vceqq_f64(a, b)),
        vmvnq_u8(vandq_u8(mask!(f64 vceqq_f64(a, a)), mask!(f64 vceqq_f64(b, b)))), vmvnq_u8(mask!(f64 vcleq_f64(a, b)));
}

#[cfg(feature = "half")]
instructions! {
    impl HalfRegister for uint8x16_t {
        fn magnitudes(a: Self) -> Self = vandq_u8(a, vreinterpretq_u8_s16(vdupq_n_s16(i16::MAX)));
        fn signed_magnitudes(a: Self) -> Self = {
            let sign = vreinterpretq_u8_s16(vshrq_n_s16::<15>(vreinterpretq_s16_u8(a)));
            let flipped = veorq_u8(Self::magnitudes(a), sign);
            lanes!(s16 vsubq_s16(flipped, sign))
        };
    }
}
