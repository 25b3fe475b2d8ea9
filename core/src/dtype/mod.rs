//! The contract of a dtype: what its element type must be, and which implementation of the kernels it runs.
//!
//! An *implementation* is a type without values that a table names for each of its dtypes:
//!
//! - [`Native`](native::Native): the kernels that this crate compiles once, for all tables;
//! - [`Newtype<P>`](newtype::Newtype): the native kernels of `P`, for a `repr(transparent)` newtype over `P`;
//! - [`Portable<M>`](portable::Portable): the portable kernels, compiled in the crate of the table `M`.
//!
//! The folder of each operation has its own trait for them: its `dtype.rs` chooses the kernel of each implementation. So
//! a new operation does not touch this folder, and nothing here imports an operation.

pub mod bounds;
pub mod cast;
#[cfg(feature = "half")]
pub(crate) mod half;
pub(crate) mod native;
pub(crate) mod newtype;
pub(crate) mod portable;
pub(crate) mod scalar;
pub mod zero;

use crate::layout::Strided;
use core::fmt::{self, Debug};
use scalar::{Scalar, ScalarError};

/// An element type of a dtype. It is implemented for every type that is `Copy + PartialEq + Debug + Send + Sync + 'static`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a dtype",
    note = "an element type is `Copy + PartialEq + Debug + Send + Sync + 'static`; derive the traits that are missing"
)]
pub trait Element: Copy + PartialEq + Debug + Send + Sync + 'static {}

impl<T: Copy + PartialEq + Debug + Send + Sync + 'static> Element for T {}

/// An implementation for the element type `T`: how elements are displayed, and how weak scalars convert to them.
pub trait DTypeOps<T>: sealed::Implementation {
    /// Prints an array. No element is copied.
    fn display(array: Strided<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Converts a weak scalar to an element.
    fn from_scalar(scalar: Scalar) -> Result<T, ScalarError>;
}

/// Kernels trust an implementation to write all of its output, so only this crate has implementations.
pub(crate) mod sealed {
    pub trait Implementation {}
}
