//! `where_` of dynamic and of static rank.

use crate::element::{Element, Rows, misfit};
use crate::layout::{broadcast_shape, broadcast_to, fix, fresh, merge, out_without, without};
use crate::table::{Holds, Where};
use crate::{Error, Scalar};
use ndarray::{Array, ArrayBase, ArrayD, ArrayViewD, Data, DimMax, Dimension, arr0};

/// The dynamic function, once the dtypes are known.
pub fn select<M: Where<A, B>, A: Element, B: Element>(
    condition: ArrayViewD<'_, bool>,
    x1: ArrayViewD<'_, A>,
    x2: ArrayViewD<'_, B>,
) -> Result<ArrayD<M::Output>, Error> {
    let shape = broadcast_shape(&[condition.shape(), x1.shape(), x2.shape()])?;
    fresh(&shape, |mut out| {
        let mut condition = broadcast_to(&condition, &shape)?;
        let mut x1 = broadcast_to(&x1, &shape)?;
        let mut x2 = broadcast_to(&x2, &shape)?;
        let gone = merge(&mut [&mut out, &mut condition, &mut x1, &mut x2], None);
        let (condition, x1, x2) = (
            without(condition, &gone),
            without(x1, &gone),
            without(x2, &gone),
        );
        M::select((condition, x1, x2), out_without(out, &gone))
    })
}

/// A scalar as a 0-d array of the dtype of `T`.
pub fn weak<M: Holds<T>, T: Element>(scalar: Scalar) -> Result<ArrayD<T>, Error> {
    let element =
        M::Rows::from_scalar(scalar).map_err(|found| misfit(found, scalar, M::DTYPE_NAME))?;
    Ok(arr0(element).into_dyn())
}

/// The rank of three arrays broadcast together.
pub type Broadcast<C, A, B> = <<C as DimMax<A>>::Output as DimMax<B>>::Output;

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
    let views = (
        condition.view().into_dyn(),
        x1.view().into_dyn(),
        x2.view().into_dyn(),
    );
    select::<M, A, B>(views.0, views.1, views.2).map(fix)
}
