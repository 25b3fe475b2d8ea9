//! Shapes and strides: how views are cut, merged and stretched before a kernel sees them, and where results are written.
//!
//! This is the home of raw pointers. Elsewhere `unsafe` is what kernels ask of it (their rows, and that what they have written
//! counts) and of `simd`.

mod axes;
mod broadcast;
mod lane;
mod out;
mod scratch;
mod strided;
mod view;

pub(crate) use axes::{Axes, Axis, INLINE, row_major};
pub use broadcast::broadcast_to;
pub(crate) use broadcast::{Shape, broadcast_shape, expect_shape, same_shape, stretched};
pub(crate) use lane::{Block, Lane};
pub use out::Out;
pub(crate) use out::{AnyRank, Fresh, OfRank, Wrapped, advise_huge_pages, filled, zeros};
pub(crate) use scratch::{Aligned, Scratch};
pub use strided::{Strided, StridedMut};
pub(crate) use view::{as_bytes, fix, peel, peel_out, peel_strided, same_bits};
pub use view::{permuted, sliced};
