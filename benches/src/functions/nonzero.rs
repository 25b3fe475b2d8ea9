//! nonzero.

use crate::data::Sample;
use argwhere::Index;
use ndarray::{Array1, ArrayView, Dimension, Ix1, Ix2, Ix3, Ix4};
use num_complex::Complex;

/// A dtype and a rank, and argwhere's typed function for them.
pub trait Nonzero<D: Dimension>: Sample {
    /// The indices of the nonzero elements, one array per axis.
    fn nonzero(x: &ArrayView<'_, Self, D>) -> impl AsRef<[Array1<Index>]>;
}

macro_rules! nonzero {
    ($dim:ident: $($type:ty)*) => {$(
        impl Nonzero<$dim> for $type {
            #[inline]
            fn nonzero(x: &ArrayView<'_, Self, $dim>) -> impl AsRef<[Array1<Index>]> {
                argwhere::typed::nonzero(x).expect("memory for the indices")
            }
        }
    )*};
}

nonzero! { Ix1: bool u8 i32 f32 f64 Complex<f32> }
nonzero! { Ix2: bool u8 i32 f32 f64 Complex<f32> }
nonzero! { Ix3: bool u8 i32 f32 f64 Complex<f32> }
nonzero! { Ix4: bool u8 i32 f32 f64 Complex<f32> }
