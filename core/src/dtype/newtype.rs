//! A `repr(transparent)` newtype runs the kernels of the type inside, on the same memory.

use super::native::Native;
use super::scalar::{Scalar, ScalarError};
use super::{DTypeOps, Element, sealed};
use crate::layout::{Strided, peel_strided};
use bytemuck::TransparentWrapper;
use core::fmt;
use core::marker::PhantomData;

/// The native implementation of `P`, for a newtype over it.
#[derive(Debug)]
pub struct Newtype<P>(PhantomData<P>);

impl<P> sealed::Implementation for Newtype<P> {}

impl<P: Element, T: Element + TransparentWrapper<P>> DTypeOps<T> for Newtype<P>
where
    Native: DTypeOps<P>,
{
    fn display(array: Strided<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Native::display(peel_strided(array), f)
    }

    fn from_scalar(scalar: Scalar) -> Result<T, ScalarError> {
        Native::from_scalar(scalar).map(T::wrap)
    }
}
