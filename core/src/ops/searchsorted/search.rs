//! The search of a sorted slice for many values at once.
//!
//! A binary search for one value waits for each element before it knows which one to read next. So the values are
//! searched in groups of [`GROUP`], level by level: the reads of a level do not depend on each other, and their cache
//! misses overlap. A step has no branch, because a branch would be mispredicted half of the time.
//!
//! ```text
//! for each block of values:
//!     window = all of x1
//!     if the block is sorted: window = x1 between the positions of its first and its last value
//!     for each group of the block:
//!         base = 0 for each value of the group; len = the length of the window
//!         while len > 1:
//!             half = len / 2
//!             for each value: base += half if window[base + half - 1] is before the value
//!             len -= half
//! ```
//!
//! The window of a sorted block begins where the one of the block before it ends, and galloping finds its end. So for
//! sorted values as dense as `x1`, a value takes 6 steps, however long `x1` is.
//!
//! A value that is not equal to itself (NaN) is not found by comparisons. Its position is the first NaN of `x1` or, on
//! the right, the end. It is searched for once per call, if needed.
//!
//! Measured on an Intel Cascade Lake (2.5 GHz, L2 1 MiB, 2026-11-27), float64, nanoseconds per value of 100,000, beside
//! `partition_point`. The processor was busy, so the ratios matter more than the times:
//!
//! | elements | random values | `partition_point` | sorted values | `partition_point` |
//! | ---: | ---: | ---: | ---: | ---: |
//! | 1,000 | 10 | 19 | 3 | 19 |
//! | 100,000 | 18 | 48 to 98 | 8 | 35 to 63 |
//! | 10,000,000 | 350 | 2,800 | 250 | 900 |
//!
//! In a prototype, bounds checks took twice as long in the caches. Prefetching the candidates of the next step took from a
//! third less (sorted values, 10,000,000 elements) to almost twice as long (1,000 elements). AVX-512, for which the compiler
//! emits gathers, took up to three times as long in most cases. So there is no prefetch, and the search is compiled for the
//! baseline only.

use super::sorter::Side;
use crate::index::{Index, index};
use crate::tuning::searchsorted::SHORT_GROUP;
use core::hint::select_unpredictable;
use core::ops::BitXor;

/// The number of values that are searched at once.
const GROUP: usize = 16;

/// The number of values that are tested for being sorted.
const BLOCK: usize = 4 * GROUP;

/// How elements are turned into keys, which are compared.
pub(super) trait Order<K>: Copy {
    /// The key of an element.
    fn key(self, element: K) -> K;
}

/// Elements are their own keys.
#[derive(Clone, Copy)]
pub(super) struct AsIs;

impl<K> Order<K> for AsIs {
    #[inline(always)]
    fn key(self, element: K) -> K {
        element
    }
}

/// The bits of an element are inverted where those of a mask are set.
#[derive(Clone, Copy)]
pub(super) struct Xor<K>(pub(super) K);

impl<K: BitXor<Output = K> + Copy> Order<K> for Xor<K> {
    #[inline(always)]
    fn key(self, element: K) -> K {
        element ^ self.0
    }
}

/// Writes the position of each value of `x2` among `len` elements, which are read one by one.
#[inline(always)]
pub(super) fn among<K: PartialOrd + Copy>(
    len: usize,
    element: impl Fn(usize) -> K,
    x2: &[K],
    order: impl Order<K>,
    side: Side,
    out: &mut [Index],
) {
    for (out, &value) in out.iter_mut().zip(x2) {
        let value = order.key(value);
        let (mut start, mut end) = (0, len);
        while start < end {
            let middle = start + (end - start) / 2;
            if is_before(order.key(element(middle)), value, side) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        *out = index(start);
    }
}

/// Whether an element of `x1` is before the position of a value. An element that is not equal to itself is after all
/// others.
#[inline]
fn is_before<T: PartialOrd + Copy>(element: T, value: T, side: Side) -> bool {
    match side {
        Side::Left if is_nan(value) => !is_nan(element),
        Side::Right if is_nan(value) => true,
        Side::Left => is_before_key::<T, false>(element, value),
        Side::Right => is_before_key::<T, true>(element, value),
    }
}

#[expect(
    clippy::eq_op,
    reason = "an element that is not equal to itself is NaN, for any type"
)]
#[inline(always)]
fn is_nan<T: PartialEq + Copy>(element: T) -> bool {
    element != element
}

/// Writes the position of each value of `x2` in `x1`.
///
/// # Panics
///
/// If `out` has another length than `x2`.
#[inline(always)]
pub(super) fn positions<K: PartialOrd + Copy>(
    x1: &[K],
    x2: &[K],
    order: impl Order<K>,
    side: Side,
    out: &mut [Index],
) {
    assert!(x2.len() == out.len(), "a position per value");
    // The last value of the block before, if that was sorted, and the end of its window.
    let mut previous: Option<(K, usize)> = None;
    let mut first_nan = None;
    for (values, out) in x2.chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
        let (mut start, mut end) = (0, x1.len());
        previous = match sorted_ends(values, order) {
            None => None,
            Some((first, last)) => {
                start = match previous {
                    Some((before, end)) if before <= first => end,
                    _ => partition_point(x1, first, order, side),
                };
                end = start + gallop(&x1[start..], last, order, side);
                Some((last, end))
            }
        };
        let window = &x1[start..end];
        for (values, out) in values.chunks(GROUP).zip(out.chunks_mut(GROUP)) {
            let bases = if values.len() < SHORT_GROUP {
                let mut bases = [0; GROUP];
                for (base, &value) in bases.iter_mut().zip(values) {
                    *base = partition_point(window, order.key(value), order, side);
                }
                bases
            } else {
                let mut padded = [values[0]; GROUP];
                let values = values.first_chunk().unwrap_or_else(|| {
                    padded[..values.len()].copy_from_slice(values);
                    &padded
                });
                match side {
                    Side::Left => group::<K, false>(window, values, order),
                    Side::Right => group::<K, true>(window, values, order),
                }
            };
            for (out, base) in out.iter_mut().zip(&bases) {
                *out = index(start + base);
            }
        }
        if values.iter().fold(false, |any, &value| any | is_nan(value)) {
            let position = *first_nan.get_or_insert_with(|| {
                let is_before = |&element: &K| side == Side::Right || !is_nan(element);
                index(x1.partition_point(is_before))
            });
            for (out, &value) in out.iter_mut().zip(values) {
                if is_nan(value) {
                    *out = position;
                }
            }
        }
    }
}

/// [`is_before`] for a value that is equal to itself. The first test is for types that order a NaN; for others, the
/// compiler removes it.
#[inline(always)]
fn is_before_key<K: PartialOrd + Copy, const RIGHT: bool>(element: K, value: K) -> bool {
    let is_before = if RIGHT {
        element <= value
    } else {
        element < value
    };
    !is_nan(element) & is_before
}

/// The keys of the first and the last value, if the values are sorted and not few.
#[inline(always)]
fn sorted_ends<K: PartialOrd + Copy>(values: &[K], order: impl Order<K>) -> Option<(K, K)> {
    if values.len() < GROUP {
        return None;
    }
    let key = |at: usize| order.key(values[at]);
    let (first, last) = (key(0), key(values.len() - 1));
    // Three values tell most blocks that are not sorted.
    let middle = key(values.len() / 2);
    if !(first <= middle && middle <= last) || is_nan(last) {
        return None;
    }
    let pairs = values.iter().zip(&values[1..]);
    let is_sorted = pairs.fold(true, |is_sorted, (&a, &b)| {
        is_sorted & (order.key(a) <= order.key(b)) & !is_nan(a)
    });
    is_sorted.then_some((first, last))
}

/// The position of a key in a slice. It is called once or twice per block of sorted values, and for each of a few values.
#[inline(never)]
fn partition_point<K: PartialOrd + Copy>(
    x1: &[K],
    key: K,
    order: impl Order<K>,
    side: Side,
) -> usize {
    match side {
        Side::Left => {
            x1.partition_point(|&element| is_before_key::<K, false>(order.key(element), key))
        }
        Side::Right => {
            x1.partition_point(|&element| is_before_key::<K, true>(order.key(element), key))
        }
    }
}

/// The position of a key in a slice, found near the start with steps that double.
#[inline(always)]
fn gallop<K: PartialOrd + Copy>(x1: &[K], key: K, order: impl Order<K>, side: Side) -> usize {
    let mut step = BLOCK;
    while x1
        .get(step)
        .is_some_and(|&element| is_before(order.key(element), key, side))
    {
        step *= 2;
    }
    let end = step.min(x1.len());
    // All elements up to the one before the last step are before the key.
    let start = if step == BLOCK { 0 } else { step / 2 };
    start + partition_point(&x1[start..end], key, order, side)
}

/// The positions of [`GROUP`] values in a window. It is a function of its own, because
/// the compiler then keeps most positions in registers: a step takes 4.3 instructions per value, and took one more.
#[inline(never)]
fn group<K: PartialOrd + Copy, const RIGHT: bool>(
    window: &[K],
    values: &[K; GROUP],
    order: impl Order<K>,
) -> [usize; GROUP] {
    let keys = values.map(|value| order.key(value));
    let mut bases = [0_usize; GROUP];
    let mut len = window.len();
    while len > 1 {
        let half = len / 2;
        for (base, &key) in bases.iter_mut().zip(&keys) {
            let middle = *base + half;
            // SAFETY: before each step and after it, `base + len` is at most the length of the window: a step that adds
            // `half` to the base also subtracts it from `len`. And `half` is at least 1 and less than `len`.
            let element = order.key(unsafe { *window.get_unchecked(middle - 1) });
            let is_before = is_before_key::<K, RIGHT>(element, key);
            *base = select_unpredictable(is_before, middle, *base);
        }
        len -= half;
    }
    for (base, &key) in bases.iter_mut().zip(&keys) {
        if let Some(&element) = window.get(*base) {
            *base += usize::from(is_before_key::<K, RIGHT>(order.key(element), key));
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;

    fn check(x1: &[i32], x2: &[i32]) {
        let mut out = vec![-1; x2.len()];
        positions(x1, x2, AsIs, Side::Left, &mut out);
        let left = |value| index(x1.iter().filter(|&&element| element < value).count());
        assert_eq!(out, x2.iter().copied().map(left).collect::<Vec<_>>());
        positions(x1, x2, AsIs, Side::Right, &mut out);
        let right = |value| index(x1.iter().filter(|&&element| element <= value).count());
        assert_eq!(out, x2.iter().copied().map(right).collect::<Vec<_>>());
    }

    #[test]
    fn every_length_of_window_and_block() {
        for len in (0..70).chain([127, 128, 129, 1000]) {
            let x1: Vec<i32> = (0..len).map(|at| at / 3 * 2).collect();
            for count in [0, 1, 3, 4, 5, 15, 16, 17, 63, 64, 65, 130] {
                let sorted: Vec<i32> = (0..count).map(|at| at * len / 100 - 1).collect();
                check(&x1, &sorted);
                let mixed: Vec<i32> = (0..count).map(|at| at * 37 % 101 * len / 100 - 1).collect();
                check(&x1, &mixed);
            }
        }
    }

    #[test]
    fn a_gallop_finds_every_position() {
        for len in 0..600 {
            let x1: Vec<i32> = (0..len).collect();
            for wanted in 0..=len {
                let found = gallop(&x1, wanted, AsIs, Side::Left);
                assert_eq!(index(found), i64::from(wanted));
            }
        }
    }
}
