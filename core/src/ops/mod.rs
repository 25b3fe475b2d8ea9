//! The operations: one folder each.
//!
//! A folder contains
//!
//! - `mod.rs`: an overview of the algorithm; the trait of tables that have the operation, and the public bound of element
//!   types; the dynamic and typed entry functions that generated code calls;
//! - `dtype.rs`: the trait that chooses the kernel of each implementation of a dtype, and its three implementations;
//! - the kernels, each with an explanation at the top of its file.
//!
//! Every operation takes an array as [`Strided`](crate::layout::Strided), whose type does not depend on the rank.
//! [`Axes`](crate::layout) merges and sorts the axes and finds the rows; it is compiled once for all dtypes. The code that
//! processes a row is compiled once per instruction-set level and per dtype or element width. The code between the two is
//! compiled once per dtype.

pub mod extremum;
pub mod nonzero;
pub mod where_;
