//! The trait bounds for generic code: the element types that a table has an operation for, and the ranks that an
//! operation takes.
//!
//! The module of each table has shorter traits without the table as a parameter: `Ordered`, `HasNonzero` and
//! `PromotesWith`. See the [guide](crate::guide::dtypes#generic-code).

pub use crate::dtype::Element;
pub use crate::ops::extremum::{Argmax, Argmin, HasAxis};
pub use crate::ops::nonzero::{Nonzero, StaticRank};
pub use crate::ops::where_::{ArrayOperand, ByReference, ByValue, Where, WhereOperand};
