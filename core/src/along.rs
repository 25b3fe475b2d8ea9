//! The axis that a search runs along, or the axes that a count runs along, and whether the result keeps them.

use crate::error::Error;
use crate::layout::{INLINE, Shape};
use smallvec::SmallVec;

/// The axis that a search runs along: one axis, or all axes in row-major order.
///
/// It stands for the parameters `axis` and `keepdims` of the
/// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
///
/// # Examples
///
/// ```
/// use argwhere::{Along, argmax};
///
/// let x = ndarray::array![[1i16, 5, 5], [9, 2, 9]];
/// assert_eq!(argmax(&x, Along::axis(-1))?.shape(), [2]);
/// assert_eq!(argmax(&x, Along::axis(0).keepdims())?.shape(), [1, 3]);
/// assert_eq!(argmax(&x, Along::all())?.shape(), []);
/// assert_eq!(argmax(&x, Along::all().keepdims())?.shape(), [1, 1]);
/// # Ok::<(), argwhere::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[must_use]
pub struct Along {
    axis: Option<isize>,
    #[cfg_attr(feature = "serde", serde(default))]
    keepdims: bool,
}

impl Along {
    /// Searches the whole array. The result is an index into the array in row-major order, like `axis=None` in NumPy.
    pub const fn all() -> Self {
        Self {
            axis: None,
            keepdims: false,
        }
    }

    /// Searches along one axis. A negative axis counts from the last: -1 is the last axis.
    pub const fn axis(axis: isize) -> Self {
        Self {
            axis: Some(axis),
            keepdims: false,
        }
    }

    /// Keeps the searched axes in the result, with length 1.
    pub const fn keepdims(self) -> Self {
        Self {
            keepdims: true,
            ..self
        }
    }

    /// Several axes, for the functions that count along them. A negative axis counts from the last.
    ///
    /// Without axes, each element is counted on its own, as in NumPy. The standard leaves this case open.
    pub fn axes(axes: impl IntoIterator<Item = isize>) -> AlongAxes {
        AlongAxes {
            axes: Some(axes.into_iter().collect()),
            keepdims: false,
        }
    }

    pub(crate) fn keeps_dims(self) -> bool {
        self.keepdims
    }

    /// The axis as an index into an array's shape, or `None` for all.
    pub(crate) fn resolve(self, ndim: usize) -> Result<Option<usize>, Error> {
        self.axis.map(|axis| resolve(axis, ndim)).transpose()
    }
}

/// The axes that a count runs along: one axis, several, or all.
///
/// [`Along::axes`] makes it, and an [`Along`] converts to it. It stands for the parameters `axis` and `keepdims` of the
/// [Array API standard](https://data-apis.org/array-api/latest/API_specification/generated/array_api.count_nonzero.html).
///
/// # Examples
///
/// ```
/// use argwhere::{Along, count_nonzero};
///
/// let x = ndarray::array![[[1i16, 0], [5, 0]], [[0, 0], [9, 2]]];
/// assert_eq!(count_nonzero(&x, Along::axes([0, -1]))?, ndarray::array![1, 3].into_dyn());
/// assert_eq!(count_nonzero(&x, Along::axes([0, -1]).keepdims())?.shape(), [1, 2, 1]);
/// assert_eq!(count_nonzero(&x, Along::axes([]))?.shape(), [2, 2, 2]);
/// # Ok::<(), argwhere::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use]
pub struct AlongAxes {
    /// `None` for all.
    axes: Option<SmallVec<[isize; INLINE]>>,
    keepdims: bool,
}

impl AlongAxes {
    /// Keeps the counted axes in the result, with length 1.
    pub fn keepdims(self) -> Self {
        Self {
            keepdims: true,
            ..self
        }
    }

    pub(crate) fn keeps_dims(&self) -> bool {
        self.keepdims
    }

    pub(crate) fn are_all(&self) -> bool {
        self.axes.is_none()
    }

    /// The axis as an index into an array's shape, if there is only one.
    pub(crate) fn only_axis(&self, ndim: usize) -> Result<Option<usize>, Error> {
        match self.axes.as_deref() {
            Some(&[axis]) => resolve(axis, ndim).map(Some),
            _ => Ok(None),
        }
    }

    /// Whether each axis of an array is one of these.
    pub(crate) fn resolve(&self, ndim: usize) -> Result<SmallVec<[bool; INLINE]>, Error> {
        let Some(given) = &self.axes else {
            return Ok(SmallVec::from_elem(true, ndim));
        };
        let mut named = SmallVec::from_elem(false, ndim);
        for &axis in given {
            let axis = resolve(axis, ndim)?;
            if core::mem::replace(&mut named[axis], true) {
                return Err(Error::RepeatedAxis {
                    axis,
                    axes: given.to_vec(),
                });
            }
        }
        Ok(named)
    }
}

impl From<Along> for AlongAxes {
    fn from(along: Along) -> Self {
        Self {
            axes: along.axis.map(|axis| SmallVec::from_elem(axis, 1)),
            keepdims: along.keepdims,
        }
    }
}

/// The shape of a result along an axis that exists, or for `None` in the whole array.
pub(crate) fn result_shape(shape: &[usize], axis: Option<usize>, keeps_dims: bool) -> Shape {
    match axis {
        None if keeps_dims => Shape::from_elem(1, shape.len()),
        None => Shape::new(),
        Some(axis) => {
            let mut result = Shape::from_slice(shape);
            if keeps_dims {
                result[axis] = 1;
            } else {
                result.remove(axis);
            }
            result
        }
    }
}

/// An axis as an index into an array's shape.
fn resolve(axis: isize, ndim: usize) -> Result<usize, Error> {
    let from_the_end = if axis < 0 { ndim } else { 0 };
    axis.checked_add_unsigned(from_the_end)
        .and_then(|axis| usize::try_from(axis).ok())
        .filter(|&axis| axis < ndim)
        .ok_or(Error::AxisOutOfRange { axis, ndim })
}
