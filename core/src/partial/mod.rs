//! Results of blocks of an array, which merge into the result of the whole array.
//!
//! An array may be larger than memory, or its blocks may belong to several threads or machines. Each block is searched on its
//! own. The results merge in any order and grouping, and in the end they are what a search of the whole array returns. Indices
//! count in the whole array. Of equal elements the first wins. The rules of NaN are the same.
//!
//! - `new` makes the result of no block. It takes the shape of the whole array and the parameters of the operation.
//! - `update` adds a block. It takes the indices of the block's first element in the whole array. Blocks come in any order and
//!   have any shape, but each element of the whole array must be in one block.
//! - `merge` adds the result of other blocks.
//! - `finish` returns what the function of the operation returns for the whole array.
//!
//! | type | operation | `finish` |
//! | --- | --- | --- |
//! | [`Argmax`], [`Argmin`], [`Nanargmax`], [`Nanargmin`] | `argmax`, `argmin`, `nanargmax`, `nanargmin` | an array of indices |
//! | [`Argminmax`] | `argminmax` | two arrays of indices |
//! | [`TopK`] | `top_k` | elements and indices |
//! | [`CountNonzero`] | `count_nonzero` | an array of counts |
//! | [`Nonzero`] | `nonzero`; also `argwhere` and `flatnonzero` | an array of indices per axis |
//!
//! These types take blocks of any dtype. Those of [`typed`] take `ndarray` arrays of one element type. They are generated for
//! every table, in its module `partial`; those here are of the standard's table.
//!
//! With the feature `serde`, results are data. [`Candidate`] is a fixed layout for messages between processes.
//! The [guide](crate::guide::scale) shows files, threads and machines.
//!
//! # Examples
//!
//! ```
//! use argwhere::Along;
//! use argwhere::partial::Argmax;
//! use ndarray::{array, s};
//!
//! let whole = array![[1i16, 5, 2, 9], [9, 0, 3, 4]];
//! let mut left = Argmax::new(&[2, 4], Along::all())?;
//! left.update(&[0, 0], whole.slice(s![.., ..2]))?;
//! let mut right = Argmax::new(&[2, 4], Along::all())?;
//! right.update(&[0, 2], whole.slice(s![.., 2..]))?;
//!
//! right.merge(left)?;
//! // Of the two elements 9, the one at [0, 3] is the first.
//! assert_eq!(right.finish()?, ndarray::arr0(3).into_dyn());
//! # Ok::<(), argwhere::Error>(())
//! ```
// `plan` knows the whole array and its axes, `pieces` the results for boxes of the kept axes. `lanes` is the boundary to the
// element types: a `Job` is what is done once the type is known. `rules` has the operations. `reduction`, `counts` and
// `positions` are the public types, and `candidate` is the layout of messages.

mod candidate;
mod counts;
#[cfg(feature = "serde")]
mod data;
mod lanes;
mod pieces;
mod plan;
mod positions;
mod reduction;
mod rules;

pub use candidate::Candidate;
pub use counts::Counts;
#[doc(hidden)]
pub use counts::HasCounts;
pub use lanes::{Dynamic, Typed};
#[doc(hidden)]
pub use lanes::{Elements, HasPartial, Job, Lanes, Rule, run};
pub use positions::Positions;
#[doc(hidden)]
pub use positions::{HasPositions, positions};
pub use reduction::Partial;
#[doc(hidden)]
pub use rules::Named;
pub use rules::{Extremum, MinMax, Sorted};

pub use crate::tables::standard::standard::partial::*;
