//! Masks: one bit per element, set where the element is not zero, in words of 64 bits. The first element is the lowest
//! bit.
//!
//! This file is the only part of `nonzero` that depends on the dtype. The last mask of a row may cover fewer than 64
//! elements; its other bits are 0.

#[cfg(feature = "half")]
use crate::simd::HalfLanes;
use crate::simd::{SimdElement, Vector};
use core::marker::PhantomData;

/// Elements per mask.
pub(crate) const MASK: usize = 64;

/// Masks that are computed and used together.
pub(crate) const MASKS_PER_BATCH: usize = 64;

/// Tests elements for zero, 64 at a time.
pub(super) trait Test<T> {
    /// One bit per element, set where it is not zero. The first element is the lowest bit.
    fn mask(&self, elements: &[T; MASK]) -> u64;

    /// The mask of fewer than 64 elements.
    fn part(&self, elements: &[T]) -> u64;
}

/// The lanes of an element type that are equal to zero exactly if the element is.
pub(super) trait ZeroLanes<V> {
    fn of(elements: V) -> V;
}

/// The elements themselves.
pub(super) enum Elements {}

impl<V: Vector> ZeroLanes<V> for Elements {
    #[inline(always)]
    fn of(elements: V) -> V {
        elements
    }
}

/// The magnitudes of 16-bit floats, because -0.0 is zero.
#[cfg(feature = "half")]
pub(super) enum Magnitudes {}

#[cfg(feature = "half")]
impl<V: HalfLanes> ZeroLanes<V> for Magnitudes {
    #[inline(always)]
    fn of(elements: V) -> V {
        elements.magnitudes()
    }
}

/// Tests elements with vectors of a level, whose token it holds.
pub(super) struct ByVector<V: Vector, Z = Elements>(V::Level, PhantomData<Z>);

impl<V: Vector, Z> ByVector<V, Z> {
    #[inline(always)]
    pub(super) fn new(level: V::Level) -> Self {
        Self(level, PhantomData)
    }
}

impl<V: Vector, Z: ZeroLanes<V>> Test<V::Element> for ByVector<V, Z> {
    #[inline(always)]
    fn mask(&self, elements: &[V::Element; MASK]) -> u64 {
        let zero = V::splat(self.0, V::Element::ZERO);
        !V::bits_of_masks(self.0, |k| {
            Z::of(V::load_first(self.0, &elements[k * V::LANES..])).eq(zero)
        })
    }

    #[inline(always)]
    fn part(&self, elements: &[V::Element]) -> u64 {
        let len = elements.len();
        let zero = V::splat(self.0, V::Element::ZERO);
        let (mut is_zero, mut at) = (0, 0);
        let mut vectors = elements.chunks_exact(V::LANES);
        for vector in &mut vectors {
            is_zero |= V::bits(Z::of(V::load_first(self.0, vector)).eq(zero)) << at;
            at += V::LANES;
        }
        let rest = vectors.remainder();
        if !rest.is_empty() {
            is_zero |= V::bits(Z::of(V::load_part(self.0, rest)).eq(zero)) << at;
        }
        !is_zero & ((1 << len) - 1)
    }
}

/// Tests pairs of floats: a pair is zero if both floats are.
pub(super) struct ByPair<V: Vector>(V::Level);

impl<V: Vector> ByPair<V> {
    #[inline(always)]
    pub(super) fn new(level: V::Level) -> Self {
        Self(level)
    }
}

impl<V: Vector> Test<[V::Element; 2]> for ByPair<V> {
    #[inline(always)]
    fn mask(&self, elements: &[[V::Element; 2]; MASK]) -> u64 {
        let (halves, _) = elements.as_flattened().as_chunks();
        let test = ByVector::<V>::new(self.0);
        let (low, high) = (test.mask(&halves[0]), test.mask(&halves[1]));
        either_of_pairs(low) | either_of_pairs(high) << (MASK / 2)
    }

    #[inline(always)]
    fn part(&self, elements: &[[V::Element; 2]]) -> u64 {
        let test = ByVector::<V>::new(self.0);
        // Fewer than 64 pairs are fewer than 128 floats: at most one whole mask, and fewer than 64 floats after it.
        let (low, high) = match elements.as_flattened().as_chunks() {
            ([], rest) => (test.part(rest), 0),
            ([low, ..], rest) => (test.mask(low), test.part(rest)),
        };
        either_of_pairs(low) | either_of_pairs(high) << (MASK / 2)
    }
}

/// One bit per pair of adjacent bits, set if either of them is set.
#[inline(always)]
fn either_of_pairs(bits: u64) -> u64 {
    let mut even = (bits | bits >> 1) & 0x5555_5555_5555_5555;
    for (shift, keep) in [
        (1, 0x3333_3333_3333_3333),
        (2, 0x0f0f_0f0f_0f0f_0f0f),
        (4, 0x00ff_00ff_00ff_00ff),
        (8, 0x0000_ffff_0000_ffff),
        (16, 0x0000_0000_ffff_ffff),
    ] {
        even = (even | even >> shift) & keep;
    }
    even
}

/// Tests elements of any type, one after the other.
pub(super) struct ByElement<F>(pub(super) F);

impl<T, F: Fn(&T) -> bool> Test<T> for ByElement<F> {
    #[inline(always)]
    fn mask(&self, elements: &[T; MASK]) -> u64 {
        bit_by_bit(elements, &self.0)
    }

    #[inline(always)]
    fn part(&self, elements: &[T]) -> u64 {
        bit_by_bit(elements, &self.0)
    }
}

#[inline(always)]
fn bit_by_bit<T>(elements: &[T], is_set: impl Fn(&T) -> bool) -> u64 {
    elements
        .iter()
        .rev()
        .fold(0, |bits, element| bits << 1 | u64::from(is_set(element)))
}

/// Writes the masks of a row: one per 64 elements, the last one for the elements that are left.
#[inline(always)]
pub(super) fn masks<T>(row: &[T], masks: &mut [u64], test: impl Test<T>) {
    assert!(
        row.len().div_ceil(MASK) == masks.len(),
        "one mask per 64 elements"
    );
    let (whole, rest) = row.as_chunks::<MASK>();
    for (elements, mask) in whole.iter().zip(&mut *masks) {
        *mask = test.mask(elements);
    }
    if let (false, Some(mask)) = (rest.is_empty(), masks.last_mut()) {
        *mask = test.part(rest);
    }
}
