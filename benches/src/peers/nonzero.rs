//! The peers for nonzero.

use super::folds;
use super::known::Known;
use super::numpy::{Kind, Numpy};
use crate::data::Sample;
use crate::measure::{Answer, Contender, Who};
use ndarray::{ArrayView, Dimension};
use std::hint::black_box;

/// The peers in this process.
pub(crate) fn in_process<'a, T: Sample + Known, D: Dimension>(
    x: &'a ArrayView<'a, T, D>,
) -> Vec<Contender<'a>> {
    let ndarray = if x.ndim() == 1 {
        // For one axis a shorter and faster loop is enough.
        let row = x.view().into_dyn().into_dimensionality();
        let row = row.expect("it has one axis");
        Contender::new(
            Who::Ndarray,
            move || folds::nonzero_1d(black_box(row), T::ZERO),
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
        expect(unused_mut, reason = "only the peers that are crates add to it")
    )]
    let mut contenders = vec![ndarray];
    #[cfg(feature = "peers")]
    if let (1, Some(x)) = (x.ndim(), x.as_slice()) {
        contenders.extend(T::positions(x));
    }
    #[cfg(feature = "peers")]
    {
        let x = x.view().into_dyn();
        contenders.extend(super::ferray::nonzero(&x));
        contenders.extend(super::burn::nonzero(&x));
    }
    contenders
}

/// NumPy. `x` is the NumPy expression of the input.
pub(crate) fn numpy<'a>(numpy: &Numpy, x: &str) -> Contender<'a> {
    // The view is made before timing starts.
    numpy.run(&format!("v = {x}"));
    numpy.expression(Who::Numpy, "v.nonzero()", Kind::Indices)
}
