//! How each implementation of a dtype computes the masks of a row.

use super::mask::{self, ByElement, ByPair, ByVector};
use crate::dtype::native::{Native, NativeDType};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::simd::{VectorOf, multiversion};
use bytemuck::TransparentWrapper;
use num_complex::Complex;

/// An implementation of a dtype: how it tests the elements of a row for zero.
pub trait NonzeroOps<T>: DTypeOps<T> {
    /// Writes one bit per element of a row, set where the element is not zero. There is one mask per 64 elements, and
    /// the first element is the lowest bit.
    fn masks(row: &[T], masks: &mut [u64]);

    /// Whether an element is not zero.
    fn is_nonzero(element: T) -> bool;
}

/// A native type: how the elements of its rows are tested.
pub trait NativeNonzero: NativeDType + Default + PartialEq {
    /// See [`NonzeroOps::masks`].
    fn masks(row: &[Self], masks: &mut [u64]);
}

/// Compiles the test for a lane type or for pairs of lanes, and implements it for the types with the same bits.
macro_rules! masks {
    ($($name:ident $row:ty: $test:ident $lane:ident $(as $zero:ident)? for $($type:ty),*;)*) => {$(
        multiversion! {
            fn $name(row: &[$row], masks: &mut [u64]) = |L| |level, row, masks| mask::masks(row, masks, $test::<VectorOf<L, $lane> $(, $zero)?>::new(level));
        }

        $(
            impl NativeNonzero for $type {
                #[inline]
                fn masks(row: &[Self], masks: &mut [u64]) {
                    $name(bytemuck::cast_slice(row), masks);
                }
            }
        )*
    )*};
}

masks! {
    masks_of_i8 i8: ByVector i8 for bool, i8, u8;
    masks_of_i16 i16: ByVector i16 for i16, u16;
    masks_of_i32 i32: ByVector i32 for i32, u32;
    masks_of_i64 i64: ByVector i64 for i64, u64;
    masks_of_f32 f32: ByVector f32 for f32;
    masks_of_f64 f64: ByVector f64 for f64;
    masks_of_f32_pairs [f32; 2]: ByPair f32 for Complex<f32>;
    masks_of_f64_pairs [f64; 2]: ByPair f64 for Complex<f64>;
}

#[cfg(feature = "half")]
mod half {
    use super::{ByVector, NativeNonzero, mask};
    use crate::ops::nonzero::mask::Magnitudes;
    use crate::simd::{VectorOf, multiversion};
    use ::half::{bf16, f16};

    masks! {
        masks_of_halves i16: ByVector i16 as Magnitudes for f16, bf16;
    }
}

impl<T: NativeNonzero> NonzeroOps<T> for Native
where
    Native: DTypeOps<T>,
{
    #[inline]
    fn masks(row: &[T], masks: &mut [u64]) {
        T::masks(row, masks);
    }

    #[inline(always)]
    fn is_nonzero(element: T) -> bool {
        element != T::default()
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> NonzeroOps<T> for Newtype<P>
where
    Native: NonzeroOps<P>,
{
    fn masks(row: &[T], masks: &mut [u64]) {
        Native::masks(T::peel_slice(row), masks);
    }

    #[inline(always)]
    fn is_nonzero(element: T) -> bool {
        Native::is_nonzero(T::peel(element))
    }
}

impl<T: Element, M: Values<T>> NonzeroOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    fn masks(row: &[T], masks: &mut [u64]) {
        multiversion! {
            fn write<T: Element, M: Values<T>>(row: &[T], masks: &mut [u64]) =
                |row, masks| mask::masks(row, masks, ByElement(|element: &T| !M::is_zero(element)));
        }
        write::<T, M>(row, masks);
    }

    #[inline(always)]
    fn is_nonzero(element: T) -> bool {
        !M::is_zero(&element)
    }
}
