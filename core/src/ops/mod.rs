//! The operations: one folder each.
//!
//! A folder contains
//!
//! - `mod.rs`: the idea of the operation; the trait that says that a table has it, and the public bound on element
//!   types; the dynamic and the typed entry points that generated code calls, and the named kernels;
//! - `dtype.rs`: the trait that says which kernel each implementation of a dtype runs, and its three implementations;
//! - the kernels. The head of each file explains its kernel.
//!
//! `operand.rs` has the operands of operations on two arrays, and their conversion to the promoted dtype.
//!
//! Every operation takes an array as [`Strided`](crate::layout::Strided), whose type does not name the rank.
//! [`Axes`](crate::layout) merges and sorts its axes and finds the rows; that code is compiled once for all dtypes. A
//! row kernel is compiled once per level, for each dtype or for each element width. The code in between is compiled
//! once per dtype.

pub mod argwhere;
pub mod count_nonzero;
pub mod extract;
pub mod extremum;
pub mod nonzero;
pub mod operand;
pub mod searchsorted;
pub mod top_k;
pub mod where_;
