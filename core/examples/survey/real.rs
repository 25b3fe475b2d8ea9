//! The code that needs the type of the elements: it compares an element with a level, and converts it to a height
//! to draw. argwhere does all searches.

use crate::level::Level;
use argwhere::{ArrayView, DType, dispatch};
use ndarray::ArrayD;

/// An element that is a real number.
pub(crate) trait Real: Copy {
    fn is_above(self, level: &Level) -> bool;
    fn is_nan(self) -> bool;
    fn height(self) -> f64;
}

macro_rules! integers {
    ($($dtype:ty)*) => { $(
        impl Real for $dtype {
            fn is_above(self, level: &Level) -> bool {
                i128::from(self) > level.floor
            }
            fn is_nan(self) -> bool {
                false
            }
            #[expect(clippy::cast_precision_loss, reason = "a picture has fewer than 53 bits of height")]
            fn height(self) -> f64 {
                i128::from(self) as f64
            }
        }
    )* };
}

macro_rules! floats {
    ($($dtype:ty, $level:ident;)*) => { $(
        impl Real for $dtype {
            fn is_above(self, level: &Level) -> bool {
                self > level.$level
            }
            fn is_nan(self) -> bool {
                self.is_nan()
            }
            fn height(self) -> f64 {
                f64::from(self)
            }
        }
    )* };
}

integers!(bool i8 i16 i32 i64 u8 u16 u32 u64);
floats! {
    f32, single;
    f64, double;
}

/// A mask of the elements above the level, if the elements have an order. NaN is not above any level.
pub(crate) fn above(x: ArrayView<'_>, level: &Level) -> Option<ArrayD<bool>> {
    dispatch!(x,
        ordered x => Some(x.mapv(|element| element.is_above(level))),
        else _ => None,
    )
}

/// The error that the elements cannot be compared with a level.
pub(crate) fn no_order(dtype: DType) -> String {
    format!("--above: {dtype} has no order")
}

/// A mask of the NaN elements.
pub(crate) fn nan(x: ArrayView<'_>) -> Option<ArrayD<bool>> {
    dispatch!(x, ordered x => Some(x.mapv(Real::is_nan)), else _ => None)
}
