//! Plain folds and loops over ndarray, as a user without another crate writes them.

use crate::functions::extremum::Extreme;
use argwhere::Index;
use ndarray::{
    Array, ArrayView, ArrayView1, ArrayViewMut, Axis, Dimension, IntoDimension, RemoveAxis, Zip,
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
