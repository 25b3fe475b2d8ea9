//! The instructions of AVX-512. A mask is an integer with one bit per lane.

use super::{compress_bytes, compress_pairs};
#[cfg(feature = "half")]
use crate::simd::packed::HalfRegister;
use crate::simd::packed::{
    LaneCompare, LaneWidth, MaskRegister, Register, compare, instructions, vectors,
};
use crate::simd::{SimdElement, token};
use core::arch::x86_64::*;

vectors! { Avx512: i8, i16, i32, i64, f32, f64 in __m512i }

instructions! {
    impl Register for __m512i {
        type Level = token::Avx512;
        const HAS_WINDOWS: bool = true;
        fn xor(a: Self, b: Self) -> Self = _mm512_xor_si512(a, b);
        fn swap_adjacent(a: Self, bytes: usize) -> Self = match bytes {
            32 => _mm512_shuffle_i64x2::<0b01_00_11_10>(a, a),
            16 => _mm512_shuffle_i64x2::<0b10_11_00_01>(a, a),
            8 => _mm512_shuffle_epi32::<0b01_00_11_10>(a),
            4 => _mm512_shuffle_epi32::<0b10_11_00_01>(a),
            2 => _mm512_rol_epi32::<16>(a),
            _ => _mm512_or_si512(_mm512_slli_epi16::<8>(a), _mm512_srli_epi16::<8>(a)),
        };
        fn min_bytes(a: Self, b: Self) -> Self = _mm512_min_epu8(a, b);
        fn first_byte(a: Self) -> u8 = _mm_cvtsi128_si32(_mm512_castsi512_si128(a)).to_le_bytes()[0];
        fn window(a: Self, next: Self, first_word: usize) -> Self = {
            let words = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
            let words = _mm512_add_epi64(words, _mm512_set1_epi64(first_word.cast_signed() as i64));
            _mm512_permutex2var_epi64(a, words, next)
        };
        // Each store writes eight lanes. Those of the set bits come first, and the next store overwrites the others.
        fn write_positions(mask: u64, start: i64, to: *mut i64) -> bool = {
            let mut to = to;
            let mut positions = _mm512_add_epi64(
                _mm512_set1_epi64(start),
                _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7),
            );
            for bits in mask.to_le_bytes() {
                _mm512_storeu_si512(to.cast(), _mm512_maskz_compress_epi64(bits, positions));
                to = to.add(bits.count_ones() as usize);
                positions = _mm512_add_epi64(positions, _mm512_set1_epi64(8));
            }
            true
        };
    }
}

/// Fills the table [`LaneWidth`] from the mask type and the instructions that broadcast a lane, load the lanes of a
/// mask, blend by a mask, and add and compare lanes, and from the function that compresses elements. The last
/// expression moves the only lane that is set to the front, or is `None`.
macro_rules! width {
    ($($lane:ident: $mask:ident, $splat:ident, $load:ident, $blend:ident, $add:ident, $same:ident, $compress:ident, |$set:ident, $counts:ident| $front:expr;)*) => {
        instructions! {$(
            impl MaskRegister for $mask {
                fn none() -> Self = 0;
                fn or(a: Self, b: Self) -> Self = a | b;
                fn and_not(a: Self, not: Self) -> Self = a & !not;
            }

            impl LaneWidth<$lane> for __m512i {
                type Mask = $mask;
                fn splat(lane: $lane) -> Self = $splat(lane.cast_signed());
                fn load_part(from: *const $lane, len: usize, rest: Self) -> Self =
                    $load(rest, $mask::MAX >> ($mask::BITS as usize - len), from.cast());
                fn select(mask: $mask, yes: Self, no: Self) -> Self = $blend(mask, no, yes);
                fn add(a: Self, b: Self) -> Self = $add(a, b);
                fn same(a: Self, b: Self) -> $mask = $same(a, b);
                fn bits(mask: $mask) -> u64 = mask.into();
                #[allow(clippy::cast_possible_truncation, reason = "more bits than lanes are allowed")]
                fn mask_of_bits(bits: u64) -> $mask = bits as $mask;
                fn compress(from: *const $lane, mask: u64, to: *mut $lane) -> bool = $compress(from, mask, to);
                fn only($set: $mask, $counts: Self) -> Option<usize> = {
                    let front: Option<Self> = if $set.is_power_of_two() { $front } else { None };
                    front.map(|front| usize::from(Self::first_byte(front)))
                };
            }
        )*}
    };
}

width! {
    u8: u64, _mm512_set1_epi8, _mm512_mask_loadu_epi8, _mm512_mask_blend_epi8,
        _mm512_add_epi8, _mm512_cmpeq_epi8_mask, compress_bytes, |_set, _counts| None;
    u16: u32, _mm512_set1_epi16, _mm512_mask_loadu_epi16, _mm512_mask_blend_epi16,
        _mm512_add_epi16, _mm512_cmpeq_epi16_mask, compress_pairs,
        |set, counts| Some(_mm512_permutexvar_epi16(_mm512_set1_epi32(set.trailing_zeros().cast_signed()), counts));
    u32: u16, _mm512_set1_epi32, _mm512_mask_loadu_epi32, _mm512_mask_blend_epi32,
        _mm512_add_epi32, _mm512_cmpeq_epi32_mask, compress_words,
        |set, counts| Some(_mm512_maskz_compress_epi32(set, counts));
    u64: u8, _mm512_set1_epi64, _mm512_mask_loadu_epi64, _mm512_mask_blend_epi64,
        _mm512_add_epi64, _mm512_cmpeq_epi64_mask, compress_long_words,
        |set, counts| Some(_mm512_maskz_compress_epi64(set, counts));
}

/// Defines functions as [`compress_bytes`] for wider elements, with the compress instruction. Its result goes through a
/// register: on some processors, the form that writes to memory takes far longer.
macro_rules! compress {
    ($($name:ident $lane:ident $mask:ident $instruction:ident;)*) => {$(
        /// See [`compress_bytes`].
        ///
        /// # Safety
        ///
        /// The processor has AVX-512. 64 elements can be read at `from`, and 64 can be written at `to`.
        #[inline(always)]
        unsafe fn $name(from: *const $lane, mask: u64, to: *mut $lane) -> bool {
            let mut to = to;
            for at in (0..64).step_by($mask::BITS as usize) {
                #[allow(clippy::cast_possible_truncation, reason = "the other bits are those of other vectors")]
                let bits = (mask >> at) as $mask;
                // SAFETY: as in `compress_bytes`.
                unsafe {
                    let lanes = _mm512_loadu_si512(from.add(at).cast());
                    _mm512_storeu_si512(to.cast(), $instruction(bits, lanes));
                    to = to.add(bits.count_ones() as usize);
                }
            }
            true
        }
    )*};
}

compress! {
    compress_words u32 u16 _mm512_maskz_compress_epi32;
    compress_long_words u64 u8 _mm512_maskz_compress_epi64;
}

macro_rules! ps {
    ($op:ident, $a:expr, $b:expr) => {
        _mm512_castps_si512($op(_mm512_castsi512_ps($a), _mm512_castsi512_ps($b)))
    };
    (mask $imm:ident, $a:expr, $b:expr) => {
        _mm512_cmp_ps_mask::<$imm>(_mm512_castsi512_ps($a), _mm512_castsi512_ps($b))
    };
}

macro_rules! pd {
    ($op:ident, $a:expr, $b:expr) => {
        _mm512_castpd_si512($op(_mm512_castsi512_pd($a), _mm512_castsi512_pd($b)))
    };
    (mask $imm:ident, $a:expr, $b:expr) => {
        _mm512_cmp_pd_mask::<$imm>(_mm512_castsi512_pd($a), _mm512_castsi512_pd($b))
    };
}

compare! {
    __m512i;
    i8: |a, b| _mm512_max_epi8(a, b), _mm512_min_epi8(a, b), _mm512_cmpgt_epi8_mask(a, b), _mm512_cmpeq_epi8_mask(a, b)
        => _mm512_max_epu8(a, b), _mm512_min_epu8(a, b);
    i16: |a, b| _mm512_max_epi16(a, b), _mm512_min_epi16(a, b),
        _mm512_cmpgt_epi16_mask(a, b), _mm512_cmpeq_epi16_mask(a, b)
        => _mm512_max_epu16(a, b), _mm512_min_epu16(a, b);
    i32: |a, b| _mm512_max_epi32(a, b), _mm512_min_epi32(a, b),
        _mm512_cmpgt_epi32_mask(a, b), _mm512_cmpeq_epi32_mask(a, b)
        => _mm512_max_epu32(a, b), _mm512_min_epu32(a, b);
    i64: |a, b| _mm512_max_epi64(a, b), _mm512_min_epi64(a, b),
        _mm512_cmpgt_epi64_mask(a, b), _mm512_cmpeq_epi64_mask(a, b)
        => _mm512_max_epu64(a, b), _mm512_min_epu64(a, b);
    f32: |a, b| ps!(_mm512_max_ps, a, b), ps!(_mm512_min_ps, a, b),
        ps!(mask _CMP_GT_OQ, a, b), ps!(mask _CMP_EQ_OQ, a, b), ps!(mask _CMP_UNORD_Q, a, b),
        ps!(mask _CMP_NLE_UQ, a, b);
    f64: |a, b| pd!(_mm512_max_pd, a, b), pd!(_mm512_min_pd, a, b),
        pd!(mask _CMP_GT_OQ, a, b), pd!(mask _CMP_EQ_OQ, a, b), pd!(mask _CMP_UNORD_Q, a, b),
        pd!(mask _CMP_NLE_UQ, a, b);
}

#[cfg(feature = "half")]
instructions! {
    impl HalfRegister for __m512i {
        fn magnitudes(a: Self) -> Self = _mm512_and_si512(a, _mm512_set1_epi16(i16::MAX));
        fn signed_magnitudes(a: Self) -> Self = {
            let is_negative = _mm512_movepi16_mask(a);
            _mm512_mask_sub_epi16(a, is_negative, _mm512_set1_epi16(i16::MIN), a)
        };
    }
}
