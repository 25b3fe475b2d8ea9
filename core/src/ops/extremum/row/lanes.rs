//! From lanes to positions: the best of all lanes of a vector, and the first element of a row that equals it.

use crate::ops::extremum::compare::Compare;
use crate::simd::{KeyTransform, Vector};
use core::hint::select_unpredictable;

/// The most vectors that a search holds in registers at once.
pub(super) const MAX_UNROLLED: usize = 8;

/// The offsets of `N` adjacent vectors.
pub(super) const fn consecutive<V: Vector, const N: usize>() -> [usize; N] {
    let mut offsets = [0; N];
    let mut k = 1;
    while k < N {
        offsets[k] = k * V::LANES;
        k += 1;
    }
    offsets
}

/// A vector whose lanes all hold the best lane of `lanes`, which has no NaN.
#[inline(always)]
pub(super) fn broadcast_max<C: Compare<V>, V: Vector>(mut lanes: V) -> V {
    let mut bytes = size_of::<V>() / 2;
    while bytes >= size_of::<V::Element>() {
        lanes = C::better(lanes.swap_adjacent(bytes), lanes);
        bytes /= 2;
    }
    lanes
}

/// The position of the first NaN in a row that has one. The row has at least `LANES` elements.
#[inline(always)]
pub(super) fn first_nan<V: Vector>(level: V::Level, row: &[V::Element]) -> usize {
    first_found::<V, _>(level, row, Nan).unwrap_or(0)
}

/// The first position of an element that equals `wanted`, a vector of equal lanes. There must be such an element. Each
/// vector begins at most `LANES` elements after the one before it.
#[inline(always)]
pub(super) fn first_of<V: Vector, const N: usize>(
    vectors: &[V; N],
    offsets: [usize; N],
    wanted: V,
) -> usize {
    // The bits of as many vectors as fit are collected in one word of 64 bits. The last word is built first.
    let together = (64 / V::LANES).min(N);
    let (mut bits, mut start) = (0, 0);
    let mut word = N;
    while word > 0 {
        word -= together;
        let mut here = 0;
        for k in (word..word + together).rev() {
            // Each step depends on the one before. Otherwise the compiler would shift the bits in a vector, which is
            // slower.
            let after = k + 1 - usize::from(k + 1 == word + together);
            here = here << (offsets[after] - offsets[k]) | V::bits(vectors[k].eq(wanted));
        }
        bits = select_unpredictable(here != 0, here, bits);
        start = select_unpredictable(here != 0, offsets[word], start);
    }
    start + bits.trailing_zeros() as usize
}

/// What a search of a row looks for.
pub(super) trait Target<V: Vector>: Copy {
    /// The lanes that are searched for.
    fn found(self, elements: V) -> V::Mask;
}

/// Elements that are equal to those of a vector of equal lanes.
#[derive(Clone, Copy)]
pub(super) struct ElementOf<V>(pub(super) V);

impl<V: Vector> Target<V> for ElementOf<V> {
    #[inline(always)]
    fn found(self, elements: V) -> V::Mask {
        elements.eq(self.0)
    }
}

/// Elements whose key is that of a vector of equal lanes.
#[derive(Clone, Copy)]
pub(super) struct KeyOf<V, X> {
    keys: X,
    wanted: V,
}

impl<V: Vector, X: KeyTransform<V>> KeyOf<V, X> {
    #[inline(always)]
    pub(super) fn new(keys: X, wanted: V) -> Self {
        // Turning the wanted key into an element is one instruction. Turning the elements into keys would be one per
        // vector.
        let wanted = keys.wanted(wanted);
        Self { keys, wanted }
    }
}

impl<V: Vector, X: KeyTransform<V>> Target<V> for KeyOf<V, X> {
    #[inline(always)]
    fn found(self, elements: V) -> V::Mask {
        self.keys.to_find(elements).eq(self.wanted)
    }
}

/// Elements that are NaN.
#[derive(Clone, Copy)]
struct Nan;

impl<V: Vector> Target<V> for Nan {
    #[inline(always)]
    fn found(self, elements: V) -> V::Mask {
        elements.unordered(elements)
    }
}

/// The first position of an element that is searched for.
///
/// # Panics
///
/// If the row has fewer than `LANES` elements.
#[inline(always)]
pub(super) fn first_found<V: Vector, T: Target<V>>(
    level: V::Level,
    row: &[V::Element],
    target: T,
) -> Option<usize> {
    let from = row.as_ptr();
    assert!(row.len() >= V::LANES, "a row of a vector or more");
    let last = row.len() - V::LANES;
    let mut at = 0;
    // One branch per four vectors. The loop after this one finds the vector among them.
    while at + 4 * V::LANES <= row.len() {
        let mut any = V::none(level);
        for k in const { consecutive::<V, 4>() } {
            // SAFETY: by the condition of the loop, four vectors from `at` on are in the row.
            let vector = unsafe { V::load(level, from.wrapping_add(at + k)) };
            any = V::or(any, target.found(vector));
        }
        if V::any(any) {
            break;
        }
        at += 4 * V::LANES;
    }
    while at < row.len() {
        let start = at.min(last);
        // SAFETY: `start` is at most `last`, and `last` is `LANES` elements before the end of the row.
        let vector = unsafe { V::load(level, from.wrapping_add(start)) };
        if let Some(lane) = V::first(target.found(vector)) {
            return Some(start + lane);
        }
        at += V::LANES;
    }
    None
}
