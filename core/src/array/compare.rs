//! Whether two arrays are equal. However often an array repeats an element, it is compared a few times at most.

use crate::dtype::Element;
use crate::layout::{Axes, Axis, Strided, StridedSlice, same_shape};
use ndarray::{ArrayRef, IxDyn};

/// Whether two arrays have one shape and equal elements.
#[must_use]
pub fn equal<T: Element>(a: &ArrayRef<T, IxDyn>, b: &ArrayRef<T, IxDyn>) -> bool {
    let (a, b) = (Strided::of(a), Strided::of(b));
    if !same_shape(a.shape(), b.shape()) {
        return false;
    }
    if a.is_empty() {
        return true;
    }
    let strides = a.strides().iter().zip(b.strides());
    let mut axes = a.shape().iter().zip(strides).map(|(&len, (&a, &b))| Axis {
        len,
        strides: [a, b],
    });
    let axes = Axes::new(&mut axes);
    // Where one array repeats an element along an axis, all elements of the other along it are equal to that one. Where
    // `a` does so along some axes and `b` along others, all of these elements are equal, since equality is symmetric
    // and transitive. So each array is compared with index 0 along the repeats of the other.
    equal_along(a, b, axes.clone().without_repeats(0))
        && (!axes.has_repeats(0) || equal_along(a, b, axes.without_repeats(1)))
}

/// Whether the elements along some axes are equal.
fn equal_along<T: Element>(a: Strided<'_, T>, b: Strided<'_, T>, mut axes: Axes<2>) -> bool {
    axes.sort_by(0);
    let Axis { len, strides } = axes.inner();
    axes.all_rows(&mut |offsets| {
        // SAFETY: `axes` are axes of `a`, without those of length 1, so this is a row of it.
        let left = unsafe { StridedSlice::new(a.offset(offsets[0]), strides[0], len) };
        // SAFETY: as for `a`.
        let right = unsafe { StridedSlice::new(b.offset(offsets[1]), strides[1], len) };
        match (left.to_slice(), right.to_slice()) {
            (Some(left), Some(right)) => left == right,
            _ => (0..len).all(|at| left.get(at) == right.get(at)),
        }
    })
}
