//! The first smallest and the first largest element of a row, with each vector loaded once.
//!
//! ```text
//! for each chunk of the row:                       // it stays in L1
//!     for each lane: the smallest and the largest value, in four accumulators each, and whether there is a NaN
//!     if there is: the first NaN is both answers
//!     if any lane is better than the best so far: find the best of all lanes, and keep the start of the chunk
//! find the first element that equals the smallest, from the start of its chunk; likewise the largest
//! ```
//!
//! Per vector this takes one load, two comparisons and half a test for NaN. A search for one extreme that tracks the
//! numbers of groups, run twice, took a third to a half more time.

use super::find::find_target;
use super::lanes::{KeyOf, broadcast_max, first_nan};
use crate::ops::extremum::compare::{Larger, Smaller};
use crate::simd::{KeyTransform, SimdElement, Vector, Xor};

/// Bytes of a chunk.
const CHUNK_BYTES: usize = 16_384;

/// Vectors that are compared with different accumulators.
const ACCUMULATORS: usize = 4;

/// The positions of the first smallest and of the first largest element; `None` if the row is empty.
#[inline(always)]
pub(in crate::ops::extremum) fn first_pair<V: Vector>(
    level: V::Level,
    row: &[V::Element],
    xor_mask: V::Element,
) -> Option<[usize; 2]> {
    let first = row.first()?.xor(xor_mask);
    let keys = Xor::new(level, xor_mask);
    if row.len() <= V::LANES {
        // The other lanes repeat the first element, so the first lane that is found is that of an element.
        let vector = keys.keys(V::load_part(level, row));
        if let (true, Some(lane)) = (V::Element::HAS_NAN, V::first(vector.unordered(vector))) {
            return Some([lane; 2]);
        }
        let min = vector.eq(broadcast_max::<Smaller, V>(vector));
        let max = vector.eq(broadcast_max::<Larger, V>(vector));
        return Some([V::first(min)?, V::first(max)?]);
    }
    let [mut min, mut max] = [V::splat(level, first); 2];
    let [mut min_start, mut max_start] = [0; 2];
    let len = CHUNK_BYTES / size_of::<V::Element>();
    for (at, chunk) in row.chunks(len).enumerate() {
        let start = at * len;
        let (low, high, nan) = extremes(level, chunk, keys, min, max);
        if V::Element::HAS_NAN && V::any(nan) {
            let found = if chunk.len() < V::LANES {
                V::first(nan).unwrap_or(0)
            } else {
                first_nan::<V>(level, chunk)
            };
            return Some([start + found; 2]);
        }
        if V::any(min.gt(low)) {
            (min, min_start) = (broadcast_max::<Smaller, V>(low), start);
        }
        if V::any(high.gt(max)) {
            (max, max_start) = (broadcast_max::<Larger, V>(high), start);
        }
        if let Some(largest) = V::Element::LARGEST {
            let smallest = V::splat(level, V::Element::SMALLEST);
            if V::any(min.eq(smallest)) && V::any(max.eq(V::splat(level, largest))) {
                break;
            }
        }
    }
    let min = find_target(level, &row[min_start..], KeyOf::new(keys, min)).unwrap_or(0);
    let max = find_target(level, &row[max_start..], KeyOf::new(keys, max)).unwrap_or(0);
    Some([min_start + min, max_start + max])
}

/// The smallest key of each lane and of `min`, the largest of each lane and of `max`, and the lanes with a NaN.
#[inline(always)]
fn extremes<V: Vector>(
    level: V::Level,
    chunk: &[V::Element],
    keys: Xor<V>,
    min: V,
    max: V,
) -> (V, V, V::Mask) {
    let mut low = [min; ACCUMULATORS];
    let mut high = [max; ACCUMULATORS];
    let mut nan = V::none(level);
    let groups = chunk.chunks_exact(ACCUMULATORS * V::LANES);
    let rest = groups.remainder();
    for group in groups {
        let mut vectors = [min; ACCUMULATORS];
        for k in 0..ACCUMULATORS {
            vectors[k] = keys.keys(V::load_first(level, &group[k * V::LANES..]));
            low[k] = vectors[k].min(low[k]);
            high[k] = vectors[k].max(high[k]);
        }
        if V::Element::HAS_NAN {
            let [a, b, c, d] = vectors;
            nan = V::or(nan, V::or(a.unordered(b), c.unordered(d)));
        }
    }
    for part in rest.chunks(V::LANES) {
        let vector = keys.keys(if part.len() == V::LANES {
            V::load_first(level, part)
        } else {
            V::load_part(level, part)
        });
        low[0] = vector.min(low[0]);
        high[0] = vector.max(high[0]);
        if V::Element::HAS_NAN {
            nan = V::or(nan, vector.unordered(vector));
        }
    }
    let ([mut all_low, lows @ ..], [mut all_high, highs @ ..]) = (low, high);
    for (low, high) in lows.into_iter().zip(highs) {
        all_low = low.min(all_low);
        all_high = high.max(all_high);
    }
    (all_low, all_high, nan)
}
