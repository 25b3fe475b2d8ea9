//! What both faces of an operation do around its kernels: resolve axes, make room for results, tell errors.
//!
//! Everything here is generic over the table's marker and reaches the named kernels through the table's traits.

pub mod array;
pub mod extremum;
pub mod nonzero;
pub mod select;
