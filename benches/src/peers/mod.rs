//! What a user would pick instead of this crate, each written as its documentation has it.
//!
//! Those that need a crate of their own are there with the feature `peers` alone.

#[cfg(feature = "peers")]
mod argminmax;
#[cfg(feature = "peers")]
mod arrow;
#[cfg(feature = "peers")]
mod candle;
pub(crate) mod extremum;
mod folds;
pub(crate) mod nonzero;
pub mod numpy;
#[cfg(feature = "peers")]
mod stats;
pub(crate) mod where_;

/// What the peers have to know of a dtype.
#[cfg(feature = "peers")]
pub trait Known: argminmax::Known + arrow::Known + candle::Known {}

#[cfg(feature = "peers")]
impl<T: argminmax::Known + arrow::Known + candle::Known> Known for T {}

/// What the peers have to know of a dtype: nothing, for there are none.
#[cfg(not(feature = "peers"))]
pub trait Known {}

#[cfg(not(feature = "peers"))]
impl<T> Known for T {}
