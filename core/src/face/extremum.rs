//! `argmax` and `argmin` of dynamic and of static rank.

use crate::element::Element;
use crate::kernel::extremum::{Best, Sense, check_axis, index};
use crate::layout::{merge, position_without, without};
use crate::table::Extremum;
use crate::{Along, Error, Index};
use alloc::vec;
use alloc::vec::Vec;
use ndarray::{
    Array, ArrayBase, ArrayD, ArrayView1, ArrayViewD, ArrayViewMutD, Axis, Data, Dimension,
    RemoveAxis, arr0,
};

/// The dynamic function.
pub fn search<M: Extremum<S, T>, S: Sense, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
) -> Result<ArrayD<Index>, Error> {
    match along.resolve(x.ndim())? {
        None => {
            let index = arr0(index(flat::<M, S, T, _>(x)?.index));
            if along.keeps_dims() {
                let ones = vec![1; x.ndim()];
                return Ok(index
                    .into_shape_with_order(ones)
                    .unwrap_or_else(|_| unreachable!("one element")));
            }
            Ok(index.into_dyn())
        }
        Some(axis) => {
            let kept = search_axis::<M, S, T>(x.clone(), axis)?;
            Ok(if along.keeps_dims() {
                kept
            } else {
                kept.index_axis_move(axis, 0)
            })
        }
    }
}

/// The typed function over the whole array.
pub fn typed<M, S, T, D>(x: &ArrayBase<impl Data<Elem = T>, D>) -> Result<usize, Error>
where
    M: Extremum<S, T>,
    S: Sense,
    T: Element,
    D: Dimension,
{
    flat::<M, S, T, D>(x).map(|best| best.index)
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
    let kept = search_axis::<M, S, T>(x.view().into_dyn(), axis)?;
    Ok(crate::layout::fix(kept.index_axis_move(axis, 0)))
}

/// The best of an array; a contiguous one is a row at once.
#[inline]
fn flat<M, S, T, D>(x: &ArrayBase<impl Data<Elem = T>, D>) -> Result<Best<T>, Error>
where
    M: Extremum<S, T>,
    S: Sense,
    T: Element,
    D: Dimension,
{
    let best = match x.as_slice() {
        Some(row) => M::row(ArrayView1::from(row)),
        None => coalesced::<M, S, T>(x.view().into_dyn()),
    };
    best.ok_or_else(|| Error::Empty {
        operation: S::NAME,
        shape: x.shape().to_vec(),
        axis: None,
    })
}

#[inline(never)]
fn coalesced<M: Extremum<S, T>, S: Sense, T: Element>(mut x: ArrayViewD<'_, T>) -> Option<Best<T>> {
    if x.is_empty() {
        return None;
    }
    let gone = merge(&mut [&mut x], None);
    M::flat(without(x, &gone))
}

/// The result has length 1 along the axis.
fn search_axis<M: Extremum<S, T>, S: Sense, T: Element>(
    mut x: ArrayViewD<'_, T>,
    axis: Axis,
) -> Result<ArrayD<Index>, Error> {
    check_axis::<S>(x.shape(), axis)?;
    let mut shape = x.shape().to_vec();
    shape[axis.index()] = 1;
    let mut result = allocate_zeros(&shape, axis)?;
    if !result.is_empty() {
        let mut out: ArrayViewMutD<'_, Index> = result.view_mut();
        let gone = merge(&mut [&mut x, &mut out], Some(axis));
        let axis = position_without(axis, &gone);
        M::along(without(x, &gone), axis, without(out, &gone))?;
    }
    Ok(result)
}

/// Room for the indices along an axis, or an error where there is none.
fn allocate_zeros(shape: &[usize], axis: Axis) -> Result<ArrayD<Index>, Error> {
    let too_large = || {
        let mut shape = shape.to_vec();
        shape.remove(axis.index());
        Error::TooLarge {
            shape,
            item: size_of::<Index>(),
        }
    };
    let len = shape
        .iter()
        .try_fold(1_usize, |len, &axis| len.checked_mul(axis))
        .ok_or_else(too_large)?;
    let mut indices = Vec::new();
    indices.try_reserve_exact(len).map_err(|_| too_large())?;
    indices.resize(len, 0);
    ArrayD::from_shape_vec(shape, indices).map_err(|_| too_large())
}
