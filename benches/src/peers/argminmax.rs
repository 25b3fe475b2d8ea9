//! argminmax, which searches contiguous slices of numbers.

use crate::extremum::Sense;
use crate::measure::Who;
use ::argminmax::{ArgMinMax, NaNArgMinMax};
use num_complex::Complex;

/// A dtype that argminmax may know.
pub trait Known: Sized {
    /// The modes that it has for the dtype.
    const MODES: &'static [Who] = &[];

    /// Searches so that the first NaN wins.
    fn propagating<S: Sense>(_: &[Self]) -> usize {
        unreachable!("argminmax does not know the dtype")
    }

    /// Searches without regard to NaN.
    fn ignoring<S: Sense>(_: &[Self]) -> usize {
        unreachable!("argminmax has one mode for the dtype")
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Known for $type {
            const MODES: &'static [Who] = &[Who::Argminmax];

            fn propagating<S: Sense>(x: &[Self]) -> usize {
                if S::LARGEST { x.argmax() } else { x.argmin() }
            }
        }
    )*};
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Known for $type {
            const MODES: &'static [Who] = &[Who::Argminmax, Who::ArgminmaxIgnoringNan];

            fn propagating<S: Sense>(x: &[Self]) -> usize {
                if S::LARGEST { x.nanargmax() } else { x.nanargmin() }
            }

            fn ignoring<S: Sense>(x: &[Self]) -> usize {
                if S::LARGEST { x.argmax() } else { x.argmin() }
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }
floats! { f32 f64 }
impl Known for bool {}
impl Known for Complex<f32> {}
impl Known for Complex<f64> {}
