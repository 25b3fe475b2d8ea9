//! Shapes and strides: how views are cut, merged and stretched before a kernel sees them, and where results are written.
//!
//! This is the home of raw pointers: what is `unsafe` in this crate stands in these files.

mod broadcast;
mod coalesce;
mod out;
mod view;

pub use broadcast::broadcast_to;
pub(crate) use broadcast::{broadcast_row, broadcast_shape};
pub(crate) use coalesce::{merge, position_without, without};
pub use out::{Out, fix_out};
pub(crate) use out::{fresh, fresh_row, out_without};
pub(crate) use view::{as_bytes, bytes, peel, peel_out};
pub use view::{fix, permuted, sliced};
