//! ferray. Its arrays are row-major, or column-major for the transpose of a row-major array.
//!
//! argmax and argmin are its methods of an array, which take less time than its functions of the same names. It has
//! no `top_k`, and no function for both extremes.

use crate::data::Sample;
use crate::functions::extremum::Extreme;
use crate::measure::{Answer, Contender, Who};
use argwhere::Index;
use ferray_core::indexing::extended;
use ferray_core::{Array, Axis, Dimension, Element, FerrayResult, Ix1, Ix2, Ix3, Ix4, IxDyn};
use ferray_stats::Side;
use ndarray::ArrayViewD;
use num_complex::Complex;
use std::hint::black_box;

/// The dtypes: ferray supports all.
pub trait Known: Element + Copy {
    /// nanargmax, which only floats have.
    fn skipping(_: &Array<Self, Ix2>, _axis: Option<usize>) -> FerrayResult<Array<u64, IxDyn>> {
        unreachable!("only floats have NaN")
    }
}

macro_rules! known {
    ($($type:ty)*) => { $(impl Known for $type {})* };
}

known! { bool i8 i16 i32 i64 u8 u16 u32 u64 Complex<f32> Complex<f64> }

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Known for $type {
            fn skipping(x: &Array<Self, Ix2>, axis: Option<usize>) -> FerrayResult<Array<u64, IxDyn>> {
                ferray_stats::nanargmax(x, axis)
            }
        }
    )*};
}

floats! { f32 f64 }

/// Evaluates an expression with the type of ferray for a number of axes. A dynamic number of axes takes ferray several
/// times as long.
macro_rules! ranked {
    ($axes:expr, $rank:ident => $expression:expr) => {
        match $axes {
            1 => {
                type $rank = Ix1;
                $expression
            }
            2 => {
                type $rank = Ix2;
                $expression
            }
            3 => {
                type $rank = Ix3;
                $expression
            }
            _ => {
                type $rank = Ix4;
                $expression
            }
        }
    };
}

/// A view as an array: row-major or column-major. Views with other layouts have no array.
fn array<T: Known, R: Dimension>(x: &ArrayViewD<'_, T>) -> Option<Array<T, R>> {
    let shape = R::from_dim_slice(x.shape())?;
    let elements = |x: ArrayViewD<'_, T>| x.iter().copied().collect();
    if x.is_standard_layout() {
        return Array::from_vec(shape, elements(x.view())).ok();
    }
    let transposed = x.t();
    if transposed.is_standard_layout() {
        return Array::from_vec_f(shape, elements(transposed)).ok();
    }
    None
}

/// A slice as an array.
fn row<T: Known>(x: &[T]) -> Array<T, Ix1> {
    Array::from_vec(Ix1::new([x.len()]), x.to_vec()).expect("the shape is that of the slice")
}

/// The index of an extreme element.
pub(super) fn flat<'a, E: Extreme, T: Known + PartialOrd>(
    x: &ArrayViewD<'_, T>,
) -> Option<Contender<'a>> {
    ranked!(x.ndim(), R => {
        let x = array::<T, R>(x)?;
        Some(Contender::new(
            Who::Ferray,
            move || {
                let x = black_box(&x);
                if E::LARGEST { x.argmax() } else { x.argmin() }
            },
            |found| Answer::index(found.expect("there are elements") as usize),
        ))
    })
}

/// The index of an extreme element of each lane along an axis.
pub(super) fn along<'a, E: Extreme, T: Known + PartialOrd>(
    x: &ArrayViewD<'_, T>,
    axis: usize,
) -> Option<Contender<'a>> {
    ranked!(x.ndim(), R => {
        let x = array::<T, R>(x)?;
        Some(Contender::new(
            Who::Ferray,
            move || {
                let x = black_box(&x);
                if E::LARGEST { x.argmax_axis(Axis(axis)) } else { x.argmin_axis(Axis(axis)) }
            },
            |found| Answer::Indices(vec![found.expect("the axis exists").to_vec_flat()]),
        ))
    })
}

/// nanargmax of a whole array or along an axis.
pub(crate) fn skipping<'a, T: Known>(
    x: &ArrayViewD<'_, T>,
    axis: Option<usize>,
) -> Option<Contender<'a>> {
    let x = array(x)?;
    Some(Contender::new(
        Who::Ferray,
        move || T::skipping(black_box(&x), axis),
        |found| Answer::Indices(vec![indices(&found.expect("there are numbers"))]),
    ))
}

/// nonzero.
pub(super) fn nonzero<'a, T: Known + PartialEq>(x: &ArrayViewD<'_, T>) -> Option<Contender<'a>> {
    ranked!(x.ndim(), R => {
        let x = array::<T, R>(x)?;
        Some(Contender::new(
            Who::Ferray,
            move || ferray_stats::nonzero(black_box(&x)),
            |found| {
                let found = found.expect("there is an axis");
                Answer::Indices(found.iter().map(indices).collect())
            },
        ))
    })
}

/// `count_nonzero` of a whole array or along an axis.
pub(crate) fn count<'a, T: Known + PartialEq>(
    x: &ArrayViewD<'_, T>,
    axis: Option<usize>,
) -> Option<Contender<'a>> {
    ranked!(x.ndim(), R => {
        let x = array::<T, R>(x)?;
        Some(Contender::new(
            Who::Ferray,
            move || ferray_stats::count_nonzero(black_box(&x), axis),
            |found| Answer::Indices(vec![indices(&found.expect("the axis exists"))]),
        ))
    })
}

/// `where_` of one dtype. Its function for operands that broadcast takes arrays with a dynamic number of axes.
pub(super) fn where_<'a, T: Known + Sample>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, T>,
    x2: &ArrayViewD<'_, T>,
) -> Option<Contender<'a>> {
    if condition.shape() == x1.shape() && condition.shape() == x2.shape() {
        ranked!(condition.ndim(), R => {
            let condition = array::<bool, R>(condition)?;
            let (x1, x2) = (array(x1)?, array(x2)?);
            Some(Contender::new(
                Who::Ferray,
                move || ferray_stats::where_(black_box(&condition), &x1, &x2),
                |found| Answer::bytes(&found.expect("the shapes are equal").to_vec_flat()),
            ))
        })
    } else {
        let condition = array(condition)?;
        let (x1, x2) = (array(x1)?, array(x2)?);
        Some(Contender::new(
            Who::Ferray,
            move || ferray_stats::where_broadcast(black_box(&condition), &x1, &x2),
            |found| Answer::bytes(&found.expect("the shapes broadcast").to_vec_flat()),
        ))
    }
}

/// extract.
pub(crate) fn extract<'a, T: Known + Sample>(mask: &[bool], x: &[T]) -> Contender<'a> {
    let (mask, x) = (row(mask), row(x));
    Contender::new(
        Who::Ferray,
        move || extended::extract(black_box(&mask), &x),
        |found| Answer::bytes(&found.expect("the shapes are equal").to_vec_flat()),
    )
}

/// searchsorted.
pub(crate) fn searchsorted<'a, T: Known + PartialOrd>(sorted: &[T], keys: &[T]) -> Contender<'a> {
    let (sorted, keys) = (row(sorted), row(keys));
    Contender::new(
        Who::Ferray,
        move || ferray_stats::searchsorted(black_box(&sorted), &keys, Side::Left),
        |found| Answer::Indices(vec![indices(&found.expect("both have one axis"))]),
    )
}

/// The indices in an array, in row-major order.
fn indices<R: Dimension>(found: &Array<u64, R>) -> Vec<Index> {
    found.iter().map(|&at| at as Index).collect()
}
