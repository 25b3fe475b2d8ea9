// README's picture for rustdoc, ahead of README's own path to it (benches/src/report/readme.rs).
#![cfg_attr(doc, doc = include_str!("overview.md"))]
#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod along;
#[doc(hidden)]
pub mod demand;
mod element;
mod error;
mod face;
#[doc = include_str!("guide.md")]
pub mod guide {}
#[cfg(feature = "jax")]
#[allow(
    clippy::cast_lossless,
    clippy::cast_precision_loss,
    reason = "the casts are the table's steps, lossy ones too"
)]
#[path = "jax.rs"]
mod jax_table;
mod kernel;
mod layout;
#[cfg(feature = "numpy")]
#[allow(
    clippy::cast_lossless,
    clippy::cast_precision_loss,
    reason = "the casts are the table's steps, lossy ones too"
)]
#[path = "numpy.rs"]
mod numpy_table;
mod scalar;
mod simd;
#[allow(clippy::cast_lossless, reason = "the casts are the table's steps")]
#[path = "standard.rs"]
mod specification;
pub mod table;

pub use along::Along;
pub use error::{Error, Rejected};
#[cfg(feature = "jax")]
#[cfg_attr(docsrs, doc(cfg(feature = "jax")))]
pub use jax_table::jax;
pub use kernel::extremum::Best;
pub use layout::Out;
// So that messages do not name it by the way of generated code.
#[doc(hidden)]
pub use num_complex;
#[cfg(feature = "numpy")]
#[cfg_attr(docsrs, doc(cfg(feature = "numpy")))]
pub use numpy_table::numpy;
pub use scalar::Scalar;
pub use specification::standard;
pub use standard::{
    Array, ArrayView, ArrayViewMut, DType, Operand, argmax, argmax_into, argmin, argmin_into,
    kernels, nonzero, nonzero_into, typed, where_, where_into,
};

/// The dtype of indices, as NumPy's `intp` on 64-bit machines and the standard's default.
pub type Index = i64;

/// Generates the module of a promotion table.
#[macro_export]
macro_rules! kernels {
    ($($table:tt)*) => {
        $crate::__private::kernels! { ($crate) $($table)* }
    };
}
