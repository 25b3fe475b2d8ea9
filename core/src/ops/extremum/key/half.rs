//! float16 and bfloat16, which share the kernels of vectors of 16-bit integers.

use super::{ExtremumKey, each_row};
use crate::best::{Best, Extreme, Max, is_nan};
use crate::index::Index;
use crate::layout::{Lanes, RowBlock};
use crate::ops::extremum::columns;
use crate::ops::extremum::kernels::{Entries, PairEntries};
use crate::ops::extremum::plain;
use crate::ops::extremum::row::{self, MAX_UNROLLED_BYTES};
use crate::simd::{HalfOrder, SignMagnitude, VectorOf, multiversion, widest_level_for};
use ::half::{bf16, f16};
use bytemuck::cast_slice;

multiversion! {
    fn short(row: &[i16], order: HalfOrder) -> Option<usize> =
        |L| row::short::<VectorOf<L, i16>, SignMagnitude<VectorOf<L, i16>>>;
}

multiversion! {
    fn long(row: &[i16], order: HalfOrder, working_set_bytes: usize) -> usize
        [at most widest_level_for(working_set_bytes)] =
        |L| row::first_half::<VectorOf<L, i16>>;
}

multiversion! {
    fn short_rows(rows: RowBlock<'_, i16>, out: &mut [Index], order: HalfOrder) -> bool =
        |L| row::each::<VectorOf<L, i16>, SignMagnitude<VectorOf<L, i16>>>;
}

multiversion! {
    fn columns(rows: RowBlock<'_, i16>, out: &mut [Index], order: HalfOrder, skips_nan: bool) =
        |L| columns::first::<VectorOf<L, i16>, SignMagnitude<VectorOf<L, i16>>>;
}

multiversion! {
    fn long_pair(row: &[i16], order: HalfOrder) -> Option<[usize; 2]> =
        |L| row::first_pair_of_halves::<VectorOf<L, i16>>;
}

fn first(row: &[i16], order: HalfOrder, working_set_bytes: usize) -> Option<usize> {
    if size_of_val(row) <= MAX_UNROLLED_BYTES {
        short(row, order)
    } else {
        Some(long(row, order, working_set_bytes))
    }
}

macro_rules! halves {
    ($($key:ident)*) => {$(
        impl ExtremumKey for $key {
            const HAS_NAN: bool = true;
            const ENTRIES: &'static Entries<$key> = {
                static ENTRIES: Entries<$key> = Entries::new();
                &ENTRIES
            };
            const PAIR_ENTRIES: &'static PairEntries<$key> = {
                static ENTRIES: PairEntries<$key> = PairEntries::new();
                &ENTRIES
            };

            type Compared = i16;

            #[inline(always)]
            fn compared(self, order: HalfOrder) -> i16 {
                order.key(self.to_bits().cast_signed())
            }

            fn first(row: &[$key], working_set_bytes: usize, order: HalfOrder) -> Option<usize> {
                first(cast_slice(row), order, working_set_bytes)
            }

            fn first_of_rows(block: RowBlock<'_, $key>, out: &mut [Index], order: HalfOrder) {
                if !short_rows(block.cast(), out, order) {
                    each_row(block, out, |row, bytes| first(cast_slice(row), order, bytes));
                }
            }

            #[inline(never)]
            fn first_of_lanes(lanes: Lanes<'_, $key>, out: &mut [Index], order: HalfOrder) {
                lanes.write(out, |lane| plain::first(lane, |key| key.compared(order)));
            }

            fn first_of_columns(block: RowBlock<'_, $key>, out: &mut [Index], order: HalfOrder, skips_nan: bool) {
                let order = if skips_nan { order.over_nan() } else { order };
                columns(block.cast(), out, order, false);
            }

            fn first_pair(row: &[$key], order: HalfOrder) -> Option<[usize; 2]> {
                let row = cast_slice(row);
                if size_of_val(row) <= MAX_UNROLLED_BYTES {
                    Some([short(row, order.smallest_of())?, short(row, order)?])
                } else {
                    long_pair(row, order)
                }
            }

            fn first_number(row: &[$key], order: HalfOrder) -> Option<usize> {
                let found = first(cast_slice(row), order.over_nan(), size_of_val(row))?;
                (!is_nan(row[found])).then_some(found)
            }

            fn merge<E: Extreme>(a: Best<$key>, b: Best<$key>, order: HalfOrder) -> Best<$key> {
                let order = if E::SKIPS_NAN { order.over_nan() } else { order };
                let key = |value: $key| order.key(value.to_bits().cast_signed());
                let better = a.map(key).merge::<Max>(b.map(key));
                if better.index == a.index { a } else { b }
            }
        }
    )*};
}

halves! { f16 bf16 }
