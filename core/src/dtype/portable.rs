//! The portable kernels, for every other element type. They are compiled in the crate of the table.

use super::scalar::{Scalar, ScalarError};
use super::{DTypeOps, Element, sealed};
use crate::layout::wrap;
use bytemuck::TransparentWrapper;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use ndarray::ArrayViewD;

/// The portable implementation. The table `M` defines the test for zero and the conversion from scalars.
#[derive(Debug)]
pub struct Portable<M>(PhantomData<M>);

impl<M> sealed::Implementation for Portable<M> {}

/// The table's zero and scalars for a type without native kernels.
pub trait Values<T> {
    /// Whether an element is zero.
    fn is_zero(element: &T) -> bool;

    /// Converts a weak scalar to an element.
    fn from_scalar(scalar: Scalar) -> Result<T, ScalarError>;
}

impl<T: Element, M: Values<T>> DTypeOps<T> for Portable<M> {
    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `Debug` is the only formatting trait that every element type has.
        Display::fmt(&wrap::<T, ByDebug<T>, _>(array), f)
    }

    fn from_scalar(scalar: Scalar) -> Result<T, ScalarError> {
        M::from_scalar(scalar)
    }
}

/// Displays an element by its `Debug`. A view of elements is cast to a view of these, so that printing copies nothing.
#[repr(transparent)]
struct ByDebug<T>(T);

// SAFETY: the type is `repr(transparent)` with one field, of type T, and a T is all that makes it valid.
unsafe impl<T> TransparentWrapper<T> for ByDebug<T> {}

impl<T: Debug> Display for ByDebug<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}
