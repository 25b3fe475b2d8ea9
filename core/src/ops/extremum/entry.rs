//! `argmax` and `argmin` of dynamic and of static rank.

use crate::dtype::{Element, Kernels, OrderedOps};
use crate::ops::extremum::along::{self, check_axis};
use crate::ops::extremum::{Extreme, flat_by, flat_index, index};
use crate::layout::{AnyRank, NewOutput, OfRank, Shape, Strided, StridedMut, expect_shape, zeros};
use crate::table::Extremum;
use crate::{Along, Error, Index};
use core::mem::MaybeUninit;
use ndarray::{
    Array, ArrayRef, ArrayD, ArrayViewD, Axis, Dimension, RemoveAxis, arr0,
};

/// The dynamic function.
pub fn search<M: Extremum<S, T>, S: Extreme, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
) -> Result<ArrayD<Index>, Error> {
    let axis = along.resolve(x.ndim())?;
    if let (None, false) = (axis, along.keeps_dims()) {
        return Ok(one(index(first::<M, S, T>(Strided::of(x))?)));
    }
    new(
        M::Ops::keys(Strided::of(x)),
        axis,
        along,
        &M::Ops::kernels::<S>(),
    )
}

/// An index as a 0-d array. It goes by way of an element that need not be initialised: to say that it is moves the parts of the
/// array once more, one by one, which took a fifth less time than what the compiler makes of them without.
#[inline(never)]
fn one(index: Index) -> ArrayD<Index> {
    let array = arr0(MaybeUninit::new(index)).into_dyn();
    // SAFETY: its only element is.
    unsafe { array.assume_init() }
}

/// A result that has axes.
#[inline(never)]
fn new<T: Element>(
    x: Strided<'_, T>,
    axis: Option<usize>,
    along: Along,
    kernels: &Kernels<T>,
) -> Result<ArrayD<Index>, Error> {
    let mut result = room::<AnyRank>(kernels.name, x.shape(), axis, along.keeps_dims())?;
    let out = StridedMut::of(&mut result);
    fill(x, axis, along.keeps_dims(), &out, kernels)?;
    Ok(result)
}

/// The same into an array of the caller's.
pub fn search_into<M: Extremum<S, T>, S: Extreme, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let axis = along.resolve(x.ndim())?;
    let (keys, kernels) = (M::Ops::keys(Strided::of(x)), M::Ops::kernels::<S>());
    fill(keys, axis, along.keeps_dims(), out, &kernels)
}

/// The typed function over the whole array.
#[inline]
pub fn typed<M, S, T, D>(x: &ArrayRef<T, D>) -> Result<usize, Error>
where
    M: Extremum<S, T>,
    S: Extreme,
    T: Element,
    D: Dimension,
{
    first::<M, S, T>(Strided::of(x))
}

/// The typed function along an axis.
pub fn typed_axis<M, S, T, D>(
    x: &ArrayRef<T, D>,
    axis: Axis,
) -> Result<Array<Index, D::Smaller>, Error>
where
    M: Extremum<S, T>,
    S: Extreme,
    T: Element,
    D: RemoveAxis,
{
    let axis = axis.index();
    let mut result = room::<OfRank<D::Smaller>>(S::NAME, x.shape(), Some(axis), false)?;
    let out = StridedMut::of(&mut result);
    along::search::<S, T, M::Ops>(Strided::of(x), axis, false, &out)?;
    Ok(result)
}

/// The typed function along an axis into an array of the caller's.
pub fn typed_axis_into<M, S, T, D>(
    x: &ArrayRef<T, D>,
    axis: Axis,
    out: &mut ArrayRef<Index, D::Smaller>,
) -> Result<(), Error>
where
    M: Extremum<S, T>,
    S: Extreme,
    T: Element,
    D: RemoveAxis,
{
    let out = StridedMut::of(out);
    along::search::<S, T, M::Ops>(Strided::of(x), axis.index(), false, &out)
}

/// Where the first best element of an array is.
#[inline]
fn first<M: Extremum<S, T>, S: Extreme, T: Element>(x: Strided<'_, T>) -> Result<usize, Error> {
    flat_index::<S, T, M::Ops>(x).ok_or_else(|| nothing(S::NAME, x.shape()))
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

/// Writes the indices to `out`.
#[inline(never)]
fn fill<T: Element>(
    x: Strided<'_, T>,
    axis: Option<usize>,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<T>,
) -> Result<(), Error> {
    if let Some(axis) = axis {
        return along::search_by(x, axis, keeps_dims, out, kernels);
    }
    expect_shape(&result_shape(x.shape(), None, keeps_dims), out.shape())?;
    let best = flat_by(x, kernels).ok_or_else(|| nothing(kernels.name, x.shape()))?;
    out.write_only(index(best.index));
    Ok(())
}

fn result_shape(shape: &[usize], axis: Option<usize>, keeps_dims: bool) -> Shape {
    match (axis, keeps_dims) {
        (Some(axis), _) => along::result_shape(shape, axis, keeps_dims),
        (None, true) => Shape::from_elem(1, shape.len()),
        (None, false) => Shape::new(),
    }
}

/// Room for the indices, or an error where there is none or an axis without elements.
fn room<F: NewOutput<Index>>(
    operation: &'static str,
    shape: &[usize],
    axis: Option<usize>,
    keeps_dims: bool,
) -> Result<F::Array, Error> {
    if let Some(axis) = axis {
        check_axis(operation, shape, axis)?;
    }
    zeros::<F>(&result_shape(shape, axis, keeps_dims))
}
