//! The operations: one folder each.
//!
//! A folder holds
//!
//! - `mod.rs`: the idea; the trait by which a table has the operation, and the public bound of element types; the dynamic and
//!   the typed entry that generated code calls;
//! - `dtype.rs`: the trait that says which kernel each implementation of a dtype runs, and its three implementations;
//! - its kernels, with the idea of each at the head of its file.
//!
//! Every operation takes an array as [`Strided`](crate::layout::Strided), without the type of its rank.
//! [`Axes`](crate::layout) merges and sorts its axes and finds the rows, once for all dtypes. The code that runs a row is
//! compiled once per level, for a dtype or a width. The code between the two is compiled once per dtype.

pub mod extremum;
pub mod nonzero;
pub mod where_;
