//! The vectors of x86-64: 256 bits with AVX2, 512 bits with AVX-512.
//!
//! A register is held as integers; what the lanes mean is in the type parameter. The two macros at the end name the
//! instructions for each element type. Nothing here is safe to call where the processor lacks the level, which is the
//! contract of [`Vector`].

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    clippy::wildcard_imports,
    reason = "every instruction here has the same proof, and there are a hundred of them"
)]

use super::{Lanes, Vector};
use core::arch::x86_64::*;
use core::marker::PhantomData;

/// A register of 256 bits.
#[derive(Clone, Copy)]
pub(crate) struct Avx2<T>(__m256i, PhantomData<T>);

/// A register of 512 bits.
#[derive(Clone, Copy)]
pub(crate) struct Avx512<T>(__m512i, PhantomData<T>);

/// The operations of AVX2 that differ between element types; a mask has all bits of a lane set or none.
pub(crate) trait Avx2Element: Lanes {
    unsafe fn splat(self) -> __m256i;
    unsafe fn max(a: __m256i, b: __m256i) -> __m256i;
    unsafe fn min(a: __m256i, b: __m256i) -> __m256i;
    unsafe fn greater(a: __m256i, b: __m256i) -> __m256i;
    unsafe fn equal(a: __m256i, b: __m256i) -> __m256i;
    unsafe fn unordered(a: __m256i, b: __m256i) -> __m256i;
    unsafe fn splat_count(count: Self::Count) -> __m256i;
}

// SAFETY of every block below: the caller of a `Vector` function vouches for the level and, for `load` and `store`, for
// the memory; unaligned loads and stores need no more.
impl<T: Avx2Element> Vector for Avx2<T> {
    type Element = T;
    type Mask = __m256i;
    type Counts = __m256i;
    const LANES: usize = 32 / size_of::<T>();

    #[inline(always)]
    unsafe fn load(from: *const T) -> Self {
        // SAFETY: see above.
        Self(unsafe { _mm256_loadu_si256(from.cast()) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut T) {
        // SAFETY: see above.
        unsafe { _mm256_storeu_si256(to.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn splat(element: T) -> Self {
        // SAFETY: see above.
        Self(unsafe { element.splat() }, PhantomData)
    }

    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { T::max(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { T::min(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn gt(self, other: Self) -> __m256i {
        // SAFETY: see above.
        unsafe { T::greater(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn lt(self, other: Self) -> __m256i {
        // SAFETY: see above.
        unsafe { T::greater(other.0, self.0) }
    }

    #[inline(always)]
    unsafe fn eq(self, other: Self) -> __m256i {
        // SAFETY: see above.
        unsafe { T::equal(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn unordered(self, other: Self) -> __m256i {
        // SAFETY: see above.
        unsafe { T::unordered(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn select(mask: __m256i, yes: Self, no: Self) -> Self {
        // SAFETY: see above.
        Self(
            unsafe { _mm256_blendv_epi8(no.0, yes.0, mask) },
            PhantomData,
        )
    }

    #[inline(always)]
    unsafe fn swap(self, bytes: usize) -> Self {
        // SAFETY: see above.
        let swapped = unsafe {
            match bytes {
                16 => _mm256_permute2x128_si256::<1>(self.0, self.0),
                8 => _mm256_shuffle_epi32::<0b01_00_11_10>(self.0),
                4 => _mm256_shuffle_epi32::<0b10_11_00_01>(self.0),
                2 => _mm256_or_si256(
                    _mm256_slli_epi32::<16>(self.0),
                    _mm256_srli_epi32::<16>(self.0),
                ),
                _ => _mm256_or_si256(
                    _mm256_slli_epi16::<8>(self.0),
                    _mm256_srli_epi16::<8>(self.0),
                ),
            }
        };
        Self(swapped, PhantomData)
    }

    #[inline(always)]
    unsafe fn none() -> __m256i {
        // SAFETY: see above.
        unsafe { _mm256_setzero_si256() }
    }

    #[inline(always)]
    unsafe fn or(a: __m256i, b: __m256i) -> __m256i {
        // SAFETY: see above.
        unsafe { _mm256_or_si256(a, b) }
    }

    #[inline(always)]
    unsafe fn and_not(a: __m256i, not: __m256i) -> __m256i {
        // SAFETY: see above.
        unsafe { _mm256_andnot_si256(not, a) }
    }

    #[inline(always)]
    #[expect(clippy::cast_sign_loss, reason = "a mask of bits")]
    unsafe fn bits(mask: __m256i) -> u64 {
        // SAFETY: see above.
        let bits = unsafe {
            match size_of::<T>() {
                1 => _mm256_movemask_epi8(mask) as u32,
                2 => _pext_u32(_mm256_movemask_epi8(mask) as u32, 0x5555_5555),
                4 => _mm256_movemask_ps(_mm256_castsi256_ps(mask)) as u32,
                _ => _mm256_movemask_pd(_mm256_castsi256_pd(mask)) as u32,
            }
        };
        bits.into()
    }

    #[inline(always)]
    unsafe fn first(mask: __m256i) -> Option<usize> {
        // SAFETY: see above.
        let bytes = unsafe { _mm256_movemask_epi8(mask) };
        (bytes != 0).then(|| bytes.trailing_zeros() as usize / size_of::<T>())
    }

    #[inline(always)]
    unsafe fn load_counts(from: *const T::Count) -> __m256i {
        // SAFETY: see above.
        unsafe { _mm256_loadu_si256(from.cast()) }
    }

    #[inline(always)]
    unsafe fn store_counts(counts: __m256i, to: *mut T::Count) {
        // SAFETY: see above.
        unsafe { _mm256_storeu_si256(to.cast(), counts) }
    }

    #[inline(always)]
    unsafe fn splat_count(count: T::Count) -> __m256i {
        // SAFETY: see above.
        unsafe { T::splat_count(count) }
    }

    #[inline(always)]
    unsafe fn select_counts(mask: __m256i, yes: __m256i, no: __m256i) -> __m256i {
        // SAFETY: see above.
        unsafe { _mm256_blendv_epi8(no, yes, mask) }
    }
}

/// The operations of AVX-512 that differ between element types; a mask has one bit a lane.
pub(crate) trait Avx512Element: Lanes {
    type Mask: Copy
        + Into<u64>
        + core::ops::BitOr<Output = Self::Mask>
        + core::ops::BitAnd<Output = Self::Mask>
        + core::ops::Not<Output = Self::Mask>
        + Default;
    unsafe fn splat(self) -> __m512i;
    unsafe fn max(a: __m512i, b: __m512i) -> __m512i;
    unsafe fn min(a: __m512i, b: __m512i) -> __m512i;
    unsafe fn greater(a: __m512i, b: __m512i) -> Self::Mask;
    unsafe fn equal(a: __m512i, b: __m512i) -> Self::Mask;
    unsafe fn unordered(a: __m512i, b: __m512i) -> Self::Mask;
    unsafe fn blend(mask: Self::Mask, no: __m512i, yes: __m512i) -> __m512i;
    unsafe fn splat_count(count: Self::Count) -> __m512i;
}

impl<T: Avx512Element> Vector for Avx512<T> {
    type Element = T;
    type Mask = T::Mask;
    type Counts = __m512i;
    const LANES: usize = 64 / size_of::<T>();

    #[inline(always)]
    unsafe fn load(from: *const T) -> Self {
        // SAFETY: see above.
        Self(unsafe { _mm512_loadu_si512(from.cast()) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut T) {
        // SAFETY: see above.
        unsafe { _mm512_storeu_si512(to.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn splat(element: T) -> Self {
        // SAFETY: see above.
        Self(unsafe { element.splat() }, PhantomData)
    }

    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { T::max(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { T::min(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn gt(self, other: Self) -> T::Mask {
        // SAFETY: see above.
        unsafe { T::greater(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn lt(self, other: Self) -> T::Mask {
        // SAFETY: see above.
        unsafe { T::greater(other.0, self.0) }
    }

    #[inline(always)]
    unsafe fn eq(self, other: Self) -> T::Mask {
        // SAFETY: see above.
        unsafe { T::equal(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn unordered(self, other: Self) -> T::Mask {
        // SAFETY: see above.
        unsafe { T::unordered(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn select(mask: T::Mask, yes: Self, no: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { T::blend(mask, no.0, yes.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn swap(self, bytes: usize) -> Self {
        // SAFETY: see above.
        let swapped = unsafe {
            match bytes {
                32 => _mm512_shuffle_i64x2::<0b01_00_11_10>(self.0, self.0),
                16 => _mm512_shuffle_i64x2::<0b10_11_00_01>(self.0, self.0),
                8 => _mm512_shuffle_epi32::<0b01_00_11_10>(self.0),
                4 => _mm512_shuffle_epi32::<0b10_11_00_01>(self.0),
                2 => _mm512_rol_epi32::<16>(self.0),
                _ => _mm512_or_si512(
                    _mm512_slli_epi16::<8>(self.0),
                    _mm512_srli_epi16::<8>(self.0),
                ),
            }
        };
        Self(swapped, PhantomData)
    }

    #[inline(always)]
    unsafe fn none() -> T::Mask {
        T::Mask::default()
    }

    #[inline(always)]
    unsafe fn or(a: T::Mask, b: T::Mask) -> T::Mask {
        a | b
    }

    #[inline(always)]
    unsafe fn and_not(a: T::Mask, not: T::Mask) -> T::Mask {
        a & !not
    }

    #[inline(always)]
    unsafe fn bits(mask: T::Mask) -> u64 {
        mask.into()
    }

    #[inline(always)]
    unsafe fn first(mask: T::Mask) -> Option<usize> {
        let bits: u64 = mask.into();
        (bits != 0).then(|| bits.trailing_zeros() as usize)
    }

    #[inline(always)]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a byte of the mask at a time"
    )]
    unsafe fn write_positions(mask: u64, start: i64, mut room: *mut i64) -> bool {
        // SAFETY: see above; the caller has the room, and each store takes eight, of which the bits set count.
        unsafe {
            let mut positions = _mm512_add_epi64(
                _mm512_set1_epi64(start),
                _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7),
            );
            for byte in 0..8 {
                let bits = (mask >> (8 * byte)) as u8;
                _mm512_storeu_si512(room.cast(), _mm512_maskz_compress_epi64(bits, positions));
                room = room.add(bits.count_ones() as usize);
                positions = _mm512_add_epi64(positions, _mm512_set1_epi64(8));
            }
        }
        true
    }

    #[inline(always)]
    unsafe fn load_counts(from: *const T::Count) -> __m512i {
        // SAFETY: see above.
        unsafe { _mm512_loadu_si512(from.cast()) }
    }

    #[inline(always)]
    unsafe fn store_counts(counts: __m512i, to: *mut T::Count) {
        // SAFETY: see above.
        unsafe { _mm512_storeu_si512(to.cast(), counts) }
    }

    #[inline(always)]
    unsafe fn splat_count(count: T::Count) -> __m512i {
        // SAFETY: see above.
        unsafe { T::splat_count(count) }
    }

    #[inline(always)]
    unsafe fn select_counts(mask: T::Mask, yes: __m512i, no: __m512i) -> __m512i {
        // SAFETY: see above.
        unsafe { T::blend(mask, no, yes) }
    }
}

/// `a > b` for unsigned lanes: the larger is `a`, and they differ.
macro_rules! unsigned_gt {
    ($a:expr, $b:expr, $max:ident, $eq:ident) => {
        _mm256_andnot_si256($eq($a, $b), $eq($max($a, $b), $a))
    };
}

/// Flips the top bit of each 64-bit lane, which turns the order of unsigned numbers into that of signed ones.
#[inline(always)]
unsafe fn flip(a: __m256i) -> __m256i {
    // SAFETY: the caller has AVX2.
    unsafe { _mm256_xor_si256(a, _mm256_set1_epi64x(i64::MIN)) }
}

macro_rules! avx2 {
    ($($element:ty, $signed:ty, $splat:ident, |$a:ident, $b:ident| $max:expr, $min:expr, $gt:expr, $eq:expr, $unordered:expr;)*) => {$(
        #[allow(clippy::cast_possible_wrap, unused_unsafe, unused_variables, reason = "lanes are bits; integers are never unordered")]
        impl Avx2Element for $element {
            #[inline(always)]
            unsafe fn splat(self) -> __m256i {
                // SAFETY: the caller has AVX2.
                unsafe { $splat(self.to_bits_of() as $signed) }
            }
            #[inline(always)]
            unsafe fn max($a: __m256i, $b: __m256i) -> __m256i {
                // SAFETY: the caller has AVX2.
                unsafe { $max }
            }
            #[inline(always)]
            unsafe fn min($a: __m256i, $b: __m256i) -> __m256i {
                // SAFETY: the caller has AVX2.
                unsafe { $min }
            }
            #[inline(always)]
            unsafe fn greater($a: __m256i, $b: __m256i) -> __m256i {
                // SAFETY: the caller has AVX2.
                unsafe { $gt }
            }
            #[inline(always)]
            unsafe fn equal($a: __m256i, $b: __m256i) -> __m256i {
                // SAFETY: the caller has AVX2.
                unsafe { $eq }
            }
            #[inline(always)]
            unsafe fn unordered($a: __m256i, $b: __m256i) -> __m256i {
                // SAFETY: the caller has AVX2.
                unsafe { $unordered }
            }
            #[inline(always)]
            unsafe fn splat_count(count: Self::Count) -> __m256i {
                // SAFETY: the caller has AVX2.
                unsafe { $splat(count as $signed) }
            }
        }
    )*};
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

avx2! {
    i8, i8, _mm256_set1_epi8, |a, b| _mm256_max_epi8(a, b), _mm256_min_epi8(a, b),
        _mm256_cmpgt_epi8(a, b), _mm256_cmpeq_epi8(a, b), _mm256_setzero_si256();
    i16, i16, _mm256_set1_epi16, |a, b| _mm256_max_epi16(a, b), _mm256_min_epi16(a, b),
        _mm256_cmpgt_epi16(a, b), _mm256_cmpeq_epi16(a, b), _mm256_setzero_si256();
    i32, i32, _mm256_set1_epi32, |a, b| _mm256_max_epi32(a, b), _mm256_min_epi32(a, b),
        _mm256_cmpgt_epi32(a, b), _mm256_cmpeq_epi32(a, b), _mm256_setzero_si256();
    i64, i64, _mm256_set1_epi64x, |a, b| _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(a, b)),
        _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(b, a)),
        _mm256_cmpgt_epi64(a, b), _mm256_cmpeq_epi64(a, b), _mm256_setzero_si256();
    u8, i8, _mm256_set1_epi8, |a, b| _mm256_max_epu8(a, b), _mm256_min_epu8(a, b),
        unsigned_gt!(a, b, _mm256_max_epu8, _mm256_cmpeq_epi8), _mm256_cmpeq_epi8(a, b), _mm256_setzero_si256();
    u16, i16, _mm256_set1_epi16, |a, b| _mm256_max_epu16(a, b), _mm256_min_epu16(a, b),
        unsigned_gt!(a, b, _mm256_max_epu16, _mm256_cmpeq_epi16), _mm256_cmpeq_epi16(a, b), _mm256_setzero_si256();
    u32, i32, _mm256_set1_epi32, |a, b| _mm256_max_epu32(a, b), _mm256_min_epu32(a, b),
        unsigned_gt!(a, b, _mm256_max_epu32, _mm256_cmpeq_epi32), _mm256_cmpeq_epi32(a, b), _mm256_setzero_si256();
    u64, i64, _mm256_set1_epi64x, |a, b| _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(flip(a), flip(b))),
        _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(flip(b), flip(a))),
        _mm256_cmpgt_epi64(flip(a), flip(b)), _mm256_cmpeq_epi64(a, b), _mm256_setzero_si256();
    f32, i32, _mm256_set1_epi32, |a, b| ps!(_mm256_max_ps, a, b), ps!(_mm256_min_ps, a, b),
        ps!(_mm256_cmp_ps::<_CMP_GT_OQ>, a, b), ps!(_mm256_cmp_ps::<_CMP_EQ_OQ>, a, b),
        ps!(_mm256_cmp_ps::<_CMP_UNORD_Q>, a, b);
    f64, i64, _mm256_set1_epi64x, |a, b| pd!(_mm256_max_pd, a, b), pd!(_mm256_min_pd, a, b),
        pd!(_mm256_cmp_pd::<_CMP_GT_OQ>, a, b), pd!(_mm256_cmp_pd::<_CMP_EQ_OQ>, a, b),
        pd!(_mm256_cmp_pd::<_CMP_UNORD_Q>, a, b);
}

macro_rules! avx512 {
    ($($element:ty, $signed:ty, $mask:ty, $splat:ident, $blend:ident, |$a:ident, $b:ident| $max:expr, $min:expr, $gt:expr, $eq:expr, $unordered:expr;)*) => {$(
        #[allow(clippy::cast_possible_wrap, unused_unsafe, unused_variables, reason = "lanes are bits; integers are never unordered")]
        impl Avx512Element for $element {
            type Mask = $mask;
            #[inline(always)]
            unsafe fn splat(self) -> __m512i {
                // SAFETY: the caller has AVX-512.
                unsafe { $splat(self.to_bits_of() as $signed) }
            }
            #[inline(always)]
            unsafe fn max($a: __m512i, $b: __m512i) -> __m512i {
                // SAFETY: the caller has AVX-512.
                unsafe { $max }
            }
            #[inline(always)]
            unsafe fn min($a: __m512i, $b: __m512i) -> __m512i {
                // SAFETY: the caller has AVX-512.
                unsafe { $min }
            }
            #[inline(always)]
            unsafe fn greater($a: __m512i, $b: __m512i) -> $mask {
                // SAFETY: the caller has AVX-512.
                unsafe { $gt }
            }
            #[inline(always)]
            unsafe fn equal($a: __m512i, $b: __m512i) -> $mask {
                // SAFETY: the caller has AVX-512.
                unsafe { $eq }
            }
            #[inline(always)]
            unsafe fn unordered($a: __m512i, $b: __m512i) -> $mask {
                // SAFETY: the caller has AVX-512.
                unsafe { $unordered }
            }
            #[inline(always)]
            unsafe fn blend(mask: $mask, no: __m512i, yes: __m512i) -> __m512i {
                // SAFETY: the caller has AVX-512.
                unsafe { $blend(mask, no, yes) }
            }
            #[inline(always)]
            unsafe fn splat_count(count: Self::Count) -> __m512i {
                // SAFETY: the caller has AVX-512.
                unsafe { $splat(count as $signed) }
            }
        }
    )*};
}

macro_rules! wide_ps {
    ($op:ident, $a:expr, $b:expr) => {
        _mm512_castps_si512($op(_mm512_castsi512_ps($a), _mm512_castsi512_ps($b)))
    };
    (mask $imm:ident, $a:expr, $b:expr) => {
        _mm512_cmp_ps_mask::<$imm>(_mm512_castsi512_ps($a), _mm512_castsi512_ps($b))
    };
}

macro_rules! wide_pd {
    ($op:ident, $a:expr, $b:expr) => {
        _mm512_castpd_si512($op(_mm512_castsi512_pd($a), _mm512_castsi512_pd($b)))
    };
    (mask $imm:ident, $a:expr, $b:expr) => {
        _mm512_cmp_pd_mask::<$imm>(_mm512_castsi512_pd($a), _mm512_castsi512_pd($b))
    };
}

avx512! {
    i8, i8, u64, _mm512_set1_epi8, _mm512_mask_blend_epi8, |a, b| _mm512_max_epi8(a, b), _mm512_min_epi8(a, b),
        _mm512_cmpgt_epi8_mask(a, b), _mm512_cmpeq_epi8_mask(a, b), 0;
    i16, i16, u32, _mm512_set1_epi16, _mm512_mask_blend_epi16, |a, b| _mm512_max_epi16(a, b), _mm512_min_epi16(a, b),
        _mm512_cmpgt_epi16_mask(a, b), _mm512_cmpeq_epi16_mask(a, b), 0;
    i32, i32, u16, _mm512_set1_epi32, _mm512_mask_blend_epi32, |a, b| _mm512_max_epi32(a, b), _mm512_min_epi32(a, b),
        _mm512_cmpgt_epi32_mask(a, b), _mm512_cmpeq_epi32_mask(a, b), 0;
    i64, i64, u8, _mm512_set1_epi64, _mm512_mask_blend_epi64, |a, b| _mm512_max_epi64(a, b), _mm512_min_epi64(a, b),
        _mm512_cmpgt_epi64_mask(a, b), _mm512_cmpeq_epi64_mask(a, b), 0;
    u8, i8, u64, _mm512_set1_epi8, _mm512_mask_blend_epi8, |a, b| _mm512_max_epu8(a, b), _mm512_min_epu8(a, b),
        _mm512_cmpgt_epu8_mask(a, b), _mm512_cmpeq_epi8_mask(a, b), 0;
    u16, i16, u32, _mm512_set1_epi16, _mm512_mask_blend_epi16, |a, b| _mm512_max_epu16(a, b), _mm512_min_epu16(a, b),
        _mm512_cmpgt_epu16_mask(a, b), _mm512_cmpeq_epi16_mask(a, b), 0;
    u32, i32, u16, _mm512_set1_epi32, _mm512_mask_blend_epi32, |a, b| _mm512_max_epu32(a, b), _mm512_min_epu32(a, b),
        _mm512_cmpgt_epu32_mask(a, b), _mm512_cmpeq_epi32_mask(a, b), 0;
    u64, i64, u8, _mm512_set1_epi64, _mm512_mask_blend_epi64, |a, b| _mm512_max_epu64(a, b), _mm512_min_epu64(a, b),
        _mm512_cmpgt_epu64_mask(a, b), _mm512_cmpeq_epi64_mask(a, b), 0;
    f32, i32, u16, _mm512_set1_epi32, _mm512_mask_blend_epi32,
        |a, b| wide_ps!(_mm512_max_ps, a, b), wide_ps!(_mm512_min_ps, a, b),
        wide_ps!(mask _CMP_GT_OQ, a, b), wide_ps!(mask _CMP_EQ_OQ, a, b), wide_ps!(mask _CMP_UNORD_Q, a, b);
    f64, i64, u8, _mm512_set1_epi64, _mm512_mask_blend_epi64,
        |a, b| wide_pd!(_mm512_max_pd, a, b), wide_pd!(_mm512_min_pd, a, b),
        wide_pd!(mask _CMP_GT_OQ, a, b), wide_pd!(mask _CMP_EQ_OQ, a, b), wide_pd!(mask _CMP_UNORD_Q, a, b);
}

/// The bits of an element, as an integer that `as` takes to the signed one of its width.
trait Bits: Copy {
    type Bits;
    fn to_bits_of(self) -> Self::Bits;
}

macro_rules! bits {
    ($($int:ty)*) => {$(
        impl Bits for $int {
            type Bits = $int;
            #[inline(always)]
            fn to_bits_of(self) -> $int {
                self
            }
        }
    )*};
}

bits! { i8 i16 i32 i64 u8 u16 u32 u64 }

impl Bits for f32 {
    type Bits = u32;
    #[inline(always)]
    fn to_bits_of(self) -> u32 {
        self.to_bits()
    }
}

impl Bits for f64 {
    type Bits = u64;
    #[inline(always)]
    fn to_bits_of(self) -> u64 {
        self.to_bits()
    }
}
