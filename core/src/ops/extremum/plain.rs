//! Small arrays, element by element: each key is compared with the best one so far, in a register.
//!
//! This takes half a nanosecond per element, and nothing before the first one. Where elements are not adjacent, a vector has to
//! be gathered before it is searched. That pays in a whole array from some 30 elements on, along an axis from some hundreds, and in
//! lanes of a few elements hardly ever. The best and its index are chosen without a branch, because the place of the best element
//! is random.

use crate::best::{Extreme, is_nan};
use crate::index::{Index, index};
use crate::layout::{Lanes, StridedSlice};
use core::cmp::Ordering;
use core::marker::PhantomData;

/// The index of the first best element of a lane, or 0 if the lane is empty. A key is what is compared: the largest one wins,
/// and NaN before it.
#[inline(always)]
pub(super) fn first<T: Copy, K: Copy + PartialOrd>(
    lane: StridedSlice<'_, T>,
    key: impl Fn(T) -> K,
) -> Index {
    let mut keys = lane.iter().map(&key);
    let Some(first) = keys.next() else { return 0 };
    let mut best = Leader::new(first);
    for (key, at) in keys.zip(1..) {
        best.update(key, at);
    }
    if best.has_nan {
        let first = lane.iter().position(|element| is_nan(key(element)));
        return first.map_or(best.index, index);
    }
    best.index
}

/// The index of the first best element of all lanes, in their order. `None` if there is no element.
#[inline(always)]
pub(super) fn first_of_all<T: Copy, K: Copy + PartialOrd>(
    lanes: Lanes<'_, T>,
    key: impl Fn(T) -> K,
) -> Option<Index> {
    let mut best = Leader::new(key(lanes.first()?));
    let mut at = 0;
    lanes.each(|_, lane| {
        for key in lane.iter().map(&key) {
            best.update(key, at);
            at += 1;
        }
    });
    if best.has_nan {
        let (mut first, mut at) = (None, 0);
        lanes.each(|_, lane| {
            for element in lane.iter() {
                first = first.or(is_nan(key(element)).then_some(at));
                at += 1;
            }
        });
        return first.or(Some(best.index));
    }
    Some(best.index)
}

/// The best key so far.
struct Leader<K> {
    key: K,
    index: Index,
    has_nan: bool,
}

impl<K: Copy + PartialOrd> Leader<K> {
    #[inline(always)]
    fn new(first: K) -> Self {
        Self {
            key: first,
            index: 0,
            has_nan: is_nan(first),
        }
    }

    #[inline(always)]
    fn update(&mut self, key: K, at: Index) {
        let wins = key > self.key;
        self.key = if wins { key } else { self.key };
        self.index = if wins { at } else { self.index };
        self.has_nan |= is_nan(key);
    }
}

/// The key of an element that has no other: itself, in the order of an extreme.
pub struct Toward<E, T>(T, PhantomData<E>);

impl<E, T: Copy> Copy for Toward<E, T> {}

impl<E, T: Copy> Clone for Toward<E, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, T: PartialEq> PartialEq for Toward<E, T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<E, T> Toward<E, T> {
    #[inline(always)]
    pub(super) fn new(element: T) -> Self {
        Self(element, PhantomData)
    }
}

impl<E: Extreme, T: PartialOrd> PartialOrd for Toward<E, T> {
    #[inline(always)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let order = self.0.partial_cmp(&other.0)?;
        Some(if E::IS_MAX { order } else { order.reverse() })
    }
}
