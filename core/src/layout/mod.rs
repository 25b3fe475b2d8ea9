//! Shapes, strides and raw memory: how the axes of arrays are merged, sorted and broadcast before a kernel reads them.
//!
//! Most raw pointers are in this folder. Elsewhere, an `unsafe` block promises that a row is part of its array or that
//! a kernel has written all of its output, or it loads or stores a vector.
//!
//! - `strided`: arrays whose type does not name the rank. `slice`: elements of them at equal distances. `matrix`: two of their axes.
//! - `row_block`: contiguous rows at equal distances.
//! - `rows`: the rows of one or two arrays.
//! - `stored`: an array without the axes along which elements repeat.
//! - `axes`: merges and sorts axes. `walk`: visits the rows along the last axis.
//! - `broadcast`: the shapes that operands broadcast to.
//! - `gather`: copies strided elements into contiguous buffers.
//! - `scratch`: aligned buffers on the stack.
//! - `few`: small arrays, copied in order. `lanes`: their lanes along an axis.
//! - `cast`: views of elements as another type.
//! - `format`: prints arrays.

mod axes;
mod broadcast;
mod cast;
mod few;
mod format;
mod gather;
mod lanes;
mod matrix;
mod row_block;
mod rows;
mod scratch;
mod slice;
mod stored;
mod strided;
mod walk;

pub(crate) use axes::{Axes, Axis, Compiled, INLINE, row_major};
pub use broadcast::broadcast_to;
pub(crate) use broadcast::{Shape, broadcast_shape, expect_shape, same_shape, stretched};
pub(crate) use cast::{
    AxisChange, as_bytes, fix, of_bytes, peel_out, peel_strided, peel_strided_mut, same_bits,
    same_bits_mut, slots_of, wrap_out,
};
pub(crate) use few::{FEW, FewAxes, FewElements};
pub(crate) use format::{Debugged, format_elements};
pub(crate) use lanes::{Lanes, broadcast_lengths};
pub(crate) use matrix::Matrix;
pub(crate) use row_block::RowBlock;
pub(crate) use rows::{each_row, each_row_of_two};
pub(crate) use scratch::{CacheAligned, Scratch};
pub(crate) use slice::{StridedSlice, StridedSliceMut};
pub(crate) use stored::{Stored, StoredAxes};
pub(crate) use strided::row_len;
pub use strided::{Strided, StridedMut};
