//! The best elements of a lane with a heap, for element types without native kernels.
//!
//! The heap holds the indices of the best elements so far, with the worst of them at the root. An element that beats the
//! root replaces it. At the end the root is moved behind the others again and again, which sorts them.
//!
//! The heap compares elements through a function that it is passed. So it is compiled once, and not in the crates of
//! tables. Whatever that function answers, nothing panics: the sorts of the standard library may, if a type's order is
//! not total.

use super::kernels::Select;
use crate::best::{Extreme, beats};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index, position};
use crate::layout::Matrix;
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::marker::PhantomData;

/// Memory for the indices of `k` elements.
pub(super) fn slots(k: usize) -> Result<Vec<Index>, Error> {
    let mut slots = Vec::new();
    let reserved = slots.try_reserve_exact(k);
    reserved.map_err(|_| Error::TooLarge {
        shape: vec![k],
        item: size_of::<Index>(),
    })?;
    slots.resize(k, 0);
    Ok(slots)
}

/// Writes the indices of the best of `len` elements, best first: as many as there are slots, which are at most `len`.
/// `beats` compares the elements at two positions. No two elements beat each other.
pub(super) fn select(len: usize, best: &mut [Index], beats: &mut dyn FnMut(usize, usize) -> bool) {
    for (at, slot) in best.iter_mut().enumerate() {
        *slot = index(at);
    }
    for root in (0..best.len() / 2).rev() {
        sift_down(best, root, beats);
    }
    if best.is_empty() {
        return;
    }
    for at in best.len()..len {
        if beats(at, position(best[0])) {
            best[0] = index(at);
            sift_down(best, 0, beats);
        }
    }
    for end in (1..best.len()).rev() {
        best.swap(0, end);
        sift_down(&mut best[..end], 0, beats);
    }
}

/// Moves the element at `root` down until it beats none of its children.
fn sift_down(heap: &mut [Index], mut root: usize, beats: &mut dyn FnMut(usize, usize) -> bool) {
    let mut beats = |a: Index, b: Index| beats(position(a), position(b));
    loop {
        let mut child = 2 * root + 1;
        if child >= heap.len() {
            return;
        }
        if child + 1 < heap.len() && beats(heap[child], heap[child + 1]) {
            child += 1;
        }
        if !beats(heap[root], heap[child]) {
            return;
        }
        heap.swap(root, child);
        root = child;
    }
}

/// The search of lanes of any type, one after the other.
pub(super) struct Heap<E> {
    best: Vec<Index>,
    extreme: PhantomData<E>,
}

impl<E: Extreme + 'static> Heap<E> {
    pub(super) fn selector<T: Element + PartialOrd>(
        _: usize,
        _: usize,
        k: usize,
    ) -> Result<Box<dyn Select<T>>, Error> {
        Ok(Box::new(Self {
            best: slots(k)?,
            extreme: PhantomData,
        }))
    }
}

impl<E: Extreme, T: Element + PartialOrd> Select<T> for Heap<E> {
    fn select(&mut self, lanes: Matrix<'_, T>, write: &mut dyn FnMut(usize, usize, &[Index])) {
        let [len, columns] = lanes.lengths();
        for column in 0..columns {
            let lane = lanes.column(column);
            select(len, &mut self.best, &mut |a, b| {
                let (earlier, later) = (lane.get(a.min(b)), lane.get(a.max(b)));
                // A later element beats an earlier one if it is better, and otherwise the earlier one beats it.
                later_beats::<E, T>(later, earlier) == (a > b)
            });
            write(column, 0, &self.best);
        }
    }
}

/// Whether an element beats an earlier one. NaN beats nothing.
#[expect(
    clippy::eq_op,
    reason = "an element that is not equal to itself is NaN, for any type"
)]
#[inline(always)]
fn later_beats<E: Extreme, T: PartialOrd + Copy>(later: T, earlier: T) -> bool {
    later == later && (earlier != earlier || beats::<E, T>(later, earlier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_those_of_a_stable_sort() {
        let values: Vec<usize> = (0..50).map(|at| at * 37 % 11).collect();
        let mut sorted: Vec<Index> = (0..50).collect();
        sorted.sort_by_key(|&at| core::cmp::Reverse(values[position(at)]));
        for k in 0..=50 {
            let mut best = vec![0; k];
            select(50, &mut best, &mut |a, b| (values[a], b) > (values[b], a));
            assert_eq!(best, sorted[..k]);
        }
    }

    #[test]
    fn any_answers_give_distinct_indices() {
        for answer in [true, false] {
            let mut best = [0; 7];
            select(20, &mut best, &mut |_, _| answer);
            best.sort_unstable();
            assert!(best.windows(2).all(|pair| pair[0] < pair[1]), "{best:?}");
        }
    }
}
