// README's picture for rustdoc, ahead of README's own path to it (benches/src/report/readme.rs).
#![cfg_attr(doc, doc = include_str!("overview.md"))]
#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

// Before the modules, so that the tables see it without a path.
/// Generates a module with functions, arrays and kernels for the dtypes of a promotion table. The [guide] explains the
/// syntax.
#[macro_export]
macro_rules! kernels {
    ($($table:tt)*) => {
        $crate::__private::kernels! { ($crate) $($table)* }
    };
}

#[doc(hidden)]
pub mod __private;
mod along;
#[doc(hidden)]
pub mod array;
mod best;
pub mod bounds;
mod dtype;
mod error;
mod features;
#[doc = include_str!("guide.md")]
pub mod guide {}
mod index;
mod layout;
#[cfg(feature = "npy")]
#[cfg_attr(docsrs, doc(cfg(feature = "npy")))]
pub mod npy;
mod ops;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub mod serialization;
mod simd;
pub mod table;
mod tables;

pub use along::Along;
pub use array::Views;
pub use array::out::Out;
pub use best::{Best, Extreme, Max, Min};
pub use dtype::scalar::Scalar;
pub use error::{Error, Rejected};
pub use index::Index;
// Messages of rustc would otherwise name these by the path of generated code.
#[doc(hidden)]
pub use dtype::bounds as demands;
#[doc(hidden)]
pub use dtype::zero;
#[doc(hidden)]
pub use num_complex;
pub use standard::{
    Array, ArrayView, ArrayViewMut, DType, HasNonzero, Operand, Ordered, PromotesWith, argmax,
    argmax_into, argmin, argmin_into, dispatch, kernels, nonzero, nonzero_into, typed, where_,
    where_into,
};
#[cfg(feature = "jax")]
#[cfg_attr(docsrs, doc(cfg(feature = "jax")))]
pub use tables::jax::jax;
#[cfg(feature = "numpy")]
#[cfg_attr(docsrs, doc(cfg(feature = "numpy")))]
pub use tables::numpy::numpy;
pub use tables::standard::standard;
