//! `argmax` and `argmin`: the first extreme element of an array, or of each lane along an axis.
//!
//! The two differ only in their [`Sense`]. A result is a [`Best`]: the value and where it stands. Results of parts merge
//! into the result of the whole, in any order, which is how blocks, rows and ranks are put together, and how threads and
//! chunks of a file may be:
//!
//! - an element that is not equal to itself (NaN) beats every element that is;
//! - else the larger (or smaller) value wins;
//! - else the earlier index does.
//!
//! `row` searches a contiguous row, `columns` the columns of contiguous rows. Here every other layout is brought to
//! one of the two: the axis with the largest stride is looped over, so that memory is read in its own order, whatever the
//! logical one; and what is not contiguous is gathered into a buffer in the first cache.

pub(crate) mod columns;
pub(crate) mod row;

use crate::element::{Element, OrderedRows, best_of_row, columns_of};
use crate::{Error, Index};
use alloc::vec;
use core::cmp::Ordering;
use core::mem::MaybeUninit;
use ndarray::{
    ArrayView, ArrayView1, ArrayView2, ArrayViewMut, ArrayViewMut1, ArrayViewMut2, Axis, Dimension,
    Ix0, RemoveAxis, s,
};

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

impl<T: Copy> Best<T> {
    /// The best of two parts, whichever comes first. Both indices count from the same origin.
    #[must_use]
    #[inline]
    pub fn merge<S: Sense>(self, other: Self) -> Self
    where
        T: PartialOrd,
    {
        let (earlier, later) = if self.index <= other.index {
            (self, other)
        } else {
            (other, self)
        };
        if beats::<S, T>(later.value, earlier.value) {
            later
        } else {
            earlier
        }
    }

    pub(crate) fn map<U>(self, value: impl FnOnce(T) -> U) -> Best<U> {
        Best {
            value: value(self.value),
            index: self.index,
        }
    }

    fn after(self, before: usize) -> Self {
        Self {
            index: before + self.index,
            ..self
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

/// The first best element of a row, one after the other.
#[inline(always)]
pub(crate) fn scalar<S: Sense, T: Copy + PartialOrd>(row: &[T]) -> Option<Best<T>> {
    let (&value, rest) = row.split_first()?;
    let mut best = Best { value, index: 0 };
    for (at, &later) in rest.iter().enumerate() {
        if beats::<S, T>(later, best.value) {
            best = Best {
                value: later,
                index: at + 1,
            };
        }
    }
    Some(best)
}

/// Elements that are gathered before they are searched.
const GATHERED: usize = 512;

/// Rows that are shorter are gathered, several at a time.
const SHORT: usize = 32;

/// The best of elements that come one by one, in row-major order.
fn gathered<'a, S: Sense, T: Element, R: OrderedRows<T>>(
    mut elements: impl Iterator<Item = &'a T>,
) -> Option<Best<T>> {
    let mut buffer = [const { MaybeUninit::uninit() }; GATHERED];
    let mut best: Option<Best<T>> = None;
    let mut before = 0;
    loop {
        let mut len = 0;
        for (slot, &element) in buffer.iter_mut().zip(&mut elements) {
            slot.write(element);
            len += 1;
        }
        // SAFETY: the first `len` slots have been written.
        let block = unsafe { buffer[..len].assume_init_ref() };
        let Some(found) = best_of_row::<S, T, R>(block) else {
            return best;
        };
        let found = found.after(before);
        best = Some(best.map_or(found, |best| R::merge::<S>(best, found)));
        if len < GATHERED {
            return best;
        }
        before += len;
    }
}

/// Rank 0: the element itself.
pub fn rank0<T: Copy>(x: ArrayView<'_, T, Ix0>) -> Option<Best<T>> {
    Some(Best {
        value: *x.into_scalar(),
        index: 0,
    })
}

/// Rank 1: a row.
#[inline]
pub fn rank1<S: Sense, T: Element, R: OrderedRows<T>>(x: ArrayView1<'_, T>) -> Option<Best<T>> {
    match x.to_slice() {
        Some(row) => best_of_row::<S, T, R>(row),
        None => strided::<S, T, R>(x),
    }
}

#[inline(never)]
fn strided<S: Sense, T: Element, R: OrderedRows<T>>(x: ArrayView1<'_, T>) -> Option<Best<T>> {
    if x.strides() == [0] {
        return x.first().map(|&value| Best { value, index: 0 });
    }
    gathered::<S, T, R>(x.iter())
}

/// Rank N, by the kernel of rank N - 1, along the axis with the largest stride; short rows are gathered.
pub fn outer<S: Sense, T: Element, R: OrderedRows<T>, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    inner: impl Fn(ArrayView<'_, T, D::Smaller>) -> Option<Best<T>>,
) -> Option<Best<T>> {
    let axis = farthest(x, None);
    let rest = x.raw_dim().remove_axis(axis);
    if rest.size() < SHORT {
        return gathered::<S, T, R>(x.iter());
    }
    // A position in a part, read as a position before and one behind the axis, is a position in the whole.
    let behind: usize = x.shape()[axis.index() + 1..].iter().product();
    let len = x.len_of(axis);
    let parts = x.axis_iter(axis).enumerate().filter_map(|(at, part)| {
        let best = inner(part)?;
        let index = if axis.index() == 0 {
            at * behind + best.index
        } else {
            (best.index / behind * len + at) * behind + best.index % behind
        };
        Some(Best { index, ..best })
    });
    parts.reduce(R::merge::<S>)
}

/// The axis with the largest stride, but not `except`.
fn farthest<T, D: Dimension>(x: &ArrayView<'_, T, D>, except: Option<Axis>) -> Axis {
    let reach = |axis: &usize| {
        if x.shape()[*axis] > 1 {
            x.strides()[*axis].unsigned_abs()
        } else {
            0
        }
    };
    let axes = (0..x.ndim())
        .rev()
        .filter(|&axis| Some(Axis(axis)) != except);
    Axis(axes.max_by_key(reach).unwrap_or(0))
}

/// Rank 1 along its only axis: one lane, one index.
pub fn lane<S: Sense, T: Element, R: OrderedRows<T>>(
    x: ArrayView1<'_, T>,
    axis: Axis,
    mut out: ArrayViewMut1<'_, Index>,
) -> Result<(), Error> {
    check::<S, T, _>(&x, axis, &out)?;
    if let Some(best) = rank1::<S, T, R>(x) {
        out[0] = index(best.index);
    }
    Ok(())
}

/// Rank 2 along one of its axes: the lanes where they lie closer together than their elements, else the columns.
pub fn along2<S: Sense, T: Element, R: OrderedRows<T>>(
    x: ArrayView2<'_, T>,
    axis: Axis,
    out: ArrayViewMut2<'_, Index>,
) -> Result<(), Error> {
    check::<S, T, _>(&x, axis, &out)?;
    let mut out = out.index_axis_move(axis, 0);
    let rows = if axis.index() == 0 {
        x
    } else {
        x.reversed_axes()
    };
    let [down, across] = [0, 1].map(|axis| rows.strides()[axis].unsigned_abs());
    if across >= down || rows.ncols() <= 1 {
        for (lane, out) in rows.columns().into_iter().zip(out.iter_mut()) {
            if let Some(best) = rank1::<S, T, R>(lane) {
                *out = index(best.index);
            }
        }
    } else if let Some(out) = out.as_slice_mut() {
        columns::<S, T, R>(rows, out);
    } else {
        let mut found = vec![0; out.len()];
        columns::<S, T, R>(rows, &mut found);
        out.assign(&ArrayView1::from(&found));
    }
    Ok(())
}

/// The first best element of each column; neighbours in a row lie closer than those in a column.
fn columns<S: Sense, T: Element, R: OrderedRows<T>>(rows: ArrayView2<'_, T>, out: &mut [Index]) {
    if rows.strides()[1] != 1 {
        return gathered_columns::<S, T, R>(&rows, out);
    }
    let side = columns::side_by_side(rows.ncols(), size_of::<T>()).min(rows.nrows());
    let wide = rows.nrows() / side;
    match rows.to_slice() {
        Some(elements) if side > 1 => {
            let len = side * rows.ncols();
            let together = ArrayView2::from_shape((wide, len), &elements[..wide * len]);
            let mut found = [0; columns::WIDE];
            let found = &mut found[..len];
            if let Ok(together) = together {
                columns_of::<S, T, R>(together, found);
            }
            columns::narrow::<S, T, R>(&rows, found, side, out);
        }
        _ => columns_of::<S, T, R>(rows, out),
    }
}

/// The same for rows that are not contiguous: copied in blocks, whose results are merged.
fn gathered_columns<S: Sense, T: Element, R: OrderedRows<T>>(
    rows: &ArrayView2<'_, T>,
    out: &mut [Index],
) {
    const WIDTH: usize = 256;
    const HEIGHT: usize = 64;
    let mut buffer = vec![rows[[0, 0]]; WIDTH.min(rows.ncols()) * HEIGHT.min(rows.nrows())];
    let mut found = [0; WIDTH];
    for left in (0..rows.ncols()).step_by(WIDTH) {
        let right = rows.ncols().min(left + WIDTH);
        for top in (0..rows.nrows()).step_by(HEIGHT) {
            let block = rows.slice(s![top..rows.nrows().min(top + HEIGHT), left..right]);
            for (slot, &element) in buffer.iter_mut().zip(&block) {
                *slot = element;
            }
            let found = &mut found[..right - left];
            if let Ok(copy) = ArrayView2::from_shape(block.dim(), &buffer[..block.len()]) {
                columns_of::<S, T, R>(copy, found);
            }
            for ((column, out), &found) in (left..right).zip(&mut out[left..right]).zip(&*found) {
                let best = |index: usize| Best {
                    value: rows[[index, column]],
                    index,
                };
                let here = best(top + position(found));
                let best = if top == 0 {
                    here
                } else {
                    R::merge::<S>(best(position(*out)), here)
                };
                *out = index(best.index);
            }
        }
    }
}

/// Rank N along one of its axes, by the kernel of rank N - 1: of the other axes, the one with the largest stride is
/// looped over.
pub fn outer_along<S: Sense, T: Element, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    axis: Axis,
    mut out: ArrayViewMut<'_, Index, D>,
    inner: impl Fn(
        ArrayView<'_, T, D::Smaller>,
        Axis,
        ArrayViewMut<'_, Index, D::Smaller>,
    ) -> Result<(), Error>,
) -> Result<(), Error> {
    check::<S, T, D>(x, axis, &out)?;
    let kept = farthest(x, Some(axis));
    let axis = Axis(axis.index() - usize::from(kept < axis));
    x.axis_iter(kept)
        .zip(out.axis_iter_mut(kept))
        .try_for_each(|(x, out)| inner(x, axis, out))
}

/// The axis exists and is not empty, and `out` has the shape of `x` with length 1 there.
fn check<S: Sense, T, D: Dimension>(
    x: &ArrayView<'_, T, D>,
    axis: Axis,
    out: &ArrayViewMut<'_, Index, D>,
) -> Result<(), Error> {
    check_axis::<S>(x.shape(), axis)?;
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

/// The axis exists and is not empty.
pub(crate) fn check_axis<S: Sense>(shape: &[usize], axis: Axis) -> Result<(), Error> {
    match shape.get(axis.index()) {
        None => {
            let axis = isize::try_from(axis.index()).unwrap_or(isize::MAX);
            Err(Error::AxisOutOfRange {
                axis,
                ndim: shape.len(),
            })
        }
        Some(0) => Err(Error::Empty {
            operation: S::NAME,
            shape: shape.to_vec(),
            axis: Some(axis.index()),
        }),
        Some(_) => Ok(()),
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

/// An index that was a position.
#[expect(
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "it was a position"
)]
fn position(index: Index) -> usize {
    index as usize
}
