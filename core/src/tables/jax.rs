//! JAX's promotion table, with 64-bit types, and everything generated from it.

use num_complex::Complex;

kernels! {
    /// The promotion table of JAX with 64-bit types enabled: `jax.numpy.promote_types` for the standard's dtypes. Every
    /// pair promotes.
    ///
    /// An integer dtype and a floating-point dtype promote to the floating-point dtype, even if it is narrower.
    ///
    /// A scalar that the dtype of the array does not accept promotes as in `jax.numpy.where`: a float beside an int32 array
    /// gives float64. An integer that is out of range is an error; `jax.numpy.where` wraps it.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::jax::{Array, where_};
    ///
    /// let x = ndarray::array![(1_i64 << 24) + 1, 7];
    /// let y = ndarray::array![0.5_f32, 1.5];
    /// let chosen = where_(&ndarray::array![true, false], &x, &y)?;
    /// assert_eq!(chosen, Array::from(ndarray::array![16_777_216.0_f32, 1.5]));
    /// # Ok::<(), argwhere::Error>(())
    /// ```
    pub mod jax;

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
        Float32: f32;
        Float64: f64;
        Complex64: Complex<f32>, unordered, native;
        Complex128: Complex<f64>, unordered, native;
    }

    promotion {
        Bool < Int8 < Int16 < Int32 < Int64;
        Bool < UInt8 < UInt16 < UInt32 < UInt64;
        UInt8 < Int16;
        UInt16 < Int32;
        UInt32 < Int64;
        /// above 2^24 it rounds to the nearest float32
        lossy Int64 < Float32;
        /// above 2^24 it rounds to the nearest float32
        lossy UInt64 < Float32;
        Float32 < Float64 < Complex128;
        Float32 < Complex64;
        Complex64 < Complex128 with |z| Complex::new(z.re.into(), z.im.into());

        // No integer dtype is above a signed one and UInt64. JAX promotes these pairs to its default floating-point dtype.
        Int8 | UInt64 = Float64;
        Int16 | UInt64 = Float64;
        Int32 | UInt64 = Float64;
        Int64 | UInt64 = Float64;
    }

    scalars {
        bool = Bool;
        int = Int64;
        float = Float64;
        complex = Complex128;
        Float32 | complex = Complex64;
    }
}
