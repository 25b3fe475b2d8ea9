//! The alternatives to argwhere, each called as its documentation shows it.
//!
//! Peers that are crates are compiled only with the feature `peers`.

#[cfg(feature = "peers")]
mod argminmax;
#[cfg(feature = "peers")]
mod arrow;
#[cfg(feature = "peers")]
pub(crate) mod burn;
pub(crate) mod by_hand;
#[cfg(feature = "peers")]
mod candle;
pub(crate) mod extremum;
#[cfg(feature = "peers")]
pub(crate) mod ferray;
pub(crate) mod folds;
pub mod known;
pub(crate) mod nonzero;
#[cfg(feature = "peers")]
pub(crate) mod numkong;
pub mod numpy;
#[cfg(feature = "peers")]
mod stats;
pub(crate) mod where_;
