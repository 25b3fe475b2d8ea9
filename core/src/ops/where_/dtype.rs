//! How each implementation of a dtype selects the elements of a row.

use super::bits;
use crate::dtype::native::{Native, NativeDType};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::layout::{as_bytes, peel_out};
use crate::simd::multiversion;
use bytemuck::{TransparentWrapper, cast, checked};
use core::mem::MaybeUninit;
use num_complex::Complex;

/// An implementation of a dtype: how a row is selected from two rows.
pub trait WhereOps<T>: DTypeOps<T> {
    /// Writes elements of `x1` where the condition is true, else of `x2`. All slices have equal lengths, and every
    /// element of `out` is written.
    ///
    /// # Panics
    ///
    /// If the lengths differ.
    fn row(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]);

    /// `x1` if the condition is 1, `x2` if it is 0. For use in loops that the compiler vectorises.
    fn element(condition: u8, x1: T, x2: T) -> T;
}

/// A native type. Its selection is that of its width.
pub trait NativeWhere: NativeDType {
    /// See [`WhereOps::row`].
    fn row(condition: &[bool], x1: &[Self], x2: &[Self], out: &mut [MaybeUninit<Self>]);
    /// See [`WhereOps::element`].
    fn element(condition: u8, x1: Self, x2: Self) -> Self;
}

macro_rules! widths {
    ($($row:ident $element:ident for $($type:ty),*;)*) => {$($(
        impl NativeWhere for $type {
            #[inline]
            fn row(condition: &[bool], x1: &[Self], x2: &[Self], out: &mut [MaybeUninit<Self>]) {
                bits::$row(condition, bytemuck::cast_slice(x1), bytemuck::cast_slice(x2), as_bytes(out));
            }

            #[inline(always)]
            fn element(condition: u8, x1: Self, x2: Self) -> Self {
                checked::cast(bits::$element(condition, cast(x1), cast(x2)))
            }
        }
    )*)*};
}

widths! {
    row_1 element_1 for bool, i8, u8;
    row_2 element_2 for i16, u16;
    row_4 element_4 for i32, u32, f32;
    row_8 element_8 for i64, u64, f64, Complex<f32>;
    row_16 element_16 for Complex<f64>;
}

impl<T: NativeWhere> WhereOps<T> for Native
where
    Native: DTypeOps<T>,
{
    fn row(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) {
        check_lengths(condition.len(), [x1.len(), x2.len(), out.len()]);
        T::row(condition, x1, x2, out);
    }

    #[inline(always)]
    fn element(condition: u8, x1: T, x2: T) -> T {
        T::element(condition, x1, x2)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> WhereOps<T> for Newtype<P>
where
    Native: WhereOps<P>,
{
    fn row(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) {
        Native::row(
            condition,
            T::peel_slice(x1),
            T::peel_slice(x2),
            peel_out(out),
        );
    }

    #[inline(always)]
    fn element(condition: u8, x1: T, x2: T) -> T {
        T::wrap(Native::element(condition, T::peel(x1), T::peel(x2)))
    }
}

impl<T: Element, M: Values<T>> WhereOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
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
