//! The kernels of a key type, as function pointers.

use crate::error::Error;
use crate::index::Index;
use crate::layout::{Matrix, Strided, StridedMut};
use alloc::boxed::Box;

/// The kernels of a key type for one mode, as function pointers. So the code that handles layouts is compiled once per
/// key type.
#[derive(Debug)]
pub struct LaneKernels<K> {
    /// Writes the index of the first best key along an axis that is not NaN, or -1 if there is none. That is also an error.
    pub(super) first: fn(Strided<'_, K>, usize, &StridedMut<'_, Index>) -> Result<(), Error>,
    /// Makes the search of lanes: their length, the number of columns that are adjacent in memory, and `k`.
    pub(super) selector: fn(usize, usize, usize) -> Result<Box<dyn Select<K>>, Error>,
}

/// Finds the best elements of lanes of one length. It holds the memory that it needs.
pub(super) trait Select<K> {
    /// Searches the columns of a matrix, each of which is a lane. `write` takes the number of a column, a position among
    /// its results, and the indices of the results from there on.
    fn select(&mut self, lanes: Matrix<'_, K>, write: &mut dyn FnMut(usize, usize, &[Index]));
}
