//! The instructions of AVX2. In a mask, all bits of a lane are set or none.

use super::{compress_bytes, compress_pairs, load_bytes};
#[cfg(feature = "half")]
use crate::simd::packed::HalfRegister;
use crate::simd::packed::part::first_bytes;
use crate::simd::packed::{
    LaneCompare, LaneWidth, MaskRegister, Register, compare, instructions, vectors,
};
use crate::simd::{POSITIONS, SimdElement, token};
use core::arch::x86_64::*;

vectors! { Avx2: i8, i16, i32, i64, f32, f64 in __m256i }

instructions! {
    impl MaskRegister for __m256i {
        fn none() -> Self = _mm256_setzero_si256();
        fn or(a: Self, b: Self) -> Self = _mm256_or_si256(a, b);
        fn and_not(a: Self, not: Self) -> Self = _mm256_andnot_si256(not, a);
    }

    impl Register for __m256i {
        type Level = token::Avx2;
        fn xor(a: Self, b: Self) -> Self = _mm256_xor_si256(a, b);
        fn swap_adjacent(a: Self, bytes: usize) -> Self = match bytes {
            16 => _mm256_permute2x128_si256::<1>(a, a),
            8 => _mm256_shuffle_epi32::<0b01_00_11_10>(a),
            4 => _mm256_shuffle_epi32::<0b10_11_00_01>(a),
            2 => _mm256_or_si256(_mm256_slli_epi32::<16>(a), _mm256_srli_epi32::<16>(a)),
            _ => _mm256_or_si256(_mm256_slli_epi16::<8>(a), _mm256_srli_epi16::<8>(a)),
        };
        fn min_bytes(a: Self, b: Self) -> Self = _mm256_min_epu8(a, b);
        fn first_byte(a: Self) -> u8 = _mm_cvtsi128_si32(_mm256_castsi256_si128(a)).to_le_bytes()[0];
    }
}

/// Fills the table [`LaneWidth`] from the instructions that broadcast a lane, add and compare lanes, load a part of a
/// register, and collect the bits of a mask, and from the function that compresses elements.
macro_rules! width {
    ($($lane:ident: $splat:ident, $add:ident, $same:ident, $compress:ident, |$from:ident, $bytes:ident| $part:expr, |$mask:ident| $bits:expr;)*) => {
        instructions! {$(
            impl LaneWidth<$lane> for __m256i {
                type Mask = Self;
                fn splat(lane: $lane) -> Self = $splat(lane.cast_signed());
                fn load_part($from: *const $lane, len: usize, rest: Self) -> Self = {
                    let $bytes = size_of::<$lane>() * len;
                    _mm256_blendv_epi8(rest, $part, first_bytes($bytes))
                };
                fn select(mask: Self, yes: Self, no: Self) -> Self = _mm256_blendv_epi8(no, yes, mask);
                fn add(a: Self, b: Self) -> Self = $add(a, b);
                fn same(a: Self, b: Self) -> Self = $same(a, b);
                fn bits($mask: Self) -> u64 = u64::from($bits.cast_unsigned());
                fn compress(from: *const $lane, mask: u64, to: *mut $lane) -> bool = $compress(from, mask, to);
                fn first(mask: Self) -> Option<usize> = {
                    let bytes = _mm256_movemask_epi8(mask);
                    (bytes != 0).then(|| bytes.trailing_zeros() as usize / size_of::<$lane>())
                };
            }
        )*}
    };
}

width! {
    u8: _mm256_set1_epi8, _mm256_add_epi8, _mm256_cmpeq_epi8, compress_bytes,
        |from, bytes| load_up_to_32(from, bytes), |mask| _mm256_movemask_epi8(mask);
    u16: _mm256_set1_epi16, _mm256_add_epi16, _mm256_cmpeq_epi16, compress_pairs,
        |from, bytes| load_up_to_32(from, bytes),
        |mask| _pext_u32(_mm256_movemask_epi8(mask).cast_unsigned(), 0x5555_5555).cast_signed();
    u32: _mm256_set1_epi32, _mm256_add_epi32, _mm256_cmpeq_epi32, compress_words,
        |from, bytes| _mm256_maskload_epi32(from.cast(), first_bytes(bytes)),
        |mask| _mm256_movemask_ps(_mm256_castsi256_ps(mask));
    u64: _mm256_set1_epi64x, _mm256_add_epi64, _mm256_cmpeq_epi64, compress_long_words,
        |from, bytes| _mm256_maskload_epi64(from.cast(), first_bytes(bytes)),
        |mask| _mm256_movemask_pd(_mm256_castsi256_pd(mask));
}

/// [`compress_bytes`] of elements of four bytes.
///
/// # Safety
///
/// The processor has AVX2. 64 elements can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
unsafe fn compress_words(from: *const u32, mask: u64, to: *mut u32) -> bool {
    let mut to = to;
    for (at, byte) in mask.to_le_bytes().into_iter().enumerate() {
        // SAFETY: as in `compress_bytes`.
        unsafe {
            let eight = _mm256_loadu_si256(from.add(at * 8).cast());
            let order = _mm_loadl_epi64(POSITIONS[usize::from(byte)].as_ptr().cast());
            let moved = _mm256_permutevar8x32_epi32(eight, _mm256_cvtepu8_epi32(order));
            _mm256_storeu_si256(to.cast(), moved);
            to = to.add(byte.count_ones() as usize);
        }
    }
    true
}

/// For each four bits, the words of the set ones among four elements of two words, then zeros.
static WORDS: [[u32; 8]; 16] = {
    let mut table = [[0; 8]; 16];
    let mut bits = 0;
    while bits < 16 {
        let mut at = 0;
        while at < 4 {
            let word = POSITIONS[bits][at] as u32 * 2;
            table[bits][2 * at] = word;
            table[bits][2 * at + 1] = word + 1;
            at += 1;
        }
        bits += 1;
    }
    table
};

/// [`compress_bytes`] of elements of eight bytes, four at a time.
///
/// # Safety
///
/// The processor has AVX2. 64 elements can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
unsafe fn compress_long_words(from: *const u64, mask: u64, to: *mut u64) -> bool {
    let mut to = to;
    for at in 0..16 {
        let bits = (mask >> (at * 4) & 15) as usize;
        // SAFETY: as in `compress_bytes`.
        unsafe {
            let four = _mm256_loadu_si256(from.add(at * 4).cast());
            let order = _mm256_loadu_si256(WORDS[bits].as_ptr().cast());
            _mm256_storeu_si256(to.cast(), _mm256_permutevar8x32_epi32(four, order));
            to = to.add(bits.count_ones() as usize);
        }
    }
    true
}

/// The `n` bytes at `from`. The later bytes of the register are arbitrary.
///
/// # Safety
///
/// The processor has AVX2. The `n` bytes can be read. They are whole elements of type `C`, at least one element, and at
/// most 32 bytes in total.
#[inline(always)]
unsafe fn load_up_to_32<C>(from: *const C, n: usize) -> __m256i {
    let (from, size) = (from.cast::<u8>(), size_of::<C>());
    // SAFETY: the caller promises AVX2, and `n` bytes. If there are more than 16, one load takes the first 16, and
    // `load_bytes` takes the others, which are at least one element.
    unsafe {
        if n > 16 {
            let high = load_bytes(from.add(16), n - 16, size);
            _mm256_set_m128i(high, _mm_loadu_si128(from.cast()))
        } else {
            _mm256_castsi128_si256(load_bytes(from, n, size))
        }
    }
}

macro_rules! ps {
    ($op:ident $(::<$imm:ident>)?, $a:expr, $b:expr) => {
        _mm256_castps_si256($op $(::<$imm>)? (_mm256_castsi256_ps($a), _mm256_castsi256_ps($b)))
    };
}

macro_rules! pd {
    ($op:ident $(::<$imm:ident>)?, $a:expr, $b:expr) => {
        _mm256_castpd_si256($op $(::<$imm>)? (_mm256_castsi256_pd($a), _mm256_castsi256_pd($b)))
    };
}

compare! {
    __m256i;
    i8: |a, b| _mm256_max_epi8(a, b), _mm256_min_epi8(a, b), _mm256_cmpgt_epi8(a, b), _mm256_cmpeq_epi8(a, b)
        => _mm256_max_epu8(a, b), _mm256_min_epu8(a, b);
    i16: |a, b| _mm256_max_epi16(a, b), _mm256_min_epi16(a, b), _mm256_cmpgt_epi16(a, b), _mm256_cmpeq_epi16(a, b)
        => _mm256_max_epu16(a, b), _mm256_min_epu16(a, b);
    i32: |a, b| _mm256_max_epi32(a, b), _mm256_min_epi32(a, b), _mm256_cmpgt_epi32(a, b), _mm256_cmpeq_epi32(a, b)
        => _mm256_max_epu32(a, b), _mm256_min_epu32(a, b);
    i64: |a, b| _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(a, b)),
        _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(b, a)),
        _mm256_cmpgt_epi64(a, b), _mm256_cmpeq_epi64(a, b);
    f32: |a, b| ps!(_mm256_max_ps, a, b), ps!(_mm256_min_ps, a, b),
        ps!(_mm256_cmp_ps::<_CMP_GT_OQ>, a, b), ps!(_mm256_cmp_ps::<_CMP_EQ_OQ>, a, b),
        ps!(_mm256_cmp_ps::<_CMP_UNORD_Q>, a, b), ps!(_mm256_cmp_ps::<_CMP_NLE_UQ>, a, b);
    f64: |a, b| pd!(_mm256_max_pd, a, b), pd!(_mm256_min_pd, a, b),
        pd!(_mm256_cmp_pd::<_CMP_GT_OQ>, a, b), pd!(_mm256_cmp_pd::<_CMP_EQ_OQ>, a, b),
        pd!(_mm256_cmp_pd::<_CMP_UNORD_Q>, a, b), pd!(_mm256_cmp_pd::<_CMP_NLE_UQ>, a, b);
}

#[cfg(feature = "half")]
instructions! {
    impl HalfRegister for __m256i {
        fn magnitudes(a: Self) -> Self = _mm256_and_si256(a, _mm256_set1_epi16(i16::MAX));
        fn signed_magnitudes(a: Self) -> Self = _mm256_sign_epi16(Self::magnitudes(a), a);
    }
}
