//! The axis that a search runs along, and whether the result keeps it.

use crate::error::Error;

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

    pub(crate) fn keeps_dims(self) -> bool {
        self.keepdims
    }

    /// The axis as an index into an array's shape, or `None` for all.
    pub(crate) fn resolve(self, ndim: usize) -> Result<Option<usize>, Error> {
        let Some(axis) = self.axis else {
            return Ok(None);
        };
        let from_the_end = if axis < 0 { ndim } else { 0 };
        axis.checked_add_unsigned(from_the_end)
            .and_then(|axis| usize::try_from(axis).ok())
            .filter(|&axis| axis < ndim)
            .map(Some)
            .ok_or(Error::AxisOutOfRange { axis, ndim })
    }
}
