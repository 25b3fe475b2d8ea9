//! The tables. They are private, so that only what [`functions`](crate::functions), [`rows`](crate::rows) and [`partial`](crate::partial) call is
//! compiled.

use half::{bf16, f16};
use num_complex::Complex;

argwhere::kernels! {
    /// The standard's dtypes, and float16 and bfloat16 below float32.
    pub mod standard;

    ranks 0..=1;

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
        Float16 < Float32 < Float64 < Complex128;
        BFloat16 < Float32;
        Float32 < Complex64;
        Complex64 < Complex128 with |z| Complex::new(z.re.into(), z.im.into());
    }

    scalars {
        Float32 | complex = Complex64;
        Float64 | complex = Complex128;
        Float16 | complex = Complex64;
        BFloat16 | complex = Complex64;
    }
}

argwhere::kernels! {
    /// `numpy.result_type` for the same dtypes. Where NumPy has no result for bfloat16, it is that of float16, or float32 for
    /// the two of them.
    pub mod numpy;

    ranks 0..=1;

    operations { where_, searchsorted }

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
        Bool < Int8 < Int16 < Int32 < Int64;
        Bool < UInt8 < UInt16 < UInt32 < UInt64;
        UInt8 < Int16;
        UInt16 < Int32;
        UInt32 < Int64;
        Int8 < Float16;
        UInt8 < Float16;
        Int8 < BFloat16;
        UInt8 < BFloat16;
        Float16 < Float32;
        BFloat16 < Float32;
        Int16 < Float32;
        UInt16 < Float32;
        /// above 2^53 it rounds to the nearest float64
        lossy Int64 < Float64;
        /// above 2^53 it rounds to the nearest float64
        lossy UInt64 < Float64;
        Float32 < Float64 < Complex128;
        Float32 < Complex64;
        Complex64 < Complex128 with |z| Complex::new(z.re.into(), z.im.into());

        // Several dtypes are above both of these pairs.
        Int8 | UInt8 = Int16;
        Int8 | UInt16 = Int32;
        Int16 | UInt16 = Int32;
    }

    scalars {
        bool = Bool;
        int = Int64;
        float = Float64;
        complex = Complex128;
        Float16 | complex = Complex64;
        BFloat16 | complex = Complex64;
        Float32 | complex = Complex64;
    }
}
