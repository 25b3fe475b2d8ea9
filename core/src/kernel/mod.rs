//! The generic bodies of the kernels: ordinary Rust that the macro instantiates and names, per dtype or pair and rank.
//!
//! Every operation has the same shape. The rank-1 kernel runs a row, which is the hot code; the kernel of rank N runs
//! the kernel of rank N - 1 for each position of one axis: of axis 0, or, where order does not matter, of the farthest. Arrays of a higher rank than the table's largest do the same
//! with dynamic shapes. The faces coalesce axes first, so that most arrays are of low rank when they get here.

pub mod extremum;
pub mod nonzero;
pub mod select;
