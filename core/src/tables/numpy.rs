//! NumPy's promotion table and everything generated from it.

use num_complex::Complex;

kernels! {
    /// The promotion table of NumPy: `numpy.result_type` for the standard's dtypes. Every pair promotes.
    ///
    /// A scalar that the dtype of the array does not accept promotes as in `numpy.where`: a float beside an int32 array gives
    /// float64. An integer that is out of range is an error, as in NumPy's arithmetic; `numpy.where` itself wraps it.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::numpy::{Array, where_};
    ///
    /// let x = ndarray::array![(1_i64 << 53) - 1, 7];
    /// let y = ndarray::array![0.5_f32, 1.5];
    /// let chosen = where_(&ndarray::array![true, false], &x, &y)?;
    /// assert_eq!(chosen, Array::from(ndarray::array![9_007_199_254_740_991.0_f64, 1.5]));
    /// # Ok::<(), argwhere::Error>(())
    /// ```
    pub mod numpy;

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
        Int16 < Float32;
        UInt16 < Float32;
        /// above 2^53 it rounds to the nearest float64
        lossy Int64 < Float64;
        /// above 2^53 it rounds to the nearest float64
        lossy UInt64 < Float64;
        Float32 < Float64 < Complex128;
        Float32 < Complex64;
        Complex64 < Complex128 with |z| Complex::new(z.re.into(), z.im.into());

        // Float32 is above both dtypes of these pairs as well.
        Int8 | UInt16 = Int32;
        Int16 | UInt16 = Int32;
    }

    scalars {
        bool = Bool;
        int = Int64;
        float = Float64;
        complex = Complex128;
        Float32 | complex = Complex64;
    }
}
