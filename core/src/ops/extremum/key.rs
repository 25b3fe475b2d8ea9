//! The types that elements are compared as, and the kernels of each: one per level.

#[cfg(feature = "half")]
mod half;

use super::columns;
use super::kernels::{Entries, PairEntries};
use super::plain;
use super::row::{self, MAX_UNROLLED_BYTES};
use crate::best::{Best, Extreme};
use crate::dtype::native::OrderedKey;
use crate::index::{Index, index};
use crate::layout::{Lanes, RowBlock};
use crate::simd::{
    SimdElement, VectorOf, Xor, multiversion, widest_level_for, widest_level_for_rows_of,
};

/// A key type. Each function chooses the level and runs the kernel of that level.
pub trait ExtremumKey: OrderedKey {
    /// Whether the type has NaN.
    const HAS_NAN: bool;
    /// The functions that search an array of any layout.
    const ENTRIES: &'static Entries<Self>;
    /// Those for both extremes.
    const PAIR_ENTRIES: &'static PairEntries<Self>;

    /// The position of the first best key of a row.
    fn first(row: &[Self], working_set_bytes: usize, order: Self::Order) -> Option<usize>;
    /// Writes the position of the first best key of each row, of any length.
    fn first_of_rows(rows: RowBlock<'_, Self>, out: &mut [Index], order: Self::Order);
    /// What keys are compared as, one after the other.
    type Compared: Copy + PartialOrd;
    /// A key to compare: the largest wins, and NaN before it.
    fn compared(self, order: Self::Order) -> Self::Compared;
    /// Writes the position of the first best key of each lane, one key after the other. No lane is empty.
    fn first_of_lanes(lanes: Lanes<'_, Self>, out: &mut [Index], order: Self::Order);
    /// Writes the position of the first best key of each column. With `skips_nan`, NaN loses against every other key
    /// except against the smallest, if the NaN is in the first row.
    fn first_of_columns(
        rows: RowBlock<'_, Self>,
        out: &mut [Index],
        order: Self::Order,
        skips_nan: bool,
    );
    /// The better of the results of two parts.
    fn merge<E: Extreme>(a: Best<Self>, b: Best<Self>, order: Self::Order) -> Best<Self>;

    /// The positions of the smallest and of the largest key of a row.
    fn first_pair(row: &[Self], order: Self::Order) -> Option<[usize; 2]>;

    /// The position of the first best key of a row that is not NaN. Only called if the type has NaN.
    fn first_number(row: &[Self], order: Self::Order) -> Option<usize> {
        Self::first(row, size_of_val(row), order)
    }

    /// The position of the first key that equals `wanted`.
    fn find(row: &[Self], wanted: Self) -> Option<usize> {
        row.iter().position(|&key| key == wanted)
    }

    /// For each row, writes the position of the first key that equals `wanted`, or 0 if there is none.
    fn find_in_rows(rows: RowBlock<'_, Self>, out: &mut [Index], wanted: Self) {
        each_row(rows, out, |row, _| Self::find(row, wanted));
    }
}

macro_rules! keys {
    ($($key:ident $({ $($more:item)* })?;)*) => {$(
        impl ExtremumKey for $key {
            const HAS_NAN: bool = <$key as SimdElement>::HAS_NAN;
            // A static is not copied into the crates that use it, and neither are the functions that it points to.
            const ENTRIES: &'static Entries<$key> = {
                static ENTRIES: Entries<$key> = Entries::new();
                &ENTRIES
            };
            const PAIR_ENTRIES: &'static PairEntries<$key> = {
                static ENTRIES: PairEntries<$key> = PairEntries::new();
                &ENTRIES
            };

            type Compared = $key;

            #[inline(always)]
            fn compared(self, xor_mask: $key) -> $key {
                self.xor(xor_mask)
            }

            #[inline]
            fn first(row: &[$key], working_set_bytes: usize, xor_mask: $key) -> Option<usize> {
                multiversion! {
                    fn short(row: &[$key], xor_mask: $key) -> Option<usize> = |L| row::short::<VectorOf<L, $key>, Xor<VectorOf<L, $key>>>;
                }
                multiversion! {
                    fn long(row: &[$key], xor_mask: $key, working_set_bytes: usize) -> usize
                        [at most widest_level_for(working_set_bytes)] =
                        |L| row::long::<VectorOf<L, $key>, Xor<VectorOf<L, $key>>>;
                }
                if size_of_val(row) <= MAX_UNROLLED_BYTES {
                    short(row, xor_mask)
                } else {
                    Some(long(row, xor_mask, working_set_bytes))
                }
            }

            fn first_of_rows(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key) {
                multiversion! {
                    fn search(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key) -> bool
                        [at most widest_level_for_rows_of::<$key>(rows.columns())] =
                        |L| row::each::<VectorOf<L, $key>, Xor<VectorOf<L, $key>>>;
                }
                if !search(rows, out, xor_mask) {
                    each_row(rows, out, |row, bytes| ExtremumKey::first(row, bytes, xor_mask));
                }
            }

            #[inline(never)]
            fn first_of_lanes(lanes: Lanes<'_, $key>, out: &mut [Index], xor_mask: $key) {
                // The mask of a float is one of two constants, so that its bits stay in a register of floats.
                if const { !<$key as SimdElement>::HAS_NAN } {
                    lanes.write(out, |lane| plain::first(lane, |key| key.compared(xor_mask)));
                } else if xor_mask.bits() == <$key as SimdElement>::ZERO.bits() {
                    lanes.write(out, |lane| plain::first(lane, |key| key));
                } else {
                    lanes.write(out, |lane| plain::first(lane, |key| key.compared(<$key as SimdElement>::TOP_BIT)));
                }
            }

            fn first_of_columns(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key, skips_nan: bool) {
                multiversion! {
                    fn search(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key, skips_nan: bool) =
                        |L| columns::first::<VectorOf<L, $key>, Xor<VectorOf<L, $key>>>;
                }
                search(rows, out, xor_mask, skips_nan);
            }

            fn first_pair(row: &[$key], xor_mask: $key) -> Option<[usize; 2]> {
                multiversion! {
                    fn search(row: &[$key], xor_mask: $key) -> Option<[usize; 2]> = |L| row::first_pair::<VectorOf<L, $key>>;
                }
                search(row, xor_mask)
            }

            fn merge<E: Extreme>(a: Best<$key>, b: Best<$key>, xor_mask: $key) -> Best<$key> {
                let transform = |key: $key| SimdElement::xor(key, xor_mask);
                a.map(transform).merge::<E>(b.map(transform)).map(transform)
            }

            $($($more)*)?
        }
    )*};
}

keys! {
    // A bool is a byte of 0 or 1. So the first one that nothing beats can be found by its value.
    i8 {
        fn find(row: &[i8], wanted: i8) -> Option<usize> {
            multiversion! {
                fn find(row: &[i8], wanted: i8) -> Option<usize> = |L| row::find::<VectorOf<L, i8>>;
            }
            find(row, wanted)
        }

        fn find_in_rows(rows: RowBlock<'_, i8>, out: &mut [Index], wanted: i8) {
            multiversion! {
                fn find(rows: RowBlock<'_, i8>, out: &mut [Index], wanted: i8) = |L| row::find_each::<VectorOf<L, i8>>;
            }
            find(rows, out, wanted);
        }
    };
    i16;
    i32;
    i64;
    f32 {
        fn first_number(row: &[f32], xor_mask: f32) -> Option<usize> {
            multiversion! {
                fn search(row: &[f32], xor_mask: f32) -> Option<usize> [at most widest_level_for(size_of_val(row))] =
                    |L| row::first_number::<VectorOf<L, f32>>;
            }
            search(row, xor_mask)
        }
    };
    f64 {
        fn first_number(row: &[f64], xor_mask: f64) -> Option<usize> {
            multiversion! {
                fn search(row: &[f64], xor_mask: f64) -> Option<usize> [at most widest_level_for(size_of_val(row))] =
                    |L| row::first_number::<VectorOf<L, f64>>;
            }
            search(row, xor_mask)
        }
    };
}

/// Searches the rows one after the other.
#[inline(never)]
pub(super) fn each_row<K: Copy>(
    rows: RowBlock<'_, K>,
    out: &mut [Index],
    first: impl Fn(&[K], usize) -> Option<usize>,
) {
    let working_set_bytes = rows.contiguous_bytes();
    for (at, out) in out.iter_mut().enumerate() {
        *out = first(rows.row(at), working_set_bytes).map_or(0, index);
    }
}
