//! Selection by bit masks: one kernel per width, whatever the dtype.
//!
//! ```text
//! mask = all ones where the condition is true, else all zeros
//! out = x2 ^ ((x1 ^ x2) & mask)
//! ```
//!
//! Written like this the loop vectorises at every level. With AVX-512 it is one instruction beside loads and stores. In
//! `(x1 & mask) | (x2 & !mask)` the compiler recognised a comparison, and 8-bit elements took half as long again. An `if`
//! became branches or gathered loads, five times slower.
//!
//! At a level with windows, results of more than a few cache lines are written line by line: see `aligned_stores`.
//!
//! Elements are arrays of bytes here. So dtypes of one size share a kernel, alignment does not matter, and the payload of a
//! NaN is kept.

use super::aligned_stores;
use crate::simd::{VectorOf, multiversion};
use bytemuck::cast;
use core::mem::MaybeUninit;

/// The least bytes of a result that is written line by line. That is a function of its own: the registers that it saves took
/// a fifth of a short call.
const MIN_ALIGNED_BYTES: usize = 2048;

macro_rules! widths {
    ($($row:ident, $body:ident, $element:ident, $bits:ty, $bytes:literal $(, $lane:ident)?;)*) => {$(
        /// Writes `x1` where the condition is true, else `x2`. All slices have one length.
        #[inline]
        pub(super) fn $row(
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
                    ) = |L| |level, condition, x1, x2, out| {
                        type Lanes = VectorOf<L, $lane>;
                        if aligned_stores::is_available::<Lanes>() {
                            aligned_stores::row::<VectorOf<L, i8>, Lanes, _>(level, condition, x1, x2, out, $body);
                        } else {
                            short(condition, x1, x2, out);
                        }
                    };
                }
                if size_of_val(out) >= MIN_ALIGNED_BYTES {
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
                out.write($element(condition.into(), x1, x2));
            }
        }

        /// The bytes of `x1` if the condition is 1, of `x2` if it is 0.
        #[inline(always)]
        pub(super) fn $element(condition: u8, x1: [u8; $bytes], x2: [u8; $bytes]) -> [u8; $bytes] {
            type Bits = [$bits; $bytes / size_of::<$bits>()];
            debug_assert!(condition <= 1, "0 or 1");
            let mask = <$bits>::from(condition).wrapping_neg();
            let (x1, x2): (Bits, Bits) = (cast(x1), cast(x2));
            let selected: Bits = core::array::from_fn(|k| x2[k] ^ ((x1[k] ^ x2[k]) & mask));
            cast(selected)
        }
    )*};
}

widths! {
    row_1, body_1, element_1, u8, 1, i8;
    row_2, body_2, element_2, u16, 2, i16;
    row_4, body_4, element_4, u32, 4, i32;
    row_8, body_8, element_8, u64, 8, i64;
    // As one integer of 128 bits it took twice as long.
    row_16, body_16, element_16, u64, 16;
}
