//! The first extreme of each column: along an outer axis, rows are streamed in memory order.
//!
//! ```text
//! for each tile of columns:                              // values and counts of a tile stay in the first cache
//!     values = keys of row 0, out = 0                    // the larger key wins: see `order`
//!     for each span of rows that a count can number:
//!         counts = unset
//!         for each group of eight rows, or two where few are left, each vector of columns:
//!             for each row of the group: where its key beats values: values = key, counts = its number in the span
//!         where counts are set: out = start of the span + counts
//! ```
//!
//! 1. A column's best value and the count beside it have the same width, so that one mask moves both. An 8-bit count
//!    numbers 255 rows, then it is widened into the index; so all dtypes run at the full width of the vectors.
//! 2. A vector of the tile is loaded and stored once for eight rows. Each row is read from left to right, and the same place of
//!    the row eight behind it is asked for, where that does not drive the tile out of the first cache, or comes from memory.
//!    Beyond the second cache rows came faster by a tenth to a third, and of 128 64-bit elements by half.
//! 3. The whole rule of NaN is two compares: what is not less or equal wins, a NaN too, but not against a NaN. They are made where
//!    one compare of every two rows, for a vector of columns, has found a NaN in the group; else one does, for nothing is larger
//!    than a NaN that was the best before. That took three quarters of the time. Groups of eight rows from memory are compared by
//!    the rule at once, by vectors that wait for it: asked for faster than they come, they came a sixth slower.
//! 4. Rows shorter than a vector are loaded in part, and their best stay in registers. Many rows shorter than a line, without gaps
//!    between them, are put side by side: `r` rows of a contiguous array are one row of `r` times the columns, and the `r` results of a
//!    column are merged at the end. See [`narrow`].

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use super::order::Keys;
use super::{Best, Sense, index, position};
use crate::Index;
use crate::element::{Element, Kernels};
use crate::layout::{Aligned, Block, Scratch};
use crate::simd::{LINE, Lanes, Level, Source, Vector, detected, level, prefetch};
use core::mem::MaybeUninit;
use core::ops::Range;

/// Columns of a tile: with 64-bit elements, values and counts are 32 KiB and stay in the first cache.
const TILE: usize = 2048;

/// Rows that a vector of the tile sees while it is loaded.
const GROUP: usize = 8;

/// The same where few rows are left.
const PAIR: usize = 2;

/// Lanes of the widest vector of the narrowest elements.
const MOST_LANES: usize = 64;

/// Rows that are loaded in part and seen together.
const PARTS: usize = 4;

/// Bytes of a row of a tile up to which the next group is asked for wherever beyond the second cache it comes from: with it, two
/// groups and a tile are in the first cache. Of longer rows, it is asked for from memory alone.
const ASKED: usize = 2048;

/// Writes the index of the first best element of each column. There is at least one row; columns are contiguous.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn first<V: Vector>(
    rows: Block<'_, V::Element>,
    out: &mut [Index],
    flip: V::Element,
) {
    let bytes = rows.row_step().unsigned_abs().saturating_mul(rows.rows());
    let source = Source::of(bytes);
    let mut start = 0;
    while start < out.len() {
        // The last tile takes what would be less than a vector.
        let rest = out.len() - start;
        let len = if rest < TILE + V::LANES { rest } else { TILE };
        let (tile, out) = (rows.part(start, len), &mut out[start..start + len]);
        // SAFETY: the caller has the level, and the tile as many columns as either way asks for.
        unsafe {
            if len < V::LANES {
                part_first::<V>(tile, out, flip);
            } else {
                tile_first::<V>(tile, out, flip, source);
            }
        }
        start += len;
    }
}

/// Rows of as many elements as `out` has, between `LANES` and a tile and `LANES`.
#[inline(always)]
unsafe fn tile_first<V: Vector>(
    tile: Block<'_, V::Element>,
    out: &mut [Index],
    flip: V::Element,
    source: Source,
) {
    debug_assert_eq!(tile.columns(), out.len(), "a result for each column");
    let rows = tile.rows();
    let item = size_of::<V::Element>();
    let asks = match source {
        Source::Cache => false,
        // A line is asked for once a vector: of narrow elements in narrow vectors, that takes longer than it saves.
        _ if item < 4 && size_of::<V>() < LINE => false,
        _ if item * out.len() <= ASKED => true,
        Source::Third => false,
        // 64-bit integers are done before the next come, and what is asked for as well came a tenth slower.
        Source::Memory => V::Element::HAS_NAN || item == 4,
    };
    // To look first takes longer from memory, but not of the narrowest vectors, which do not wait for it.
    let by_rule = V::Element::HAS_NAN && size_of::<V>() > 16 && source == Source::Memory;
    // Room for a tile and almost a vector of the narrowest elements.
    let mut values = Aligned([const { MaybeUninit::<V::Element>::uninit() }; TILE + MOST_LANES]);
    let mut counts = Aligned(
        [const { MaybeUninit::<<V::Element as Lanes>::Count>::uninit() }; TILE + MOST_LANES],
    );
    let len = out.len();
    let values = &mut values.0[..len];
    let counts = &mut counts.0[..len];
    for (value, element) in values.iter_mut().zip(tile.row(0)) {
        value.write(element.flipped(flip));
    }
    out.fill(0);
    let unset = V::Element::count(V::Element::MAX_COUNT);
    let mut span = 0;
    while span < rows {
        let end = rows.min(span.saturating_add(V::Element::MAX_COUNT));
        counts.fill(MaybeUninit::new(unset));
        // The first row is what the values are.
        let mut at = span.max(1);
        while at < end {
            // SAFETY: the caller has the level; the rows and the tile all have `len` elements, at least LANES.
            at += unsafe {
                if end - at <= GROUP / 2 {
                    beat::<V, PAIR, false, false>(tile, at..end, span, flip, values, counts)
                } else if !asks {
                    beat::<V, GROUP, false, false>(tile, at..end, span, flip, values, counts)
                } else if by_rule {
                    beat::<V, GROUP, true, true>(tile, at..end, span, flip, values, counts)
                } else {
                    beat::<V, GROUP, true, false>(tile, at..end, span, flip, values, counts)
                }
            };
        }
        // SAFETY: every count has been written above.
        renumber::<V::Element>(out, unsafe { counts.assume_init_ref() }, span);
        span = end;
    }
}

/// Rows of fewer elements than a vector has lanes: each is loaded in part.
#[inline(always)]
unsafe fn part_first<V: Vector>(tile: Block<'_, V::Element>, out: &mut [Index], flip: V::Element) {
    const { assert!(V::LANES <= MOST_LANES, "the counts of a vector have room") };
    let (rows, len) = (tile.rows(), out.len());
    debug_assert_eq!(tile.columns(), len, "a result for each column");
    let mut counts = Aligned([V::Element::count(0); MOST_LANES]);
    out.fill(0);
    // SAFETY: the caller has the level; a row has `len` elements, and the counts have room for a vector's.
    unsafe {
        let keys = Keys::<V>::new(flip);
        let mut best = keys.turn(V::load_part(tile.row(0).as_ptr(), len));
        let mut span = 0;
        while span < rows {
            let end = rows.min(span.saturating_add(V::Element::MAX_COUNT));
            let mut which = V::splat_count(V::Element::count(V::Element::MAX_COUNT));
            for first in (span.max(1)..end).step_by(PARTS) {
                let (rows, numbers) = next::<V, PARTS>(tile, first..end, span);
                let mut later = [best; PARTS];
                for k in 0..PARTS {
                    later[k] = keys.turn(V::load_part(rows[k].as_ptr(), len));
                }
                (best, which) = see::<V, PARTS, false>(later, numbers, best, which);
            }
            V::store_counts(which, counts.0.as_mut_ptr());
            renumber::<V::Element>(out, &counts.0[..len], span);
            span = end;
        }
    }
}

/// Writes the index of what was found in a span, where something was.
#[inline(always)]
fn renumber<L: Lanes>(out: &mut [Index], counts: &[L::Count], span: usize) {
    for (out, &count) in out.iter_mut().zip(counts) {
        let count = L::number(count);
        *out = if count == L::MAX_COUNT {
            *out
        } else {
            index(span + count)
        };
    }
}

/// Lets the first `N` of some rows beat the values of a tile, or all where they are fewer; answers how many. Their numbers count
/// from the start of the span. `ASKS` whether the rows behind them are asked for, `BY_RULE` whether floats are compared by the rule
/// of NaN without a look for one.
#[inline(always)]
unsafe fn beat<V: Vector, const N: usize, const ASKS: bool, const BY_RULE: bool>(
    tile: Block<'_, V::Element>,
    left: Range<usize>,
    span: usize,
    flip: V::Element,
    values: &mut [MaybeUninit<V::Element>],
    counts: &mut [MaybeUninit<<V::Element as Lanes>::Count>],
) -> usize {
    let len = values.len();
    // SAFETY: the caller has the level.
    let (keys, (rows, numbers)) =
        unsafe { (Keys::<V>::new(flip), next::<V, N>(tile, left.clone(), span)) };
    let ahead = tile.row_step().wrapping_mul(N.cast_signed());
    let mut column = 0;
    while column < len {
        // The last vector overlaps the one before: what a row has beaten already it does not beat again.
        let at = column.min(len - V::LANES);
        let value = values[at..].as_mut_ptr().cast();
        let count = counts[at..].as_mut_ptr().cast();
        // SAFETY: the caller has the level, and `at` is at least LANES elements before the end of the tile and the rows.
        unsafe {
            let mut best = V::load(value);
            let mut which = V::load_counts(count);
            if ASKS {
                // One distance for all of them: eight more addresses would not fit the registers.
                let place = ahead.wrapping_add((at * size_of::<V::Element>()).cast_signed());
                for row in &rows {
                    prefetch(row.as_ptr().wrapping_byte_offset(place).cast());
                }
            }
            let mut vectors = [best; N];
            for k in 0..N {
                vectors[k] = keys.load(rows[k].as_ptr().add(at));
            }
            (best, which) = see::<V, N, BY_RULE>(vectors, numbers, best, which);
            best.store(value);
            V::store_counts(which, count);
        }
        column += V::LANES;
    }
    N.min(left.len())
}

/// The first `N` of some rows, at least one, and their numbers from the start of the span. The last one is there more than once
/// where they are fewer: no row beats itself.
#[inline(always)]
unsafe fn next<V: Vector, const N: usize>(
    tile: Block<'_, V::Element>,
    left: Range<usize>,
    span: usize,
) -> ([&[V::Element]; N], [V::Counts; N]) {
    let mut rows = [tile.row(left.start); N];
    // SAFETY: the caller has the level.
    let mut numbers = [unsafe { V::splat_count(V::Element::count(left.start - span)) }; N];
    for k in 1..N {
        let at = (left.start + k).min(left.end - 1);
        rows[k] = tile.row(at);
        // SAFETY: the caller has the level.
        numbers[k] = unsafe { V::splat_count(V::Element::count(at - span)) };
    }
    (rows, numbers)
}

/// The best of a vector and some later ones, and its number. `BY_RULE` as of [`beat`].
#[inline(always)]
unsafe fn see<V: Vector, const N: usize, const BY_RULE: bool>(
    later: [V; N],
    numbers: [V::Counts; N],
    best: V,
    which: V::Counts,
) -> (V, V::Counts) {
    const { assert!(N.is_multiple_of(2), "a look for NaN is at two rows") };
    // SAFETY: the caller has the level.
    unsafe {
        let mut nan = V::none();
        for k in (0..N).step_by(2) {
            if V::Element::HAS_NAN && !BY_RULE {
                nan = V::or(nan, V::unordered(later[k], later[k + 1]));
            }
        }
        if V::Element::HAS_NAN && (BY_RULE || V::any(nan)) {
            in_turn::<V, N, true>(later, numbers, best, which)
        } else {
            in_turn::<V, N, false>(later, numbers, best, which)
        }
    }
}

/// The same, where `NAN` says whether there may be one among the later.
#[inline(always)]
unsafe fn in_turn<V: Vector, const N: usize, const NAN: bool>(
    later: [V; N],
    numbers: [V::Counts; N],
    mut best: V,
    mut which: V::Counts,
) -> (V, V::Counts) {
    for k in 0..N {
        // SAFETY: the caller has the level.
        unsafe {
            let (wins, better) = if NAN {
                let wins = V::and_not(later[k].not_le(best), V::unordered(best, best));
                (wins, V::select(wins, later[k], best))
            } else {
                // `max` is `best` where they are equal or unordered, as where nothing is larger.
                (later[k].gt(best), later[k].max(best))
            };
            best = better;
            which = V::select_counts(wins, numbers[k], which);
        }
    }
    (best, which)
}

/// The same for elements without vectors: a row after the other, the best values of a tile beside them.
#[inline(always)]
pub(crate) fn portable<S: Sense, T: Copy + PartialOrd>(rows: Block<'_, T>, out: &mut [Index]) {
    out.fill(0);
    let mut values = Scratch::<T, 16384>::new();
    let values = values.slots();
    let width = values.len().min(WIDE);
    for (part, out) in out.chunks_mut(width).enumerate() {
        let rows = rows.part(part * width, out.len());
        let values = values[..out.len()].write_copy_of_slice(rows.row(0));
        for at in 1..rows.rows() {
            let later = rows.row(at);
            for ((best, out), &later) in values.iter_mut().zip(out.iter_mut()).zip(later) {
                let beaten = super::beats::<S, T>(later, *best);
                *best = if beaten { later } else { *best };
                *out = if beaten { index(at) } else { *out };
            }
        }
    }
}

/// The most columns that rows side by side have together, and those of a tile without vectors.
pub(super) const WIDE: usize = 256;

/// From so many rows of that many bytes on, it takes less time to merge the results of rows side by side than to look at each by
/// itself: up to a vector, a row is one load in part.
fn many(bytes: usize) -> usize {
    match level().unwrap_or_else(detected) {
        Level::Avx512 => 1024,
        Level::Avx2 if bytes <= 32 => 512,
        Level::Baseline if bytes <= 16 => 512,
        _ => WIDE,
    }
}

/// How many rows of that many columns are put side by side; 1 where a row is as long as a line, or rows are few. There are so many.
pub(super) fn side_by_side(rows: usize, columns: usize, element: usize) -> usize {
    let bytes = columns * element;
    if bytes >= LINE || rows < many(bytes) {
        1
    } else {
        (WIDE / columns).max(1)
    }
}

/// Merges the results of rows side by side: what was found at `i` for the `k`th of them was row `side * i + k`. The rows
/// that were left over are looked at here.
pub(super) fn narrow<T: Element>(
    rows: Block<'_, T>,
    found: &[Index],
    side: usize,
    out: &mut [Index],
    kernels: &Kernels<T>,
) {
    let columns = out.len();
    let whole = rows.rows() / side * side;
    for (column, out) in out.iter_mut().enumerate() {
        let found = (0..side).map(|k| position(found[k * columns + column]) * side + k);
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
    use super::super::Max;
    use super::*;
    use crate::simd::at_each_level;
    use alloc::vec;
    use alloc::vec::Vec;

    /// Tiles of few rows, wherever they come from, against one element after the other.
    fn agrees<V: Vector>(of: fn(usize) -> V::Element, flip: V::Element) {
        let lanes = V::LANES;
        let sizes = [1, 2, 3, lanes - 1, lanes, lanes + 1, 2 * lanes + 3, 130];
        let sizes = sizes.map(|columns| columns.max(1));
        for (rows, columns) in (1..=19)
            .chain([300])
            .flat_map(|rows| sizes.map(|len| (rows, len)))
        {
            let elements: Vec<_> = (0..rows * columns)
                .map(|at| of(at.wrapping_mul(0x9e37_79b9) >> 7))
                .collect();
            let keys: Vec<_> = elements.iter().map(|it| it.flipped(flip)).collect();
            let tile = Block::of(&elements, rows, columns);
            let mut expected = vec![0; columns];
            portable::<Max, _>(Block::of(&keys, rows, columns), &mut expected);
            for source in [Source::Cache, Source::Third, Source::Memory] {
                let mut out = vec![-1; columns];
                // SAFETY: the test is run where the processor has the level; there are as many columns as is asked for.
                unsafe {
                    if columns < V::LANES {
                        part_first::<V>(tile, &mut out, flip);
                    } else {
                        tile_first::<V>(tile, &mut out, flip, source);
                    }
                }
                assert_eq!(out, expected, "{rows} x {columns} from {source:?}");
            }
        }
    }

    #[test]
    fn tiles_of_integers() {
        for flip in [0, -1, i8::MIN, i8::MAX] {
            at_each_level!(agrees::<i8>(
                |it| it.to_le_bytes()[0].cast_signed() % 5,
                flip
            ));
        }
        for flip in [0, -1, i64::MIN, i64::MAX] {
            at_each_level!(agrees::<i64>(
                |it| i64::from(it.to_le_bytes()[1] % 7) - 3,
                flip
            ));
        }
    }

    #[test]
    fn tiles_of_floats() {
        // NaN now and then, and two zeros.
        fn place(it: usize) -> usize {
            if it.is_multiple_of(11) {
                it % 5
            } else {
                it % 3
            }
        }
        for flip in [0.0, -0.0] {
            at_each_level!(agrees::<f32>(
                |it| [0.0, -0.0, 1.0, f32::NAN, -1.0][place(it)],
                flip
            ));
        }
        for flip in [0.0, -0.0] {
            at_each_level!(agrees::<f64>(
                |it| [0.0, 2.0, -0.0, f64::NAN, 2.0][place(it)],
                flip
            ));
        }
    }
}
