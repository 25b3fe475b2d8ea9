//! argminmax, for contiguous slices of real numbers.

use crate::functions::extremum::Extreme;
use crate::measure::Who;
use ::argminmax::{ArgMinMax, NaNArgMinMax};
use num_complex::Complex;

/// A dtype that argminmax may support.
pub trait Known: Sized {
    /// How argminmax can treat NaN for this dtype: none if it does not support the dtype.
    const MODES: &'static [Who] = &[];

    /// The index of the first NaN, or else of the first extreme element.
    fn propagating<E: Extreme>(_: &[Self]) -> usize {
        unreachable!("argminmax does not support the dtype")
    }

    /// The index of the first extreme element, ignoring NaN.
    fn ignoring<E: Extreme>(_: &[Self]) -> usize {
        unreachable!("argminmax has one mode for the dtype")
    }

    /// The indices of the first NaN, or else of the first smallest and the first largest element.
    fn both(_: &[Self]) -> (usize, usize) {
        unreachable!("argminmax does not support the dtype")
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Known for $type {
            const MODES: &'static [Who] = &[Who::Argminmax];

            fn propagating<E: Extreme>(x: &[Self]) -> usize {
                if E::LARGEST { x.argmax() } else { x.argmin() }
            }

            fn both(x: &[Self]) -> (usize, usize) {
                x.argminmax()
            }
        }
    )*};
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Known for $type {
            const MODES: &'static [Who] = &[Who::Argminmax, Who::ArgminmaxIgnoringNan];

            fn propagating<E: Extreme>(x: &[Self]) -> usize {
                if E::LARGEST { x.nanargmax() } else { x.nanargmin() }
            }

            fn ignoring<E: Extreme>(x: &[Self]) -> usize {
                if E::LARGEST { x.argmax() } else { x.argmin() }
            }

            fn both(x: &[Self]) -> (usize, usize) {
                x.nanargminmax()
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }
floats! { f32 f64 }
impl Known for bool {}
impl Known for Complex<f32> {}
impl Known for Complex<f64> {}
