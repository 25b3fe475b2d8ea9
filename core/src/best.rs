//! The first extreme element of an array or of a part of it, and how the results of two parts merge.
//!
//! - An element that is not equal to itself (NaN) beats every element that is. For `nanargmax` and `nanargmin` every
//!   element that is equal to itself beats it.
//! - Otherwise the larger (or smaller) value wins.
//! - Otherwise the earlier index wins.
//!
//! Parts merge in any order and grouping. The results of blocks and rows merge like this into the result of the array.

use core::cmp::Ordering;

/// The first extreme element of an array, or of a part of it.
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Best<T> {
    /// The value of the element.
    pub value: T,
    /// The position of the element in row-major order.
    pub index: usize,
}

/// The kind of extreme that a search finds: [`Max`] or [`Min`], or [`NanMax`] or [`NanMin`], which pass over NaN.
pub trait Extreme {
    /// Whether the search finds the largest element.
    const IS_MAX: bool;
    /// Whether NaN loses against every other element. Otherwise NaN wins.
    const SKIPS_NAN: bool;
    /// The result of `a.partial_cmp(b)` if `a` beats `b`.
    const WINS: Ordering;
    /// The name of the public function.
    const NAME: &'static str;
}

/// The largest element: `argmax`.
#[derive(Debug)]
pub enum Max {}

/// The smallest element: `argmin`.
#[derive(Debug)]
pub enum Min {}

/// The largest element that is not NaN: `nanargmax`.
#[derive(Debug)]
pub enum NanMax {}

/// The smallest element that is not NaN: `nanargmin`.
#[derive(Debug)]
pub enum NanMin {}

macro_rules! extremes {
    ($($marker:ident: $is_max:literal, $skips_nan:literal, $wins:ident, $name:literal;)*) => {$(
        impl Extreme for $marker {
            const IS_MAX: bool = $is_max;
            const SKIPS_NAN: bool = $skips_nan;
            const WINS: Ordering = Ordering::$wins;
            const NAME: &'static str = $name;
        }
    )*};
}

extremes! {
    Max: true, false, Greater, "argmax";
    Min: false, false, Less, "argmin";
    NanMax: true, true, Greater, "nanargmax";
    NanMin: false, true, Less, "nanargmin";
}

impl<T: Copy> Best<T> {
    /// Merges the results of two parts, in either order: the larger (or smaller) value wins, then the lower index. A NaN
    /// beats every number for [`Max`] and [`Min`], and loses against every number for [`NanMax`] and [`NanMin`]. Both
    /// indices must count from the same origin.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::{Best, Max};
    ///
    /// let [a, b] = [Best { value: 7, index: 1 }, Best { value: 7, index: 5 }];
    /// assert_eq!(b.merge::<Max>(a), a);
    /// ```
    #[must_use]
    #[inline]
    pub fn merge<E: Extreme>(self, other: Self) -> Self
    where
        T: PartialOrd,
    {
        let (earlier, later) = if self.index <= other.index {
            (self, other)
        } else {
            (other, self)
        };
        if beats::<E, T>(later.value, earlier.value) {
            later
        } else {
            earlier
        }
    }

    /// The element at a position of a row.
    #[inline]
    pub(crate) fn at(row: &[T], index: Option<usize>) -> Option<Self> {
        let index = index?;
        let &value = row.get(index)?;
        Some(Self { value, index })
    }

    /// The same element with its value as another type.
    pub(crate) fn map<U>(self, value: impl FnOnce(T) -> U) -> Best<U> {
        Best {
            value: value(self.value),
            index: self.index,
        }
    }

    /// The same element, counted from an origin that is `before` elements earlier.
    pub(crate) fn offset(self, before: usize) -> Self {
        Self {
            index: before + self.index,
            ..self
        }
    }
}

/// Whether an element is NaN: not equal to itself, for any type.
#[expect(clippy::eq_op, reason = "that is NaN")]
#[inline(always)]
pub(crate) fn is_nan<T: PartialEq + Copy>(element: T) -> bool {
    element != element
}

/// Whether a later element replaces the best one so far.
#[inline(always)]
pub(crate) fn beats<E: Extreme, T: PartialOrd + Copy>(later: T, best: T) -> bool {
    if E::SKIPS_NAN {
        !is_nan(later) && (is_nan(best) || later.partial_cmp(&best) == Some(E::WINS))
    } else {
        !is_nan(best) && (is_nan(later) || later.partial_cmp(&best) == Some(E::WINS))
    }
}
