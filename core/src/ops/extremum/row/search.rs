//! A search algorithm for one row, as a type, and the loop that runs it on many rows.

use crate::index::{Index, index};
use crate::layout::RowBlock;
use crate::simd::{KeyTransform, MemoryLevel, Vector, prefetch_ahead, prefetches_whole_rows_of};

/// A search algorithm for one row, with the comparison `C`. It is a type, so that for many rows of equal length it is
/// chosen once, outside the loop over the rows. Choosing inside the loop costs registers.
pub(super) trait RowSearch<V: Vector, X: KeyTransform<V>, C> {
    /// The position of the first best element of a row whose length suits the algorithm.
    ///
    /// # Panics
    ///
    /// If the length does not suit it.
    fn first(level: V::Level, row: &[V::Element], keys: X) -> usize;
}

/// Searches each row with one algorithm and writes the positions.
#[inline(always)]
pub(super) fn each_by<C, V: Vector, X: KeyTransform<V>, S: RowSearch<V, X, C>>(
    level: V::Level,
    rows: RowBlock<'_, V::Element>,
    out: &mut [Index],
    keys: X,
) {
    let from = MemoryLevel::of(rows.contiguous_bytes());
    let prefetches = prefetches_whole_rows_of(rows.columns() * size_of::<V::Element>(), from);
    for (at, out) in out.iter_mut().enumerate() {
        let row = rows.row(at);
        if prefetches {
            prefetch_ahead(row.as_ptr(), size_of_val(row));
        }
        *out = index(S::first(level, row, keys));
    }
}
