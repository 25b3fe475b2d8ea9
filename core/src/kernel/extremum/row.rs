//! The first extreme of a contiguous row: value first, index after.
//!
//! ```text
//! best = nothing
//! for each block of some KiB:
//!     value, nan = extreme of the block             // vectors: eight accumulators, one mask
//!     if nan:            return the first NaN of the block
//!     if value beats best: best = value, home = block
//!     if best cannot be beaten: stop                // integers only
//! return the first element of `home` that equals best
//! ```
//!
//! 1. No lane carries an index, so that 8-bit elements run at full width and no index can overflow. The index is looked
//!    for once, in one block, by comparing for equality. That finds -0.0 for +0.0, whichever comes first, as it must.
//! 2. Eight accumulators (four, where eight would not fit the registers) hide the latency of `max`. A remainder shorter than
//!    a vector is covered by a last vector that ends with the row and overlaps the one before: extremes do not mind seeing
//!    an element twice.
//! 3. NaN costs half an instruction an element: one unordered compare tests two vectors against each other, and its mask
//!    is OR-ed aside. `max` keeps the accumulator where a lane is NaN; what it then holds does not matter, for the mask
//!    ends the search.
//! 4. Rows of up to [`SHORT_LANE`] elements have a kernel of their own; many of them are searched in one call.
//! 5. Rows from memory are asked for ahead, in smaller blocks.
//! 6. Whether a block beats the best so far is asked of all lanes at once; only then are lanes reduced to one value.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use super::{Best, Sense, along::SHORT_LANE, index};
use crate::Index;
use crate::layout::Block;
use crate::simd::{LINE, Lanes, Source, Vector, prefetch};

/// How much is searched before the result is looked at. The index is looked for in one block, which should be short; the
/// look costs some 20 instructions, which should be few beside the block. In a row of a single block, finding the index
/// takes half of the time: there blocks are a quarter of it.
const BLOCK_BYTES: usize = 8192;

/// How far ahead rows from memory are asked for, a block of a quarter of it at a time. What the processor fetches ahead by
/// itself ends with the page: of 128 MiB, 50 GB/s were read in place of 35.
const AHEAD_BYTES: usize = 4096;

/// Accumulators, at most.
const WIDTH: usize = 8;

/// How many of them: with the vectors that are tested for NaN, eight would not fit the sixteen registers of SSE2.
const fn width<V: Vector>() -> usize {
    if V::Element::HAS_NAN && size_of::<V>() == 16 {
        WIDTH / 2
    } else {
        WIDTH
    }
}

/// The first best element of a row.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn first<S: Sense, V: Vector>(
    row: &[V::Element],
    source: Source,
) -> Option<Best<V::Element>> {
    if row.is_empty() {
        return None;
    }
    if row.len() <= SHORT_LANE {
        // SAFETY: the caller has the level.
        let index = unsafe { short::<S, V>(row) };
        let value = row[index];
        return Some(Best { value, index });
    }
    let bytes = match source {
        Source::Memory => AHEAD_BYTES / 4,
        Source::Cache if size_of_val(row) <= BLOCK_BYTES => BLOCK_BYTES / 4,
        Source::Cache => BLOCK_BYTES,
    };
    // SAFETY: the caller has the level, and the row and a block have at least LANES elements.
    unsafe { blocks::<S, V>(row, source, bytes / size_of::<V::Element>()) }
}

/// The position of the first best element of each row, of at least one element and at most `SHORT_LANE`.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn lanes<S: Sense, V: Vector>(rows: Block<'_, V::Element>, out: &mut [Index]) {
    assert!((1..=SHORT_LANE).contains(&rows.columns()), "short rows");
    for (at, out) in out.iter_mut().enumerate() {
        // SAFETY: the caller has the level, and the row that many elements.
        *out = index(unsafe { short::<S, V>(rows.row(at)) });
    }
}

/// The position of the first best element of a row of at least one element and at most `SHORT_LANE`. Where it stands is as
/// good as random, so that there is no branch on it: a bit for each element tells whether it equals the best.
#[inline(always)]
unsafe fn short<S: Sense, V: Vector>(row: &[V::Element]) -> usize {
    let len = row.len();
    let from = row.as_ptr();
    // SAFETY: the caller has the level; a part is no longer than the row, and each other load begins at least LANES
    // elements before its end.
    unsafe {
        if len < V::LANES {
            let vector = V::load_part(from, len);
            let nan = V::unordered(vector, vector);
            if let (true, Some(lane)) = (V::Element::HAS_NAN, V::first(nan)) {
                return lane;
            }
            return V::first(vector.eq(spread::<S, V>(vector))).unwrap_or(0);
        }
        let last = len - V::LANES;
        let mut best = V::load(from.add(last));
        let mut nan = V::unordered(best, best);
        let mut at = 0;
        while at < last {
            let vector = V::load(from.add(at));
            best = better::<S, V>(vector, best);
            if V::Element::HAS_NAN {
                nan = V::or(nan, V::unordered(vector, vector));
            }
            at += V::LANES;
        }
        if V::Element::HAS_NAN && V::any(nan) {
            return lowest::<V, true>(from, last, best);
        }
        lowest::<V, false>(from, last, spread::<S, V>(best))
    }
}

/// The first position of an element that equals all lanes of `wanted`, or of a NaN, among `SHORT_LANE` elements, of which the
/// last vector begins at `last`. There is one.
#[inline(always)]
unsafe fn lowest<V: Vector, const NAN: bool>(
    from: *const V::Element,
    last: usize,
    wanted: V,
) -> usize {
    const { assert!(SHORT_LANE <= 128, "two words") };
    // SAFETY: the caller has the level, and LANES elements from `last` on.
    unsafe {
        // LANES divides 64, so that only the last vector may reach from the low word into the high one.
        let (mut low, mut high) = (0, 0);
        let bits = V::bits(found::<V, NAN>(V::load(from.add(last)), wanted));
        if last < 64 {
            low |= bits << last;
            high |= bits >> 1 >> (63 - last);
        } else {
            high |= bits << (last - 64);
        }
        let mut at = 0;
        while at < last.min(64) {
            low |= V::bits(found::<V, NAN>(V::load(from.add(at)), wanted)) << at;
            at += V::LANES;
        }
        while at < last {
            high |= V::bits(found::<V, NAN>(V::load(from.add(at)), wanted)) << (at - 64);
            at += V::LANES;
        }
        if low == 0 {
            64 + high.trailing_zeros() as usize
        } else {
            low.trailing_zeros() as usize
        }
    }
}

/// A row block by block.
#[inline(always)]
unsafe fn blocks<S: Sense, V: Vector>(
    row: &[V::Element],
    source: Source,
    block_len: usize,
) -> Option<Best<V::Element>> {
    let cannot_be_beaten = if S::IS_MAX {
        V::Element::LARGEST
    } else {
        V::Element::SMALLEST
    };
    if cannot_be_beaten == Some(row[0]) {
        return Some(Best {
            value: row[0],
            index: 0,
        });
    }
    // SAFETY: the caller has the level, and every block has at least LANES elements.
    unsafe {
        let mut best = V::splat(row[0]);
        let mut home = 0;
        let mut start = 0;
        while start < row.len() {
            // The last block takes what would be less than a vector.
            let rest = row.len() - start;
            let len = if rest < block_len + V::LANES {
                rest
            } else {
                block_len
            };
            let block = &row[start..start + len];
            if source == Source::Memory {
                let ahead = block.as_ptr().cast::<u8>().wrapping_add(AHEAD_BYTES);
                for line in 0..AHEAD_BYTES / 4 / LINE {
                    prefetch(ahead.wrapping_add(line * LINE));
                }
            }
            let (lanes, nan) = extreme::<S, V>(block);
            if V::Element::HAS_NAN && V::any(nan) {
                let at = first_found::<V, true>(block, lanes);
                return at.map(|at| Best {
                    value: block[at],
                    index: start + at,
                });
            }
            if V::any(wins::<S, V>(lanes, best)) {
                best = spread::<S, V>(lanes);
                home = start;
                if cannot_be_beaten.is_some_and(|last| V::any(best.eq(V::splat(last)))) {
                    break;
                }
            }
            start += len;
        }
        let block = &row[home..row.len().min(home + block_len + V::LANES)];
        let at = first_found::<V, false>(block, best);
        at.map(|at| Best {
            value: block[at],
            index: home + at,
        })
    }
}

/// The extreme of a block a lane, and where a NaN was seen. The block has at least `LANES` elements.
#[inline(always)]
unsafe fn extreme<S: Sense, V: Vector>(block: &[V::Element]) -> (V, V::Mask) {
    let from = block.as_ptr();
    let width = width::<V>();
    // SAFETY: the caller has the level, and each load begins at least LANES elements before the block's end.
    unsafe {
        let mut nan = V::none();
        if block.len() < width * V::LANES {
            let mut best = V::load(from);
            let mut at = 0;
            while at < block.len() {
                let vector = V::load(from.add(at.min(block.len() - V::LANES)));
                best = better::<S, V>(vector, best);
                if V::Element::HAS_NAN {
                    nan = V::or(nan, V::unordered(vector, vector));
                }
                at += V::LANES;
            }
            return (best, nan);
        }
        let mut best = [V::load(from); WIDTH];
        let mut at = 0;
        while at + width * V::LANES <= block.len() {
            let mut vectors = best;
            for (k, vector) in vectors[..width].iter_mut().enumerate() {
                *vector = V::load(from.add(at + k * V::LANES));
            }
            for k in 0..width {
                best[k] = better::<S, V>(vectors[k], best[k]);
            }
            if V::Element::HAS_NAN {
                for k in 0..width / 2 {
                    nan = V::or(nan, V::unordered(vectors[2 * k], vectors[2 * k + 1]));
                }
            }
            at += width * V::LANES;
        }
        while at < block.len() {
            let vector = V::load(from.add(at.min(block.len() - V::LANES)));
            best[0] = better::<S, V>(vector, best[0]);
            if V::Element::HAS_NAN {
                nan = V::or(nan, V::unordered(vector, vector));
            }
            at += V::LANES;
        }
        let mut half = width / 2;
        while half > 0 {
            for k in 0..half {
                best[k] = better::<S, V>(best[k + half], best[k]);
            }
            half /= 2;
        }
        (best[0], nan)
    }
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

/// The first position of an element that equals `wanted`, or of a NaN. The block has at least `LANES` elements.
#[inline(always)]
unsafe fn first_found<V: Vector, const NAN: bool>(
    block: &[V::Element],
    wanted: V,
) -> Option<usize> {
    let from = block.as_ptr();
    // SAFETY: the caller has the level, and each load begins at least LANES elements before the block's end.
    unsafe {
        let mut at = 0;
        // Four vectors a branch; then the one that was right is looked for among them.
        while at + 4 * V::LANES <= block.len() {
            let a = found::<V, NAN>(V::load(from.add(at)), wanted);
            let b = found::<V, NAN>(V::load(from.add(at + V::LANES)), wanted);
            let c = found::<V, NAN>(V::load(from.add(at + 2 * V::LANES)), wanted);
            let d = found::<V, NAN>(V::load(from.add(at + 3 * V::LANES)), wanted);
            if V::any(V::or(V::or(a, b), V::or(c, d))) {
                break;
            }
            at += 4 * V::LANES;
        }
        while at < block.len() {
            let last = at.min(block.len() - V::LANES);
            if let Some(lane) = V::first(found::<V, NAN>(V::load(from.add(last)), wanted)) {
                return Some(last + lane);
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

/// The first position of an element that equals `wanted`.
///
/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
pub(crate) unsafe fn find<V: Vector>(row: &[V::Element], wanted: V::Element) -> Option<usize> {
    if row.len() < V::LANES {
        return row.iter().position(|&element| element == wanted);
    }
    // SAFETY: the caller has the level, and the row at least LANES elements.
    unsafe { first_found::<V, false>(row, V::splat(wanted)) }
}
