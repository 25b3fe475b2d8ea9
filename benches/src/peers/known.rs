//! What the peers must know about a dtype. Without the feature `peers` there is nothing to know.

use crate::functions::where_::Pair;

/// A dtype for which every peer says whether it has it.
#[cfg(feature = "peers")]
pub trait Known: super::argminmax::Known + super::arrow::Known + super::candle::Known {}

#[cfg(feature = "peers")]
impl<T: super::argminmax::Known + super::arrow::Known + super::candle::Known> Known for T {}

/// A dtype for which every peer says whether it has it.
#[cfg(not(feature = "peers"))]
pub trait Known {}

#[cfg(not(feature = "peers"))]
impl<T> Known for T {}

/// A pair of such dtypes.
pub(crate) trait KnownPair: Pair<A: Known, B: Known, Out: Known> {}

impl<P: Pair<A: Known, B: Known, Out: Known>> KnownPair for P {}
