//! The element types that this crate has kernels for, and the keys that represent their order in vector lanes.

use super::scalar::{FromScalar, Scalar, ScalarError};
use super::{DTypeOps, Element, sealed};
use crate::layout::{Strided, format_elements};
use bytemuck::{AnyBitPattern, CheckedBitPattern, NoUninit};
use core::fmt::{self, Display};
use num_complex::Complex;

/// The implementation that this crate compiles once, for all tables.
#[derive(Debug)]
pub enum Native {}

impl sealed::Implementation for Native {}

/// A type with native kernels.
pub trait NativeDType: Element + NoUninit + CheckedBitPattern {}

/// A type with native kernels and an order.
///
/// Elements are compared as keys, and the larger key wins. Each dtype chooses how its elements become keys, as an order per
/// extreme. For most dtypes, a key is the element with some bits inverted, read as a signed integer or a float, and the
/// order is the mask of these bits:
///
/// ```text
///                 argmax        argmin
/// signed          none          all                     // !a < !b where a > b
/// unsigned        the top bit   all but the top bit
/// floats          none          the sign                // a NaN stays a NaN
/// ```
///
/// So one kernel per key type serves several dtypes, and both extremes. 16-bit floats are compared as integers: see
/// `HalfOrder`.
pub trait NativeOrdered: NativeDType {
    /// The type of keys. It has the size of an element.
    type Key: OrderedKey;
    /// The order for `argmax`.
    const MAX: <Self::Key as OrderedKey>::Order;
    /// The order for `argmin`.
    const MIN: <Self::Key as OrderedKey>::Order;
    /// The key of the winning value for `argmax` and for `argmin`, if a dtype has only two values. A search then looks
    /// for the first element with this key.
    const UNBEATABLE: Option<[Self::Key; 2]> = None;
}

/// The type of keys: a signed integer or a float.
pub trait OrderedKey: Element + NoUninit + AnyBitPattern {
    /// What turns elements into keys of which the larger one wins: the mask of the bits that are inverted, or more.
    type Order: Copy + 'static;
}

macro_rules! masked_keys {
    ($($key:ident)*) => {$(
        impl OrderedKey for $key {
            type Order = $key;
        }
    )*};
}

masked_keys! { i8 i16 i32 i64 f32 f64 }

macro_rules! native {
    ($($type:ty)*) => {$(
        impl NativeDType for $type {}

        impl DTypeOps<$type> for Native {
            fn display(array: Strided<'_, $type>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                format_elements(array, f, Display::fmt)
            }

            fn from_scalar(scalar: Scalar) -> Result<$type, ScalarError> {
                FromScalar::from_scalar(scalar)
            }
        }
    )*};
}

#[cfg(feature = "half")]
pub(super) use native;

macro_rules! ordered {
    ($($type:ident as $key:ident: $max:expr, $min:expr;)*) => {$(
        impl NativeOrdered for $type {
            type Key = $key;
            const MAX: $key = $max;
            const MIN: $key = $min;
        }
    )*};
}

native! { bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 Complex<f32> Complex<f64> }

ordered! {
    i8 as i8: 0, -1;
    i16 as i16: 0, -1;
    i32 as i32: 0, -1;
    i64 as i64: 0, -1;
    u8 as i8: i8::MIN, i8::MAX;
    u16 as i16: i16::MIN, i16::MAX;
    u32 as i32: i32::MIN, i32::MAX;
    u64 as i64: i64::MIN, i64::MAX;
    f32 as f32: 0.0, -0.0;
    f64 as f64: 0.0, -0.0;
}

impl NativeOrdered for bool {
    type Key = i8;
    const MAX: i8 = 0;
    const MIN: i8 = -1;
    const UNBEATABLE: Option<[i8; 2]> = Some([1, 0]);
}
