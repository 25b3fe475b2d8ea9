//! The first best element of a row that is not NaN.
//!
//! ```text
//! for each chunk of the row:                       // it stays in L1
//!     for each lane: the best value, in eight accumulators that are never NaN
//!     if any lane is better than the best so far: find the best of all lanes, and keep the start of the chunk
//! find the first element that equals the best, from the start of its chunk
//! ```
//!
//! `max` returns its second operand if one of the two is NaN. That operand is the accumulator, so NaN costs no
//! instruction. If nothing is better than -inf (or +inf), the first infinity of the row is found, or only NaN is left.

use super::find::find_target;
use super::lanes::{KeyOf, broadcast_max};
use crate::ops::extremum::compare::Transformed;
use crate::simd::{KeyTransform, SimdElement, Vector, Xor};

/// Bytes of a chunk.
const CHUNK_BYTES: usize = 16_384;

/// Vectors that are compared with different accumulators.
const ACCUMULATORS: usize = 8;

/// The position of the first best element that is not NaN; `None` if there is none.
#[inline(always)]
pub(in crate::ops::extremum) fn first_number<V: Vector>(
    level: V::Level,
    row: &[V::Element],
    xor_mask: V::Element,
) -> Option<usize> {
    let keys = Xor::new(level, xor_mask);
    let mut best = V::splat(level, V::Element::SMALLEST);
    let mut start = 0;
    let len = CHUNK_BYTES / size_of::<V::Element>();
    for (at, chunk) in row.chunks(len).enumerate() {
        let lanes = best_lanes(level, chunk, keys, best);
        if V::any(lanes.gt(best)) {
            best = broadcast_max::<Transformed, V>(lanes);
            start = at * len;
        }
    }
    let found = find_target(level, &row[start..], KeyOf::new(keys, best))?;
    Some(start + found)
}

/// The best of each lane and of `best`, which has no NaN.
#[inline(always)]
fn best_lanes<V: Vector>(level: V::Level, chunk: &[V::Element], keys: Xor<V>, best: V) -> V {
    let mut lanes = [best; ACCUMULATORS];
    let groups = chunk.chunks_exact(ACCUMULATORS * V::LANES);
    let rest = groups.remainder();
    for group in groups {
        for k in 0..ACCUMULATORS {
            let vector = keys.keys(V::load_first(level, &group[k * V::LANES..]));
            lanes[k] = vector.max(lanes[k]);
        }
    }
    for part in rest.chunks(V::LANES) {
        lanes[0] = keys.keys(V::load_part(level, part)).max(lanes[0]);
    }
    let [mut all, others @ ..] = lanes;
    for other in others {
        all = other.max(all);
    }
    all
}
