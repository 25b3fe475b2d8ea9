// README's pictures for rustdoc, ahead of README's own paths to them (benches/src/report/readme.rs).
#![cfg_attr(doc, doc = include_str!("overview.md"))]
#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

// Before the modules, so that the tables see it without a path.
/// Generates a module with functions, arrays and kernels for the dtypes of a promotion table. The guide to
/// [dtypes of your own](guide::dtypes) explains the syntax.
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
pub mod guide;
mod index;
mod layout;
mod mode;
#[cfg(feature = "npy")]
#[cfg_attr(docsrs, doc(cfg(feature = "npy")))]
pub mod npy;
mod ops;
#[cfg(feature = "rayon")]
#[cfg_attr(docsrs, doc(cfg(feature = "rayon")))]
pub mod par;
#[cfg(feature = "partial")]
#[cfg_attr(docsrs, doc(cfg(feature = "partial")))]
pub mod partial;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub mod serialization;
mod simd;
pub mod table;
mod tables;
mod tuning;
mod unravel;

pub use along::{Along, AlongAxes};
pub use array::Views;
pub use array::named::{AxisOutput, KernelInput};
pub use array::out::Out;
pub use best::{Best, Extreme, Max, Min, NanMax, NanMin};
pub use dtype::scalar::Scalar;
pub use error::{Error, Rejected};
pub use index::Index;
pub use mode::Mode;
pub use ops::nonzero::IndicesOutput;
pub use ops::searchsorted::{Search, Side, Sorter};
// Messages of rustc would otherwise name these by the path of generated code.
#[doc(hidden)]
pub use dtype::bounds as demands;
#[doc(hidden)]
pub use dtype::zero;
#[doc(hidden)]
pub use num_complex;
pub use standard::{
    Array, ArrayView, ArrayViewMut, ComparesWith, DType, HasExtract, HasNonzero, Operand, Ordered,
    PromotesWith, Searching, argmax, argmax_into, argmin, argmin_into, argminmax, argminmax_into,
    argwhere, argwhere_into, count_nonzero, count_nonzero_into, dispatch, extract, extract_into,
    flatnonzero, flatnonzero_into, kernels, nanargmax, nanargmax_into, nanargmin, nanargmin_into,
    nonzero, nonzero_into, searchsorted, searchsorted_into, top_k, top_k_into, typed, where_,
    where_into,
};
#[cfg(feature = "half")]
#[cfg_attr(docsrs, doc(cfg(feature = "half")))]
pub use tables::half::half;
#[cfg(feature = "jax")]
#[cfg_attr(docsrs, doc(cfg(feature = "jax")))]
pub use tables::jax::jax;
#[cfg(feature = "numpy")]
#[cfg_attr(docsrs, doc(cfg(feature = "numpy")))]
pub use tables::numpy::numpy;
pub use tables::standard::standard;
pub use unravel::unravel_index;
