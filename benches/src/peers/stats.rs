//! ndarray-stats, which returns an error if there is a NaN.

use crate::functions::extremum::Extreme;
use argwhere::Index;
use ndarray::{Array, ArrayView, Axis, Dimension, RemoveAxis};
use ndarray_stats::QuantileExt;
use ndarray_stats::errors::MinMaxError;

/// The index of an extreme element, as one position per axis.
pub(super) fn flat<E: Extreme, T: Copy + PartialOrd, D: Dimension>(
    x: &ArrayView<'_, T, D>,
) -> Result<D::Pattern, MinMaxError> {
    if E::LARGEST { x.argmax() } else { x.argmin() }
}

/// The index of an extreme element of each lane along an axis.
pub(super) fn along<E: Extreme, T: Copy + PartialOrd, D: RemoveAxis>(
    x: &ArrayView<'_, T, D>,
    axis: usize,
) -> Array<Index, D::Smaller> {
    x.map_axis(Axis(axis), |lane| {
        let found = flat::<E, T, _>(&lane);
        found.expect("the inputs of the cases along an axis have no NaN") as Index
    })
}
