//! The peers of nonzero.

use super::folds;
use super::numpy::{Kind, Numpy};
use crate::data::Sample;
use crate::measure::{Answer, Contender, Who};
use ndarray::{ArrayView, Dimension};
use std::hint::black_box;

/// Those in this process.
pub(crate) fn here<'a, T: Sample, D: Dimension>(x: &'a ArrayView<'a, T, D>) -> Vec<Contender<'a>> {
    let ndarray = if x.ndim() == 1 {
        // Flat is the shorter and faster way to write it.
        let row = x.view().into_dyn().into_dimensionality();
        let row = row.expect("it has one axis");
        Contender::new(
            Who::Ndarray,
            move || folds::nonzero_row(black_box(row), T::ZERO),
            |found| Answer::Indices(vec![found]),
        )
    } else {
        Contender::new(
            Who::Ndarray,
            || folds::nonzero(black_box(x), T::ZERO),
            Answer::Indices,
        )
    };
    #[cfg_attr(
        not(feature = "peers"),
        expect(unused_mut, reason = "the others are crates")
    )]
    let mut contenders = vec![ndarray];
    #[cfg(feature = "peers")]
    if let (1, Some(x)) = (x.ndim(), x.as_slice()) {
        contenders.extend(T::positions(x));
    }
    contenders
}

/// NumPy's way, of the array that it knows by that expression.
pub(crate) fn numpy<'a>(numpy: &Numpy, x: &str) -> Contender<'a> {
    // The view is made before the clock starts.
    numpy.run(&format!("v = {x}"));
    numpy.expression(Who::Numpy, "v.nonzero()", Kind::Indices)
}
