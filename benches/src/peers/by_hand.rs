//! The loops that a careful user of ndarray writes by hand, each for one operation. The elements have no NaN.

use argwhere::Index;
use ndarray::{Array, ArrayView, Axis, Dimension, RemoveAxis, Zip};

/// The index of the first largest element.
pub(crate) fn argmax<T: Copy + PartialOrd, D: Dimension>(x: &ArrayView<'_, T, D>) -> usize {
    let mut elements = x.iter();
    let mut best = *elements.next().expect("there are elements");
    let mut found = 0;
    for (at, &element) in elements.enumerate() {
        if element > best {
            (best, found) = (element, at + 1);
        }
    }
    found
}

/// The index of the first largest element of each lane along an axis.
pub(crate) fn argmax_along<T: Copy + PartialOrd, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    axis: usize,
) -> Array<Index, D::Smaller> {
    Zip::from(x.lanes(Axis(axis))).map_collect(|lane| {
        let (mut best, mut found) = (lane[0], 0);
        for at in 1..lane.len() {
            if lane[at] > best {
                (best, found) = (lane[at], at as Index);
            }
        }
        found
    })
}

/// An index of `indexed_iter`.
pub(crate) trait Indexed {
    /// One list per axis.
    fn lists(capacity: usize) -> Vec<Vec<Index>>;
    /// Appends the index.
    fn push(self, lists: &mut [Vec<Index>]);
}

impl Indexed for usize {
    fn lists(capacity: usize) -> Vec<Vec<Index>> {
        vec![Vec::with_capacity(capacity)]
    }

    #[inline]
    fn push(self, lists: &mut [Vec<Index>]) {
        lists[0].push(self as Index);
    }
}

impl Indexed for (usize, usize) {
    fn lists(capacity: usize) -> Vec<Vec<Index>> {
        vec![Vec::with_capacity(capacity), Vec::with_capacity(capacity)]
    }

    #[inline]
    fn push(self, lists: &mut [Vec<Index>]) {
        lists[0].push(self.0 as Index);
        lists[1].push(self.1 as Index);
    }
}

impl Indexed for (usize, usize, usize) {
    fn lists(capacity: usize) -> Vec<Vec<Index>> {
        (0..3).map(|_| Vec::with_capacity(capacity)).collect()
    }

    #[inline]
    fn push(self, lists: &mut [Vec<Index>]) {
        lists[0].push(self.0 as Index);
        lists[1].push(self.1 as Index);
        lists[2].push(self.2 as Index);
    }
}

/// The indices of the nonzero elements, one list per axis. The lists have room for every element from the start.
pub(crate) fn nonzero<T: Copy + PartialEq, D: Dimension<Pattern: Indexed>>(
    x: &ArrayView<'_, T, D>,
    zero: T,
) -> Vec<Vec<Index>> {
    let mut lists = D::Pattern::lists(x.len());
    for (index, &element) in x.indexed_iter() {
        if element != zero {
            index.push(&mut lists);
        }
    }
    lists
}

/// The number of elements that are not zero.
pub(crate) fn count<T: Copy + PartialEq, D: Dimension>(x: &ArrayView<'_, T, D>, zero: T) -> usize {
    x.iter().filter(|&&element| element != zero).count()
}

/// The number of elements that are not zero in each lane along an axis.
pub(crate) fn count_along<T: Copy + PartialEq, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    axis: usize,
    zero: T,
) -> Array<Index, D::Smaller> {
    Zip::from(x.lanes(Axis(axis)))
        .map_collect(|lane| lane.iter().filter(|&&element| element != zero).count() as Index)
}

/// `where_` of one dtype, where `x2` broadcasts to the shape of the other two.
pub(crate) fn where_<T: Copy, D: Dimension>(
    condition: &ArrayView<'_, bool, D>,
    x1: &ArrayView<'_, T, D>,
    x2: &ArrayView<'_, T, D>,
) -> Array<T, D> {
    Zip::from(condition)
        .and(x1)
        .and_broadcast(x2)
        .map_collect(|&condition, &x1, &x2| if condition { x1 } else { x2 })
}
