//! Test support for `argwhere`.
//!
//! A test makes a [`Model`] (dtype, shape, values in row-major order), stores it in every memory layout of [`layouts`],
//! calls the crate, and lets [`check`] compare the result with that of the naive [`oracle`]. Nothing here uses the
//! crate's algorithms: the crate's types only carry the data in and out.
//!
//! Every call runs at each instruction-set level of the processor: [`check::agree`] repeats it per level, and
//! [`test_at_every_level!`] does so for tests with their own assertions.

pub mod buffer;
pub mod cases;
pub mod check;
pub mod examples;
pub mod golden;
pub mod layouts;
pub mod model;
pub mod oracle;
mod pairs;
pub mod promotion;
pub mod stored;
pub mod value;

pub use buffer::Buffer;
pub use layouts::{Laid, Layout};
pub use model::Model;
pub use oracle::{Answer, Fault, Side};
pub use value::{Element, Value};

/// Makes a module per given function, with one `#[test]` per dtype that calls the function with that dtype.
#[macro_export]
macro_rules! test_each_dtype {
    ($($body:ident),+ $(,)?) => {$(
        mod $body {
            $crate::test_each_dtype! { @dtypes $body
                bool Bool, int8 Int8, int16 Int16, int32 Int32, int64 Int64,
                uint8 UInt8, uint16 UInt16, uint32 UInt32, uint64 UInt64,
                float32 Float32, float64 Float64, complex64 Complex64, complex128 Complex128,
            }
        }
    )+};
    (@dtypes $body:ident $($name:ident $variant:ident),+ $(,)?) => {$(
        #[test]
        fn $name() {
            super::$body(argwhere::DType::$variant);
        }
    )+};
}

/// Makes a `#[test]` of each given function, which runs it at every instruction-set level of the processor.
#[macro_export]
macro_rules! test_at_every_level {
    ($($(#[$attribute:meta])* fn $name:ident() $body:block)+) => {$(
        $(#[$attribute])*
        #[test]
        fn $name() {
            $crate::check::at_every_level(|_| $body);
        }
    )+};
}

/// Evaluates the body with `$T` as the element type of a dtype that is known only at run time.
#[macro_export]
macro_rules! with_element {
    ($dtype:expr, $T:ident => $body:expr) => {
        $crate::with_element! { @arms $dtype, $T => $body,
            Bool bool, Int8 i8, Int16 i16, Int32 i32, Int64 i64, UInt8 u8, UInt16 u16, UInt32 u32, UInt64 u64,
            Float32 f32, Float64 f64,
            Complex64 num_complex::Complex<f32>, Complex128 num_complex::Complex<f64>,
        }
    };
    (@arms $dtype:expr, $T:ident => $body:expr, $($variant:ident $element:ty),+ $(,)?) => {
        match $dtype {
            $(argwhere::DType::$variant => {
                type $T = $element;
                $body
            })+
        }
    };
}

/// Evaluates the body with `$inner` bound to the `ndarray` value inside an `Array` or `ArrayView`, whatever its dtype.
#[macro_export]
macro_rules! with_inner {
    ($Enum:ident, $array:expr, $inner:ident => $body:expr) => {
        $crate::with_inner! { @arms $Enum, $array, $inner => $body,
            Bool, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, Float32, Float64, Complex64, Complex128
        }
    };
    (@arms $Enum:ident, $array:expr, $inner:ident => $body:expr, $($variant:ident),+) => {
        match $array {
            $(argwhere::$Enum::$variant($inner) => $body,)+
        }
    };
}
