//! The generic bodies of the kernels: ordinary Rust that the macro instantiates and names, per dtype or pair and rank.
//!
//! Every operation has the same shape. An array comes as [`Strided`](crate::layout::Strided), without the type of its rank.
//! [`Axes`](crate::layout::Axes) merges and sorts its axes and finds the rows, once for all dtypes (`nonzero`, which needs an
//! index of each axis, loops over them itself). What runs a row is the hot code: the strategies of
//! [`element`](crate::element) compile it once a level, for a dtype or a width. Between the two stands what is here, once for
//! a dtype: not for each rank, and of `where_` not for each pair. Only what converts is compiled once a conversion.

pub mod extremum;
pub mod nonzero;
pub mod select;
