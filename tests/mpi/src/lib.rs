//! Searches of an array whose blocks belong to the ranks of an MPI job.
//!
//! Every rank calls a search with the shape of the whole array, the indices of its block's first element, and its block. All
//! ranks get the result of the whole array. A block may be empty.
//!
//! A search is collective: every rank must call it with the same shape, parameters and dtype. All ranks then find the same
//! errors in these. An error in the block of one rank only must end the job, because the other ranks wait for that rank.

mod reduction;

use argwhere::partial::typed;
use argwhere::{Along, Array, ArrayView, Error, Index, Max, Min, Mode, NanMax, NanMin, dispatch};
use mpi::collective::SystemOperation;
use mpi::traits::CommunicatorCollectives;
use ndarray::{ArrayD, Slice};

pub use reduction::{Reduction, Wire};

/// The indices of extreme elements. `dispatch!` compiles one reduction per ordered dtype of the table.
macro_rules! extremes {
    ($($(#[$doc:meta])* $function:ident: $Partial:ident, $Extreme:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        ///
        /// Those of the function of the same name in `argwhere`, and those of a block that is not part of the whole array.
        pub fn $function(
            comm: &impl CommunicatorCollectives,
            shape: &[usize],
            origin: &[usize],
            block: &ArrayView<'_>,
            along: Along,
        ) -> Result<ArrayD<Index>, Error> {
            dispatch!(
                block,
                ordered x => {
                    let mut found = typed::$Partial::new(shape, along)?;
                    found.update(origin, &x)?;
                    let list = found.candidates()?;
                    let list = reduction::all_reduce(comm, &Reduction::extreme::<$Extreme>(), &list);
                    found.with_candidates(&list)?.finish()
                },
                // The error of a dtype without an order.
                else x => argwhere::$function(x, along)
            )
        }
    )*};
}

extremes! {
    /// The indices of the largest elements.
    argmax: Argmax, Max;
    /// The indices of the smallest elements.
    argmin: Argmin, Min;
    /// The indices of the largest elements that are not NaN.
    nanargmax: Nanargmax, NanMax;
    /// The indices of the smallest elements that are not NaN.
    nanargmin: Nanargmin, NanMin;
}

/// The `k` largest or smallest elements along an axis, and their indices.
///
/// # Errors
///
/// Those of `argwhere::top_k`, and those of a block that is not part of the whole array.
pub fn top_k(
    comm: &impl CommunicatorCollectives,
    shape: &[usize],
    origin: &[usize],
    block: &ArrayView<'_>,
    (k, axis, mode): (usize, isize, Mode),
) -> Result<(Array, ArrayD<Index>), Error> {
    dispatch!(
        block,
        ordered x => {
            let mut found = typed::TopK::new(shape, k, axis, mode)?;
            found.update(origin, &x)?;
            let list = found.candidates()?;
            let list = reduction::all_reduce(comm, &Reduction::top_k(k, mode), &list);
            let (values, indices) = found.with_candidates(&list)?.finish()?;
            Ok((values.into(), indices))
        },
        else x => argwhere::top_k(x, k, axis, mode)
    )
}

/// The number of elements that are not zero: of the whole array, or along an axis.
///
/// # Errors
///
/// Those of `argwhere::count_nonzero`.
///
/// # Panics
///
/// If the block is not part of the whole array.
pub fn count_nonzero(
    comm: &impl CommunicatorCollectives,
    shape: &[usize],
    origin: &[usize],
    block: &ArrayView<'_>,
    axis: Option<usize>,
) -> Result<ArrayD<Index>, Error> {
    let along = axis.map_or(Along::all(), |axis| Along::axis(axis.cast_signed()));
    let counts = argwhere::count_nonzero(block, along)?;
    let kept = |lens: &[usize]| -> Vec<usize> {
        let lens = lens.iter().enumerate();
        let is_kept = |at| axis.is_some_and(|axis| axis != at);
        lens.filter(|&(at, _)| is_kept(at))
            .map(|(_, &len)| len)
            .collect()
    };
    // Counts are a sum, for which MPI has an operation. A lane that the block has no part of counts 0.
    let mut mine = ArrayD::<Index>::zeros(kept(shape));
    let origin = kept(origin);
    mine.slice_each_axis_mut(|axis| {
        let at = axis.axis.index();
        Slice::from(origin[at]..origin[at] + counts.shape()[at])
    })
    .assign(&counts);
    // `all_reduce_into` does not check that both have the same element type.
    let mut all = ArrayD::<Index>::zeros(mine.raw_dim());
    let (mine, sums) = (mine.as_slice(), all.as_slice_mut());
    if let (Some(mine), Some(sums)) = (mine, sums) {
        comm.all_reduce_into(mine, sums, SystemOperation::sum());
    }
    Ok(all)
}
