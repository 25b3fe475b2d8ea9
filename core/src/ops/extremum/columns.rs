//! The first extreme of each column of a matrix, whose rows are read in memory order.
//!
//! ```text
//! for each tile of columns:                              // the values and numbers of a tile take 32 KiB
//!     values = keys of row 0, out = 0                    // the larger key wins: see `compare`
//!     for each span of rows that an index lane can number:
//!         numbers = unset
//!         for each group of eight rows, or of two if few are left, for each vector of columns:
//!             for each row of the group: where its key beats values: values = key, numbers = its number in the span
//!         where the number is set: out = start of the span + number
//! ```
//!
//! 1. The best value of a column and the number of its row have the same width, so one mask updates both. An 8-bit
//!    number counts 255 rows, and is then widened into the index. So all dtypes run at the full width of the vectors.
//! 2. A vector of the tile is loaded and stored once per eight rows. Rows are read from left to right, and the element
//!    eight rows further down is prefetched, if that does not evict the tile from L1 or if rows come from memory.
//!    Prefetching saved a tenth to a third of the time beyond L2, and half for rows of 128 64-bit elements.
//! 3. The NaN rule takes two comparisons: an element wins if it is not less than or equal to the best, which includes
//!    NaN, but nothing wins against a NaN. First, one unordered comparison per two rows and vector looks for NaN in a
//!    group. The rule is applied only if it finds one. Otherwise one comparison suffices, because nothing is larger
//!    than an earlier NaN. That took three quarters of the time. If NaN is passed over, one comparison always suffices:
//!    the values of row 0 have no NaN, and no NaN is larger than a value. Groups of eight rows from memory always apply the
//!    rule, with vectors wide enough that memory is the limit. Looking for NaN first has more loads in flight, and took
//!    a sixth longer.
//! 4. Rows shorter than a vector are loaded as a part of one, and their best values stay in registers. Many rows that
//!    are shorter than a cache line and have no gaps between them are folded: `r` rows are treated as one row of `r`
//!    times the columns, and the `r` results of a column are merged at the end. See [`merge_folded_rows`].

use super::kernels::Kernels;
use crate::best::{Best, is_nan};
use crate::dtype::Element;
use crate::index::{Index, index, position};
use crate::layout::{CacheAligned, RowBlock, Scratch};
use crate::simd::{
    CACHE_LINE, KeyTransform, Level, MemoryLevel, SimdElement, Vector, detected, is_zen_5, level,
    prefetch,
};
use crate::tuning::extremum::MAX_PREFETCHED_ROW;
use core::mem::MaybeUninit;
use core::ops::Range;

/// Bytes of the values of a tile of rows from memory. With its numbers it takes 32 KiB. Longer tiles have longer pieces of each row:
/// on Zen 4 (2026-11-28), rows of 1 MiB and more were read 1.2 times as fast as with tiles of 2,048 columns for int32, 1.4 times for
/// int16, and 1.05 times for float32.
const TILE_BYTES: usize = 16_384;

/// The most columns of a tile of rows from a cache. Tiles of 4,096 columns took up to a tenth longer.
const CACHED_TILE: usize = 2048;

/// Memory for the values of a tile, or for its numbers: a tile has less than a vector more than `TILE_BYTES`.
type TileMemory<T> = Scratch<T, { TILE_BYTES + 64 }>;

/// Rows that are compared with a vector of the tile while that is in registers.
const GROUP: usize = 8;

/// Rows of a group if few rows are left.
const PAIR: usize = 2;

/// The most lanes of a vector: those of the widest vector with the narrowest elements.
const MAX_LANES: usize = 64;

/// Rows shorter than a vector that are compared together.
const MASKED_ROWS: usize = 4;

/// Writes the index of the first best element of each column. There is at least one row, and rows are contiguous.
#[inline(always)]
pub(super) fn first<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    rows: RowBlock<'_, V::Element>,
    out: &mut [Index],
    order: X::Order,
    skips_nan: bool,
) {
    let memory = MemoryLevel::of(rows.span_bytes());
    let most = const { TILE_BYTES / size_of::<V::Element>() };
    let columns = match memory {
        MemoryLevel::Memory => most,
        MemoryLevel::L2 | MemoryLevel::L3 => most.min(CACHED_TILE),
    };
    let mut start = 0;
    while start < out.len() {
        // If less than a vector of columns would be left, the last tile takes them too.
        let rest = out.len() - start;
        let len = if rest < columns + V::LANES {
            rest
        } else {
            columns
        };
        let (tile, out) = (rows.part(start, len), &mut out[start..start + len]);
        if len < V::LANES {
            first_of_masked::<V, X>(level, tile, out, order, skips_nan);
        } else {
            first_of_tile::<V, X>(level, tile, out, order, skips_nan, memory);
        }
        start += len;
    }
}

/// Searches a tile of at least `LANES` columns that fits in [`TileMemory`].
#[inline(always)]
fn first_of_tile<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    tile: RowBlock<'_, V::Element>,
    out: &mut [Index],
    order: X::Order,
    skips_nan: bool,
    memory: MemoryLevel,
) {
    debug_assert_eq!(tile.columns(), out.len(), "one result per column");
    let rows = tile.rows();
    let item = size_of::<V::Element>();
    let prefetches = match memory {
        MemoryLevel::L2 => false,
        // One line is prefetched per vector. With narrow elements in narrow vectors that takes longer than it saves.
        _ if item < 4 && size_of::<V>() < CACHE_LINE => false,
        _ if item * out.len() <= MAX_PREFETCHED_ROW => true,
        MemoryLevel::L3 => false,
        // Zen 5 compares 64-bit integers faster than memory delivers them. With prefetching they took a tenth longer. On
        // Zen 4 they took up to a twelfth less time.
        MemoryLevel::Memory => V::Element::HAS_NAN || item == 4 || item == 8 && !is_zen_5(),
    };
    // For rows from memory, looking for NaN first takes longer, unless vectors are so narrow that memory is not the
    // limit.
    let by_rule =
        V::Element::HAS_NAN && !skips_nan && size_of::<V>() > 16 && memory == MemoryLevel::Memory;
    let mut values = TileMemory::<V::Element>::new();
    let mut numbers = TileMemory::<<V::Element as SimdElement>::IndexLane>::new();
    let len = out.len();
    let values = &mut values.slots()[..len];
    let numbers = &mut numbers.slots()[..len];
    for (value, &element) in values.iter_mut().zip(tile.row(0)) {
        value.write(X::key(order, element));
    }
    if V::Element::HAS_NAN && skips_nan {
        for (value, &element) in values.iter_mut().zip(tile.row(0)) {
            if is_nan(element) {
                value.write(V::Element::SMALLEST);
            }
        }
    }
    out.fill(0);
    let unset = V::Element::index_lane(V::Element::MAX_INDEX_LANE);
    let mut best = Tile::<V, X> {
        level,
        keys: X::new(level, order),
        skips_nan,
        values,
        numbers,
    };
    let mut span = 0;
    while span < rows {
        let end = rows.min(span.saturating_add(V::Element::MAX_INDEX_LANE));
        best.numbers.fill(MaybeUninit::new(unset));
        // The initial values are those of row 0, so the comparison begins with row 1.
        let mut at = span.max(1);
        while at < end {
            at += if end - at <= GROUP / 2 {
                best.update::<PAIR, false, false>(tile, at..end, span)
            } else if !prefetches {
                best.update::<GROUP, false, false>(tile, at..end, span)
            } else if by_rule {
                best.update::<GROUP, true, true>(tile, at..end, span)
            } else {
                best.update::<GROUP, true, false>(tile, at..end, span)
            };
        }
        // SAFETY: every number was written by `fill` above.
        widen::<V::Element>(out, unsafe { best.numbers.assume_init_ref() }, span);
        span = end;
    }
}

/// Searches a tile of fewer columns than a vector has lanes. Each row is loaded as a part of a vector.
#[inline(always)]
fn first_of_masked<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    tile: RowBlock<'_, V::Element>,
    out: &mut [Index],
    order: X::Order,
    skips_nan: bool,
) {
    const { assert!(V::LANES <= MAX_LANES, "the numbers of a vector fit") };
    let (rows, len) = (tile.rows(), out.len());
    debug_assert_eq!(tile.columns(), len, "one result per column");
    let mut numbers = CacheAligned([V::Element::index_lane(0); MAX_LANES]);
    out.fill(0);
    let keys = X::new(level, order);
    let mut best = keys.keys(V::load_part(level, tile.row(0)));
    if V::Element::HAS_NAN && skips_nan {
        let smallest = V::splat(level, V::Element::SMALLEST);
        best = V::select(V::unordered(best, best), smallest, best);
    }
    let mut span = 0;
    while span < rows {
        let end = rows.min(span.saturating_add(V::Element::MAX_INDEX_LANE));
        let mut index_lanes = V::splat_index(level, V::Element::MAX_INDEX_LANE);
        for first in (span.max(1)..end).step_by(MASKED_ROWS) {
            let (rows, row_numbers) = next::<V, MASKED_ROWS>(level, tile, first..end, span);
            let mut later = [best; MASKED_ROWS];
            for k in 0..MASKED_ROWS {
                later[k] = keys.keys(V::load_part(level, rows[k]));
            }
            (best, index_lanes) = update::<V, MASKED_ROWS, false>(
                level,
                skips_nan,
                later,
                row_numbers,
                best,
                index_lanes,
            );
        }
        // SAFETY: `numbers` has `MAX_LANES` index lanes, and a vector has at most that many.
        unsafe { V::store_index_lanes(index_lanes, numbers.0.as_mut_ptr()) };
        widen::<V::Element>(out, &numbers.0[..len], span);
        span = end;
    }
}

/// Writes the index of the best row of each column whose number was set in the span.
#[inline(always)]
fn widen<T: SimdElement>(out: &mut [Index], numbers: &[T::IndexLane], span: usize) {
    for (out, &number) in out.iter_mut().zip(numbers) {
        let number = T::number(number);
        *out = if number == T::MAX_INDEX_LANE {
            *out
        } else {
            index(span + number)
        };
    }
}

/// The best key of each column of a tile so far, and the number of its row. All values and numbers are initialised
/// before [`update`](Tile::update) is called.
struct Tile<'a, V: Vector, X> {
    level: V::Level,
    keys: X,
    skips_nan: bool,
    values: &'a mut [MaybeUninit<V::Element>],
    numbers: &'a mut [MaybeUninit<<V::Element as SimdElement>::IndexLane>],
}

impl<V: Vector, X: KeyTransform<V>> Tile<'_, V, X> {
    /// Compares with the first `N` of the rows `left`, or with all of them if there are fewer. Returns how many it has
    /// compared. Rows are numbered from the start of the span. `PREFETCH` says whether the next `N` rows are
    /// prefetched. `BY_RULE` says whether floats are compared by the NaN rule without looking for NaN first.
    #[inline(always)]
    fn update<const N: usize, const PREFETCH: bool, const BY_RULE: bool>(
        &mut self,
        tile: RowBlock<'_, V::Element>,
        left: Range<usize>,
        span: usize,
    ) -> usize {
        let len = self.values.len();
        assert!(
            len >= V::LANES && self.numbers.len() == len && tile.columns() == len,
            "a tile of a vector or more"
        );
        let (rows, row_numbers) = next::<V, N>(self.level, tile, left.clone(), span);
        let ahead = tile.row_step().wrapping_mul(N.cast_signed());
        let mut column = 0;
        while column < len {
            // The last vector overlaps the one before it. That is harmless: a row does not win against itself.
            let at = column.min(len - V::LANES);
            let value = self.values[at..].as_mut_ptr().cast();
            let number = self.numbers[at..].as_mut_ptr().cast();
            // SAFETY: at least `LANES` values follow `at`, and all values are initialised.
            let best = unsafe { V::load(self.level, value) };
            // SAFETY: there are as many numbers as values, and all were filled before the first row of the span.
            let index_lanes = unsafe { V::load_index_lanes(self.level, number) };
            if PREFETCH {
                // One offset serves all rows, because eight more addresses would not fit in registers.
                let offset = ahead.wrapping_add((at * size_of::<V::Element>()).cast_signed());
                for row in &rows {
                    prefetch(row.as_ptr().wrapping_byte_offset(offset).cast());
                }
            }
            let mut vectors = [best; N];
            for k in 0..N {
                // SAFETY: the row is as long as the tile, so at least `LANES` elements follow `at`.
                let elements = unsafe { V::load(self.level, rows[k].as_ptr().wrapping_add(at)) };
                vectors[k] = self.keys.keys(elements);
            }
            let (best, index_lanes) = update::<V, N, BY_RULE>(
                self.level,
                self.skips_nan,
                vectors,
                row_numbers,
                best,
                index_lanes,
            );
            // SAFETY: `value` points to the `LANES` values that were loaded above, and they may be written.
            unsafe { best.store(value) };
            // SAFETY: `number` points to the `LANES` numbers that were loaded above, and they may be written.
            unsafe { V::store_index_lanes(index_lanes, number) };
            column += V::LANES;
        }
        N.min(left.len())
    }
}

/// The first `N` of the rows `left`, which are not empty, and their numbers from the start of the span. If there are
/// fewer, the last one is repeated. That is harmless, because a row does not win against itself.
#[inline(always)]
fn next<V: Vector, const N: usize>(
    level: V::Level,
    tile: RowBlock<'_, V::Element>,
    left: Range<usize>,
    span: usize,
) -> ([&[V::Element]; N], [V::IndexLanes; N]) {
    let mut rows = [tile.row(left.start); N];
    let mut numbers = [V::splat_index(level, left.start - span); N];
    for k in 1..N {
        let at = (left.start + k).min(left.end - 1);
        rows[k] = tile.row(at);
        numbers[k] = V::splat_index(level, at - span);
    }
    (rows, numbers)
}

/// The best of a vector and of the rows after it, and its numbers. For `BY_RULE` see [`Tile::update`].
#[inline(always)]
fn update<V: Vector, const N: usize, const BY_RULE: bool>(
    level: V::Level,
    skips_nan: bool,
    later: [V; N],
    numbers: [V::IndexLanes; N],
    best: V,
    index_lanes: V::IndexLanes,
) -> (V, V::IndexLanes) {
    const { assert!(N.is_multiple_of(2), "NaN is looked for in two rows at once") };
    let mut nan = V::none(level);
    for k in (0..N).step_by(2) {
        if V::Element::HAS_NAN && !BY_RULE {
            nan = V::or(nan, V::unordered(later[k], later[k + 1]));
        }
    }
    if V::Element::HAS_NAN && (BY_RULE || V::any(nan) && !skips_nan) {
        update_in_turn::<V, N, true>(later, numbers, best, index_lanes)
    } else {
        update_in_turn::<V, N, false>(later, numbers, best, index_lanes)
    }
}

/// [`update`] once it is known whether one of the later vectors may hold a NaN, which is `NAN`.
#[inline(always)]
fn update_in_turn<V: Vector, const N: usize, const NAN: bool>(
    later: [V; N],
    numbers: [V::IndexLanes; N],
    mut best: V,
    mut index_lanes: V::IndexLanes,
) -> (V, V::IndexLanes) {
    for k in 0..N {
        let (wins, better) = if NAN {
            let wins = V::and_not(later[k].not_le(best), V::unordered(best, best));
            (wins, V::select(wins, later[k], best))
        } else {
            // Where the two are equal or unordered, `max` returns `best`, and `gt` is false.
            (later[k].gt(best), later[k].max(best))
        };
        best = better;
        index_lanes = V::select_index(wins, numbers[k], index_lanes);
    }
    (best, index_lanes)
}

/// The most columns of a folded row.
pub(super) const MAX_FOLDED_COLUMNS: usize = 256;

/// The least number of rows of this length for which folding is faster, including the merge of the results. A row of up
/// to a vector is a single load even without folding, so more rows are needed.
fn min_folded_rows(row_bytes: usize) -> usize {
    match level().unwrap_or_else(detected) {
        Level::Avx512 => 1024,
        Level::Avx2 if row_bytes <= 32 => 512,
        Level::Baseline if row_bytes <= 16 => 512,
        Level::Avx2 | Level::Baseline => MAX_FOLDED_COLUMNS,
    }
}

/// How many rows are folded into one. 1 if a row is at least as long as a cache line, or if there are few rows.
pub(super) fn folded_rows(rows: usize, columns: usize, item: usize) -> usize {
    let row_bytes = columns * item;
    if row_bytes >= CACHE_LINE || rows < min_folded_rows(row_bytes) {
        1
    } else {
        (MAX_FOLDED_COLUMNS / columns).max(1)
    }
}

/// Merges the results of folded rows: index `i` in folded column `k * columns + c` is row `folded * i + k` of column
/// `c`. Also compares the rows that were left over because they did not fill a folded row.
pub(super) fn merge_folded_rows<K: Element>(
    rows: RowBlock<'_, K>,
    found: &[Index],
    folded: usize,
    out: &mut [Index],
    kernels: &Kernels<K>,
) {
    let columns = out.len();
    let whole = rows.rows() / folded * folded;
    for (column, out) in out.iter_mut().enumerate() {
        let found = (0..folded).map(|k| position(found[k * columns + column]) * folded + k);
        let candidates = found.chain(whole..rows.rows());
        let best = candidates.map(|at| Best {
            value: rows.row(at)[column],
            index: at,
        });
        *out = best
            .reduce(kernels.merge)
            .map_or(0, |best| index(best.index));
    }
}

#[cfg(test)]
mod tests {
    use super::super::portable;
    use super::*;
    use crate::best::Max;
    use crate::simd::{Xor, at_each_level};
    use alloc::vec;
    use alloc::vec::Vec;

    /// Compares the search of tiles, as from each level of memory, with a loop over the elements.
    fn agrees<V: Vector>(level: V::Level, of: fn(usize) -> V::Element, xor_mask: V::Element) {
        let lanes = V::LANES;
        let sizes = [1, 2, 3, lanes - 1, lanes, lanes + 1, 2 * lanes + 3, 130];
        let sizes = sizes.map(|columns| columns.max(1));
        for (rows, columns) in (1..=19)
            .chain([300])
            .flat_map(|rows| sizes.map(|len| (rows, len)))
        {
            let (elements, expected) = matrix::<V>(rows, columns, of, xor_mask);
            let tile = RowBlock::of(&elements, rows, columns);
            for memory in [MemoryLevel::L2, MemoryLevel::L3, MemoryLevel::Memory] {
                let mut out = vec![-1; columns];
                if columns < V::LANES {
                    first_of_masked::<V, Xor<V>>(level, tile, &mut out, xor_mask, false);
                } else {
                    first_of_tile::<V, Xor<V>>(level, tile, &mut out, xor_mask, false, memory);
                }
                assert_eq!(out, expected, "{rows} x {columns} from {memory:?}");
            }
        }
        // One tile, the longest one, and more than one. They are rows from a cache.
        let tile = CACHED_TILE.min(TILE_BYTES / size_of::<V::Element>());
        for columns in [tile, tile + lanes - 1, tile + lanes, 2 * tile + 1] {
            let (elements, expected) = matrix::<V>(11, columns, of, xor_mask);
            let mut out = vec![-1; columns];
            let rows = RowBlock::of(&elements, 11, columns);
            first::<V, Xor<V>>(level, rows, &mut out, xor_mask, false);
            assert_eq!(out, expected, "11 x {columns}");
        }
        // The longest tile of rows from memory.
        let columns = TILE_BYTES / size_of::<V::Element>() + lanes - 1;
        let (elements, expected) = matrix::<V>(11, columns, of, xor_mask);
        let mut out = vec![-1; columns];
        let tile = RowBlock::of(&elements, 11, columns);
        first_of_tile::<V, Xor<V>>(level, tile, &mut out, xor_mask, false, MemoryLevel::Memory);
        assert_eq!(out, expected, "11 x {columns} from memory");
    }

    /// The elements of a matrix, and the index of the first largest key of each column.
    fn matrix<V: Vector>(
        rows: usize,
        columns: usize,
        of: fn(usize) -> V::Element,
        xor_mask: V::Element,
    ) -> (Vec<V::Element>, Vec<Index>) {
        let elements: Vec<_> = (0..rows * columns)
            .map(|at| of(at.wrapping_mul(0x9e37_79b9) >> 7))
            .collect();
        let keys: Vec<_> = elements.iter().map(|it| it.xor(xor_mask)).collect();
        let mut expected = vec![0; columns];
        portable::columns::<Max, _>(RowBlock::of(&keys, rows, columns), &mut expected);
        (elements, expected)
    }

    #[test]
    fn tiles_of_integers() {
        for xor_mask in [0, -1, i8::MIN, i8::MAX] {
            at_each_level!(agrees::<i8>(
                |it| it.to_le_bytes()[0].cast_signed() % 5,
                xor_mask
            ));
        }
        for xor_mask in [0, -1, i64::MIN, i64::MAX] {
            at_each_level!(agrees::<i64>(
                |it| i64::from(it.to_le_bytes()[1] % 7) - 3,
                xor_mask
            ));
        }
    }

    #[test]
    fn tiles_of_floats() {
        // The samples include NaN and both zeros.
        fn place(it: usize) -> usize {
            if it.is_multiple_of(11) {
                it % 5
            } else {
                it % 3
            }
        }
        for xor_mask in [0.0, -0.0] {
            at_each_level!(agrees::<f32>(
                |it| [0.0, -0.0, 1.0, f32::NAN, -1.0][place(it)],
                xor_mask
            ));
        }
        for xor_mask in [0.0, -0.0] {
            at_each_level!(agrees::<f64>(
                |it| [0.0, 2.0, -0.0, f64::NAN, 2.0][place(it)],
                xor_mask
            ));
        }
    }
}
