//! The portable kernels, for every other element type. They are compiled in the crate of the table.

use super::scalar::{Scalar, ScalarError};
use super::{DTypeOps, Element, sealed};
use crate::layout::{Strided, format_elements};
use core::fmt;
use core::marker::PhantomData;

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
    fn display(array: Strided<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `Debug` is the only formatting trait that every element type has.
        format_elements(array, f, T::fmt)
    }

    fn from_scalar(scalar: Scalar) -> Result<T, ScalarError> {
        M::from_scalar(scalar)
    }
}
