//! The standard's table with float16 and bfloat16, and everything generated from it.

use ::half::{bf16, f16};
use num_complex::Complex;

kernels! {
    /// The dtypes of the Array API standard with float16 and bfloat16, the types of the crate [`half`](https://docs.rs/half).
    ///
    /// Both are below float32, so float16 and bfloat16 promote to float32, and either of them with a complex dtype to that
    /// dtype. JAX has the same results for every pair that promotes here. As in the standard's table, integer and
    /// floating-point dtypes do not promote.
    ///
    /// Every operation runs native kernels on them: they are compared as integers, and no element is converted.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::half::{Array, argmax, typed, where_};
    /// use half::{bf16, f16};
    ///
    /// let logits = ndarray::arr1(&[-1.5, 2.25, 0.5].map(f16::from_f64));
    /// assert_eq!(typed::argmax(&logits)?, 1);
    ///
    /// let others = ndarray::arr1(&[0.5, 4.0, -8.0].map(bf16::from_f64));
    /// let chosen = where_(&ndarray::array![true, false, true], &logits, &others)?;
    /// assert_eq!(chosen, Array::from(ndarray::array![-1.5_f32, 4.0, 0.5]));
    /// # Ok::<(), argwhere::Error>(())
    /// ```
    pub mod half;

    crate = crate;

    ranks 0..=4;

    dtypes {
        Bool: bool;
        Int8: i8;
        Int16: i16;
        Int32: i32;
        Int64: i64;
        UInt8: u8;
        UInt16: u16;
        UInt32: u32;
        UInt64: u64;
        Float16: f16, native;
        BFloat16: bf16, native;
        Float32: f32;
        Float64: f64;
        Complex64: Complex<f32>, unordered, native;
        Complex128: Complex<f64>, unordered, native;
    }

    promotion {
        Int8 < Int16 < Int32 < Int64;
        UInt8 < UInt16 < UInt32 < UInt64;
        UInt8 < Int16;
        UInt16 < Int32;
        UInt32 < Int64;
        Float16 < Float32;
        BFloat16 < Float32;
        Float32 < Float64 < Complex128;
        Float32 < Complex64;
        Complex64 < Complex128 with |z| Complex::new(z.re.into(), z.im.into());
    }

    scalars {
        Float16 | complex = Complex64;
        BFloat16 | complex = Complex64;
        Float32 | complex = Complex64;
        Float64 | complex = Complex128;
    }
}
