//! Selection by bit masks. There is one kernel per element width, for all dtypes of that width.
//!
//! ```text
//! mask = all ones where the condition is true, else all zeros
//! out = x2 ^ ((x1 ^ x2) & mask)
//! ```
//!
//! In this form the compiler vectorises the loop at every level. With AVX-512 the selection is one instruction besides
//! loads and stores. Two other forms were slower. The compiler turned `(x1 & mask) | (x2 & !mask)` into a comparison,
//! and 8-bit elements took half as long again. It turned an `if` into branches or gathers, which were five times
//! slower.
//!
//! At a level with windows, results of more than a few cache lines are written line by line: see `aligned_stores`.
//!
//! Elements are arrays of bytes here. So dtypes of equal size share a kernel, alignment does not matter, and the
//! payload of a NaN is kept.

use super::aligned_stores;
use crate::simd::{VectorOf, multiversion};
use crate::tuning::where_::MIN_ALIGNED_BYTES;
use bytemuck::cast;
use core::mem::MaybeUninit;

macro_rules! widths {
    ($($row:ident, $body:ident, $element:ident, $bits:ty, $bytes:literal $(, $lane:ident)?;)*) => {$(
        /// Writes `x1` where the condition is true, else `x2`. All slices have equal lengths.
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
    // As one integer of 128 bits, an element took twice as long.
    row_16, body_16, element_16, u64, 16;
}
