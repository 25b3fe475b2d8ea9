//! `where_` of dynamic and of static rank.

use crate::element::{Element, Rows, misfit};
use crate::kernel::select::{Inputs, Operands, Whole};
use crate::layout::{OfRank, StridedMut, Wrapped};
use crate::table::{Holds, Where};
use crate::{Error, Scalar};
use ndarray::{
    Array, ArrayBase, ArrayD, ArrayViewD, Data, DataMut, DimMax, Dimension, arr0, aview0,
};

/// The dynamic function, once the dtypes are known.
pub fn select<M: Where<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
) -> Result<M::Array, Error> {
    let inputs = Inputs::of(condition, x1, x2);
    match inputs.whole_like_x1() {
        Some((shape, whole)) => wrapped_whole::<M, M::Output>(shape, whole),
        None => wrapped::<M, _>(&inputs.operands::<M>()),
    }
}

/// The same into an array of the caller's.
pub fn select_into<M: Where<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    let inputs = Inputs::of(condition, x1, x2);
    match inputs.of_one_dtype() {
        Some(inputs) => unwrapped_alike::<M, M::Output>(&inputs, out),
        None => unwrapped::<M, M::Output>(&inputs.operands::<M>(), out),
    }
}

/// A scalar without a dtype of its own, and which of the operands it is.
#[derive(Debug, Clone, Copy)]
pub enum WeakScalar {
    /// `x1`.
    First(Scalar),
    /// `x2`.
    Second(Scalar),
}

/// The dynamic function beside a scalar, once the dtype is known.
pub fn select_scalar<M: Where<T, T, Output = T>, T: Element>(
    condition: &ArrayViewD<'_, bool>,
    array: &ArrayViewD<'_, T>,
    scalar: WeakScalar,
) -> Result<M::Array, Error> {
    scalar.beside::<M, T, _>(condition, array, |inputs| wrapped::<M, T>(&inputs.alike()))
}

/// The same into an array of the caller's.
pub fn select_scalar_into<M: Where<T, T, Output = T>, T: Element>(
    condition: &ArrayViewD<'_, bool>,
    array: &ArrayViewD<'_, T>,
    scalar: WeakScalar,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    scalar.beside::<M, T, _>(condition, array, |inputs| {
        unwrapped::<M, T>(&inputs.alike(), out)
    })
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
    let inputs = Inputs::of(condition, x1, x2);
    match inputs.whole_like_x1() {
        Some((shape, whole)) => whole.fresh::<<M as Holds<M::Output>>::Rows, OfRank<_>>(shape),
        None => inputs
            .operands::<M>()
            .fresh::<<M as Holds<M::Output>>::Rows, OfRank<_>>(),
    }
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
    let inputs = Inputs::of(condition, x1, x2);
    let out = StridedMut::of(out);
    if inputs.write_if_whole::<<M as Holds<M::Output>>::Rows, _>(&out) {
        return Ok(());
    }
    inputs
        .operands::<M>()
        .given::<<M as Holds<M::Output>>::Rows>(&out)
}

/// A scalar as a 0-d array of the dtype of `T`.
pub fn weak<M: Holds<T>, T: Element>(scalar: Scalar) -> Result<ArrayD<T>, Error> {
    Ok(arr0(element::<M, T>(scalar)?).into_dyn())
}

impl WeakScalar {
    /// The function of the condition and both operands, once the dtype is known.
    #[inline(always)]
    fn beside<M: Holds<T>, T: Element, R>(
        self,
        condition: &ArrayViewD<'_, bool>,
        array: &ArrayViewD<'_, T>,
        call: impl FnOnce(&Inputs<'_, T, T>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let (Self::First(scalar) | Self::Second(scalar)) = self;
        let element = element::<M, T>(scalar)?;
        let scalar = aview0(&element);
        call(&match self {
            Self::First(_) => Inputs::of(condition, &scalar, array),
            Self::Second(_) => Inputs::of(condition, array, &scalar),
        })
    }
}

/// A scalar as an element of the dtype of `T`.
fn element<M: Holds<T>, T: Element>(scalar: Scalar) -> Result<T, Error> {
    M::Rows::from_scalar(scalar).map_err(|found| misfit(found, scalar, M::DTYPE_NAME))
}

/// The result as an array whose dtype is no longer known.
#[inline(never)]
fn wrapped<M: Holds<R>, R: Element>(operands: &Operands<'_, R>) -> Result<M::Array, Error> {
    operands.fresh::<M::Rows, Wrapped<M>>()
}

/// The same of inputs of its dtype and shape.
#[inline(never)]
fn wrapped_whole<M: Holds<R>, R: Element>(
    shape: &[usize],
    whole: Whole<'_, R>,
) -> Result<M::Array, Error> {
    whole.fresh::<M::Rows, Wrapped<M>>(shape)
}

/// The array of the caller's, if it is of that dtype. It is not moved: it has just been made, and would be waited for.
fn given<'a: 'b, 'b, M: Holds<R>, R: Element>(
    out: &'b mut M::ArrayViewMut<'a>,
) -> Result<StridedMut<'b, R>, Error> {
    match M::as_view_mut(out) {
        Ok(out) => Ok(StridedMut::of(out)),
        Err(other) => Err(Error::DTypeMismatch {
            expected: M::DTYPE_NAME,
            found: M::name_of_view_mut(other),
        }),
    }
}

/// Into an array whose dtype is not known yet.
#[inline(never)]
fn unwrapped<M: Holds<R>, R: Element>(
    operands: &Operands<'_, R>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    operands.given::<M::Rows>(&given::<M, R>(out)?)
}

/// The same of inputs of one dtype.
#[inline(never)]
fn unwrapped_alike<M: Holds<R>, R: Element>(
    inputs: &Inputs<'_, R, R>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    let out = given::<M, R>(out)?;
    if inputs.write_if_whole::<M::Rows, R>(&out) {
        return Ok(());
    }
    inputs.alike().given::<M::Rows>(&out)
}
