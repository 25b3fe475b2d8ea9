//! `where_` on several threads: each writes a part of the result.

use super::cut::{Cut, parts};
use super::{Par, try_each};
use crate::array::out::{Out, Wrapped, try_filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::broadcast_shape;
use crate::ops::operand::element;
use crate::ops::where_::{self as select, HasWhere, WeakScalar};
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use ndarray::{ArrayViewD, ArrayViewMutD, Dimension, IxDyn, arr0};

/// `where_`, for a pair of dtypes.
pub fn where_<M: HasWhere<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
    par: Par,
) -> Result<M::Array, Error> {
    let on_one_thread = || select::dynamic::<M, A, B>(condition, x1, x2);
    let Some(shape) = broadcast_shape(&[condition.shape(), x1.shape(), x2.shape()]) else {
        return on_one_thread();
    };
    let Some(cut) = cut::<M::Output>(&shape, par) else {
        return on_one_thread();
    };
    let shape = IxDyn(&shape);
    let (Some(condition), Some(x1), Some(x2)) = (
        condition.broadcast(shape.clone()),
        x1.broadcast(shape.clone()),
        x2.broadcast(shape.clone()),
    ) else {
        return on_one_thread();
    };
    let write = |slots: &mut [MaybeUninit<M::Output>]| {
        let out =
            ArrayViewMutD::from_shape(shape.clone(), slots).map_err(|_| Error::ShapeMismatch {
                expected: shape.slice().to_vec(),
                found: Vec::new(),
            })?;
        let operands = cut.views(&x1).into_iter().zip(cut.views(&x2));
        let parts = cut.views(&condition).into_iter().zip(operands);
        let parts = parts.zip(cut.views_mut(out, cut.axis)).collect();
        try_each(parts, |((condition, (x1, x2)), out)| {
            select::kernel::<M, A, B, IxDyn>(&condition, &x1, &x2, Out::from(out)).map(|_| ())
        })
    };
    // SAFETY: the parts are all of the result. Unless there is an error, the kernel has written every element of each.
    unsafe { try_filled::<M::Output, Wrapped<M>>(shape.slice(), write) }
}

/// `where_` with a scalar as one of the two operands, for a dtype.
pub fn where_scalar<M: HasWhere<T, T, Output = T>, T: Element>(
    condition: &ArrayViewD<'_, bool>,
    array: &ArrayViewD<'_, T>,
    scalar: WeakScalar,
    par: Par,
) -> Result<M::Array, Error> {
    let element = arr0(element::<M, T>(scalar.scalar())?).into_dyn();
    match scalar {
        WeakScalar::X1(_) => where_::<M, T, T>(condition, &element.view(), array, par),
        WeakScalar::X2(_) => where_::<M, T, T>(condition, array, &element.view(), par),
    }
}

/// How a result of this shape is cut: along the first axis that is long enough, so that parts are long in memory.
fn cut<R>(shape: &[usize], par: Par) -> Option<Cut> {
    let len = shape
        .iter()
        .fold(1_usize, |len, &axis| len.saturating_mul(axis));
    let parts = parts(len.saturating_mul(size_of::<R>()), par);
    let longest = (0..shape.len()).max_by_key(|&axis| shape[axis])?;
    let axis = shape
        .iter()
        .position(|&len| len >= parts)
        .unwrap_or(longest);
    let parts = parts.min(shape[axis]);
    (parts > 1).then_some(Cut { axis, parts })
}
