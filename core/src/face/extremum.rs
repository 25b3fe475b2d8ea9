//! `argmax` and `argmin` of dynamic and of static rank.

use crate::element::Element;
use crate::kernel::extremum::along::{self, check_axis};
use crate::kernel::extremum::{Best, Sense, flat, index};
use crate::layout::{Shape, Strided, StridedMut, allocate};
use crate::table::Extremum;
use crate::{Along, Error, Index};
use ndarray::{
    Array, ArrayBase, ArrayD, ArrayViewD, ArrayViewMutD, Axis, Data, DataMut, Dimension, IxDyn,
    RemoveAxis,
};

/// The dynamic function.
pub fn search<M: Extremum<S, T>, S: Sense, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
) -> Result<ArrayD<Index>, Error> {
    let axis = along.resolve(x.ndim())?;
    if let (None, false) = (axis, along.keeps_dims()) {
        let best = best::<M, S, T>(Strided::of(x))?;
        return Ok(one(index(best.index)));
    }
    new::<M, S, T>(x, axis, along)
}

/// An index as a 0-d array.
#[inline(never)]
fn one(index: Index) -> ArrayD<Index> {
    ndarray::arr0(index).into_dyn()
}

/// A result that has axes.
#[inline(never)]
fn new<M: Extremum<S, T>, S: Sense, T: Element>(
    x: &ArrayViewD<'_, T>,
    axis: Option<usize>,
    along: Along,
) -> Result<ArrayD<Index>, Error> {
    let mut result = room(S::NAME, x.shape(), axis, along.keeps_dims())?;
    fill::<M, S, T>(Strided::of(x), axis, &StridedMut::of(&mut result))?;
    Ok(result)
}

/// The same into an array of the caller's.
pub fn search_into<M: Extremum<S, T>, S: Sense, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
    out: ArrayViewMutD<'_, Index>,
) -> Result<(), Error> {
    let axis = along.resolve(x.ndim())?;
    let keeps_dims = along.keeps_dims();
    expect_shape(&result_shape(x.shape(), axis, keeps_dims), out.shape())?;
    let mut out = out;
    fill::<M, S, T>(Strided::of(x), axis, &StridedMut::of(&mut out))
}

/// The typed function over the whole array.
#[inline]
pub fn typed<M, S, T, D>(x: &ArrayBase<impl Data<Elem = T>, D>) -> Result<usize, Error>
where
    M: Extremum<S, T>,
    S: Sense,
    T: Element,
    D: Dimension,
{
    best::<M, S, T>(Strided::of(x)).map(|best| best.index)
}

/// The typed function along an axis.
pub fn typed_axis<M, S, T, D>(
    x: &ArrayBase<impl Data<Elem = T>, D>,
    axis: Axis,
) -> Result<Array<Index, D::Smaller>, Error>
where
    M: Extremum<S, T>,
    S: Sense,
    T: Element,
    D: RemoveAxis,
{
    let axis = axis.index();
    check_axis(S::NAME, x.shape(), axis)?;
    let mut result = room(S::NAME, x.shape(), Some(axis), false)?;
    along::search::<S, T, M::Rows>(Strided::of(x), axis, &StridedMut::of(&mut result))?;
    Ok(crate::layout::fix(result))
}

/// The typed function along an axis into an array of the caller's.
pub fn typed_axis_into<M, S, T, D>(
    x: &ArrayBase<impl Data<Elem = T>, D>,
    axis: Axis,
    out: &mut ArrayBase<impl DataMut<Elem = Index>, D::Smaller>,
) -> Result<(), Error>
where
    M: Extremum<S, T>,
    S: Sense,
    T: Element,
    D: RemoveAxis,
{
    along::search::<S, T, M::Rows>(Strided::of(x), axis.index(), &StridedMut::of(out))
}

/// The best of an array.
#[inline]
fn best<M: Extremum<S, T>, S: Sense, T: Element>(x: Strided<'_, T>) -> Result<Best<T>, Error> {
    flat::<S, T, M::Rows>(x).ok_or_else(|| nothing(S::NAME, x.shape()))
}

/// There is no element to choose.
#[cold]
fn nothing(operation: &'static str, shape: &[usize]) -> Error {
    Error::Empty {
        operation,
        shape: shape.to_vec(),
        axis: None,
    }
}

/// Writes the indices to `out`, which has the shape of the result.
fn fill<M: Extremum<S, T>, S: Sense, T: Element>(
    x: Strided<'_, T>,
    axis: Option<usize>,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    if let Some(axis) = axis {
        return along::search::<S, T, M::Rows>(x, axis, out);
    }
    let best = best::<M, S, T>(x)?;
    out.write_only(index(best.index));
    Ok(())
}

fn result_shape(shape: &[usize], axis: Option<usize>, keeps_dims: bool) -> Shape {
    let mut result = Shape::from_slice(shape);
    match (axis, keeps_dims) {
        (None, false) => result.clear(),
        (None, true) => result.fill(1),
        (Some(axis), false) => {
            result.remove(axis);
        }
        (Some(axis), true) => result[axis] = 1,
    }
    result
}

fn expect_shape(expected: &[usize], found: &[usize]) -> Result<(), Error> {
    if found == expected {
        Ok(())
    } else {
        Err(Error::ShapeMismatch {
            expected: expected.to_vec(),
            found: found.to_vec(),
        })
    }
}

/// Room for the indices, or an error where there is none or an axis without elements.
fn room(
    operation: &'static str,
    shape: &[usize],
    axis: Option<usize>,
    keeps_dims: bool,
) -> Result<ArrayD<Index>, Error> {
    if let Some(axis) = axis {
        check_axis(operation, shape, axis)?;
    }
    let shape = result_shape(shape, axis, keeps_dims);
    let mut indices = allocate(&shape)?;
    indices.resize(shape.iter().product(), 0);
    match ArrayD::from_shape_vec(IxDyn(&shape), indices) {
        Ok(array) => Ok(array),
        Err(_) => unreachable!("there are as many elements as the shape has positions"),
    }
}
