//! The instructions of x86-64: SSE2 with registers of 128 bits, AVX2 with 256 bits, AVX-512 with 512 bits.
//!
//! One file per level fills the tables of [`packed`](super::packed). Loads of a part of a register are shared by SSE2 and
//! AVX2, which have no masked loads for all widths.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    clippy::wildcard_imports,
    reason = "every instruction here has the same proof, the level, and there are a hundred of them"
)]

mod avx2;
mod avx512;
#[cfg(target_feature = "sse2")]
mod sse2;

use core::arch::x86_64::*;

/// 32 bytes of ones, then 32 of zeros: from `32 - n` on they are the mask of the first `n` bytes of a register.
static FIRST_BYTES: [u8; 64] = {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < 32 {
        bytes[at] = 0xff;
        at += 1;
    }
    bytes
};

/// The mask of the first `n` bytes of a register of at most 32 bytes.
#[inline(always)]
unsafe fn first_bytes<R: Copy>(n: usize) -> R {
    // SAFETY: `n` is at most the size of the register, so all of the register's bytes from there on are in the table.
    unsafe {
        FIRST_BYTES
            .as_ptr()
            .add(32 - n)
            .cast::<R>()
            .read_unaligned()
    }
}

/// The first `n` bytes at `from`, by two loads that overlap. The bytes of the register after them may be any. They are
/// elements of `size` bytes, at least one element and at most 16 bytes.
#[inline(always)]
unsafe fn load_bytes(from: *const u8, n: usize, size: usize) -> __m128i {
    // SAFETY: each load is of at most `n` bytes, the second of each pair ends with them.
    let (low, high) = unsafe {
        if size >= 8 || n >= 8 {
            let low = from.cast::<u64>().read_unaligned();
            let high = from.add(n - 8).cast::<u64>().read_unaligned();
            // With 8 bytes the high half is one of the bytes after them, which may be any.
            (low, high >> (8 * (16 - n) % 64))
        } else if size >= 4 || n >= 4 {
            let low = from.cast::<u32>().read_unaligned();
            let high = from.add(n - 4).cast::<u32>().read_unaligned();
            (u64::from(low) | u64::from(high) << (8 * (n - 4)), 0)
        } else if size >= 2 || n >= 2 {
            let low = from.cast::<u16>().read_unaligned();
            let high = from.add(n - 2).cast::<u16>().read_unaligned();
            (u64::from(low) | u64::from(high) << (8 * (n - 2)), 0)
        } else {
            (u64::from(from.read()), 0)
        }
    };
    // SAFETY: every x86-64 with a level has SSE2.
    unsafe { _mm_set_epi64x(high.cast_signed(), low.cast_signed()) }
}
