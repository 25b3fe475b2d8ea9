//! The pairs of dtypes that promote, for tests that must spell each pair as Rust types.

/// Calls a macro with every pair for which the standard defines a promotion: the name of the pair's kernel module and
/// the two element types. The list is written out, not taken from the crate.
#[macro_export]
macro_rules! for_each_pair {
    ($callback:ident) => {
        $crate::for_each_ordered_pair! { $callback
            f32_complex64: f32, Complex<f32>;
            f32_complex128: f32, Complex<f64>;
            f64_complex64: f64, Complex<f32>;
            f64_complex128: f64, Complex<f64>;
            complex64_f32: Complex<f32>, f32;
            complex64_f64: Complex<f32>, f64;
            complex64_complex64: Complex<f32>, Complex<f32>;
            complex64_complex128: Complex<f32>, Complex<f64>;
            complex128_f32: Complex<f64>, f32;
            complex128_f64: Complex<f64>, f64;
            complex128_complex64: Complex<f64>, Complex<f32>;
            complex128_complex128: Complex<f64>, Complex<f64>;
        }
    };
}

/// Calls a macro with every pair of dtypes that have an order, and with the rows that follow its name.
#[macro_export]
macro_rules! for_each_ordered_pair {
    ($callback:ident $($more:tt)*) => {
        $callback! {
            bool_bool: bool, bool;
            i8_i8: i8, i8;
            i8_i16: i8, i16;
            i8_i32: i8, i32;
            i8_i64: i8, i64;
            i8_u8: i8, u8;
            i8_u16: i8, u16;
            i8_u32: i8, u32;
            i16_i8: i16, i8;
            i16_i16: i16, i16;
            i16_i32: i16, i32;
            i16_i64: i16, i64;
            i16_u8: i16, u8;
            i16_u16: i16, u16;
            i16_u32: i16, u32;
            i32_i8: i32, i8;
            i32_i16: i32, i16;
            i32_i32: i32, i32;
            i32_i64: i32, i64;
            i32_u8: i32, u8;
            i32_u16: i32, u16;
            i32_u32: i32, u32;
            i64_i8: i64, i8;
            i64_i16: i64, i16;
            i64_i32: i64, i32;
            i64_i64: i64, i64;
            i64_u8: i64, u8;
            i64_u16: i64, u16;
            i64_u32: i64, u32;
            u8_i8: u8, i8;
            u8_i16: u8, i16;
            u8_i32: u8, i32;
            u8_i64: u8, i64;
            u8_u8: u8, u8;
            u8_u16: u8, u16;
            u8_u32: u8, u32;
            u8_u64: u8, u64;
            u16_i8: u16, i8;
            u16_i16: u16, i16;
            u16_i32: u16, i32;
            u16_i64: u16, i64;
            u16_u8: u16, u8;
            u16_u16: u16, u16;
            u16_u32: u16, u32;
            u16_u64: u16, u64;
            u32_i8: u32, i8;
            u32_i16: u32, i16;
            u32_i32: u32, i32;
            u32_i64: u32, i64;
            u32_u8: u32, u8;
            u32_u16: u32, u16;
            u32_u32: u32, u32;
            u32_u64: u32, u64;
            u64_u8: u64, u8;
            u64_u16: u64, u16;
            u64_u32: u64, u32;
            u64_u64: u64, u64;
            f32_f32: f32, f32;
            f32_f64: f32, f64;
            f64_f32: f64, f32;
            f64_f64: f64, f64;
            $($more)*
        }
    };
}
