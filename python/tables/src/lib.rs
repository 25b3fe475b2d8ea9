//! The promotion tables: the standard's and NumPy's, each with float16 and bfloat16.

pub mod functions;
pub mod partial;
pub mod rows;
mod tables;

/// The table of the standard: what its functions take and return.
pub mod standard {
    pub use crate::tables::standard::{Array, ArrayView, DType, Operand};
}

/// The table of NumPy: what its functions take and return.
pub mod numpy {
    pub use crate::tables::numpy::{Array, ArrayView, DType, Operand};
}
