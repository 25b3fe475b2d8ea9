//! `where_` of dynamic and of static rank.

use crate::element::{Element, Rows, misfit};
use crate::layout::{
    broadcast_row, broadcast_shape, broadcast_to, fresh, fresh_row, merge, out_without, without,
};
use crate::table::{Holds, Where};
use crate::{Error, Scalar};
use ndarray::{
    Array, ArrayBase, ArrayD, ArrayView1, ArrayViewD, Data, DimMax, Dimension, IxDyn, arr0,
};

/// The dynamic function, once the dtypes are known.
pub fn select<M: Where<A, B>, A: Element, B: Element>(
    condition: ArrayViewD<'_, bool>,
    x1: ArrayViewD<'_, A>,
    x2: ArrayViewD<'_, B>,
) -> Result<ArrayD<M::Output>, Error> {
    any_rank::<M, A, B, _, _, _, IxDyn>(&condition, &x1, &x2)
}

/// The rank of three arrays broadcast together.
pub type Broadcast<C, D, E> = <<C as DimMax<D>>::Output as DimMax<E>>::Output;

/// The typed function.
pub fn typed<M, A, B, C, D, E>(
    condition: &ArrayBase<impl Data<Elem = bool>, C>,
    x1: &ArrayBase<impl Data<Elem = A>, D>,
    x2: &ArrayBase<impl Data<Elem = B>, E>,
) -> Result<Array<M::Output, Broadcast<C, D, E>>, Error>
where
    M: Where<A, B>,
    A: Element,
    B: Element,
    C: Dimension + DimMax<D>,
    D: Dimension,
    E: Dimension,
    <C as DimMax<D>>::Output: DimMax<E>,
{
    any_rank::<M, A, B, C, D, E, _>(condition, x1, x2)
}

/// A scalar as a 0-d array of the dtype of `T`.
pub fn weak<M: Holds<T>, T: Element>(scalar: Scalar) -> Result<ArrayD<T>, Error> {
    let element =
        M::Rows::from_scalar(scalar).map_err(|found| misfit(found, scalar, M::DTYPE_NAME))?;
    Ok(arr0(element).into_dyn())
}

/// `R` is the rank of the result. Contiguous operands of one shape, and single elements, are rows at once.
fn any_rank<M, A, B, C, D, E, R>(
    condition: &ArrayBase<impl Data<Elem = bool>, C>,
    x1: &ArrayBase<impl Data<Elem = A>, D>,
    x2: &ArrayBase<impl Data<Elem = B>, E>,
) -> Result<Array<M::Output, R>, Error>
where
    M: Where<A, B>,
    A: Element,
    B: Element,
    C: Dimension,
    D: Dimension,
    E: Dimension,
    R: Dimension,
{
    let shapes = [condition.shape(), x1.shape(), x2.shape()];
    if let Some(shape) = row_shape(shapes) {
        let len = shape.iter().product();
        let rows = (as_row(condition, len), as_row(x1, len), as_row(x2, len));
        if let (Some(condition), Some(x1), Some(x2)) = rows {
            return fresh_row(&dimension(shape), &mut |out| {
                M::row((condition, x1, x2), out)
            });
        }
    }
    let shape = broadcast_shape(&shapes)?;
    let views = (
        condition.view().into_dyn(),
        x1.view().into_dyn(),
        x2.view().into_dyn(),
    );
    coalesced::<M, A, B, R>(views, &dimension(&shape))
}

#[inline(never)]
fn coalesced<M: Where<A, B>, A: Element, B: Element, R: Dimension>(
    (condition, x1, x2): (ArrayViewD<'_, bool>, ArrayViewD<'_, A>, ArrayViewD<'_, B>),
    shape: &R,
) -> Result<Array<M::Output, R>, Error> {
    fresh(shape, &mut |mut out| {
        let mut condition = broadcast_to(&condition, shape.slice())?;
        let mut x1 = broadcast_to(&x1, shape.slice())?;
        let mut x2 = broadcast_to(&x2, shape.slice())?;
        let gone = merge(&mut [&mut out, &mut condition, &mut x1, &mut x2], None);
        let operands = (
            without(condition, &gone),
            without(x1, &gone),
            without(x2, &gone),
        );
        M::select(operands, out_without(out, &gone))
    })
}

/// The shape of operands that all have one, apart from single elements, which must not have more axes.
fn row_shape(shapes: [&[usize]; 3]) -> Option<&[usize]> {
    let is_one = |shape: &[usize]| shape.iter().all(|&len| len == 1);
    let whole = shapes
        .into_iter()
        .max_by_key(|shape| (shape.len(), !is_one(shape)))?;
    shapes
        .into_iter()
        .all(|shape| shape == whole || is_one(shape))
        .then_some(whole)
}

/// A contiguous operand as a row of that length: its own memory, or its only element repeated.
fn as_row<T, D: Dimension>(
    x: &ArrayBase<impl Data<Elem = T>, D>,
    len: usize,
) -> Option<ArrayView1<'_, T>> {
    let row = ArrayView1::from(x.as_slice()?);
    if row.len() == len {
        Some(row)
    } else {
        broadcast_row(row, len)
    }
}

/// A shape as a dimension of its rank.
fn dimension<D: Dimension>(shape: &[usize]) -> D {
    let mut dimension = D::zeros(shape.len());
    dimension.slice_mut().copy_from_slice(shape);
    dimension
}
