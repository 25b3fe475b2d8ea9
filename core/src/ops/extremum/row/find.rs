//! The search for a known value. It serves bool rows, whose best possible value is known before they are read.

use super::lanes::{ElementOf, Target, first_found};
use crate::index::{Index, index};
use crate::layout::RowBlock;
use crate::simd::{CACHE_LINE, MemoryLevel, Vector, prefetch_ahead, prefetches_starts_of_rows_of};

/// The first position of an element that equals `wanted`.
#[inline(always)]
pub(crate) fn find<V: Vector>(
    level: V::Level,
    row: &[V::Element],
    wanted: V::Element,
) -> Option<usize> {
    find_target(level, row, ElementOf(V::splat(level, wanted)))
}

/// The first position of an element that is searched for.
#[inline(always)]
pub(super) fn find_target<V: Vector, T: Target<V>>(
    level: V::Level,
    row: &[V::Element],
    target: T,
) -> Option<usize> {
    if row.is_empty() {
        return None;
    }
    if row.len() < V::LANES {
        // The other lanes repeat the first element, so they do not change the first lane that is found.
        return V::first(target.found(V::load_part(level, row)));
    }
    first_found(level, row, target)
}

/// For each row, writes the first position of an element that equals `wanted`, or 0 if there is none.
#[inline(always)]
pub(crate) fn find_each<V: Vector>(
    level: V::Level,
    rows: RowBlock<'_, V::Element>,
    out: &mut [Index],
    wanted: V::Element,
) {
    let from = MemoryLevel::of(rows.contiguous_bytes());
    let prefetches = prefetches_starts_of_rows_of(rows.columns() * size_of::<V::Element>(), from);
    for (at, out) in out.iter_mut().enumerate() {
        let row = rows.row(at);
        if prefetches {
            // The search may end early, so only the first cache line is certain to be read.
            prefetch_ahead(row.as_ptr(), CACHE_LINE);
        }
        *out = find::<V>(level, row, wanted).map_or(0, index);
    }
}
