//! The bounds of generic code: which element types a table has an operation for, and which ranks an operation takes.
//!
//! The module of each table has shorter names for them, without the table as a parameter: `Ordered`, `HasNonzero` and
//! `PromotesWith`. See the [guide](crate::guide#generic-code).

pub use crate::dtype::Element;
pub use crate::ops::extremum::{Argmax, Argmin, HasAxis};
pub use crate::ops::nonzero::{Nonzero, StaticRank};
pub use crate::ops::where_::{ArrayOperand, ByReference, ByValue, Where, WhereOperand};
