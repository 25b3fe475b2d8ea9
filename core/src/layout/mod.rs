//! Shapes and strides: how views are merged, cut and stretched before a kernel reads them, and raw memory.
//!
//! Raw pointers live here. Elsewhere `unsafe` is a promise that the rows of an array lie in it, that a kernel has written its
//! output, or a load in `simd`.
//!
//! - `strided`: arrays without the type of their rank, and the slices and matrices in them. `row_block`: contiguous rows. `stored`: an array
//!   without its repeats.
//! - `axes`: merges and sorts axes. `walk`: visits the rows that are left. `broadcast`: shapes that stretch.
//! - `gather`: copies strided elements side by side. `scratch`: buffers. `cast`: elements as another type.

mod axes;
mod broadcast;
mod cast;
mod gather;
mod row_block;
mod scratch;
mod stored;
mod strided;
mod walk;

pub(crate) use axes::{Axes, Axis, INLINE, row_major};
pub use broadcast::broadcast_to;
pub(crate) use broadcast::{Shape, broadcast_shape, expect_shape, same_shape, stretched};
pub(crate) use cast::{as_bytes, fix, peel, peel_out, peel_strided, same_bits, wrap};
pub(crate) use row_block::RowBlock;
pub(crate) use scratch::{CacheAligned, Scratch};
pub(crate) use stored::Stored;
pub(crate) use strided::{Matrix, StridedSlice, StridedSliceMut};
pub use strided::{Strided, StridedMut};
