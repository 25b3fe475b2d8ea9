//! `argmax` and `argmin` of dynamic and of static rank.

use crate::element::Element;
use crate::kernel::extremum::{Best, Sense, index};
use crate::layout::{merge, position_without, without};
use crate::table::Extremum;
use crate::{Along, Error, Index};
use alloc::vec;
use ndarray::{
    Array, ArrayBase, ArrayD, ArrayViewD, ArrayViewMutD, Axis, Data, Dimension, RemoveAxis,
};

/// The dynamic function.
pub fn search<M: Extremum<S, T>, S: Sense, T: Element>(
    x: ArrayViewD<'_, T>,
    along: Along,
) -> Result<ArrayD<Index>, Error> {
    match along.resolve(x.ndim())? {
        None => {
            let ndim = if along.keeps_dims() { x.ndim() } else { 0 };
            let best = flat::<M, S, T>(x)?;
            Ok(ArrayD::from_elem(vec![1; ndim], index(best.index)))
        }
        Some(axis) => {
            let kept = search_axis::<M, S, T>(x, axis)?;
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
    flat::<M, S, T>(x.view().into_dyn()).map(|best| best.index)
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
    if axis.index() >= x.ndim() {
        let axis = isize::try_from(axis.index()).unwrap_or(isize::MAX);
        return Err(Error::AxisOutOfRange {
            axis,
            ndim: x.ndim(),
        });
    }
    let kept = search_axis::<M, S, T>(x.view().into_dyn(), axis)?;
    Ok(crate::layout::fix(kept.index_axis_move(axis, 0)))
}

fn flat<M: Extremum<S, T>, S: Sense, T: Element>(
    mut x: ArrayViewD<'_, T>,
) -> Result<Best<T>, Error> {
    if x.is_empty() {
        return Err(Error::Empty {
            operation: S::NAME,
            shape: x.shape().to_vec(),
            axis: None,
        });
    }
    let gone = merge(&mut [&mut x], None);
    let best = M::flat(without(x, &gone));
    Ok(best.unwrap_or_else(|| unreachable!("the array is not empty")))
}

/// The result has length 1 along the axis.
fn search_axis<M: Extremum<S, T>, S: Sense, T: Element>(
    mut x: ArrayViewD<'_, T>,
    axis: Axis,
) -> Result<ArrayD<Index>, Error> {
    let mut shape = x.shape().to_vec();
    shape[axis.index()] = 1;
    let len = shape
        .iter()
        .try_fold(1_usize, |len, &axis| len.checked_mul(axis));
    let too_large = || Error::TooLarge {
        shape: shape.clone(),
        item: size_of::<Index>(),
    };
    let len = len
        .filter(|len| len.checked_mul(size_of::<Index>()).is_some())
        .ok_or_else(too_large)?;
    if len > 0 && x.len_of(axis) == 0 {
        let axis = Some(axis.index());
        return Err(Error::Empty {
            operation: S::NAME,
            shape: x.shape().to_vec(),
            axis,
        });
    }
    let mut indices = alloc::vec::Vec::new();
    indices.try_reserve_exact(len).map_err(|_| too_large())?;
    indices.resize(len, 0);
    let mut result = ArrayD::from_shape_vec(shape.as_slice(), indices).map_err(|_| too_large())?;
    if len > 0 {
        let mut out: ArrayViewMutD<'_, Index> = result.view_mut();
        let gone = merge(&mut [&mut x, &mut out], Some(axis));
        let axis = position_without(axis, &gone);
        M::along(without(x, &gone), axis, without(out, &gone))?;
    }
    Ok(result)
}
