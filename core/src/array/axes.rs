//! Views at an index of an axis, and iterators over them. They return an error where `ndarray` panics.

use super::slice::slice_info;
use crate::error::Error;
use crate::layout::{AxisChange, INLINE};
use core::iter::FusedIterator;
use core::ops::Range;
use ndarray::{ArrayViewD, Axis, SliceInfoElem};
use smallvec::SmallVec;

/// A dynamic view.
pub trait DynamicView: Clone {
    /// The length of each axis.
    fn shape(&self) -> &[usize];

    /// The subview at an index of an axis, with this axis removed.
    ///
    /// # Panics
    ///
    /// If the axis or the index is out of range.
    #[must_use]
    fn at(&self, axis: Axis, index: usize) -> Self;

    /// The row at a row-major index of all axes but the last. There is an axis.
    ///
    /// # Panics
    ///
    /// If the index is out of range.
    #[must_use]
    fn row(&self, index: usize) -> Self;

    /// The view with a new axis of length 1 inserted at a position.
    ///
    /// # Panics
    ///
    /// If the position is out of range.
    #[must_use]
    fn with_axis(&self, axis: Axis) -> Self;
}

/// An iterator over dynamic views, returned by `outer_iter`, `axis_iter` and `rows` of an array.
///
/// # Examples
///
/// ```
/// let x = argwhere::Array::from(ndarray::array![[1i16, 5], [9, 2], [4, 4]]);
/// let mut rows = x.outer_iter()?;
/// assert_eq!(rows.len(), 3);
/// assert_eq!(rows.next().unwrap().to_string(), "[1, 5]");
/// assert_eq!(rows.next_back().unwrap().to_string(), "[4, 4]");
/// # Ok::<(), argwhere::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Views<V> {
    view: V,
    by: By,
    left: Range<usize>,
}

/// How an array is divided into views.
#[derive(Debug, Clone, Copy)]
enum By {
    /// One per index of an axis.
    Axis(Axis),
    /// One per index of all axes but the last.
    Row,
}

impl<V: DynamicView> Views<V> {
    fn view_at(&self, index: usize) -> V {
        match self.by {
            By::Axis(axis) => self.view.at(axis, index),
            By::Row => self.view.row(index),
        }
    }
}

impl<V: DynamicView> Iterator for Views<V> {
    type Item = V;

    fn next(&mut self) -> Option<V> {
        self.left.next().map(|index| self.view_at(index))
    }

    fn nth(&mut self, n: usize) -> Option<V> {
        self.left.nth(n).map(|index| self.view_at(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl<V: DynamicView> DoubleEndedIterator for Views<V> {
    fn next_back(&mut self) -> Option<V> {
        self.left.next_back().map(|index| self.view_at(index))
    }
}

impl<V: DynamicView> ExactSizeIterator for Views<V> {}

impl<V: DynamicView> FusedIterator for Views<V> {}

/// `view.index_axis(axis, index)`
pub fn index_axis<V: DynamicView>(view: &V, axis: Axis, index: usize) -> Result<V, Error> {
    let len = axis_len(view, axis)?;
    if index < len {
        Ok(view.at(axis, index))
    } else {
        Err(Error::IndexOutOfRange {
            axis: axis.index(),
            len,
            index: isize::try_from(index).unwrap_or(isize::MAX),
        })
    }
}

/// `view.axis_iter(axis)`
pub fn axis_iter<V: DynamicView>(view: V, axis: Axis) -> Result<Views<V>, Error> {
    let left = 0..axis_len(&view, axis)?;
    let by = By::Axis(axis);
    Ok(Views { view, by, left })
}

/// `view.rows()`
pub fn rows<V: DynamicView>(view: V) -> Views<V> {
    // As in `ndarray`: the only element of a 0-d array is a row.
    let view = match view.shape() {
        [] => view.with_axis(Axis(0)),
        _ => view,
    };
    let outer = view
        .shape()
        .split_last()
        .map_or(&[][..], |(_, outer)| outer);
    let left = 0..outer.iter().product();
    let by = By::Row;
    Views { view, by, left }
}

fn axis_len<V: DynamicView>(view: &V, axis: Axis) -> Result<usize, Error> {
    let shape = view.shape();
    let len = shape.get(axis.index()).copied();
    len.ok_or_else(|| Error::AxisOutOfRange {
        axis: isize::try_from(axis.index()).unwrap_or(isize::MAX),
        ndim: shape.len(),
    })
}

/// Removes an axis at an index of it.
#[inline]
pub fn at<'a, T>(view: &ArrayViewD<'a, T>, axis: Axis, index: usize) -> ArrayViewD<'a, T> {
    AxisChange::At(axis, index).of(view)
}

/// Takes one index of every axis but the last, all in one step: each step copies the shape.
///
/// # Panics
///
/// If the index is out of range.
#[inline]
pub fn row<'a, T>(view: &ArrayViewD<'a, T>, index: usize) -> ArrayViewD<'a, T> {
    match slice_info(view.shape(), &row_info(view.shape(), index)) {
        Ok(info) => AxisChange::Slice(info).of(view),
        Err(_) => unreachable!("an index of the rows"),
    }
}

fn row_info(shape: &[usize], mut index: usize) -> SmallVec<[SliceInfoElem; INLINE]> {
    let mut info = SmallVec::from_elem(SliceInfoElem::from(..), shape.len());
    let outer = info.iter_mut().zip(shape).rev().skip(1);
    for (elem, &len) in outer {
        *elem = SliceInfoElem::from(index % len);
        index /= len;
    }
    info
}

/// Inserts an axis of length 1.
#[inline]
pub fn with_axis<'a, T>(view: &ArrayViewD<'a, T>, axis: Axis) -> ArrayViewD<'a, T> {
    AxisChange::With(axis).of(view)
}
