//! What is not zero, as bits: a mask of a word for each 64 elements, the first element lowest.
//!
//! The only part of `nonzero` that knows the dtype. A row's last mask may be of fewer elements; its other bits are 0.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use crate::element::{Element, Rows};
use crate::layout::{Lane, Scratch};
use crate::simd::{Lanes, Vector};

/// Elements a mask.
pub(crate) const MASK: usize = 64;

/// Masks that are looked at together.
pub(crate) const BLOCK: usize = 64;

/// Tells what is not zero, 64 elements at a time.
pub(crate) trait Test<T> {
    /// A bit for each element that is not zero, the first element lowest.
    ///
    /// # Safety
    ///
    /// The processor has the level of the test's vectors.
    unsafe fn mask(&self, elements: &[T; MASK]) -> u64;

    /// The same of fewer elements.
    ///
    /// # Safety
    ///
    /// The same, and there are less than 64.
    unsafe fn part(&self, elements: &[T]) -> u64;
}

/// A test by vectors.
pub(crate) struct ByVector<V>(core::marker::PhantomData<V>);

impl<V> ByVector<V> {
    pub(crate) const TEST: Self = Self(core::marker::PhantomData);
}

impl<V: Vector> Test<V::Element> for ByVector<V> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[V::Element; MASK]) -> u64 {
        // SAFETY: the caller has the level; LANES divides 64, the number of elements.
        unsafe {
            let zero = V::splat(V::Element::ZERO);
            let mut is_zero = 0;
            for k in 0..MASK / V::LANES {
                let vector = V::load(elements.as_ptr().add(k * V::LANES));
                is_zero |= V::bits(vector.eq(zero)) << (k * V::LANES);
            }
            !is_zero
        }
    }

    #[inline(always)]
    unsafe fn part(&self, elements: &[V::Element]) -> u64 {
        let (from, len) = (elements.as_ptr(), elements.len());
        // SAFETY: the caller has the level; each load is of elements that are there.
        unsafe {
            let zero = V::splat(V::Element::ZERO);
            let (mut is_zero, mut at) = (0, 0);
            while at + V::LANES <= len {
                is_zero |= V::bits(V::load(from.add(at)).eq(zero)) << at;
                at += V::LANES;
            }
            if at < len {
                is_zero |= V::bits(V::load_part(from.add(at), len - at).eq(zero)) << at;
            }
            !is_zero & ((1 << len) - 1)
        }
    }
}

/// A test by pairs of floats: not zero if either is not.
pub(crate) struct ByPair<V>(core::marker::PhantomData<V>);

impl<V> ByPair<V> {
    pub(crate) const TEST: Self = Self(core::marker::PhantomData);
}

impl<V: Vector> Test<[V::Element; 2]> for ByPair<V> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[[V::Element; 2]; MASK]) -> u64 {
        let (halves, _) = elements.as_flattened().as_chunks();
        let test = ByVector::<V>::TEST;
        // SAFETY: the caller has the level.
        let (low, high) = unsafe { (test.mask(&halves[0]), test.mask(&halves[1])) };
        either_of_pairs(low) | either_of_pairs(high) << (MASK / 2)
    }

    #[inline(always)]
    unsafe fn part(&self, elements: &[[V::Element; 2]]) -> u64 {
        let test = ByVector::<V>::TEST;
        // SAFETY: the caller has the level; of less than 64 pairs the rest is less than 64 floats.
        let (low, high) = unsafe {
            match elements.as_flattened().as_chunks() {
                ([], rest) => (test.part(rest), 0),
                ([low, ..], rest) => (test.mask(low), test.part(rest)),
            }
        };
        either_of_pairs(low) | either_of_pairs(high) << (MASK / 2)
    }
}

/// A bit for each pair of bits: set if either is.
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

/// A test of any elements, one after the other.
pub(crate) struct ByElement<F>(pub(crate) F);

impl<T, F: Fn(&T) -> bool> Test<T> for ByElement<F> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[T; MASK]) -> u64 {
        bit_by_bit(elements, &self.0)
    }

    #[inline(always)]
    unsafe fn part(&self, elements: &[T]) -> u64 {
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

/// Writes the masks of a row: one for each 64 elements, the last for what is left.
///
/// # Safety
///
/// The processor has the level of the test.
#[inline(always)]
pub(crate) unsafe fn masks<T>(row: &[T], masks: &mut [u64], test: impl Test<T>) {
    assert!(
        row.len().div_ceil(MASK) == masks.len(),
        "a mask for each 64 elements"
    );
    let (whole, rest) = row.as_chunks::<MASK>();
    for (elements, mask) in whole.iter().zip(&mut *masks) {
        // SAFETY: the caller has the level.
        *mask = unsafe { test.mask(elements) };
    }
    if let (false, Some(mask)) = (rest.is_empty(), masks.last_mut()) {
        // SAFETY: the same, and they are less than 64.
        *mask = unsafe { test.part(rest) };
    }
}

/// Hands out the masks of a row, up to `BLOCK` at a time.
pub(super) fn each_masks<T: Element, R: Rows<T>>(row: Lane<'_, T>, found: &mut dyn FnMut(&[u64])) {
    if let Some(elements) = row.to_slice() {
        return each_masks_of::<T, R>(elements, found);
    }
    let mut buffer = Scratch::<T, 4096>::new();
    let buffer = buffer.slots();
    // Whole masks; elements of which 64 do not fit the buffer are looked at one by one.
    let most = (buffer.len() / MASK * MASK).max(1);
    let (mut start, mut mask) = (0, 0);
    while start < row.len() {
        let part = row.part(start, most.min(row.len() - start));
        let part = part.gather(&mut buffer[..part.len()]);
        if most > 1 {
            each_masks_of::<T, R>(part, found);
        } else {
            let mut bit = [0];
            R::masks(part, &mut bit);
            mask |= bit[0] << (start % MASK);
            if (start + 1).is_multiple_of(MASK) || start + 1 == row.len() {
                found(&[mask]);
                mask = 0;
            }
        }
        start += part.len();
    }
}

/// The same of contiguous elements.
pub(super) fn each_masks_of<T: Element, R: Rows<T>>(elements: &[T], found: &mut dyn FnMut(&[u64])) {
    let mut room = [0; BLOCK];
    for elements in elements.chunks(BLOCK * MASK) {
        let masks = &mut room[..elements.len().div_ceil(MASK)];
        R::masks(elements, masks);
        found(masks);
    }
}
