//! Selection by bit masks: one kernel for each width, whatever the dtype.
//!
//! ```text
//! mask = all ones where the condition is true, else all zeros
//! out = x2 ^ ((x1 ^ x2) & mask)
//! ```
//!
//! Written like this the loop vectorises at every level, and is one instruction beside loads and stores with AVX-512. As
//! `(x1 & mask) | (x2 & !mask)` the compiler found a comparison in it, and 8-bit elements took half as long again; as
//! `if` it became branches or gathered loads, five times slower.
//!
//! With AVX-512, results of more than a few lines are written line by line: see `lines`.
//!
//! Elements are arrays of bytes here, so that dtypes of one size share a kernel, alignment does not matter, and NaN
//! payloads are kept.

use crate::simd::multiversion;
#[cfg(target_arch = "x86_64")]
use crate::{kernel::select::lines, simd::Lanes};
use bytemuck::cast;
use core::mem::MaybeUninit;

/// The least bytes of a result that is written by lines, by a function of its own: what that saves took a fifth of a short call.
const LEAST_BYTES: usize = 2048;

macro_rules! widths {
    ($($name:ident, $body:ident, $choose:ident, $bits:ty, $bytes:literal $(, $lane:ident)?;)*) => {$(
        /// Writes `x1` where the condition is true, else `x2`. All slices have one length.
        #[inline]
        pub(crate) fn $name(
            condition: &[bool],
            x1: &[[u8; $bytes]],
            x2: &[[u8; $bytes]],
            out: &mut [MaybeUninit<[u8; $bytes]>],
        ) {
            multiversion! {
                fn short(
                    condition: &[bool],
                    x1: &[[u8; $bytes]],
                    x2: &[[u8; $bytes]],
                    out: &mut [MaybeUninit<[u8; $bytes]>],
                ) = $body;
            }
            $(
                multiversion! {
                    fn long(
                        condition: &[bool],
                        x1: &[[u8; $bytes]],
                        x2: &[[u8; $bytes]],
                        out: &mut [MaybeUninit<[u8; $bytes]>],
                    ) = short, short, |condition, x1, x2, out| {
                        lines::select::<<i8 as Lanes>::Avx512, <$lane as Lanes>::Avx512, _>(condition, x1, x2, out, $body)
                    };
                }
                if size_of_val(out) >= LEAST_BYTES {
                    return long(condition, x1, x2, out);
                }
            )?
            short(condition, x1, x2, out);
        }

        #[inline(always)]
        fn $body(
            condition: &[bool],
            x1: &[[u8; $bytes]],
            x2: &[[u8; $bytes]],
            out: &mut [MaybeUninit<[u8; $bytes]>],
        ) {
            for (((out, &condition), &x1), &x2) in out.iter_mut().zip(condition).zip(x1).zip(x2) {
                out.write($choose(condition.into(), x1, x2));
            }
        }

        /// The bytes of `x1` if the condition is 1, of `x2` if it is 0.
        #[inline(always)]
        pub(crate) fn $choose(condition: u8, x1: [u8; $bytes], x2: [u8; $bytes]) -> [u8; $bytes] {
            type Bits = [$bits; $bytes / size_of::<$bits>()];
            debug_assert!(condition <= 1, "a truth");
            let mask = <$bits>::from(condition).wrapping_neg();
            let (x1, x2): (Bits, Bits) = (cast(x1), cast(x2));
            let chosen: Bits = core::array::from_fn(|k| x2[k] ^ ((x1[k] ^ x2[k]) & mask));
            cast(chosen)
        }
    )*};
}

widths! {
    select_1, body_1, choose_1, u8, 1, i8;
    select_2, body_2, choose_2, u16, 2, i16;
    select_4, body_4, choose_4, u32, 4, i32;
    select_8, body_8, choose_8, u64, 8, i64;
    // As one number of 128 bits it took twice as long.
    select_16, body_16, choose_16, u64, 16;
}
