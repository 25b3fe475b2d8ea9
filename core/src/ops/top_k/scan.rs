//! The elements of a row that beat a threshold, found with vectors.

use crate::simd::{KeyTransform, SimdElement, Vector};

/// Vectors that are compared before a branch.
const STEP: usize = 4;

/// Positions that a scan finds before it returns. The elements of a step are at most half of them.
const POSITIONS: usize = 512;

/// The positions that a scan has found.
pub struct Found {
    positions: [u32; POSITIONS],
    len: usize,
}

impl Found {
    pub(super) fn new() -> Self {
        Self {
            positions: [0; POSITIONS],
            len: 0,
        }
    }

    pub(super) fn positions(&self) -> &[u32] {
        &self.positions[..self.len]
    }
}

/// Finds the elements that beat the threshold, from the start of a row until the row ends or no more positions fit.
/// Returns the number of elements that were read. The threshold is a key, and the order turns elements into keys. If
/// the threshold is NaN, every element but NaN beats it.
#[inline(always)]
pub(super) fn scan<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    row: &[V::Element],
    threshold: V::Element,
    order: X::Order,
    found: &mut Found,
) -> usize {
    let threshold_bits = V::splat(level, threshold);
    let keys = X::new(level, order);
    if V::Element::HAS_NAN && threshold.partial_cmp(&threshold).is_none() {
        scan_with::<V, X, true>(level, row, threshold_bits, keys, found)
    } else {
        scan_with::<V, X, false>(level, row, threshold_bits, keys, found)
    }
}

#[inline(always)]
fn scan_with<V: Vector, X: KeyTransform<V>, const BEATS_NAN: bool>(
    level: V::Level,
    row: &[V::Element],
    threshold: V,
    keys: X,
    found: &mut Found,
) -> usize {
    let wins = |elements: V| {
        if BEATS_NAN {
            elements.eq(elements)
        } else {
            keys.keys(elements).gt(threshold)
        }
    };
    let step = STEP * V::LANES;
    let (mut at, mut len) = (0, 0);
    while row.len() - at >= step && len + step <= POSITIONS {
        let mut masks = [V::none(level); STEP];
        for (vector, mask) in masks.iter_mut().enumerate() {
            *mask = wins(V::load_first(level, &row[at + vector * V::LANES..]));
        }
        let any = V::or(V::or(masks[0], masks[1]), V::or(masks[2], masks[3]));
        if V::any(any) {
            for (vector, &mask) in masks.iter().enumerate() {
                len = write_positions(V::bits(mask), at + vector * V::LANES, found, len);
            }
        }
        at += step;
    }
    while at < row.len() && len + V::LANES <= POSITIONS {
        let part = &row[at..row.len().min(at + V::LANES)];
        let bits = if part.len() == V::LANES {
            V::bits(wins(V::load_first(level, part)))
        } else {
            V::bits(wins(V::load_part(level, part))) & ((1 << part.len()) - 1)
        };
        len = write_positions(bits, at, found, len);
        at += part.len();
    }
    found.len = len;
    at
}

/// Writes the positions of the set bits, counted from `start`, behind the `len` positions that were found before.
/// Returns the new number of positions.
#[inline(always)]
fn write_positions(mut bits: u64, start: usize, found: &mut Found, mut len: usize) -> usize {
    while bits != 0 {
        let at = start + bits.trailing_zeros() as usize;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a scanned row has at most 2^32 elements"
        )]
        if let Some(slot) = found.positions.get_mut(len) {
            *slot = at as u32;
        }
        len += 1;
        bits &= bits - 1;
    }
    len
}
