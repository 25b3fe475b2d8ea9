//! Plain folds and loops over ndarray, as a user without another crate writes them.

use crate::functions::extremum::Extreme;
use argwhere::Index;
use ndarray::{
    Array, Array1, Array2, ArrayView, ArrayView1, ArrayViewMut, Axis, Dimension, IntoDimension,
    RemoveAxis, Zip,
};

/// The index of the first extreme element. NaN never beats another element.
pub(super) fn flat<E: Extreme, T: Copy + PartialOrd, D: Dimension>(
    x: &ArrayView<'_, T, D>,
) -> usize {
    let first = *x.first().expect("there are elements");
    let best = x
        .iter()
        .enumerate()
        .fold((0, first), |best, (at, &element)| {
            if E::beats(element, best.1) {
                (at, element)
            } else {
                best
            }
        });
    best.0
}

/// The index of the first extreme element of each lane along an axis.
pub(super) fn along<E: Extreme, T: Copy + PartialOrd, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    axis: usize,
) -> Array<Index, D::Smaller> {
    x.map_axis(Axis(axis), |lane| flat::<E, T, _>(&lane) as Index)
}

/// The indices of the nonzero elements of a 1-D array.
pub(super) fn nonzero_1d<T: Copy + PartialEq>(x: ArrayView1<'_, T>, zero: T) -> Vec<Index> {
    let elements = x.iter().enumerate();
    elements
        .filter(|(_, element)| **element != zero)
        .map(|(at, _)| at as Index)
        .collect()
}

/// The indices of the nonzero elements, one list per axis.
pub(super) fn nonzero<T: Copy + PartialEq, D: Dimension>(
    x: &ArrayView<'_, T, D>,
    zero: T,
) -> Vec<Vec<Index>> {
    let mut lists = vec![Vec::new(); x.ndim()];
    for (index, element) in x.indexed_iter() {
        if *element != zero {
            let index = index.into_dimension();
            for (list, &at) in lists.iter_mut().zip(index.slice()) {
                list.push(at as Index);
            }
        }
    }
    lists
}

/// `where_` with conversion and broadcasting.
pub(super) fn where_<A: Copy, B: Copy, R: Copy + From<A> + From<B>, D: Dimension>(
    shape: &D,
    condition: &ArrayView<'_, bool, D>,
    x1: &ArrayView<'_, A, D>,
    x2: &ArrayView<'_, B, D>,
) -> Array<R, D> {
    let condition = condition.broadcast(shape.clone());
    Zip::from(&condition.expect("the condition broadcasts to that shape"))
        .and_broadcast(x1)
        .and_broadcast(x2)
        .map_collect(|&condition, &x1, &x2| if condition { x1.into() } else { x2.into() })
}

/// `where_` into an existing array, without broadcasting.
pub(super) fn where_into<A: Copy, B: Copy, R: Copy + From<A> + From<B>, D: Dimension>(
    out: ArrayViewMut<'_, R, D>,
    condition: &ArrayView<'_, bool, D>,
    x1: &ArrayView<'_, A, D>,
    x2: &ArrayView<'_, B, D>,
) {
    Zip::from(out)
        .and(condition)
        .and(x1)
        .and(x2)
        .for_each(|out, &condition, &x1, &x2| {
            *out = if condition { x1.into() } else { x2.into() };
        });
}

/// The number of elements that are not zero.
pub(crate) fn count<T: Copy + PartialEq, D: Dimension>(x: &Array<T, D>, zero: T) -> usize {
    x.iter().filter(|element| **element != zero).count()
}

/// The number of elements that are not zero in each lane along an axis.
pub(crate) fn count_along<T: Copy + PartialEq, D: RemoveAxis>(
    x: &Array<T, D>,
    axis: usize,
    zero: T,
) -> Array<Index, D::Smaller> {
    x.map_axis(Axis(axis), |lane| {
        lane.iter().filter(|element| **element != zero).count() as Index
    })
}

/// The elements from the smallest to the largest. There is no NaN.
pub(crate) fn sorted<T: PartialOrd>(mut elements: Vec<T>) -> Vec<T> {
    elements.sort_by(|a, b| a.partial_cmp(b).expect("the elements have an order"));
    elements
}

/// The position of each key in a sorted slice.
pub(crate) fn partition_points<T: PartialOrd>(row: &[T], keys: &[T]) -> Vec<Index> {
    keys.iter()
        .map(|key| row.partition_point(|element| element < key) as Index)
        .collect()
}

/// The k largest elements of each row in order, and their indices. There is no NaN.
pub(crate) fn largest<T: Copy + PartialOrd>(x: &Array2<T>, k: usize) -> (Vec<T>, Vec<Index>) {
    let (mut values, mut indices) = (Vec::new(), Vec::new());
    for row in x.rows() {
        let row = row.to_slice().expect("it is contiguous");
        let order = |a: &u32, b: &u32| {
            let [first, second] = [a, b].map(|&at| row[at as usize]);
            let values = second.partial_cmp(&first);
            values.expect("the elements have an order").then(a.cmp(b))
        };
        let mut found: Vec<u32> = (0..row.len() as u32).collect();
        if k < found.len() {
            found.select_nth_unstable_by(k, order);
            found.truncate(k);
        }
        found.sort_unstable_by(order);
        values.extend(found.iter().map(|&at| row[at as usize]));
        indices.extend(found.iter().map(|&at| Index::from(at)));
    }
    (values, indices)
}

/// The elements where the mask is true.
pub(crate) fn filtered<T: Copy>(mask: &[bool], x: &[T]) -> Vec<T> {
    let pairs = mask.iter().zip(x);
    pairs
        .filter(|(mask, _)| **mask)
        .map(|(_, &element)| element)
        .collect()
}

/// The index of the first largest element, without the elements that are not equal to themselves.
pub(crate) fn skipping<T: Copy + PartialOrd>(x: &[T]) -> usize {
    let mut best: Option<(usize, T)> = None;
    for (at, &element) in x.iter().enumerate() {
        #[expect(clippy::eq_op, reason = "a NaN is not equal to itself")]
        let wins = element == element && best.is_none_or(|(_, best)| element > best);
        if wins {
            best = Some((at, element));
        }
    }
    best.expect("there is a number").0
}

/// [`skipping`] per lane along an axis.
pub(crate) fn skipping_along<T: Copy + PartialOrd>(x: &Array2<T>, axis: usize) -> Array1<Index> {
    x.map_axis(Axis(axis), |lane| skipping(&lane.to_vec()) as Index)
}

/// The indices of the first smallest and the first largest element. There is no NaN.
pub(crate) fn both<T: Copy + PartialOrd>(x: &[T]) -> (usize, usize) {
    let (mut least, mut most) = (0, 0);
    for (at, &element) in x.iter().enumerate() {
        if element < x[least] {
            least = at;
        }
        if element > x[most] {
            most = at;
        }
    }
    (least, most)
}
