//! What a dtype offers the kernels: equality, a zero, perhaps an order; and whose row kernels it runs.
//!
//! A *row* is a rank-1 view, and what is compiled for it is the hot code of every kernel. There are three ways to run a
//! row, each a type without values that a table names for its dtypes:
//!
//! - [`Native`]: the type has row kernels in this crate, compiled once for all who use it.
//! - [`Peeled<P>`]: a `repr(transparent)` newtype over such a type `P`, whose rows are viewed as rows of `P`.
//! - [`Portable<M>`]: any other type. The portable bodies are compiled for it in the crate of the table `M`, which
//!   says what zero is.

use crate::kernel::extremum::{self, Best, Max, Min, Sense};
use crate::kernel::nonzero;
use crate::layout::peel;
use crate::scalar::{FromScalar, Misfit, Scalar};
use crate::{Error, Index};
use alloc::vec::Vec;
use bytemuck::TransparentWrapper;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use ndarray::{ArrayView1, ArrayViewD};
use num_complex::Complex;

/// What the type of every dtype must be. It is implemented for all types that can.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a dtype",
    note = "a dtype's type is `Copy + PartialEq + Debug + Send + Sync + 'static`; derive what is missing"
)]
pub trait Element: Copy + PartialEq + Debug + Send + Sync + 'static {}

impl<T: Copy + PartialEq + Debug + Send + Sync + 'static> Element for T {}

/// How the rows of a dtype are searched for what is not zero, and its elements shown and made.
pub trait Rows<T: Element> {
    /// The number of elements that are not zero.
    fn count(row: ArrayView1<'_, T>) -> usize;

    /// Appends the positions of the elements that are not zero.
    fn nonzero(row: ArrayView1<'_, T>, positions: &mut Vec<Index>);

    /// Prints an array of this dtype.
    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// A weak scalar as an element.
    fn from_scalar(scalar: Scalar) -> Result<T, Misfit>;
}

/// How the rows of a dtype with an order are searched for their extremes.
pub trait OrderedRows<T: Element>: Rows<T> {
    /// The first largest element, or the first that is not equal to itself.
    fn argmax(row: ArrayView1<'_, T>) -> Option<Best<T>>;

    /// The first smallest element, or the first that is not equal to itself.
    fn argmin(row: ArrayView1<'_, T>) -> Option<Best<T>>;

    /// The best of two parts, each with its best.
    fn merge<S: Sense>(earlier: Best<T>, later: Best<T>) -> Best<T>;
}

/// The type has row kernels in this crate.
#[derive(Debug)]
pub enum Native {}

/// The row kernels of `P`, inside the newtype.
#[derive(Debug)]
pub struct Peeled<P>(PhantomData<P>);

/// The portable row kernels; `M` is the table that says what zero is.
#[derive(Debug)]
pub struct Portable<M>(PhantomData<M>);

/// What zero is for a type that has no row kernels of its own.
pub trait Zero<T> {
    /// Whether an element is zero.
    fn is_zero(element: &T) -> bool;
}

macro_rules! native {
    ($zero:expr; $($type:ty)*) => {$(
        impl Rows<$type> for Native {
            fn count(row: ArrayView1<'_, $type>) -> usize {
                nonzero::count(row, |element| *element == $zero)
            }

            fn nonzero(row: ArrayView1<'_, $type>, positions: &mut Vec<Index>) {
                nonzero::positions(row, |element| *element == $zero, positions);
            }

            fn display(array: ArrayViewD<'_, $type>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Display::fmt(&array, f)
            }

            fn from_scalar(scalar: Scalar) -> Result<$type, Misfit> {
                FromScalar::from_scalar(scalar)
            }
        }
    )*};
}

macro_rules! native_ordered {
    ($($type:ty)*) => {$(
        impl OrderedRows<$type> for Native {
            fn argmax(row: ArrayView1<'_, $type>) -> Option<Best<$type>> {
                extremum::row::<Max, $type>(row)
            }

            fn argmin(row: ArrayView1<'_, $type>) -> Option<Best<$type>> {
                extremum::row::<Min, $type>(row)
            }

            fn merge<S: Sense>(earlier: Best<$type>, later: Best<$type>) -> Best<$type> {
                earlier.merge::<S>(later)
            }
        }
    )*};
}

native! { false; bool }
native! { 0; i8 i16 i32 i64 u8 u16 u32 u64 }
native! { 0.0; f32 f64 }
native! { Complex::ZERO; Complex<f32> Complex<f64> }
native_ordered! { bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 }

impl<P: Element, T: Element + TransparentWrapper<P>> Rows<T> for Peeled<P>
where
    Native: Rows<P>,
{
    fn count(row: ArrayView1<'_, T>) -> usize {
        Native::count(peel(row))
    }

    fn nonzero(row: ArrayView1<'_, T>, positions: &mut Vec<Index>) {
        Native::nonzero(peel(row), positions);
    }

    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Native::display(peel(array), f)
    }

    fn from_scalar(scalar: Scalar) -> Result<T, Misfit> {
        Native::from_scalar(scalar).map(T::wrap)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> OrderedRows<T> for Peeled<P>
where
    Native: OrderedRows<P>,
{
    fn argmax(row: ArrayView1<'_, T>) -> Option<Best<T>> {
        Native::argmax(peel(row)).map(|best| best.map(T::wrap))
    }

    fn argmin(row: ArrayView1<'_, T>) -> Option<Best<T>> {
        Native::argmin(peel(row)).map(|best| best.map(T::wrap))
    }

    fn merge<S: Sense>(earlier: Best<T>, later: Best<T>) -> Best<T> {
        Native::merge::<S>(earlier.map(T::peel), later.map(T::peel)).map(T::wrap)
    }
}

impl<T: Element, M: Zero<T>> Rows<T> for Portable<M> {
    fn count(row: ArrayView1<'_, T>) -> usize {
        nonzero::count(row, M::is_zero)
    }

    fn nonzero(row: ArrayView1<'_, T>, positions: &mut Vec<Index>) {
        nonzero::positions(row, M::is_zero, positions);
    }

    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `Debug` is all that an element must have.
        Display::fmt(&array.map(ByDebug), f)
    }

    fn from_scalar(_: Scalar) -> Result<T, Misfit> {
        Err(Misfit::Kind)
    }
}

impl<T: Element + PartialOrd, M: Zero<T>> OrderedRows<T> for Portable<M> {
    fn argmax(row: ArrayView1<'_, T>) -> Option<Best<T>> {
        extremum::row::<Max, T>(row)
    }

    fn argmin(row: ArrayView1<'_, T>) -> Option<Best<T>> {
        extremum::row::<Min, T>(row)
    }

    fn merge<S: Sense>(earlier: Best<T>, later: Best<T>) -> Best<T> {
        earlier.merge::<S>(later)
    }
}

/// Displays as the element debugs.
struct ByDebug<'a, T>(&'a T);

impl<T: Debug> Display for ByDebug<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

/// The row kernel of a sense.
pub(crate) fn best<S: Sense, T: Element, R: OrderedRows<T>>(
    row: ArrayView1<'_, T>,
) -> Option<Best<T>> {
    if S::IS_MAX {
        R::argmax(row)
    } else {
        R::argmin(row)
    }
}

/// What a scalar's misfit is called for a dtype.
pub(crate) fn misfit(misfit: Misfit, scalar: Scalar, dtype: &'static str) -> Error {
    match misfit {
        Misfit::Kind => Error::ScalarKind { scalar, dtype },
        Misfit::Range => Error::ScalarOutOfRange { scalar, dtype },
    }
}
