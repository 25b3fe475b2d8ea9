//! `argmax` and `argmin`: the first extreme element of an array, or of each lane along an axis.
//!
//! The two differ only in their [`Sense`]. A result is a [`Best`]: the value and where it stands. Results of parts merge
//! into the result of the whole, which is how ranks, and later blocks and threads, are put together:
//!
//! - an element that is not equal to itself (NaN) beats every element that is;
//! - else the larger (or smaller) value wins;
//! - else the earlier index does.

use crate::element::{Element, OrderedRows, best};
use crate::{Error, Index};
use core::cmp::Ordering;
use ndarray::{ArrayView, ArrayView1, ArrayViewMut, ArrayViewMut1, Axis, Dimension, RemoveAxis};

/// The first best element of an array, or of a part of it.
///
/// # Examples
///
/// ```
/// use argwhere::{Best, kernels::argmax};
///
/// let best = argmax::f32::rank1(ndarray::array![1.0, 7.0, 7.0].view());
/// assert_eq!(best, Some(Best { value: 7.0, index: 1 }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best<T> {
    /// The element.
    pub value: T,
    /// Its position, in row-major order.
    pub index: usize,
}

/// Which extreme is searched for: [`Max`] or [`Min`].
pub trait Sense {
    /// Whether it is the largest.
    const IS_MAX: bool;
    /// What `a.partial_cmp(b)` answers if a beats b.
    const WINS: Ordering;
    /// The public function.
    const NAME: &'static str;
}

/// The largest element.
#[derive(Debug)]
pub enum Max {}

/// The smallest element.
#[derive(Debug)]
pub enum Min {}

impl Sense for Max {
    const IS_MAX: bool = true;
    const WINS: Ordering = Ordering::Greater;
    const NAME: &'static str = "argmax";
}

impl Sense for Min {
    const IS_MAX: bool = false;
    const WINS: Ordering = Ordering::Less;
    const NAME: &'static str = "argmin";
}

impl<T: Element> Best<T> {
    /// The result of two parts, of which `self` is the earlier. Both indices count from the same origin.
    #[must_use]
    #[inline]
    pub fn merge<S: Sense>(self, later: Self) -> Self
    where
        T: PartialOrd,
    {
        if beats::<S, T>(later.value, self.value) {
            later
        } else {
            self
        }
    }

    pub(crate) fn map<U>(self, value: impl FnOnce(T) -> U) -> Best<U> {
        Best {
            value: value(self.value),
            index: self.index,
        }
    }
}

/// Whether a later element takes the place of the best so far.
#[expect(
    clippy::eq_op,
    reason = "an element that is not equal to itself is what NaN is, for any type"
)]
#[inline(always)]
fn beats<S: Sense, T: PartialOrd + Copy>(later: T, best: T) -> bool {
    best == best && (later != later || later.partial_cmp(&best) == Some(S::WINS))
}

/// The first best element of a row.
#[inline(always)]
pub(crate) fn row<S: Sense, T: Element + PartialOrd>(row: ArrayView1<'_, T>) -> Option<Best<T>> {
    let mut elements = row
        .iter()
        .copied()
        .enumerate()
        .map(|(index, value)| Best { value, index });
    let first = elements.next()?;
    Some(elements.fold(first, Best::merge::<S>))
}

/// Rank 0: the element itself.
pub fn rank0<T: Copy>(x: ArrayView<'_, T, ndarray::Ix0>) -> Option<Best<T>> {
    Some(Best {
        value: *x.into_scalar(),
        index: 0,
    })
}

/// Rank 1: the row kernel of the dtype.
pub fn rank1<S: Sense, T: Element, R: OrderedRows<T>>(x: ArrayView1<'_, T>) -> Option<Best<T>> {
    best::<S, T, R>(x)
}

/// Rank N, by the kernel of rank N - 1.
pub fn outer<S: Sense, T: Element, R: OrderedRows<T>, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    inner: impl Fn(ArrayView<'_, T, D::Smaller>) -> Option<Best<T>>,
) -> Option<Best<T>> {
    let parts = x.outer_iter().enumerate().filter_map(|(at, part)| {
        let before = at * part.len();
        inner(part).map(|best| Best {
            index: before + best.index,
            ..best
        })
    });
    parts.reduce(R::merge::<S>)
}

/// Along the only axis: one lane, one index.
pub fn lane<S: Sense, T: Element, R: OrderedRows<T>>(
    x: ArrayView1<'_, T>,
    axis: Axis,
    mut out: ArrayViewMut1<'_, Index>,
) -> Result<(), Error> {
    check(&x, axis, &out)?;
    let best = best::<S, T, R>(x).ok_or(Error::Empty {
        operation: S::NAME,
        shape: [0].into(),
        axis: Some(axis.index()),
    })?;
    out[0] = index(best.index);
    Ok(())
}

/// Rank N along one of its axes, by the kernel of rank N - 1: an axis that is kept is looped over.
pub fn outer_along<T: Element, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    axis: Axis,
    mut out: ArrayViewMut<'_, Index, D>,
    inner: impl Fn(
        ArrayView<'_, T, D::Smaller>,
        Axis,
        ArrayViewMut<'_, Index, D::Smaller>,
    ) -> Result<(), Error>,
) -> Result<(), Error> {
    check(x, axis, &out)?;
    let kept = Axis(usize::from(axis.index() == 0));
    let axis = Axis(if kept.index() < axis.index() {
        axis.index() - 1
    } else {
        axis.index()
    });
    x.axis_iter(kept)
        .zip(out.axis_iter_mut(kept))
        .try_for_each(|(x, out)| inner(x, axis, out))
}

/// The axis exists, and `out` has the shape of `x` with length 1 there.
fn check<T, D: Dimension>(
    x: &ArrayView<'_, T, D>,
    axis: Axis,
    out: &ArrayViewMut<'_, Index, D>,
) -> Result<(), Error> {
    if axis.index() >= x.ndim() {
        let axis = isize::try_from(axis.index()).unwrap_or(isize::MAX);
        return Err(Error::AxisOutOfRange {
            axis,
            ndim: x.ndim(),
        });
    }
    let mut expected = x.raw_dim();
    expected[axis.index()] = 1;
    if out.raw_dim() == expected {
        Ok(())
    } else {
        let shape = |dim: &D| dim.slice().to_vec();
        Err(Error::ShapeMismatch {
            expected: shape(&expected),
            found: shape(&out.raw_dim()),
        })
    }
}

/// A position as an index. An array has at most `isize::MAX` elements, so that this loses nothing.
#[expect(
    clippy::cast_possible_wrap,
    reason = "a position is at most isize::MAX"
)]
pub(crate) fn index(position: usize) -> Index {
    position as Index
}
