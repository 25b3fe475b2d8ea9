//! The first extreme of a contiguous row: value first, position after.
//!
//! A row is seen as vectors; the last one ends with the row and overlaps the one before, for an extreme does not mind seeing
//! an element twice, and what is in both is found in the earlier. How a row is searched depends on how many they are:
//!
//! ```text
//! up to one:      load it in part; the best of all lanes; the first lane that equals it
//! up to 8:        hold them in registers, take their best a lane, then of all lanes;   // here: `few`
//!                 a bit for each element that equals it; the first bit
//! up to 32:       beside the best of each lane, the number of its vector               // `long::numbered`
//! more:           beside the best of each lane, the number of its group of vectors;    // `long::groups`
//!                 at the end, the first that equals it in one group
//! ```
//!
//! 1. No lane carries an index, so that 8-bit elements run at full width and no index can overflow. That is looked for by
//!    comparing for equality, which finds -0.0 for +0.0, whichever comes first, as it must.
//! 2. NaN costs half an instruction an element: one unordered compare tests two vectors against each other, and its mask
//!    is OR-ed aside. `max` answers one of two lanes where either is NaN; which one does not matter, for the mask ends the
//!    search, and the first NaN is looked for.
//! 3. Where the best stands is as good as random, and a branch on it would be mispredicted: there is none. A call of eight
//!    elements is some 90 instructions in all (`benches/instructions.txt`), most of which run at the same time.
//!
//! Instructions of a level are inlined into functions of that level, but not always into closures: there are none with
//! instructions in them.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

mod long;

use super::{Sense, index};
use crate::Index;
use crate::layout::Block;
use crate::simd::{Lanes, Source, Vector, ask_ahead};
use core::hint::select_unpredictable;
use long::{NUMBERED, groups, numbered};

/// The most vectors that are held in registers together.
const FEW: usize = 8;

/// The position of the first best element of a row; `None` if it is empty. The row is a part of `among` bytes side by side
/// that are searched.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn first<S: Sense, V: Vector>(row: &[V::Element], among: usize) -> Option<usize> {
    // SAFETY: the caller has the level; a row has at least one element, or more vectors than the branch before says.
    unsafe {
        if row.is_empty() {
            None
        } else if row.len() <= FEW * V::LANES {
            Some(short::<S, V>(row))
        } else if row.len() <= NUMBERED * V::LANES {
            Some(numbered::<S, V>(row))
        } else {
            Some(groups::<S, V>(row, Source::of(among)))
        }
    }
}

/// Searches each of some rows, of at least one element; answers whether it did, which it does where they are of at most
/// `FEW` vectors.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn each_short<S: Sense, V: Vector>(
    rows: Block<'_, V::Element>,
    out: &mut [Index],
) -> bool {
    let are_short = (1..=FEW * V::LANES).contains(&rows.columns());
    if are_short {
        let source = Source::of(rows.bytes_together());
        for (at, out) in out.iter_mut().enumerate() {
            let row = rows.row(at);
            if source == Source::Memory {
                ask_ahead(row.as_ptr(), size_of_val(row));
            }
            // SAFETY: the caller has the level, and the row so many elements.
            *out = index(unsafe { short::<S, V>(row) });
        }
    }
    are_short
}

/// The position of the first best element of a row of at least one, and of at most `FEW` vectors.
#[inline(always)]
unsafe fn short<S: Sense, V: Vector>(row: &[V::Element]) -> usize {
    let len = row.len();
    // SAFETY: the caller has the level; the row has at least one element, or as many as the branch says.
    unsafe {
        if len <= V::LANES {
            part::<S, V>(row)
        } else if len <= 2 * V::LANES {
            few::<S, V, 2>(row)
        } else if len <= 4 * V::LANES {
            few::<S, V, 4>(row)
        } else {
            few::<S, V, FEW>(row)
        }
    }
}

/// A row of at most a vector, and at least one element.
#[inline(always)]
unsafe fn part<S: Sense, V: Vector>(row: &[V::Element]) -> usize {
    // SAFETY: the caller has the level; there are as many elements as are loaded.
    unsafe {
        // The lanes behind them repeat the first.
        let vector = V::load_part(row.as_ptr(), row.len());
        let nan = V::unordered(vector, vector);
        if let (true, Some(lane)) = (V::Element::HAS_NAN, V::first(nan)) {
            return lane;
        }
        V::first(vector.eq(spread::<S, V>(vector))).unwrap_or(0)
    }
}

/// A row of more than a vector, at least `N / 2`, and at most `N`.
#[inline(always)]
unsafe fn few<S: Sense, V: Vector, const N: usize>(row: &[V::Element]) -> usize {
    let last = row.len() - V::LANES;
    let mut at = const { side_by_side::<V, N>() };
    for at in &mut at[N / 2..] {
        *at = last.min(*at);
    }
    // SAFETY: the caller has the level, and LANES elements from `last` on.
    unsafe {
        let vectors = load::<V, N>(row.as_ptr(), at);
        if V::Element::HAS_NAN {
            let mut nan = V::none();
            for k in (0..N).step_by(2) {
                nan = V::or(nan, V::unordered(vectors[k], vectors[k + 1]));
            }
            if V::any(nan) {
                return first_nan::<V>(row);
            }
        }
        first_of(&vectors, at, spread::<S, V>(best_of::<S, V, N>(vectors)))
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

/// The vectors at some positions.
#[inline(always)]
unsafe fn load<V: Vector, const N: usize>(from: *const V::Element, at: [usize; N]) -> [V; N] {
    // SAFETY: the caller has the level, and LANES elements at each position.
    unsafe {
        let mut vectors = [V::load(from.add(at[0])); N];
        for (vector, at) in vectors.iter_mut().zip(at) {
            *vector = V::load(from.add(at));
        }
        vectors
    }
}

/// The best of some vectors, a power of two, a lane.
#[inline(always)]
unsafe fn best_of<S: Sense, V: Vector, const N: usize>(mut vectors: [V; N]) -> V {
    let mut half = N / 2;
    while half > 0 {
        for k in 0..half {
            // SAFETY: the caller has the level.
            vectors[k] = unsafe { better::<S, V>(vectors[k + half], vectors[k]) };
        }
        half /= 2;
    }
    vectors[0]
}

/// The first position of an element that equals all lanes of `wanted`; there is one. A vector begins at most its length
/// behind the one before.
#[inline(always)]
unsafe fn first_of<V: Vector, const N: usize>(
    vectors: &[V; N],
    at: [usize; N],
    wanted: V,
) -> usize {
    // As many vectors together as a word has bits for, the last word first.
    let together = (64 / V::LANES).min(N);
    let (mut bits, mut home) = (0, 0);
    let mut word = N;
    while word > 0 {
        word -= together;
        let mut here = 0;
        for k in (word..word + together).rev() {
            // One after the other: the compiler would gather shifted bits in a vector, which takes longer.
            let behind = k + 1 - usize::from(k + 1 == word + together);
            // SAFETY: the caller has the level.
            here = here << (at[behind] - at[k]) | unsafe { V::bits(vectors[k].eq(wanted)) };
        }
        bits = select_unpredictable(here != 0, here, bits);
        home = select_unpredictable(here != 0, at[word], home);
    }
    home + bits.trailing_zeros() as usize
}

/// The better of two vectors a lane; `best` where they are equal or unordered.
#[inline(always)]
unsafe fn better<S: Sense, V: Vector>(vector: V, best: V) -> V {
    // SAFETY: the caller has the level.
    unsafe {
        if S::IS_MAX {
            vector.max(best)
        } else {
            vector.min(best)
        }
    }
}

/// Where a vector beats another, neither of which has a NaN.
#[inline(always)]
pub(super) unsafe fn wins<S: Sense, V: Vector>(vector: V, best: V) -> V::Mask {
    // SAFETY: the caller has the level.
    unsafe {
        if S::IS_MAX {
            vector.gt(best)
        } else {
            vector.lt(best)
        }
    }
}

/// The best lane of a vector without a NaN, in all lanes.
#[inline(always)]
unsafe fn spread<S: Sense, V: Vector>(mut lanes: V) -> V {
    let mut bytes = size_of::<V>() / 2;
    while bytes >= size_of::<V::Element>() {
        // SAFETY: the caller has the level; `bytes` is a power of two between an element's and the vector's size.
        lanes = unsafe { better::<S, V>(lanes.swap(bytes), lanes) };
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
            for vector in load::<V, 4>(from.add(at), const { side_by_side::<V, 4>() }) {
                any = V::or(any, found::<V, NAN>(vector, wanted));
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
    use super::super::{Max, Min, scalar};
    use super::*;
    use crate::simd::{Level, detected};
    use alloc::vec::Vec;

    /// The search of rows at the level of `V`, against one element after the other.
    fn agrees<V: Vector>(row: &[V::Element]) {
        // SAFETY: the test is run where the processor has the level.
        let near = unsafe { [first::<Max, V>(row, 0), first::<Min, V>(row, 0)] };
        // SAFETY: the same.
        let far = unsafe {
            [
                first::<Max, V>(row, usize::MAX),
                first::<Min, V>(row, usize::MAX),
            ]
        };
        let expected = [
            scalar::<Max, V::Element>(row),
            scalar::<Min, V::Element>(row),
        ];
        assert_eq!([near, far], [expected; 2], "{} elements", row.len());
        let mut out = [0; 3];
        let rows = Block::of(row, 3, row.len() / 3);
        // SAFETY: the same.
        if unsafe { each_short::<Max, V>(rows, &mut out) } {
            let expected =
                core::array::from_fn(|at| scalar::<Max, _>(rows.row(at)).map_or(-1, index));
            assert_eq!(out, expected, "{} elements in three rows", row.len());
        }
    }

    /// Rows of every way of the search, whose best stand at both sides of each border, once and again behind it.
    fn borders<V: Vector>(of: fn(u8) -> V::Element) {
        let group = long::group::<V>();
        let chunk = long::CHUNK * group;
        let lengths = (1..=FEW * V::LANES + 1)
            .chain([3 * group + 1, NUMBERED * V::LANES, NUMBERED * V::LANES + 1])
            .chain([long::LOOK * group + 5, chunk - 1, chunk + 2 * group + 3]);
        let elements: Vec<_> = (0..64 + chunk + 3 * group).map(|_| of(2)).collect();
        for (turn, len) in lengths.enumerate() {
            // A row begins anywhere in a line of the cache.
            let start = turn * 7 % 64;
            let mut row = elements[..start + len].to_vec();
            let borders = [
                0,
                V::LANES,
                group,
                2 * group,
                long::LOOK * group,
                chunk,
                len,
            ];
            for border in borders.into_iter().filter(|&border| border <= len) {
                for at in [border.saturating_sub(start % V::LANES + 1), border] {
                    for (least, most) in [(2, 3), (1, 2), (1, 3)] {
                        if at + 1 < len {
                            row[start + at] = of(most);
                            row[start + at + 1] = of(least);
                            row[start + len - 1] = of(if turn % 2 == 0 { most } else { least });
                            agrees::<V>(&row[start..]);
                            row[start..].fill(of(2));
                        }
                    }
                }
            }
        }
    }

    macro_rules! at_each_level {
        ($($test:ident: $element:ident, $of:expr;)*) => {$(
            #[test]
            fn $test() {
                borders::<<$element as Lanes>::Baseline>($of);
                if detected() >= Level::Avx2 {
                    borders::<<$element as Lanes>::Avx2>($of);
                }
                if detected() >= Level::Avx512 {
                    borders::<<$element as Lanes>::Avx512>($of);
                }
            }
        )*};
    }

    at_each_level! {
        bytes: u8, |it| it;
        // With ends of the range, where the search may stop.
        signed_bytes: i8, |it| [0, i8::MIN, 5, i8::MAX][usize::from(it)];
        short_integers: i16, |it| i16::from(it) * 300;
        unsigned_short_integers: u16, |it| u16::from(it) << 14;
        integers: i32, |it| (i32::from(it) - 2) << 30;
        unsigned_integers: u32, |it| u32::from(it) << 30;
        long_integers: i64, |it| (i64::from(it) - 2) << 62;
        unsigned_long_integers: u64, |it| u64::from(it) << 62;
        floats: f32, f32::from;
        double_floats: f64, f64::from;
        floats_and_nan: f32, |it| [0.0, -0.0, 0.0, f32::NAN][usize::from(it)];
        double_floats_and_nan: f64, |it| [0.0, f64::NAN, 0.0, f64::INFINITY][usize::from(it)];
    }
}
