//! The peers for argmax and argmin.

use super::folds;
use super::known::Known;
use super::numpy::{Kind, Numpy};
use crate::functions::extremum::{Extreme, Ordered};
use crate::measure::{Answer, Contender, Who};
use ndarray::{ArrayView, Dimension, RemoveAxis};
use std::hint::black_box;

/// The peers in this process, for a whole array.
pub(crate) fn flat<'a, E: Extreme, T: Ordered + Known, D: Dimension>(
    x: &'a ArrayView<'a, T, D>,
) -> Vec<Contender<'a>> {
    #[cfg_attr(
        not(feature = "peers"),
        expect(unused_mut, reason = "only the peers that are crates add to it")
    )]
    let mut contenders = vec![Contender::new(
        Who::Ndarray,
        || folds::flat::<E, T, D>(black_box(x)),
        Answer::index,
    )];
    #[cfg(feature = "peers")]
    contenders.extend(crates::flat::<E, T, D>(x));
    contenders
}

/// The peers in this process, along an axis.
pub(crate) fn along<'a, E: Extreme, T: Ordered + Known, D: RemoveAxis>(
    x: &'a ArrayView<'a, T, D>,
    axis: usize,
) -> Vec<Contender<'a>> {
    #[cfg_attr(
        not(feature = "peers"),
        expect(unused_mut, reason = "only the peers that are crates add to it")
    )]
    let mut contenders = vec![Contender::new(
        Who::Ndarray,
        move || folds::along::<E, T, D>(black_box(x), axis),
        Answer::array,
    )];
    #[cfg(feature = "peers")]
    contenders.extend(crates::along::<E, T, D>(x, axis));
    contenders
}

/// NumPy and bottleneck. `x` is the NumPy expression of the input.
pub(crate) fn numpy<'a, E: Extreme, T: Ordered>(
    numpy: Option<&Numpy>,
    x: &str,
    axis: Option<usize>,
) -> Vec<Contender<'a>> {
    let Some(numpy) = numpy else {
        return Vec::new();
    };
    // The view is made before timing starts.
    numpy.run(&format!("v = {x}"));
    let argument = axis.map_or_else(String::new, |axis| format!("axis={axis}"));
    let call = format!("v.{}({argument})", E::NAME);
    let mut contenders = vec![numpy.expression(Who::Numpy, &call, Kind::Indices)];
    // bottleneck has fast paths for these dtypes only.
    let fast = matches!(T::DTYPE, "float32" | "float64" | "int32" | "int64");
    if fast && numpy.bottleneck.is_some() {
        let call = format!("bn.nan{}(v, {argument})", E::NAME);
        contenders.push(numpy.expression(Who::Bottleneck, &call, Kind::Indices));
    }
    contenders
}

/// The peers that are crates.
#[cfg(feature = "peers")]
mod crates {
    use super::{
        Answer, Contender, Dimension, Extreme, Known, Ordered, RemoveAxis, Who, black_box,
    };
    use crate::peers::{burn, candle, ferray, stats};
    use argwhere::Index;
    use ndarray::{ArrayView, ArrayView1, Axis, IntoDimension};

    pub(super) fn flat<'a, E: Extreme, T: Ordered + Known, D: Dimension>(
        x: &'a ArrayView<'a, T, D>,
    ) -> Vec<Contender<'a>> {
        let shape = x.raw_dim();
        let mut contenders = vec![Contender::new(
            Who::NdarrayStats,
            || stats::flat::<E, T, D>(black_box(x)),
            move |found| match found {
                Ok(index) => Answer::index(row_major(&index.into_dimension(), &shape)),
                Err(error) => Answer::Refused(error.to_string()),
            },
        )];
        if let Some(x) = x.as_slice() {
            contenders.extend(T::MODES.iter().map(|&mode| match mode {
                Who::Argminmax => Contender::new(
                    mode,
                    move || T::propagating::<E>(black_box(x)),
                    Answer::index,
                ),
                _ => Contender::new(mode, move || T::ignoring::<E>(black_box(x)), Answer::index),
            }));
        }
        contenders.extend(candle::tensor(x).map(|x| {
            Contender::new(
                Who::Candle,
                move || candle::flat::<E>(black_box(&x)),
                |found| match found {
                    Ok(index) => Answer::index(index as usize),
                    Err(error) => Answer::Refused(error.to_string()),
                },
            )
        }));
        let x = x.view().into_dyn();
        contenders.extend(ferray::flat::<E, T>(&x));
        contenders.extend(burn::flat::<E, T>(&x));
        contenders
    }

    pub(super) fn along<'a, E: Extreme, T: Ordered + Known, D: RemoveAxis>(
        x: &'a ArrayView<'a, T, D>,
        axis: usize,
    ) -> Vec<Contender<'a>> {
        let mut contenders = vec![Contender::new(
            Who::NdarrayStats,
            move || stats::along::<E, T, D>(black_box(x), axis),
            Answer::array,
        )];
        if axis + 1 == x.ndim() && x.is_standard_layout() {
            contenders.extend(T::MODES.iter().map(|&mode| match mode {
                Who::Argminmax => rows(mode, x, T::propagating::<E>),
                _ => rows(mode, x, T::ignoring::<E>),
            }));
        }
        contenders.extend(candle::tensor(x).map(|x| {
            Contender::new(
                Who::Candle,
                move || candle::along::<E>(black_box(&x), axis),
                |found| match found {
                    Ok(tensor) => Answer::Indices(vec![candle::indices(&tensor)]),
                    Err(error) => Answer::Refused(error.to_string()),
                },
            )
        }));
        let x = x.view().into_dyn();
        contenders.extend(ferray::along::<E, T>(&x, axis));
        contenders.extend(burn::along::<E, T>(&x, axis));
        contenders
    }

    /// A function of slices, called for each row.
    fn rows<'a, T: Ordered + Known, D: RemoveAxis>(
        mode: Who,
        x: &'a ArrayView<'a, T, D>,
        search: impl Fn(&[T]) -> usize + Copy + 'a,
    ) -> Contender<'a> {
        let search = move |row: ArrayView1<'_, T>| {
            search(row.as_slice().expect("rows are contiguous")) as Index
        };
        let last = Axis(x.ndim() - 1);
        Contender::new(
            mode,
            move || black_box(x).map_axis(last, search),
            Answer::array,
        )
    }

    /// The row-major index of an element, from its position along each axis.
    fn row_major<D: Dimension>(index: &D, shape: &D) -> usize {
        let axes = index.slice().iter().zip(shape.slice());
        axes.fold(0, |flat, (at, len)| flat * len + at)
    }
}
