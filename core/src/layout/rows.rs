//! The rows of one or two arrays. The functions are safe: the rows come from the axes of the arrays themselves.

use super::axes::{Axes, Axis};
use super::broadcast::same_shape;
use super::slice::StridedSlice;
use super::strided::Strided;

/// Calls `each` with the rows of an array, in the order of memory.
pub(crate) fn each_row<T: Copy>(x: Strided<'_, T>, each: &mut dyn FnMut(StridedSlice<'_, T>)) {
    if x.is_empty() {
        return;
    }
    let mut axes = x
        .shape()
        .iter()
        .zip(x.strides())
        .map(|(&len, &stride)| Axis {
            len,
            strides: [stride],
        });
    let mut axes = Axes::new(&mut axes);
    axes.sort_by(0);
    let Axis { len, strides } = axes.inner();
    axes.each_row(&mut |[offset]| {
        // SAFETY: `axes` are the axes of `x`, so this is a row of it.
        each(unsafe { StridedSlice::new(x.offset(offset), strides[0], len) });
    });
}

/// Calls `each` with the rows of two arrays of equal shape, in row-major order.
///
/// # Panics
///
/// If the shapes differ.
pub(crate) fn each_row_of_two<A: Copy, B: Copy>(
    a: Strided<'_, A>,
    b: Strided<'_, B>,
    each: &mut dyn FnMut(StridedSlice<'_, A>, StridedSlice<'_, B>),
) {
    assert!(same_shape(a.shape(), b.shape()), "arrays of equal shape");
    if a.is_empty() {
        return;
    }
    let strides = a.strides().iter().zip(b.strides());
    let mut axes = a.shape().iter().zip(strides).map(|(&len, (&a, &b))| Axis {
        len,
        strides: [a, b],
    });
    let axes = Axes::new(&mut axes);
    let Axis { len, strides } = axes.inner();
    axes.each_row(&mut |offsets| {
        // SAFETY: `axes` are the axes of `a`, so this is a row of it.
        let left = unsafe { StridedSlice::new(a.offset(offsets[0]), strides[0], len) };
        // SAFETY: as for `a`, whose shape `b` has.
        let right = unsafe { StridedSlice::new(b.offset(offsets[1]), strides[1], len) };
        each(left, right);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;
    use ndarray::{Array2, arr0, array};

    #[test]
    fn the_rows_of_two_arrays_are_in_row_major_order() {
        let a = array![[1, 2, 3], [4, 5, 6]];
        let b = Array2::from_shape_fn((3, 2), |(i, j)| 2 * i + j);
        let mut pairs = Vec::new();
        each_row_of_two(Strided::of(&a), Strided::of(&b.t()), &mut |a, b| {
            pairs.extend((0..a.len()).map(|at| (a.get(at), b.get(at))));
        });
        let expected: Vec<_> = a.iter().copied().zip(b.t().iter().copied()).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn every_row_is_visited() {
        for (x, expected) in [
            (array![[1, 2], [3, 4]].into_dyn(), 10),
            (arr0(7).into_dyn(), 7),
            (Array2::zeros((0, 3)).into_dyn(), 0),
        ] {
            let mut sum = 0;
            each_row(Strided::of(&x.t()), &mut |row| {
                sum += (0..row.len()).map(|at| row.get(at)).sum::<i32>();
            });
            assert_eq!(sum, expected);
        }
    }
}
