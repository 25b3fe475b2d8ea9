//! How each implementation of a dtype selects the elements of a row.
//!
//! A kernel selects the bytes of elements, or elements of any type. Behind the entry points all code is compiled per
//! kernel: once per width, and once per dtype without native kernels.

use super::bits;
use crate::dtype::native::{Native, NativeDType};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::layout::{
    Strided, StridedMut, as_bytes, of_bytes, peel_out, peel_strided, peel_strided_mut, same_bits,
    same_bits_mut, wrap_out,
};
use crate::simd::multiversion;
use bytemuck::{AnyBitPattern, NoUninit, TransparentWrapper, cast};
use core::mem::MaybeUninit;
use num_complex::Complex;

/// An implementation of a dtype: the kernel that selects its elements, and what the kernel sees of them.
pub trait WhereOps<T>: DTypeOps<T> {
    /// What the kernel sees of an element: its bytes, or the element itself.
    type Bits: Element;
    /// The kernel.
    type Kernel: WhereKernel<Self::Bits>;

    /// An array, as the kernel sees it.
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits>;
    /// An element, as the kernel sees it.
    fn bits_of(element: T) -> Self::Bits;
    /// An array to write, as the kernel sees it.
    fn bits_mut(out: StridedMut<'_, T>) -> StridedMut<'_, Self::Bits>;
    /// Slots for elements, as the kernel sees them.
    fn slots(out: &mut [MaybeUninit<T>]) -> &mut [MaybeUninit<Self::Bits>];
    /// Slots that the kernel sees, as slots for elements.
    ///
    /// # Panics
    ///
    /// If they are not aligned for elements.
    fn elements(out: &mut [MaybeUninit<Self::Bits>]) -> &mut [MaybeUninit<T>];
}

/// How a row is selected from two rows.
pub trait WhereKernel<B> {
    /// Writes elements of `x1` where the condition is true, else of `x2`. All slices have equal lengths, and every
    /// element of `out` is written.
    ///
    /// # Panics
    ///
    /// If the lengths differ.
    fn row(condition: &[bool], x1: &[B], x2: &[B], out: &mut [MaybeUninit<B>]);

    /// `x1` if the condition is 1, `x2` if it is 0. For use in loops that the compiler vectorises.
    fn element(condition: u8, x1: B, x2: B) -> B;
}

/// A native type. Its kernel is that of its width.
pub trait NativeWhere: NativeDType {
    /// The bytes of an element.
    type Bytes: Element + NoUninit + AnyBitPattern;
    /// See [`WhereOps::slots`].
    fn slots(out: &mut [MaybeUninit<Self>]) -> &mut [MaybeUninit<Self::Bytes>];
    /// See [`WhereOps::elements`].
    fn elements(out: &mut [MaybeUninit<Self::Bytes>]) -> &mut [MaybeUninit<Self>];
}

macro_rules! widths {
    ($($row:ident $element:ident $bytes:literal for $($(#[$attribute:meta])? $type:ty),*;)*) => {$(
        impl WhereKernel<[u8; $bytes]> for Native {
            fn row(
                condition: &[bool],
                x1: &[[u8; $bytes]],
                x2: &[[u8; $bytes]],
                out: &mut [MaybeUninit<[u8; $bytes]>],
            ) {
                check_lengths(condition.len(), [x1.len(), x2.len(), out.len()]);
                bits::$row(condition, x1, x2, out);
            }

            #[inline(always)]
            fn element(condition: u8, x1: [u8; $bytes], x2: [u8; $bytes]) -> [u8; $bytes] {
                bits::$element(condition, x1, x2)
            }
        }

        $(
            $(#[$attribute])?
            impl NativeWhere for $type {
                type Bytes = [u8; $bytes];

                #[inline(always)]
                fn slots(out: &mut [MaybeUninit<Self>]) -> &mut [MaybeUninit<Self::Bytes>] {
                    as_bytes(out)
                }

                #[inline(always)]
                fn elements(out: &mut [MaybeUninit<Self::Bytes>]) -> &mut [MaybeUninit<Self>] {
                    of_bytes(out)
                }
            }
        )*
    )*};
}

widths! {
    row_1 element_1 1 for bool, i8, u8;
    row_2 element_2 2 for i16, u16, #[cfg(feature = "half")] half::f16, #[cfg(feature = "half")] half::bf16;
    row_4 element_4 4 for i32, u32, f32;
    row_8 element_8 8 for i64, u64, f64, Complex<f32>;
    row_16 element_16 16 for Complex<f64>;
}

impl<T: NativeWhere> WhereOps<T> for Native
where
    Native: DTypeOps<T> + WhereKernel<T::Bytes>,
{
    type Bits = T::Bytes;
    type Kernel = Native;

    #[inline(always)]
    fn bits(x: Strided<'_, T>) -> Strided<'_, T::Bytes> {
        same_bits(x)
    }

    #[inline(always)]
    fn bits_of(element: T) -> T::Bytes {
        cast(element)
    }

    #[inline(always)]
    fn bits_mut(out: StridedMut<'_, T>) -> StridedMut<'_, T::Bytes> {
        same_bits_mut(out)
    }

    #[inline(always)]
    fn slots(out: &mut [MaybeUninit<T>]) -> &mut [MaybeUninit<T::Bytes>] {
        T::slots(out)
    }

    #[inline(always)]
    fn elements(out: &mut [MaybeUninit<T::Bytes>]) -> &mut [MaybeUninit<T>] {
        T::elements(out)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> WhereOps<T> for Newtype<P>
where
    Native: WhereOps<P>,
{
    type Bits = <Native as WhereOps<P>>::Bits;
    type Kernel = <Native as WhereOps<P>>::Kernel;

    #[inline(always)]
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits> {
        Native::bits(peel_strided::<P, T>(x))
    }

    #[inline(always)]
    fn bits_of(element: T) -> Self::Bits {
        Native::bits_of(T::peel(element))
    }

    #[inline(always)]
    fn bits_mut(out: StridedMut<'_, T>) -> StridedMut<'_, Self::Bits> {
        Native::bits_mut(peel_strided_mut::<P, T>(out))
    }

    #[inline(always)]
    fn slots(out: &mut [MaybeUninit<T>]) -> &mut [MaybeUninit<Self::Bits>] {
        Native::slots(peel_out::<P, T>(out))
    }

    #[inline(always)]
    fn elements(out: &mut [MaybeUninit<Self::Bits>]) -> &mut [MaybeUninit<T>] {
        wrap_out::<P, T>(Native::elements(out))
    }
}

impl<T: Element, M: Values<T>> WhereOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    type Bits = T;
    type Kernel = Self;

    #[inline(always)]
    fn bits(x: Strided<'_, T>) -> Strided<'_, T> {
        x
    }

    #[inline(always)]
    fn bits_of(element: T) -> T {
        element
    }

    #[inline(always)]
    fn bits_mut(out: StridedMut<'_, T>) -> StridedMut<'_, T> {
        out
    }

    #[inline(always)]
    fn slots(out: &mut [MaybeUninit<T>]) -> &mut [MaybeUninit<T>] {
        out
    }

    #[inline(always)]
    fn elements(out: &mut [MaybeUninit<T>]) -> &mut [MaybeUninit<T>] {
        out
    }
}

impl<T: Element, M> WhereKernel<T> for Portable<M> {
    fn row(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) {
        multiversion! {
            fn select<T: Element>(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) = by_element;
        }
        check_lengths(condition.len(), [x1.len(), x2.len(), out.len()]);
        select(condition, x1, x2, out);
    }

    #[inline(always)]
    fn element(condition: u8, x1: T, x2: T) -> T {
        debug_assert!(condition <= 1, "0 or 1");
        if condition == 1 { x1 } else { x2 }
    }
}

/// Selects elements of any type, one after the other.
#[inline(always)]
fn by_element<T: Copy>(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) {
    for (((out, &condition), &x1), &x2) in out.iter_mut().zip(condition).zip(x1).zip(x2) {
        out.write(if condition { x1 } else { x2 });
    }
}

/// Panics if the lengths differ: the loops stop at the shortest slice, and every element of the output must be written.
fn check_lengths(len: usize, others: [usize; 3]) {
    // The lengths are compared one by one. As arrays they would be spilled and reloaded.
    let [x1, x2, out] = others;
    assert!(
        x1 == len && x2 == len && out == len,
        "the slices of a selection have one length"
    );
}
