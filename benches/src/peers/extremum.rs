//! The peers of argmax and argmin.

use super::folds;
use super::numpy::{Kind, Numpy};
use crate::extremum::{Ordered, Sense, indices};
use crate::measure::{Answer, Contender, Who};
use ndarray::{ArrayView, Dimension, RemoveAxis};
use std::hint::black_box;

/// Over the whole array.
pub(crate) fn flat<'a, S: Sense, T: Ordered, D: Dimension>(
    x: &'a ArrayView<'a, T, D>,
) -> Vec<Contender<'a>> {
    #[cfg_attr(
        not(feature = "peers"),
        expect(unused_mut, reason = "the others are crates")
    )]
    let mut contenders = vec![Contender::new(
        Who::Ndarray,
        || folds::flat::<S, T, D>(black_box(x)),
        Answer::index,
    )];
    #[cfg(feature = "peers")]
    contenders.extend(crates::flat::<S, T, D>(x));
    contenders
}

/// Along an axis.
pub(crate) fn along<'a, S: Sense, T: Ordered, D: RemoveAxis>(
    x: &'a ArrayView<'a, T, D>,
    axis: usize,
) -> Vec<Contender<'a>> {
    #[cfg_attr(
        not(feature = "peers"),
        expect(unused_mut, reason = "the others are crates")
    )]
    let mut contenders = vec![Contender::new(
        Who::Ndarray,
        move || folds::along::<S, T, D>(black_box(x), axis),
        indices,
    )];
    #[cfg(feature = "peers")]
    contenders.extend(crates::along::<S, T, D>(x, axis));
    contenders
}

/// NumPy's way and bottleneck's, of the array that NumPy knows by that expression.
pub(crate) fn numpy<'a, S: Sense, T: Ordered>(
    numpy: Option<&Numpy>,
    x: &str,
    axis: Option<usize>,
) -> Vec<Contender<'a>> {
    let Some(numpy) = numpy else {
        return Vec::new();
    };
    // The view is made before the clock starts.
    numpy.run(&format!("v = {x}"));
    let argument = axis.map_or_else(String::new, |axis| format!("axis={axis}"));
    let call = format!("v.{}({argument})", S::NAME);
    let mut contenders = vec![numpy.expression(Who::Numpy, &call, Kind::Indices)];
    // bottleneck has fast paths for these alone.
    let fast = matches!(T::DTYPE, "float32" | "float64" | "int32" | "int64");
    if fast && numpy.bottleneck.is_some() {
        let call = format!("bn.nan{}(v, {argument})", S::NAME);
        contenders.push(numpy.expression(Who::Bottleneck, &call, Kind::Indices));
    }
    contenders
}

/// Those that are crates.
#[cfg(feature = "peers")]
mod crates {
    use super::super::{candle, stats};
    use super::{
        Answer, Contender, Dimension, Ordered, RemoveAxis, Sense, Who, black_box, indices,
    };
    use argwhere::Index;
    use ndarray::{ArrayView, ArrayView1, Axis, IntoDimension};

    pub(super) fn flat<'a, S: Sense, T: Ordered, D: Dimension>(
        x: &'a ArrayView<'a, T, D>,
    ) -> Vec<Contender<'a>> {
        let shape = x.raw_dim();
        let mut contenders = vec![Contender::new(
            Who::NdarrayStats,
            || stats::flat::<S, T, D>(black_box(x)),
            move |found| match found {
                Ok(index) => Answer::index(row_major(&index.into_dimension(), &shape)),
                Err(error) => Answer::Refused(error.to_string()),
            },
        )];
        if let Some(x) = x.as_slice() {
            contenders.extend(T::MODES.iter().map(|&mode| match mode {
                Who::Argminmax => Contender::new(
                    mode,
                    move || T::propagating::<S>(black_box(x)),
                    Answer::index,
                ),
                _ => Contender::new(mode, move || T::ignoring::<S>(black_box(x)), Answer::index),
            }));
        }
        contenders.extend(candle::tensor(x).map(|x| {
            Contender::new(
                Who::Candle,
                move || candle::flat::<S>(black_box(&x)),
                |found| match found {
                    Ok(index) => Answer::index(index as usize),
                    Err(error) => Answer::Refused(error.to_string()),
                },
            )
        }));
        contenders
    }

    pub(super) fn along<'a, S: Sense, T: Ordered, D: RemoveAxis>(
        x: &'a ArrayView<'a, T, D>,
        axis: usize,
    ) -> Vec<Contender<'a>> {
        let mut contenders = vec![Contender::new(
            Who::NdarrayStats,
            move || stats::along::<S, T, D>(black_box(x), axis),
            indices,
        )];
        if axis + 1 == x.ndim() && x.is_standard_layout() {
            contenders.extend(T::MODES.iter().map(|&mode| match mode {
                Who::Argminmax => rows(mode, x, T::propagating::<S>),
                _ => rows(mode, x, T::ignoring::<S>),
            }));
        }
        contenders.extend(candle::tensor(x).map(|x| {
            Contender::new(
                Who::Candle,
                move || candle::along::<S>(black_box(&x), axis),
                |found| match found {
                    Ok(tensor) => Answer::Indices(vec![candle::indices(&tensor)]),
                    Err(error) => Answer::Refused(error.to_string()),
                },
            )
        }));
        contenders
    }

    /// A search of slices, for each row.
    fn rows<'a, T: Ordered, D: RemoveAxis>(
        mode: Who,
        x: &'a ArrayView<'a, T, D>,
        search: impl Fn(&[T]) -> usize + Copy + 'a,
    ) -> Contender<'a> {
        let search = move |row: ArrayView1<'_, T>| {
            search(row.as_slice().expect("rows are contiguous")) as Index
        };
        let last = Axis(x.ndim() - 1);
        Contender::new(mode, move || black_box(x).map_axis(last, search), indices)
    }

    /// The row-major index of an index of all axes.
    fn row_major<D: Dimension>(index: &D, shape: &D) -> usize {
        let axes = index.slice().iter().zip(shape.slice());
        axes.fold(0, |flat, (at, len)| flat * len + at)
    }
}
