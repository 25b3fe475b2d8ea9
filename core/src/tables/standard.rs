//! The Array API standard's promotion table and everything generated from it.

use num_complex::Complex;

kernels! {
    /// The promotion table of the Array API standard: 13 dtypes and 13 widening steps.
    ///
    /// A complex scalar beside a float32 or float64 array gives complex64 or complex128, since version 2024.12 of the standard.
    pub mod standard;

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
        Int8 < Int16 < Int32 < Int64;
        UInt8 < UInt16 < UInt32 < UInt64;
        UInt8 < Int16;
        UInt16 < Int32;
        UInt32 < Int64;
        Float32 < Float64 < Complex128;
        Float32 < Complex64;
        Complex64 < Complex128 with |z| Complex::new(z.re.into(), z.im.into());
    }

    scalars {
        Float32 | complex = Complex64;
        Float64 | complex = Complex128;
    }
}
