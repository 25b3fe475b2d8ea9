//! The first extreme of a contiguous row: value first, position after.
//!
//! A row is read as vectors. The last one ends with the row and overlaps the one before it. That is right, for an element
//! may be compared twice, and one that is in both vectors is found in the earlier one. The way depends on the number of
//! vectors:
//!
//! ```text
//! up to 1:        load it in part; the best of all lanes; the first lane that equals it     // `short`
//! up to 8:        hold all in registers; their best per lane, then of all lanes;            // `short`
//!                 one bit for each element that equals it; the first bit
//! up to 32:       beside the best of each lane, the number of its vector                    // `long::IndexLanes`; of many
//!                                                                                           // rows of integers up to 64
//! more:           beside the best of each lane, the number of its group of vectors;         // `long::groups`
//!                 at the end, the first element of one group that equals it
//! a little more   as `groups`, in streams that are read in turn, with the widest vectors    // `interleaved`
//! than L1:
//! ```
//!
//! 1. No lane carries the index of its element. So 8-bit elements run at full width, and no index overflows. The position is
//!    found by comparing for equality, which finds -0.0 for +0.0, whichever comes first, as it must.
//! 2. NaN costs half an instruction per vector: one unordered comparison tests two vectors against each other, and its mask
//!    is combined with the others by OR. `max` answers one of two lanes where either is NaN. Which one does not matter: the
//!    mask ends the search, and the first NaN is searched for.
//! 3. Short rows are a function of their own. The registers that the other ways save took a tenth of a call of 8 elements.
//! 4. The place of the best element is random, so a branch on it would be mispredicted. There is none. A call of 8 elements is
//!    some 70 instructions (`benches/instructions.txt`), most of which run at the same time.
//! 5. The best value of a bool row is known before, so the kernel only searches for that value (`find`).
//!
//! Instructions of a level are inlined into functions of that level, but not always into closures. So no closure here
//! contains one.

mod find;
mod interleaved;
mod lanes;
mod long;
mod search;
mod short;

pub(super) use find::{find, find_each};

use super::compare::{CompareOp, KeyTransform, Transformed, with_compare};
use crate::index::Index;
use crate::layout::RowBlock;
use crate::simd::{MemoryLevel, SimdElement, Vector};
use lanes::MAX_UNROLLED;
use long::{IndexLanes, MAX_NUMBERED, is_wide};
use search::{RowSearch, each_by};

/// Bytes of the longest short row: at most `MAX_UNROLLED` of the widest vectors.
pub(super) const MAX_UNROLLED_BYTES: usize = 512;

/// The position of the first best element of a short row; `None` if it is empty.
///
/// # Panics
///
/// If the row is longer than `MAX_UNROLLED_BYTES`.
#[inline(always)]
pub(super) fn short<V: Vector>(
    level: V::Level,
    row: &[V::Element],
    xor_mask: V::Element,
) -> Option<usize> {
    if row.is_empty() {
        return None;
    }
    let keys = KeyTransform::<V>::new(level, xor_mask);
    Some(
        if MAX_UNROLLED_BYTES <= MAX_UNROLLED * size_of::<V>()
            || row.len() <= MAX_UNROLLED * V::LANES
        {
            short::first::<Transformed, V>(level, row, keys)
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
pub(super) fn long<V: Vector>(
    level: V::Level,
    row: &[V::Element],
    xor_mask: V::Element,
    working_set_bytes: usize,
) -> usize {
    assert!(size_of_val(row) > MAX_UNROLLED_BYTES, "a long row");
    debug_assert!(
        size_of_val(row) <= working_set_bytes,
        "a part of the working set"
    );
    if row.len() <= MAX_NUMBERED * V::LANES {
        IndexLanes::first(level, row, KeyTransform::<V>::new(level, xor_mask))
    } else if interleaved::applies_to::<V>(row, working_set_bytes) {
        interleaved::first::<V>(level, row, xor_mask)
    } else {
        long::groups::<V>(level, row, xor_mask, MemoryLevel::of(working_set_bytes))
    }
}

/// Writes the position of the first best element of each row, if rows have 1 to `MAX_UNROLLED` vectors or, with the widest
/// vectors, up to `MAX_NUMBERED` or twice as many. Answers whether they have.
#[inline(always)]
pub(super) fn each<V: Vector>(
    level: V::Level,
    rows: RowBlock<'_, V::Element>,
    out: &mut [Index],
    xor_mask: V::Element,
) -> bool {
    let len = rows.columns();
    // Rows in one loop overlap, which pays for numbering each vector instead of each group. With floats, the search for NaN
    // takes that time.
    let most = if V::Element::HAS_NAN {
        MAX_NUMBERED
    } else {
        2 * MAX_NUMBERED
    };
    let keys = KeyTransform::<V>::new(level, xor_mask);
    if len == 0 {
        return false;
    } else if len > MAX_UNROLLED * V::LANES {
        if !is_wide::<V>() || len > most * V::LANES {
            return false;
        }
        each_by::<Transformed, V, IndexLanes>(level, rows, out, keys);
    } else if is_wide::<V>() {
        with_compare!(CompareOp::of::<V>(xor_mask), C => short::each_first::<C, V>(level, rows, out, keys));
    } else {
        short::each_first::<Transformed, V>(level, rows, out, keys);
    }
    true
}

#[cfg(test)]
mod tests;
