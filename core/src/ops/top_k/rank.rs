//! The rank of a key: an unsigned integer that orders keys as `top_k` does.

use super::scan::{self, Found};
use crate::dtype::Element;
use crate::dtype::native::OrderedKey;
use crate::simd::{SimdElement, VectorOf, Xor, multiversion};
use bytemuck::{AnyBitPattern, NoUninit};

/// A key type whose keys have ranks.
pub trait Rank: OrderedKey {
    /// The signed integer of the size of a key.
    type Bits: Element + NoUninit + AnyBitPattern;

    /// The rank of an element. The larger key has the larger rank, and equal keys have equal ranks. NaN has the rank 0, and
    /// no other key has that if there is NaN. A rank has no more bits than a key.
    fn rank(self, order: Self::Order) -> u64;

    /// The rank that no other beats, if there is one.
    const LARGEST_RANK: Option<u64>;

    /// See [`scan`](scan::scan). The elements that are found have a larger rank than this one.
    fn scan(row: &[Self], rank: u64, order: Self::Order, found: &mut Found) -> usize;
}

/// The scan of a key type, with the key of a rank.
macro_rules! scan {
    ($key:ident, |$rank:ident| $key_of_rank:expr) => {
        fn scan(row: &[$key], $rank: u64, xor_mask: $key, found: &mut Found) -> usize {
            multiversion! {
                fn scan(row: &[$key], threshold: $key, xor_mask: $key, found: &mut Found) -> usize =
                    |L| scan::scan::<VectorOf<L, $key>, Xor<VectorOf<L, $key>>>;
            }
            scan(row, $key_of_rank, xor_mask, found)
        }
    };
}

macro_rules! integers {
    ($($key:ident $bits:ident;)*) => {$(
        #[allow(
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            reason = "a rank has as many bits as a key"
        )]
        impl Rank for $key {
            type Bits = $key;

            const LARGEST_RANK: Option<u64> = Some($bits::MAX as u64);

            #[inline(always)]
            fn rank(self, xor_mask: $key) -> u64 {
                (self ^ xor_mask ^ $key::MIN).cast_unsigned() as u64
            }

            scan! { $key, |rank| (rank as $bits).cast_signed() ^ $key::MIN }
        }
    )*};
}

macro_rules! floats {
    ($($key:ident $bits:ident $signed:ident;)*) => {$(
        #[allow(
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            reason = "a rank has as many bits as a key"
        )]
        impl Rank for $key {
            type Bits = $signed;

            const LARGEST_RANK: Option<u64> = None;

            #[inline(always)]
            fn rank(self, xor_mask: $key) -> u64 {
                // -0.0 becomes 0.0, and every other key stays as it is.
                let key = SimdElement::xor(self, xor_mask) + 0.0;
                let bits = key.to_bits();
                let top = 1 << ($bits::BITS - 1);
                let rank = if bits & top == 0 { bits | top } else { !bits };
                if key.is_nan() { 0 } else { rank as u64 }
            }

            scan! { $key, |rank| {
                let rank = rank as $bits;
                let top = 1 << ($bits::BITS - 1);
                // The rank 0 becomes a NaN.
                $key::from_bits(if rank & top == 0 { !rank } else { rank ^ top })
            } }
        }
    )*};
}

integers! {
    i8 u8;
    i16 u16;
    i32 u32;
    i64 u64;
}

floats! {
    f32 u32 i32;
    f64 u64 i64;
}

#[cfg(feature = "half")]
mod half {
    use super::{Found, Rank, scan};
    use crate::simd::{HalfOrder, SignMagnitude};
    use crate::simd::{VectorOf, multiversion};
    use ::half::{bf16, f16};

    /// Both dtypes share it.
    fn scan_halves(row: &[i16], rank: u16, order: HalfOrder, found: &mut Found) -> usize {
        multiversion! {
            fn scan(row: &[i16], threshold: i16, order: HalfOrder, found: &mut Found) -> usize =
                |L| scan::scan::<VectorOf<L, i16>, SignMagnitude<VectorOf<L, i16>>>;
        }
        scan(row, rank.cast_signed() ^ i16::MIN, order, found)
    }

    macro_rules! halves {
        ($($key:ident)*) => {$(
            impl Rank for $key {
                type Bits = i16;

                const LARGEST_RANK: Option<u64> = None;

                #[inline(always)]
                fn rank(self, order: HalfOrder) -> u64 {
                    let key = order.over_nan().key(self.to_bits().cast_signed());
                    (key ^ i16::MIN).cast_unsigned().into()
                }

                #[allow(clippy::cast_possible_truncation, reason = "a rank has as many bits as a key")]
                fn scan(row: &[$key], rank: u64, order: HalfOrder, found: &mut Found) -> usize {
                    scan_halves(bytemuck::cast_slice(row), rank as u16, order.over_nan(), found)
                }
            }
        )*};
    }

    halves! { f16 bf16 }
}
