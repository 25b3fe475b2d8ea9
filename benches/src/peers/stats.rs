//! ndarray-stats, which refuses NaN.

use crate::extremum::Sense;
use argwhere::Index;
use ndarray::{Array, ArrayView, Axis, Dimension, RemoveAxis};
use ndarray_stats::QuantileExt;
use ndarray_stats::errors::MinMaxError;

/// The index of the first best element, as one of all axes.
pub(super) fn flat<S: Sense, T: Copy + PartialOrd, D: Dimension>(
    x: &ArrayView<'_, T, D>,
) -> Result<D::Pattern, MinMaxError> {
    if S::LARGEST { x.argmax() } else { x.argmin() }
}

/// The same for each lane along an axis.
pub(super) fn along<S: Sense, T: Copy + PartialOrd, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    axis: usize,
) -> Array<Index, D::Smaller> {
    x.map_axis(Axis(axis), |lane| {
        let found = flat::<S, T, _>(&lane);
        found.expect("there is no NaN in what is searched along an axis") as Index
    })
}
