//! The first best element of a lane that contains NaN.
//!
//! `argmax` and `argmin` find the first NaN, and `top_k` puts NaN last. So if they find NaN, the lane is searched once
//! more, in chunks: a chunk without a better element costs one comparison per element.

use crate::best::{Best, Extreme};
use crate::dtype::Element;
use crate::layout::StridedSlice;

/// Elements that are compared before a branch.
const CHUNK: usize = 64;

/// The position of the first best element of a lane that is a number, or 0 if there is none. `first` is the position of the
/// first best element or of the first NaN.
pub(super) fn first_number<E: Extreme, K: Element + PartialOrd>(
    lane: StridedSlice<'_, K>,
    first: usize,
) -> usize {
    let is_number = |key: K| key.partial_cmp(&key).is_some();
    if is_number(lane.get(first)) || lane.repeated().is_some() {
        return first;
    }
    let mut best: Option<Best<K>> = None;
    lane.each_part(|part, start| {
        for (chunk, keys) in part.chunks(CHUNK).enumerate() {
            // Without branches, so that the compiler vectorises it.
            let wins = |key: K, best: K| key.partial_cmp(&best) == Some(E::WINS);
            let any = |best: Best<K>| {
                keys.iter()
                    .fold(false, |any, &key| any | wins(key, best.value))
            };
            if !best.is_none_or(any) {
                continue;
            }
            for (at, &value) in keys.iter().enumerate() {
                if best.map_or(is_number(value), |best| wins(value, best.value)) {
                    let index = start + chunk * CHUNK + at;
                    best = Some(Best { value, index });
                }
            }
        }
    });
    best.map_or(0, |best| best.index)
}
