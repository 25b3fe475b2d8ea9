//! The trait bounds for generic code: the element types that a table has an operation for, and the ranks that an
//! operation takes.
//!
//! The module of each table has shorter traits without the table as a parameter: `Ordered`, `HasNonzero`, `HasExtract`,
//! `PromotesWith` and `ComparesWith`. See the [guide](crate::guide::dtypes#generic-code).

pub use crate::dtype::Element;
pub use crate::ops::argwhere::{Argwhere, Flatnonzero};
pub use crate::ops::count_nonzero::CountNonzero;
pub use crate::ops::extract::Extract;
pub use crate::ops::extremum::{Argmax, Argmin, Argminmax, HasAxis, Nanargmax, Nanargmin};
pub use crate::ops::nonzero::{Nonzero, StaticRank};
pub use crate::ops::searchsorted::Searchsorted;
pub use crate::ops::top_k::TopK;
pub use crate::ops::where_::{ArrayOperand, ByReference, ByValue, Where, WhereOperand};
