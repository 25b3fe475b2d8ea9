//! NumKong, whose reduction finds both extremes of a contiguous slice in one pass. It passes over NaN.

use half::{bf16, f16};
use numkong::ReduceMinMax;

/// The indices of the smallest and of the largest element.
pub(crate) fn both<T: ReduceMinMax>(x: &[T]) -> (usize, usize) {
    let (_, min, _, max) = T::reduce_minmax(x, size_of::<T>()).expect("there are numbers");
    (min, max)
}

/// A dtype that NumKong may support.
pub trait Known: Sized {
    /// The indices of the smallest and of the largest element; `None` if NumKong does not support the dtype.
    fn min_and_max(_: &[Self]) -> Option<(usize, usize)> {
        None
    }
}

macro_rules! known {
    ($($type:ty)*) => {$(
        impl Known for $type {
            fn min_and_max(x: &[Self]) -> Option<(usize, usize)> {
                Some(both(x))
            }
        }
    )*};
}

known! { i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 }
impl Known for bool {}
impl Known for num_complex::Complex<f32> {}
impl Known for num_complex::Complex<f64> {}

/// A 16-bit float, for which NumKong has a type of its own.
pub(crate) trait Half: Copy {
    /// NumKong's type.
    type Theirs: ReduceMinMax;

    /// The element with the same bits.
    fn theirs(self) -> Self::Theirs;
}

macro_rules! halves {
    ($($half:ident)*) => {$(
        impl Half for $half {
            type Theirs = numkong::$half;

            fn theirs(self) -> Self::Theirs {
                numkong::$half(self.to_bits())
            }
        }
    )*};
}

halves! { f16 bf16 }
