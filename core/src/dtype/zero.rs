//! The zero of a type without native kernels: from `num_traits::Zero`, or else from `Default`.
//!
//! Generated code names the type, so method resolution can choose: `(&&ZeroOf::<T>::TYPE).zero()` finds [`ByNumTraits`]
//! first, for types that have that trait. It finds [`ByDefault`] only after a dereference.

use super::bounds::HasZero;
use core::marker::PhantomData;

/// A type whose zero is looked up.
#[derive(Debug)]
pub struct ZeroOf<T>(PhantomData<T>);

impl<T> ZeroOf<T> {
    /// The type as a value, for method resolution.
    pub const TYPE: Self = Self(PhantomData);
}

/// The first choice.
pub trait ByNumTraits {
    /// The test for zero.
    fn zero(&self) -> NumTraitsZero {
        NumTraitsZero
    }
}

impl<T: num_traits::Zero> ByNumTraits for &ZeroOf<T> {}

/// The second choice. It has no bound, so that a type without a default fails [`HasZero`], with its message.
pub trait ByDefault {
    /// The test for zero.
    fn zero(&self) -> DefaultZero {
        DefaultZero
    }
}

impl<T> ByDefault for ZeroOf<T> {}

/// `num_traits::Zero` tests for zero.
#[derive(Debug, Clone, Copy)]
pub struct NumTraitsZero;

impl NumTraitsZero {
    /// Whether an element is zero.
    #[inline]
    pub fn is_zero<T: num_traits::Zero>(self, element: &T) -> bool {
        element.is_zero()
    }
}

/// An element is zero if it is equal to the default.
#[derive(Debug, Clone, Copy)]
pub struct DefaultZero;

impl DefaultZero {
    /// Whether an element is zero.
    #[inline]
    pub fn is_zero<T: HasZero + PartialEq>(self, element: &T) -> bool {
        *element == T::zero()
    }
}
