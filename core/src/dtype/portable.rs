//! Any other element type runs portable kernels, compiled in the crate of its table.

use super::scalar::{Scalar, ScalarError};
use super::{DTypeOps, Element, sealed};
use crate::layout::wrap;
use bytemuck::TransparentWrapper;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use ndarray::ArrayViewD;

/// The portable implementation. The table `M` says what zero is.
#[derive(Debug)]
pub struct Portable<M>(PhantomData<M>);

impl<M> sealed::Implementation for Portable<M> {}

/// The zero of a type without native kernels.
pub trait Zero<T> {
    /// Whether an element is zero.
    fn is_zero(element: &T) -> bool;
}

impl<T: Element, M: Zero<T>> DTypeOps<T> for Portable<M> {
    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `Debug` is all that an element must have.
        Display::fmt(&wrap::<T, ByDebug<T>, _>(array), f)
    }

    fn from_scalar(_: Scalar) -> Result<T, ScalarError> {
        Err(ScalarError::Kind)
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
