//! The kernels of a dtype, as function pointers.

use crate::error::Error;
use crate::index::Index;
use crate::layout::{Matrix, Strided, StridedMut};
use alloc::boxed::Box;

/// The kernels of a dtype for one mode, as function pointers. They take elements as their bits. So the code that handles
/// layouts is compiled once per width.
#[derive(Debug, Clone, Copy)]
pub struct LaneKernels<B> {
    /// Writes the index of the first best element along an axis that is not NaN, or -1 if there is none. That is also an
    /// error.
    pub(super) first: fn(Strided<'_, B>, usize, &StridedMut<'_, Index>) -> Result<(), Error>,
    /// Makes the search of lanes: their length, the number of columns that are adjacent in memory, and `k`.
    pub(super) selector: fn(usize, usize, usize) -> Result<Box<dyn Select<B>>, Error>,
}

/// Finds the best elements of lanes of one length. It holds the memory that it needs.
pub(super) trait Select<B> {
    /// Searches the columns of a matrix, each of which is a lane. `write` takes the number of a column, a position among
    /// its results, and the indices of the results from there on.
    fn select(&mut self, lanes: Matrix<'_, B>, write: &mut dyn FnMut(usize, usize, &[Index]));
}
