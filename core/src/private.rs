//! What generated code names. Nothing here is public: it may change in any release.

pub use crate::Index;
pub use crate::along::Along;
pub use crate::element::{Element, Native, Peeled, Portable, Zero};
pub use crate::error::{Error, Rejected};
pub use crate::face::{array, extremum as search, nonzero as indices, select as choice};
pub use crate::kernel::extremum::{self, Best, Max, Min};
pub use crate::kernel::{nonzero, select};
pub use crate::layout::{Out, fix, fix_out};
pub use crate::scalar::Scalar;
pub use crate::table::{Extremum, Holds, Nonzero, Promotion, Table, Where};
pub use alloc;
pub use argwhere_macros::kernels;
pub use core;
pub use ndarray;
pub use num_complex;
