//! The cases of the report, one module per operation: the inputs, the expected answer, argwhere, and its peers.

pub(crate) mod dispatch;
pub(crate) mod extremum;
pub(crate) mod nonzero;
pub(crate) mod where_;
