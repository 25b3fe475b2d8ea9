//! `where_`.

use crate::data::Sample;
use ndarray::{Array, ArrayView, ArrayView1, ArrayViewMut1, Dimension, Ix1, Ix2, Ix3, IxDyn};
use num_complex::Complex;

/// A pair of dtypes, and argwhere's functions for it.
pub trait Pair {
    /// The dtype of `x1`.
    type A: Sample;
    /// The dtype of `x2`.
    type B: Sample;
    /// The dtype that they promote to.
    type Out: Sample + From<Self::A> + From<Self::B>;

    /// The named kernel for 1-D arrays, which writes into an existing array.
    fn where_into(
        condition: ArrayView1<'_, bool>,
        x1: ArrayView1<'_, Self::A>,
        x2: ArrayView1<'_, Self::B>,
        out: ArrayViewMut1<'_, Self::Out>,
    );

    /// The array in a dynamic result.
    fn from_dynamic(result: argwhere::Array) -> Array<Self::Out, IxDyn>;
}

/// A pair of dtypes and a rank, and argwhere's typed function for them.
pub trait RankedPair<D: Dimension>: Pair {
    /// The typed function, which allocates its result.
    fn where_(
        condition: &ArrayView<'_, bool, D>,
        x1: &ArrayView<'_, Self::A, D>,
        x2: &ArrayView<'_, Self::B, D>,
    ) -> Array<Self::Out, D>;
}

/// The operands, and the shape that they broadcast to.
pub struct Views<'a, P: Pair, D> {
    /// The condition.
    pub condition: ArrayView<'a, bool, D>,
    /// The elements where the condition is true.
    pub x1: ArrayView<'a, P::A, D>,
    /// The elements where the condition is false.
    pub x2: ArrayView<'a, P::B, D>,
    /// The shape of the result.
    pub shape: D,
}

macro_rules! pairs {
    ($($kernel:ident: $a:ty, $b:ty => $out:ty;)*) => {$(
        impl Pair for ($a, $b) {
            type A = $a;
            type B = $b;
            type Out = $out;

            #[inline]
            fn where_into(
                condition: ArrayView1<'_, bool>,
                x1: ArrayView1<'_, $a>,
                x2: ArrayView1<'_, $b>,
                out: ArrayViewMut1<'_, $out>,
            ) {
                let written = argwhere::kernels::where_::$kernel::rank1(condition, x1, x2, out.into());
                written.expect("all have one length");
            }

            fn from_dynamic(result: argwhere::Array) -> Array<$out, IxDyn> {
                result.into_ndarray().expect("the promoted dtype")
            }
        }

        pairs! { @rank Ix1 $a, $b => $out }
        pairs! { @rank Ix2 $a, $b => $out }
        pairs! { @rank Ix3 $a, $b => $out }
    )*};
    (@rank $dim:ident $a:ty, $b:ty => $out:ty) => {
        impl RankedPair<$dim> for ($a, $b) {
            #[inline]
            fn where_(
                condition: &ArrayView<'_, bool, $dim>,
                x1: &ArrayView<'_, $a, $dim>,
                x2: &ArrayView<'_, $b, $dim>,
            ) -> Array<$out, $dim> {
                argwhere::typed::where_(condition, x1, x2).expect("the shapes broadcast")
            }
        }
    };
}

pairs! {
    bool_bool: bool, bool => bool;
    i8_i8: i8, i8 => i8;
    i16_i16: i16, i16 => i16;
    i32_i32: i32, i32 => i32;
    i64_i64: i64, i64 => i64;
    u8_u8: u8, u8 => u8;
    u16_u16: u16, u16 => u16;
    u32_u32: u32, u32 => u32;
    u64_u64: u64, u64 => u64;
    f32_f32: f32, f32 => f32;
    f64_f64: f64, f64 => f64;
    complex64_complex64: Complex<f32>, Complex<f32> => Complex<f32>;
    complex128_complex128: Complex<f64>, Complex<f64> => Complex<f64>;
    i8_u8: i8, u8 => i16;
    u8_i16: u8, i16 => i16;
    i8_i64: i8, i64 => i64;
    u8_u64: u8, u64 => u64;
    u16_i32: u16, i32 => i32;
    u32_i64: u32, i64 => i64;
    i32_i64: i32, i64 => i64;
    f32_f64: f32, f64 => f64;
    f64_f32: f64, f32 => f64;
    f32_complex64: f32, Complex<f32> => Complex<f32>;
    f64_complex128: f64, Complex<f64> => Complex<f64>;
}
