//! `where_` of dynamic and of static rank.

use crate::element::{Element, Rows, misfit};
use crate::kernel::select::Operands;
use crate::layout::{Strided, StridedMut};
use crate::table::{Holds, Where};
use crate::{Error, Scalar};
use ndarray::{Array, ArrayBase, ArrayD, ArrayViewD, Data, DataMut, DimMax, Dimension, arr0};

/// The dynamic function, once the dtypes are known.
pub fn select<M: Where<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
) -> Result<M::Array, Error> {
    wrapped::<M, _>(&operands::<M, A, B, _, _, _>(condition, x1, x2))
}

/// The result as an array whose dtype is no longer known.
#[inline(never)]
fn wrapped<M: Holds<R>, R: Element>(operands: &Operands<'_, R>) -> Result<M::Array, Error> {
    operands.fresh::<M::Rows, _>().map(M::wrap)
}

/// The same into an array of the caller's.
pub fn select_into<M: Where<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
    out: M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    given::<M, _>(&operands::<M, A, B, _, _, _>(condition, x1, x2), out)
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
    fresh::<_, <M as Holds<M::Output>>::Rows, _>(&operands::<M, A, B, C, D, E>(condition, x1, x2))
}

/// The result as an array of static rank.
#[inline(never)]
fn fresh<R: Element, S: Rows<R>, D: Dimension>(
    operands: &Operands<'_, R>,
) -> Result<Array<R, D>, Error> {
    operands.fresh::<S, D>()
}

/// The typed function into an array of the caller's, to whose shape the others broadcast.
pub fn typed_into<M, A, B, C, D, E, O>(
    condition: &ArrayBase<impl Data<Elem = bool>, C>,
    x1: &ArrayBase<impl Data<Elem = A>, D>,
    x2: &ArrayBase<impl Data<Elem = B>, E>,
    out: &mut ArrayBase<impl DataMut<Elem = M::Output>, O>,
) -> Result<(), Error>
where
    M: Where<A, B>,
    A: Element,
    B: Element,
    C: Dimension,
    D: Dimension,
    E: Dimension,
    O: Dimension,
{
    operands::<M, A, B, C, D, E>(condition, x1, x2)
        .given::<<M as Holds<M::Output>>::Rows>(&StridedMut::of(out))
}

fn operands<'a, M, A, B, C, D, E>(
    condition: &'a ArrayBase<impl Data<Elem = bool>, C>,
    x1: &'a ArrayBase<impl Data<Elem = A>, D>,
    x2: &'a ArrayBase<impl Data<Elem = B>, E>,
) -> Operands<'a, M::Output>
where
    M: Where<A, B>,
    A: Element,
    B: Element,
    C: Dimension,
    D: Dimension,
    E: Dimension,
{
    Operands::of::<M, A, B>(Strided::of(condition), Strided::of(x1), Strided::of(x2))
}

/// The result in an array of the caller's, whose dtype is not known yet.
#[inline(never)]
fn given<M: Holds<R>, R: Element>(
    operands: &Operands<'_, R>,
    out: M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    match M::unwrap_view_mut(out) {
        Ok(mut out) => operands.given::<M::Rows>(&StridedMut::of(&mut out)),
        Err(other) => Err(Error::DTypeMismatch {
            expected: M::DTYPE_NAME,
            found: M::name_of_view_mut(&other),
        }),
    }
}

/// A scalar as a 0-d array of the dtype of `T`.
pub fn weak<M: Holds<T>, T: Element>(scalar: Scalar) -> Result<ArrayD<T>, Error> {
    let element =
        M::Rows::from_scalar(scalar).map_err(|found| misfit(found, scalar, M::DTYPE_NAME))?;
    Ok(arr0(element).into_dyn())
}
