//! The instructions of x86-64: SSE2 with registers of 128 bits, AVX2 with 256 bits, and AVX-512 with 512 bits.
//!
//! One file per level fills the tables of [`packed`](super::packed). The levels share the functions of this file.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    clippy::wildcard_imports,
    reason = "every instruction here has the same proof, the level, and there are a hundred of them"
)]

mod avx2;
mod avx512;
mod sse2;

use super::packed::part::load_words;
use crate::simd::POSITIONS;
use core::arch::x86_64::*;

/// Writes the bytes whose bits are set: see [`Vector::compress`](crate::simd::Vector::compress). Eight at a time are
/// moved to the front of a register. Each store writes eight bytes, and the next one overwrites those that are beyond
/// the last set bit. No store begins after the bytes that it moved, so all of them end within the 64.
///
/// # Safety
///
/// The processor has AVX2. 64 bytes can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
unsafe fn compress_bytes(from: *const u8, mask: u64, to: *mut u8) -> bool {
    let mut to = to;
    for (at, byte) in mask.to_le_bytes().into_iter().enumerate() {
        // SAFETY: the caller promises AVX2 and the memory. The eights before this one have at most as many set bits as
        // bytes.
        unsafe {
            let eight = _mm_loadl_epi64(from.add(at * 8).cast());
            let order = _mm_loadl_epi64(POSITIONS[usize::from(byte)].as_ptr().cast());
            _mm_storel_epi64(to.cast(), _mm_shuffle_epi8(eight, order));
            to = to.add(byte.count_ones() as usize);
        }
    }
    true
}

/// [`compress_bytes`] of elements of two bytes: the element at position `p` has the bytes `2 p` and `2 p + 1`.
///
/// # Safety
///
/// The processor has AVX2. 64 elements can be read at `from`, and 64 can be written at `to`.
#[inline(always)]
unsafe fn compress_pairs(from: *const u16, mask: u64, to: *mut u16) -> bool {
    let mut to = to;
    for (at, byte) in mask.to_le_bytes().into_iter().enumerate() {
        // SAFETY: as in `compress_bytes`.
        unsafe {
            let eight = _mm_loadu_si128(from.add(at * 8).cast());
            let order = _mm_loadl_epi64(POSITIONS[usize::from(byte)].as_ptr().cast());
            let twice = _mm_mullo_epi16(_mm_cvtepu8_epi16(order), _mm_set1_epi16(0x0202));
            let order = _mm_add_epi16(twice, _mm_set1_epi16(0x0100));
            _mm_storeu_si128(to.cast(), _mm_shuffle_epi8(eight, order));
            to = to.add(byte.count_ones() as usize);
        }
    }
    true
}

/// The `n` bytes at `from`, by at most two loads, which may overlap. The later bytes of the register are arbitrary.
///
/// # Safety
///
/// The processor has SSE2. The `n` bytes can be read. They are whole elements of `size` bytes, at least one element,
/// and at most 16 bytes in total.
#[inline(always)]
unsafe fn load_bytes(from: *const u8, n: usize, size: usize) -> __m128i {
    // SAFETY: the caller promises the bytes, and SSE2.
    unsafe {
        let (low, high) = load_words(from, n, size);
        _mm_set_epi64x(high.cast_signed(), low.cast_signed())
    }
}
