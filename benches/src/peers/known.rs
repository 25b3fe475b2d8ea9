//! The bounds of a dtype that the peers require. Without the feature `peers` there are none.

use crate::functions::where_::Pair;

/// A dtype for which every peer declares whether it supports it.
#[cfg(feature = "peers")]
pub trait Known:
    super::argminmax::Known
    + super::arrow::Known
    + super::burn::Known
    + super::candle::Known
    + super::ferray::Known
    + super::numkong::Known
{
}

#[cfg(feature = "peers")]
impl<T> Known for T where
    T: super::argminmax::Known
        + super::arrow::Known
        + super::burn::Known
        + super::candle::Known
        + super::ferray::Known
        + super::numkong::Known
{
}

/// A 16-bit float, for which every peer that supports it has a type.
#[cfg(feature = "peers")]
pub(crate) trait KnownHalf: super::numkong::Half {}

#[cfg(feature = "peers")]
impl<T: super::numkong::Half> KnownHalf for T {}

/// A 16-bit float, for which every peer that supports it has a type.
#[cfg(not(feature = "peers"))]
pub(crate) trait KnownHalf {}

#[cfg(not(feature = "peers"))]
impl<T> KnownHalf for T {}

/// A dtype for which every peer declares whether it supports it.
#[cfg(not(feature = "peers"))]
pub trait Known {}

#[cfg(not(feature = "peers"))]
impl<T> Known for T {}

/// A pair of such dtypes.
pub(crate) trait KnownPair: Pair<A: Known, B: Known, Out: Known> {}

impl<P: Pair<A: Known, B: Known, Out: Known>> KnownPair for P {}
