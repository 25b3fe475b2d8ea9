//! The first extreme of a contiguous row: first the best value is found, and then its position.
//!
//! A row is read as vectors. The last vector ends with the row and overlaps the one before it. The overlap is harmless:
//! an element may be compared twice, and the search for the position finds it in the earlier vector. The algorithm
//! depends on the number of vectors:
//!
//! ```text
//! up to 1:        load a part of a vector; find the best of all lanes and the first lane    // `short`
//!                 that equals it
//! up to 8:        hold all vectors in registers; find the best per lane, then of all        // `short`
//!                 lanes; compute one bit per element that equals it; find the first bit
//! up to 32:       for each lane, keep the best and the number of its vector                 // `long::IndexLanes`
//!                 (up to 64 vectors if many rows of integers are searched in one call)
//! more:           for each lane, keep the best and the number of its group of vectors;      // `long::groups`
//!                 at the end, find the first element of one group that equals the best
//! just over L1:   as `groups`, in several streams that are read in turn                     // `interleaved`
//!                 (only with the widest vectors)
//! ```
//!
//! 1. No lane holds the index of its element. So 8-bit elements run at full width, and no index overflows. The position
//!    is found by a comparison for equality. -0.0 equals +0.0, so the first of the two is found, as the result
//!    requires.
//! 2. NaN costs half an instruction per vector: one unordered comparison tests two vectors at once, and the masks are
//!    combined with OR. `max` returns either of two lanes if one of them is NaN. Which one does not matter, because the
//!    mask then ends the search, and the first NaN is searched for.
//! 3. Short rows have a separate function. The other algorithms save more registers, which took a tenth of the time of
//!    a call on 8 elements.
//! 4. The place of the best element is random, so a branch on it would often be mispredicted. There is no such branch.
//!    A call on 8 elements executes about 70 instructions (`benches/instructions.txt`), and the processor runs most of
//!    them in parallel.
//! 5. Rows in which NaN is passed over, and in which both extremes are searched for, have their own kernels: see `number`
//!    and `pair`.
//! 6. 16-bit floats are searched as integers. Rows that are not short have their own kernel: see `halves`.
//! 7. The best possible value of a bool row is known in advance, so its kernel only searches for that value: see
//!    `find`.
//!
//! The instructions of a level are always inlined into functions of that level, but not always into closures. So no
//! closure here contains one.

mod find;
#[cfg(feature = "half")]
mod halves;
mod interleaved;
mod lanes;
mod long;
mod number;
mod pair;
mod search;
mod short;

pub(super) use find::{find, find_each};
#[cfg(feature = "half")]
pub(super) use halves::{first_half, first_pair_of_halves};
pub(super) use number::first_number;
pub(super) use pair::first_pair;

use super::compare::{CompareOp, Transformed, with_compare};
use crate::index::Index;
use crate::layout::RowBlock;
use crate::simd::{KeyTransform, MemoryLevel, SimdElement, Vector};
use crate::tuning::extremum::MAX_NUMBERED;
use lanes::MAX_UNROLLED;
use long::{IndexLanes, is_wide};
use search::{RowSearch, each_by};

/// Bytes of the longest short row, which are `MAX_UNROLLED` of the widest vectors.
pub(super) const MAX_UNROLLED_BYTES: usize = 512;

/// The position of the first best element of a short row; `None` if it is empty.
///
/// # Panics
///
/// If the row is longer than `MAX_UNROLLED_BYTES`.
#[inline(always)]
pub(super) fn short<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    row: &[V::Element],
    order: X::Order,
) -> Option<usize> {
    if row.is_empty() {
        return None;
    }
    let keys = X::new(level, order);
    Some(
        if const { MAX_UNROLLED_BYTES <= MAX_UNROLLED * size_of::<V>() }
            || row.len() <= MAX_UNROLLED * V::LANES
        {
            short::first::<Transformed, V, X>(level, row, keys)
        } else {
            IndexLanes::first(level, row, keys)
        },
    )
}

/// The position of the first best element of a row that is not short, part of a working set of `working_set_bytes`.
///
/// # Panics
///
/// If the row is short.
#[inline(always)]
pub(super) fn long<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    row: &[V::Element],
    order: X::Order,
    working_set_bytes: usize,
) -> usize {
    assert!(size_of_val(row) > MAX_UNROLLED_BYTES, "a long row");
    debug_assert!(
        size_of_val(row) <= working_set_bytes,
        "a part of the working set"
    );
    if row.len() <= MAX_NUMBERED * V::LANES {
        IndexLanes::first(level, row, X::new(level, order))
    } else if const { is_wide::<V>() } && interleaved::applies_to::<V>(row, working_set_bytes) {
        interleaved::first::<V, X>(level, row, order)
    } else {
        long::groups::<V, X>(level, row, order, MemoryLevel::of(working_set_bytes))
    }
}

/// Writes the position of the first best element of each row and returns `true`, if rows are not empty and have at most
/// `MAX_UNROLLED` vectors. With the widest vectors, floats may have `MAX_NUMBERED` vectors and integers twice as many.
/// Returns `false` for other lengths.
#[inline(always)]
pub(super) fn each<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    rows: RowBlock<'_, V::Element>,
    out: &mut [Index],
    order: X::Order,
) -> bool {
    let len = rows.columns();
    // In a loop over rows, the processor overlaps the work of adjacent rows. So numbering each vector is worthwhile for
    // longer rows than in a single call. With floats, the search for NaN uses up that advantage.
    let most = if V::Element::HAS_NAN {
        MAX_NUMBERED
    } else {
        2 * MAX_NUMBERED
    };
    let keys = X::new(level, order);
    if len == 0 {
        return false;
    } else if len > MAX_UNROLLED * V::LANES {
        if const { !is_wide::<V>() } || len > most * V::LANES {
            return false;
        }
        each_by::<Transformed, V, X, IndexLanes>(level, rows, out, keys);
    } else if const { is_wide::<V>() } {
        with_compare!(V, X, CompareOp::of::<V, X>(order), C => short::each_first::<C, V, X>(level, rows, out, keys));
    } else {
        short::each_first::<Transformed, V, X>(level, rows, out, keys);
    }
    true
}

#[cfg(test)]
mod tests;
