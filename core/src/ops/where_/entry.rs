//! `where_` of dynamic and of static rank.

use super::{Contiguous, Inputs, Operands, WhereOps};
use crate::array::out::{OfRank, Wrapped};
use crate::dtype::scalar::Scalar;
use crate::dtype::{DTypeOps, Element};
use crate::error::Error;
use crate::layout::StridedMut;
use crate::table::{HasDType, Promotion};
use ndarray::{
    Array, ArrayBase, ArrayD, ArrayViewD, Data, DataMut, DimMax, Dimension, arr0, aview0,
};

/// The table has `where_` of the element types `A` and `B`.
pub trait HasWhere<A, B>:
    Promotion<A, B>
    + HasDType<<Self as Promotion<A, B>>::Output, Ops: WhereOps<<Self as Promotion<A, B>>::Output>>
{
}

/// The implementation of a dtype of a table.
type OpsOf<M, T> = <M as HasDType<T>>::Ops;

/// The element types of `x1` that `typed::where_` of a table takes with elements `B` of `x2`.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no where_ of `{Self}` with `{B}`",
    label = "no dtype of `{Table}` lies above both `{Self}` and `{B}`, or one of them has no where_",
    note = "convert one of the two arrays first, for example with `.mapv(..)`; in generic code, bound the element type by the trait `PromotesWith` of the table's module"
)]
pub trait Where<Table, B: Element>: Element {
    /// The element type that the two promote to.
    type Output: Element;

    /// The typed function.
    #[doc(hidden)]
    fn where_<C, D, E>(
        condition: &ArrayBase<impl Data<Elem = bool>, C>,
        x1: &ArrayBase<impl Data<Elem = Self>, D>,
        x2: &ArrayBase<impl Data<Elem = B>, E>,
    ) -> Result<Array<Self::Output, Broadcast<C, D, E>>, Error>
    where
        C: Dimension + DimMax<D>,
        D: Dimension,
        E: Dimension,
        <C as DimMax<D>>::Output: DimMax<E>;

    /// The typed function into an existing array, to whose shape the others broadcast.
    #[doc(hidden)]
    fn where_into<C: Dimension, D: Dimension, E: Dimension, O: Dimension>(
        condition: &ArrayBase<impl Data<Elem = bool>, C>,
        x1: &ArrayBase<impl Data<Elem = Self>, D>,
        x2: &ArrayBase<impl Data<Elem = B>, E>,
        out: &mut ArrayBase<impl DataMut<Elem = Self::Output>, O>,
    ) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl<M: HasWhere<A, B>, A: Element, B: Element> Where<M, B> for A {
    type Output = M::Output;

    #[inline]
    fn where_<C, D, E>(
        condition: &ArrayBase<impl Data<Elem = bool>, C>,
        x1: &ArrayBase<impl Data<Elem = A>, D>,
        x2: &ArrayBase<impl Data<Elem = B>, E>,
    ) -> Result<Array<M::Output, Broadcast<C, D, E>>, Error>
    where
        C: Dimension + DimMax<D>,
        D: Dimension,
        E: Dimension,
        <C as DimMax<D>>::Output: DimMax<E>,
    {
        let inputs = Inputs::of(condition, x1, x2);
        match inputs.whole_like_x1() {
            Some((shape, whole)) => whole.fresh::<OpsOf<M, M::Output>, OfRank<_>>(shape),
            None => inputs
                .operands::<M>()
                .fresh::<OpsOf<M, M::Output>, OfRank<_>>(),
        }
    }

    #[inline]
    fn where_into<C: Dimension, D: Dimension, E: Dimension, O: Dimension>(
        condition: &ArrayBase<impl Data<Elem = bool>, C>,
        x1: &ArrayBase<impl Data<Elem = A>, D>,
        x2: &ArrayBase<impl Data<Elem = B>, E>,
        out: &mut ArrayBase<impl DataMut<Elem = M::Output>, O>,
    ) -> Result<(), Error> {
        let inputs = Inputs::of(condition, x1, x2);
        let out = StridedMut::of(out);
        if inputs.write_if_whole::<OpsOf<M, M::Output>, _>(&out) {
            return Ok(());
        }
        inputs.operands::<M>().given::<OpsOf<M, M::Output>>(&out)
    }
}

/// The dynamic function, once the dtypes are known.
pub fn select<M: HasWhere<A, B>, A: Element, B: Element>(
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
pub fn select_into<M: HasWhere<A, B>, A: Element, B: Element>(
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
pub fn select_scalar<M: HasWhere<T, T, Output = T>, T: Element>(
    condition: &ArrayViewD<'_, bool>,
    array: &ArrayViewD<'_, T>,
    scalar: WeakScalar,
) -> Result<M::Array, Error> {
    scalar.beside::<M, T, _>(condition, array, |inputs| wrapped::<M, T>(&inputs.alike()))
}

/// The same into an array of the caller's.
pub fn select_scalar_into<M: HasWhere<T, T, Output = T>, T: Element>(
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

/// A scalar as a 0-d array of the dtype of `T`.
pub fn weak<M: HasDType<T>, T: Element>(scalar: Scalar) -> Result<ArrayD<T>, Error> {
    Ok(arr0(element::<M, T>(scalar)?).into_dyn())
}

impl WeakScalar {
    /// The function of the condition and both operands, once the dtype is known.
    #[inline(always)]
    fn beside<M: HasDType<T>, T: Element, R>(
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
fn element<M: HasDType<T>, T: Element>(scalar: Scalar) -> Result<T, Error> {
    M::Ops::from_scalar(scalar).map_err(|found| Error::scalar(found, scalar, M::DTYPE_NAME))
}

/// The result as an array whose dtype is no longer known.
#[inline(never)]
fn wrapped<M: HasDType<R, Ops: WhereOps<R>>, R: Element>(
    operands: &Operands<'_, R>,
) -> Result<M::Array, Error> {
    operands.fresh::<M::Ops, Wrapped<M>>()
}

/// The same of inputs of its dtype and shape.
#[inline(never)]
fn wrapped_whole<M: HasDType<R, Ops: WhereOps<R>>, R: Element>(
    shape: &[usize],
    whole: Contiguous<'_, R>,
) -> Result<M::Array, Error> {
    whole.fresh::<M::Ops, Wrapped<M>>(shape)
}

/// The array of the caller's, if it is of that dtype. It is not moved: it has just been made, and would be waited for.
fn given<'a: 'b, 'b, M: HasDType<R, Ops: WhereOps<R>>, R: Element>(
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
fn unwrapped<M: HasDType<R, Ops: WhereOps<R>>, R: Element>(
    operands: &Operands<'_, R>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    operands.given::<M::Ops>(&given::<M, R>(out)?)
}

/// The same of inputs of one dtype.
#[inline(never)]
fn unwrapped_alike<M: HasDType<R, Ops: WhereOps<R>>, R: Element>(
    inputs: &Inputs<'_, R, R>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    let out = given::<M, R>(out)?;
    if inputs.write_if_whole::<M::Ops, R>(&out) {
        return Ok(());
    }
    inputs.alike().given::<M::Ops>(&out)
}
