//! The first extreme of a contiguous row: value first, position after.
//!
//! A row is seen as vectors; the last one ends with the row and overlaps the one before, for an extreme does not mind seeing
//! an element twice, and what is in both is found in the earlier. How a row is searched depends on how many they are:
//!
//! ```text
//! up to one:      load it in part; the best of all lanes; the first lane that equals it    // `registers`
//! up to 8:        hold them in registers, take their best a lane, then of all lanes;       // the same
//!                 a bit for each element that equals it; the first bit
//! up to 32:       beside the best of each lane, the number of its vector                   // `long::Numbered`, of many rows
//!                                                                                          // of integers up to 64
//! more:           beside the best of each lane, the number of its group of vectors;        // `long::groups`
//!                 at the end, the first that equals it in one group
//! 48 to 72 KiB:   the same in streams that are read side by side, if they are all          // `streams`
//!                 that is searched, by the widest vectors
//! ```
//!
//! 1. No lane carries an index, so that 8-bit elements run at full width and no index can overflow. That is looked for by
//!    comparing for equality, which finds -0.0 for +0.0, whichever comes first, as it must.
//! 2. NaN costs half an instruction an element: one unordered compare tests two vectors against each other, and its mask
//!    is OR-ed aside. `max` answers one of two lanes where either is NaN; which one does not matter, for the mask ends the
//!    search, and the first NaN is looked for.
//! 3. Short rows are a function of their own: what the others save on the stack took a tenth of a call of eight elements.
//! 4. Where the best stands is as good as random, and a branch on it would be mispredicted: there is none. A call of eight
//!    elements is some 70 instructions in all (`benches/instructions.txt`), most of which run at the same time.
//! 5. Of bool, whose best is known before, that value is looked for and nothing else ([`find`]).
//!
//! Instructions of a level are inlined into functions of that level, but not always into closures: there are none with
//! instructions in them here.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

mod long;
mod registers;
mod streams;

use super::index;
use super::order::{ByKey, Chosen, Keys, Order, in_order};
use crate::Index;
use crate::layout::Block;
use crate::simd::{LINE, Lanes, Source, Vector, ask_ahead};
use long::{NUMBERED, Numbered, groups, is_wide};

/// The most vectors that are held in registers together.
const FEW: usize = 8;

/// Bytes of rows that are short: at most `FEW` of the widest vectors.
const SHORT_BYTES: usize = 512;

/// Whether a row is short.
#[inline(always)]
pub(crate) const fn is_short<T>(len: usize) -> bool {
    len <= SHORT_BYTES / size_of::<T>()
}

/// The position of the first best element of a short row; `None` if it is empty. Longer ones go to [`long`]: of them, not all
/// would be looked at here.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn short<V: Vector>(row: &[V::Element], flip: V::Element) -> Option<usize> {
    if row.is_empty() {
        return None;
    }
    debug_assert!(is_short::<V::Element>(row.len()), "a short row");
    // SAFETY: the caller has the level; the row has at least one element, or more than `FEW` vectors.
    Some(unsafe {
        let keys = Keys::<V>::new(flip);
        if SHORT_BYTES <= FEW * size_of::<V>() || row.len() <= FEW * V::LANES {
            registers::first::<ByKey, V>(row, keys)
        } else {
            Numbered::first(row, keys)
        }
    })
}

/// The same of a row that is not short, a part of `among` bytes side by side that are searched.
///
/// # Panics
///
/// If it is short.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn long<V: Vector>(row: &[V::Element], flip: V::Element, among: usize) -> usize {
    assert!(!is_short::<V::Element>(row.len()), "a long row");
    debug_assert!(size_of_val(row) <= among, "a part of what is searched");
    // SAFETY: the caller has the level; the row is longer than a group, and is cut where it can be.
    unsafe {
        if row.len() <= NUMBERED * V::LANES {
            Numbered::first(row, Keys::<V>::new(flip))
        } else if streams::is_cut::<V>(row, among) {
            streams::first::<V>(row, flip)
        } else {
            groups::<V>(row, flip, Source::of(among))
        }
    }
}

/// Searches each of some rows, of at least one element; answers whether it did, which it does where they are of at most
/// `FEW` vectors, or, of the widest, `NUMBERED` or twice as many.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn each<V: Vector>(
    rows: Block<'_, V::Element>,
    out: &mut [Index],
    flip: V::Element,
) -> bool {
    let len = rows.columns();
    // Rows in one loop overlap, which pays for what a number for each vector takes longer than one for each group; of floats, NaN
    // is looked for as well.
    let most = if V::Element::HAS_NAN {
        NUMBERED
    } else {
        2 * NUMBERED
    };
    // SAFETY: the caller has the level, and the rows so many elements.
    unsafe {
        let keys = Keys::<V>::new(flip);
        if len == 0 {
            return false;
        } else if len > FEW * V::LANES {
            if !is_wide::<V>() || len > most * V::LANES {
                return false;
            }
            each_by::<ByKey, V, Numbered>(rows, out, keys);
        } else if is_wide::<V>() {
            in_order!(Chosen::of::<V>(flip), O => registers::each_first::<O, V>(rows, out, keys));
        } else {
            registers::each_first::<ByKey, V>(rows, out, keys);
        }
    }
    true
}

/// A way to search a row whose vectors are compared in an order. It is a type without values, so that of many rows of one length
/// it is chosen once, and the loop over them has nothing else in it: what a loop chooses in each round takes registers from it.
trait Search<V: Vector, O> {
    /// The position of the first best element.
    unsafe fn first(row: &[V::Element], keys: Keys<V>) -> usize;
}

/// Searches each of some rows in one way.
#[inline(always)]
unsafe fn each_by<O, V: Vector, S: Search<V, O>>(
    rows: Block<'_, V::Element>,
    out: &mut [Index],
    keys: Keys<V>,
) {
    let source = Source::of(rows.bytes_together());
    let asks = source.is_asked_ahead(rows.columns() * size_of::<V::Element>());
    for (at, out) in out.iter_mut().enumerate() {
        let row = rows.row(at);
        if asks {
            ask_ahead(row.as_ptr(), size_of_val(row));
        }
        // SAFETY: the caller has the level, and rows for this search.
        *out = index(unsafe { S::first(row, keys) });
    }
}

/// Where vectors begin that follow each other.
const fn side_by_side<V: Vector, const N: usize>() -> [usize; N] {
    let mut at = [0; N];
    let mut k = 1;
    while k < N {
        at[k] = k * V::LANES;
        k += 1;
    }
    at
}

/// The best lane of a vector without a NaN, in all lanes.
#[inline(always)]
unsafe fn spread<O: Order<V>, V: Vector>(mut lanes: V) -> V {
    let mut bytes = size_of::<V>() / 2;
    while bytes >= size_of::<V::Element>() {
        // SAFETY: the caller has the level; `bytes` is a power of two between an element's and the vector's size.
        lanes = unsafe { O::better(lanes.swap(bytes), lanes) };
        bytes /= 2;
    }
    lanes
}

/// The position of the first NaN of a row of at least `LANES` elements, which has one.
#[inline(always)]
unsafe fn first_nan<V: Vector>(row: &[V::Element]) -> usize {
    // SAFETY: the caller has the level. What is wanted does not matter.
    unsafe { first_found::<V, true>(row, V::load(row.as_ptr())).unwrap_or(0) }
}

/// The first position of an element that equals `wanted`.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn find<V: Vector>(row: &[V::Element], wanted: V::Element) -> Option<usize> {
    if row.is_empty() {
        return None;
    }
    // SAFETY: the caller has the level, and the row as many elements as are looked at.
    unsafe {
        let wanted = V::splat(wanted);
        if row.len() < V::LANES {
            // The lanes behind them repeat the first.
            return V::first(V::load_part(row.as_ptr(), row.len()).eq(wanted));
        }
        first_found::<V, false>(row, wanted)
    }
}

/// [`find`] in each of some rows, 0 where there is none.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn find_each<V: Vector>(
    rows: Block<'_, V::Element>,
    out: &mut [Index],
    wanted: V::Element,
) {
    let source = Source::of(rows.bytes_together());
    let asks = source.is_asked_ahead(rows.columns() * size_of::<V::Element>());
    for (at, out) in out.iter_mut().enumerate() {
        let row = rows.row(at);
        if asks {
            // How much of the row is read is not known.
            ask_ahead(row.as_ptr(), LINE);
        }
        // SAFETY: the caller has the level.
        *out = unsafe { find::<V>(row, wanted) }.map_or(0, index);
    }
}

/// The first position of an element that equals all lanes of `wanted`, or of a NaN. The row has at least `LANES` elements.
#[inline(always)]
unsafe fn first_found<V: Vector, const NAN: bool>(row: &[V::Element], wanted: V) -> Option<usize> {
    let from = row.as_ptr();
    // SAFETY: the caller has the level, and each load begins at least LANES elements before the row's end.
    unsafe {
        let mut at = 0;
        // Four vectors a branch; then the one that was right is looked for among them.
        while at + 4 * V::LANES <= row.len() {
            let mut any = V::none();
            for k in const { side_by_side::<V, 4>() } {
                any = V::or(any, found::<V, NAN>(V::load(from.add(at + k)), wanted));
            }
            if V::any(any) {
                break;
            }
            at += 4 * V::LANES;
        }
        while at < row.len() {
            let start = at.min(row.len() - V::LANES);
            if let Some(lane) = V::first(found::<V, NAN>(V::load(from.add(start)), wanted)) {
                return Some(start + lane);
            }
            at += V::LANES;
        }
    }
    None
}

/// Where a vector equals `wanted`, or is NaN.
#[inline(always)]
unsafe fn found<V: Vector, const NAN: bool>(vector: V, wanted: V) -> V::Mask {
    // SAFETY: the caller has the level.
    unsafe {
        if NAN {
            vector.unordered(vector)
        } else {
            vector.eq(wanted)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Max, scalar};
    use super::*;
    use crate::simd::at_each_level;
    use alloc::vec::Vec;

    /// The search of rows at the level of `V` for the largest key, against one element after the other.
    fn agrees<V: Vector>(row: &[V::Element], flip: V::Element) {
        let keys: Vec<_> = row.iter().map(|element| element.flipped(flip)).collect();
        let expected = scalar::<Max, V::Element>(&keys).unwrap_or(usize::MAX);
        // SAFETY: the test is run where the processor has the level, and the row is as long as is said.
        let found = unsafe {
            if is_short::<V::Element>(row.len()) {
                [short::<V>(row, flip).unwrap_or(usize::MAX); 4]
            } else {
                // Alone, and with others in the first two caches, the third, and memory.
                let bytes = size_of_val(row);
                [
                    bytes,
                    bytes.max(streams::MOST_BYTES + 1),
                    bytes.max(2 << 20),
                    usize::MAX,
                ]
                .map(|among| long::<V>(row, flip, among))
            }
        };
        assert_eq!(found, [expected; 4], "{} elements", row.len());
        let mut out = [0; 3];
        let rows = Block::of(row, 3, row.len() / 3);
        let keys = Block::of(&keys, 3, row.len() / 3);
        // SAFETY: the same.
        if unsafe { each::<V>(rows, &mut out, flip) } {
            let expected =
                core::array::from_fn(|at| scalar::<Max, _>(keys.row(at)).map_or(-1, index));
            assert_eq!(out, expected, "{} elements in three rows", row.len());
        }
    }

    /// Rows of every way of the search.
    fn ways<V: Vector>(of: fn(u8) -> V::Element, flips: &[V::Element]) {
        borders::<V>(of, flips);
        if is_wide::<V>() {
            starts_of_streams::<V>(of, flips);
        }
    }

    /// Rows that are not cut, whose best stand at both sides of each border.
    fn borders<V: Vector>(of: fn(u8) -> V::Element, flips: &[V::Element]) {
        let group = long::group::<V>();
        let chunk = long::CHUNK * group;
        let lengths = (1..=FEW * V::LANES + 1)
            .chain([
                SHORT_BYTES / size_of::<V::Element>() + 1,
                3 * group + 1,
                NUMBERED * V::LANES,
                NUMBERED * V::LANES + 1,
                // Three of as many as are numbered many a call.
                6 * NUMBERED * V::LANES,
            ])
            .chain([long::LOOK * group + 5, chunk - 1, chunk + 2 * group + 3]);
        for (turn, len) in lengths.enumerate() {
            row_with_borders::<V>(of, flips, turn, len, |row| {
                // The second vector, and the groups behind it, begin as much earlier as the row is out of step with vectors.
                let shift = row.as_ptr().addr() % size_of::<V>() / size_of::<V::Element>();
                let borders = [0, V::LANES, group, 2 * group, long::LOOK * group, chunk];
                let borders = borders.map(|border| border.saturating_sub(shift));
                borders.into_iter().chain([len]).collect()
            });
        }
    }

    /// Rows that are cut into streams, whose best stand at both sides of where these begin.
    fn starts_of_streams<V: Vector>(of: fn(u8) -> V::Element, flips: &[V::Element]) {
        let sizes = [
            long::NEAR_BYTES + 64,
            53_000,
            57_344 + 64,
            65_536,
            65_536 + 8,
            streams::MOST_BYTES,
        ];
        for (turn, bytes) in sizes.into_iter().enumerate() {
            row_with_borders::<V>(of, flips, turn, bytes / size_of::<V::Element>(), |row| {
                let starts = streams::Cut::<V>::new(row).starts;
                starts.into_iter().chain([0, V::LANES, row.len()]).collect()
            });
        }
    }

    /// A row whose best stand at both sides of borders, each once and again at its end.
    fn row_with_borders<V: Vector>(
        of: fn(u8) -> V::Element,
        flips: &[V::Element],
        turn: usize,
        len: usize,
        borders: impl Fn(&[V::Element]) -> Vec<usize>,
    ) {
        // It begins anywhere in a line of the cache.
        let start = turn * 7 % 64;
        let mut row: Vec<_> = (0..start + len).map(|_| of(2)).collect();
        let row = &mut row[start..];
        for border in borders(row).into_iter().filter(|&border| border <= len) {
            for at in [border.saturating_sub(1), border] {
                for (least, most) in [(2, 3), (1, 2), (1, 3)] {
                    if at + 1 < len {
                        row[at] = of(most);
                        row[at + 1] = of(least);
                        row[len - 1] = of(if turn.is_multiple_of(2) { most } else { least });
                        for &flip in flips {
                            agrees::<V>(row, flip);
                        }
                        for at in [at, at + 1, len - 1] {
                            row[at] = of(2);
                        }
                    }
                }
            }
        }
    }

    macro_rules! rows_of {
        ($($test:ident: $element:ident, $of:expr, $flips:expr;)*) => {$(
            #[test]
            fn $test() {
                at_each_level!(ways::<$element>($of, &$flips));
            }
        )*};
    }

    rows_of! {
        // With ends of the range, where the search may stop.
        bytes: i8, |it| [0, i8::MIN, 5, i8::MAX][usize::from(it)], [0, -1, i8::MIN, i8::MAX];
        small_bytes: i8, |it| i8::from_ne_bytes([it]), [0, -1, i8::MIN, i8::MAX];
        short_integers: i16, |it| i16::from(it) * 300, [0, -1, i16::MIN, i16::MAX];
        integers: i32, |it| (i32::from(it) - 2) << 30, [0, -1, i32::MIN, i32::MAX];
        long_integers: i64, |it| (i64::from(it) - 2) << 62, [0, -1, i64::MIN, i64::MAX];
        floats: f32, f32::from, [0.0, -0.0];
        double_floats: f64, f64::from, [0.0, -0.0];
        floats_and_nan: f32, |it| [0.0, -0.0, 0.0, f32::NAN][usize::from(it)], [0.0, -0.0];
        double_floats_and_nan: f64, |it| [0.0, f64::NAN, 0.0, f64::INFINITY][usize::from(it)], [0.0, -0.0];
    }
}
