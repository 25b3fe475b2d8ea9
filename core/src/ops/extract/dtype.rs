//! How each implementation of a dtype writes the chosen elements.

use super::choice::Choice;
use super::{compress, rows};
use crate::dtype::native::{Native, NativeDType};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::layout::{Strided, as_bytes, peel_out, peel_strided, same_bits};
use bytemuck::TransparentWrapper;
use core::mem::MaybeUninit;
use num_complex::Complex;

/// An implementation of a dtype: how the elements that a condition chooses are written.
pub trait ExtractOps<T>: DTypeOps<T> {
    /// Writes the chosen elements of `x`, which has the shape of the condition, in row-major order. Every slot is
    /// written.
    ///
    /// # Panics
    ///
    /// If there are more or fewer slots than chosen elements, or the shapes differ.
    fn write(choice: &Choice<'_>, x: Strided<'_, T>, slots: &mut [MaybeUninit<T>]);
}

/// A native type. Its kernel is that of its width.
pub trait NativeExtract: NativeDType {
    /// See [`ExtractOps::write`].
    fn write(choice: &Choice<'_>, x: Strided<'_, Self>, slots: &mut [MaybeUninit<Self>]);
}

/// Compiles the loop over rows for a width, and implements it for the types of that width.
macro_rules! widths {
    ($($name:ident $compress:ident $bytes:literal for $($(#[$attribute:meta])? $type:ty),*;)*) => {$(
        #[inline(never)]
        fn $name(
            choice: &Choice<'_>,
            x: Strided<'_, [u8; $bytes]>,
            slots: &mut [MaybeUninit<[u8; $bytes]>],
        ) {
            rows::write(choice, x, slots, compress::$compress);
        }

        $(
            $(#[$attribute])?
            impl NativeExtract for $type {
                #[inline]
                fn write(choice: &Choice<'_>, x: Strided<'_, Self>, slots: &mut [MaybeUninit<Self>]) {
                    $name(choice, same_bits(x), as_bytes(slots));
                }
            }
        )*
    )*};
}

widths! {
    write_1 compress_1 1 for bool, i8, u8;
    write_2 compress_2 2 for i16, u16, #[cfg(feature = "half")] half::f16, #[cfg(feature = "half")] half::bf16;
    write_4 compress_4 4 for i32, u32, f32;
    write_8 compress_8 8 for i64, u64, f64, Complex<f32>;
    write_16 compress_16 16 for Complex<f64>;
}

impl<T: NativeExtract> ExtractOps<T> for Native
where
    Native: DTypeOps<T>,
{
    #[inline]
    fn write(choice: &Choice<'_>, x: Strided<'_, T>, slots: &mut [MaybeUninit<T>]) {
        T::write(choice, x, slots);
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> ExtractOps<T> for Newtype<P>
where
    Native: ExtractOps<P>,
{
    #[inline]
    fn write(choice: &Choice<'_>, x: Strided<'_, T>, slots: &mut [MaybeUninit<T>]) {
        Native::write(choice, peel_strided::<P, T>(x), peel_out(slots));
    }
}

impl<T: Element, M: Values<T>> ExtractOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    fn write(choice: &Choice<'_>, x: Strided<'_, T>, slots: &mut [MaybeUninit<T>]) {
        rows::write(choice, x, slots, compress::one_by_one);
    }
}
