//! `nonzero`: the indices of the elements that are not zero, one vector an axis, in row-major order.
//!
//! The row kernel appends positions within the row. A kernel of rank N appends, for each position of axis 0, that
//! position as often as the kernel of rank N - 1 found something there.

use crate::Index;
use crate::element::{Element, Rows};
use crate::kernel::extremum::index;
use alloc::vec::Vec;
use ndarray::{ArrayView, ArrayView1, ArrayViewD, RemoveAxis};

/// How many elements of a row are not zero.
#[inline(always)]
pub(crate) fn count<T>(row: ArrayView1<'_, T>, is_zero: impl Fn(&T) -> bool) -> usize {
    row.iter()
        .map(|element| usize::from(!is_zero(element)))
        .sum()
}

/// Appends where they are.
#[inline(always)]
pub(crate) fn positions<T>(
    row: ArrayView1<'_, T>,
    is_zero: impl Fn(&T) -> bool,
    positions: &mut Vec<Index>,
) {
    let found = row
        .iter()
        .enumerate()
        .filter(|(_, element)| !is_zero(element));
    positions.extend(found.map(|(at, _)| index(at)));
}

/// How many elements of an array are not zero; its rank is at least 1.
pub(crate) fn count_all<T: Element, R: Rows<T>>(x: &ArrayViewD<'_, T>) -> usize {
    x.rows().into_iter().map(R::count).sum()
}

/// Rank 1: the row kernel of the dtype.
pub fn rank1<T: Element, R: Rows<T>>(x: ArrayView1<'_, T>, indices: &mut [Vec<Index>; 1]) {
    R::nonzero(x, &mut indices[0]);
}

/// Rank N, by the kernel of rank N - 1, which appends to `rest`.
pub fn outer<T: Element, D: RemoveAxis, I: AsRef<[Vec<Index>]> + ?Sized>(
    x: &ArrayView<'_, T, D>,
    first: &mut Vec<Index>,
    rest: &mut I,
    inner: impl Fn(ArrayView<'_, T, D::Smaller>, &mut I),
) {
    for (at, part) in x.outer_iter().enumerate() {
        inner(part, rest);
        let found = rest.as_ref()[0].len();
        first.resize(found, index(at));
    }
}
