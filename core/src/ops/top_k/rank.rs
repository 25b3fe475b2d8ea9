//! The rank of a key: an unsigned integer that orders keys as `top_k` does.

use super::scan::{self, Found};
use crate::dtype::Element;
use crate::simd::{SimdElement, VectorOf, multiversion};
use bytemuck::{AnyBitPattern, NoUninit};

/// A key type whose keys have ranks.
pub trait Rank: Element + NoUninit + AnyBitPattern {
    /// The signed integer of the size of a key.
    type Bits: Element + NoUninit + AnyBitPattern;

    /// The rank of an element, whose key has the bits of `xor_mask` inverted. The larger key has the larger rank, and
    /// equal keys have equal ranks. NaN has the rank 0, and no other key has that if there is NaN. A rank has no more bits
    /// than a key.
    fn rank(self, xor_mask: Self) -> u64;

    /// A key with this rank.
    fn of_rank(rank: u64) -> Self;

    /// The rank that no other beats, if there is one.
    const LARGEST_RANK: Option<u64>;

    /// See [`scan`](scan::scan).
    fn scan(row: &[Self], threshold: Self, xor_mask: Self, found: &mut Found) -> usize;
}

macro_rules! scan {
    ($key:ident) => {
        fn scan(row: &[$key], threshold: $key, xor_mask: $key, found: &mut Found) -> usize {
            multiversion! {
                fn scan(row: &[$key], threshold: $key, xor_mask: $key, found: &mut Found) -> usize =
                    |L| scan::scan::<VectorOf<L, $key>>;
            }
            scan(row, threshold, xor_mask, found)
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

            #[inline(always)]
            fn of_rank(rank: u64) -> $key {
                (rank as $bits).cast_signed() ^ $key::MIN
            }

            scan! { $key }
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

            #[inline(always)]
            fn of_rank(rank: u64) -> $key {
                let rank = rank as $bits;
                let top = 1 << ($bits::BITS - 1);
                // The rank 0 becomes a NaN.
                $key::from_bits(if rank & top == 0 { !rank } else { rank ^ top })
            }

            scan! { $key }
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
