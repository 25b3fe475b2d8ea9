//! The instructions of SSE2, the baseline of x86-64. In a mask, all bits of a lane are set or none.
//!
//! Two to four instructions of SSE2 replace an instruction that SSE4 added. Integers of 64 bits have portable vectors,
//! because comparing their halves in registers takes longer than comparing the integers one after the other.

use super::load_bytes;
#[cfg(feature = "half")]
use crate::simd::packed::HalfRegister;
use crate::simd::packed::part::first_bytes;
use crate::simd::packed::{
    LaneCompare, LaneWidth, MaskRegister, Register, compare, instructions, vectors,
};
use crate::simd::{SimdElement, token};
use core::arch::x86_64::*;

vectors! { Baseline: i8, i16, i32, f32, f64 in __m128i }

instructions! {
    impl MaskRegister for __m128i {
        fn none() -> Self = _mm_setzero_si128();
        fn or(a: Self, b: Self) -> Self = _mm_or_si128(a, b);
        fn and_not(a: Self, not: Self) -> Self = _mm_andnot_si128(not, a);
    }

    impl Register for __m128i {
        type Level = token::Baseline;
        fn xor(a: Self, b: Self) -> Self = _mm_xor_si128(a, b);
        fn swap_adjacent(a: Self, bytes: usize) -> Self = match bytes {
            8 => _mm_shuffle_epi32::<0b01_00_11_10>(a),
            4 => _mm_shuffle_epi32::<0b10_11_00_01>(a),
            2 => _mm_or_si128(_mm_slli_epi32::<16>(a), _mm_srli_epi32::<16>(a)),
            _ => _mm_or_si128(_mm_slli_epi16::<8>(a), _mm_srli_epi16::<8>(a)),
        };
        fn min_bytes(a: Self, b: Self) -> Self = _mm_min_epu8(a, b);
        fn first_byte(a: Self) -> u8 = _mm_cvtsi128_si32(a).to_le_bytes()[0];
    }
}

/// Fills the table [`LaneWidth`] from the instructions that broadcast a lane, add and compare lanes, and collect the
/// bits of a mask.
macro_rules! width {
    ($($lane:ident: $splat:ident, $add:ident, $same:ident, |$mask:ident| $bits:expr;)*) => {
        instructions! {$(
            impl LaneWidth<$lane> for __m128i {
                type Mask = Self;
                fn splat(lane: $lane) -> Self = $splat(lane.cast_signed());
                fn load_part(from: *const $lane, len: usize, rest: Self) -> Self = {
                    let bytes = size_of::<$lane>() * len;
                    select(first_bytes(bytes), load_bytes(from.cast(), bytes, size_of::<$lane>()), rest)
                };
                fn select(mask: Self, yes: Self, no: Self) -> Self = select(mask, yes, no);
                fn add(a: Self, b: Self) -> Self = $add(a, b);
                fn same(a: Self, b: Self) -> Self = $same(a, b);
                fn bits($mask: Self) -> u64 = u64::from($bits.cast_unsigned());
                fn first(mask: Self) -> Option<usize> = {
                    let bytes = _mm_movemask_epi8(mask);
                    (bytes != 0).then(|| bytes.trailing_zeros() as usize / size_of::<$lane>())
                };
            }
        )*}
    };
}

width! {
    u8: _mm_set1_epi8, _mm_add_epi8, _mm_cmpeq_epi8, |mask| _mm_movemask_epi8(mask);
    u16: _mm_set1_epi16, _mm_add_epi16, _mm_cmpeq_epi16, |mask| _mm_movemask_epi8(_mm_packs_epi16(mask, _mm_setzero_si128()));
    u32: _mm_set1_epi32, _mm_add_epi32, _mm_cmpeq_epi32, |mask| _mm_movemask_ps(_mm_castsi128_ps(mask));
    u64: _mm_set1_epi64x, _mm_add_epi64, same_low_halves, |mask| _mm_movemask_pd(_mm_castsi128_pd(mask));
}

/// Where lanes of 64 bits are equal. The lanes hold numbers below 2^32.
///
/// # Safety
///
/// The processor has SSE2.
#[inline(always)]
unsafe fn same_low_halves(a: __m128i, b: __m128i) -> __m128i {
    // SAFETY: the caller promises SSE2.
    unsafe { _mm_shuffle_epi32::<0b10_10_00_00>(_mm_cmpeq_epi32(a, b)) }
}

/// `yes` where the mask is set, else `no`.
///
/// # Safety
///
/// The processor has SSE2.
#[inline(always)]
unsafe fn select(mask: __m128i, yes: __m128i, no: __m128i) -> __m128i {
    // SAFETY: the caller promises SSE2.
    unsafe { _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no)) }
}

macro_rules! ps {
    ($op:ident, $a:expr, $b:expr) => {
        _mm_castps_si128($op(_mm_castsi128_ps($a), _mm_castsi128_ps($b)))
    };
}

macro_rules! pd {
    ($op:ident, $a:expr, $b:expr) => {
        _mm_castpd_si128($op(_mm_castsi128_pd($a), _mm_castsi128_pd($b)))
    };
}

compare! {
    __m128i;
    i8: |a, b| select(_mm_cmpgt_epi8(a, b), a, b), select(_mm_cmpgt_epi8(b, a), a, b),
        _mm_cmpgt_epi8(a, b), _mm_cmpeq_epi8(a, b)
        => _mm_max_epu8(a, b), _mm_min_epu8(a, b);
    i16: |a, b| _mm_max_epi16(a, b), _mm_min_epi16(a, b), _mm_cmpgt_epi16(a, b), _mm_cmpeq_epi16(a, b);
    i32: |a, b| select(_mm_cmpgt_epi32(a, b), a, b), select(_mm_cmpgt_epi32(b, a), a, b),
        _mm_cmpgt_epi32(a, b), _mm_cmpeq_epi32(a, b);
    f32: |a, b| ps!(_mm_max_ps, a, b), ps!(_mm_min_ps, a, b), ps!(_mm_cmpgt_ps, a, b), ps!(_mm_cmpeq_ps, a, b),
        ps!(_mm_cmpunord_ps, a, b), ps!(_mm_cmpnle_ps, a, b);
    f64: |a, b| pd!(_mm_max_pd, a, b), pd!(_mm_min_pd, a, b), pd!(_mm_cmpgt_pd, a, b), pd!(_mm_cmpeq_pd, a, b),
        pd!(_mm_cmpunord_pd, a, b), pd!(_mm_cmpnle_pd, a, b);
}

#[cfg(feature = "half")]
instructions! {
    impl HalfRegister for __m128i {
        fn magnitudes(a: Self) -> Self = _mm_and_si128(a, _mm_set1_epi16(i16::MAX));
        fn signed_magnitudes(a: Self) -> Self = {
            let sign = _mm_srai_epi16::<15>(a);
            _mm_sub_epi16(_mm_xor_si128(Self::magnitudes(a), sign), sign)
        };
    }
}
