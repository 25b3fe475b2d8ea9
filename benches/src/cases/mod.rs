//! The cases of the report, one module per operation: the inputs, the expected answer, argwhere, and its peers.

pub(crate) mod count_nonzero;
pub(crate) mod dispatch;
pub(crate) mod extract;
pub(crate) mod extremum;
pub(crate) mod halves;
pub(crate) mod nan_skipping;
pub(crate) mod nonzero;
pub(crate) mod searchsorted;
pub(crate) mod small;
pub(crate) mod top_k;
pub(crate) mod where_;
