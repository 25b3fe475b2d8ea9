//! What a table demands of the types in it, and a typed function of its arrays. Each demand is a trait, so that what is
//! missing is told once, in the words of the table.
//!
//! Generated code names the type of a row as `<Checked<T, { T::MET }> as Provide>::Itself`, which is `T`. Where a demand
//! is not met, that constant does not compile, with the message below at the row's type; and a type that names such a
//! constant is one that the compiler says nothing more about.

use crate::element::{Element, Native, OrderedRows, Rows};
pub use crate::face::nonzero::Indexed as HasAxes;
use crate::face::select::Broadcast;
use crate::face::{extremum, nonzero, select};
use crate::kernel::extremum::Sense;
use crate::table::{Extremum, Nonzero, Where};
use crate::{Error, Index};
use bytemuck::TransparentWrapper;
use core::marker::PhantomData;
use ndarray::{Array, ArrayBase, Axis, Data, DataMut, DimMax, Dimension, RemoveAxis};

/// `Depth: T;` and every other row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a dtype",
    label = "this type lacks something that the type of every dtype has",
    note = "the type of a dtype is `Copy + PartialEq + Debug + Send + Sync + 'static`; derive what is missing"
)]
pub trait DType {
    /// Whether the demand is met.
    const MET: bool;
}

impl<T: Element> DType for T {
    const MET: bool = true;
}

/// `Depth: T;` that is not `unordered`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no order, so it cannot have argmax and argmin",
    label = "this type is not `PartialOrd`",
    note = "derive `PartialOrd` for it, or write `unordered` after it in the table"
)]
pub trait Ordered {
    /// Whether the demand is met.
    const MET: bool;
}

#[diagnostic::do_not_recommend]
impl<T: PartialOrd> Ordered for T {
    const MET: bool = true;
}

/// `Depth: T as P;`
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a transparent newtype over `{P}`, so it cannot run the kernels of `{P}`",
    label = "this type is not `bytemuck::TransparentWrapper<{P}>`",
    note = "derive `bytemuck::TransparentWrapper` under `#[repr(transparent)]` for a newtype over `{P}`; or remove `as {P}` to run the portable kernels"
)]
pub trait NewtypeOf<P> {
    /// Whether the demand is met.
    const MET: bool;
}

#[diagnostic::do_not_recommend]
impl<P, T: TransparentWrapper<P>> NewtypeOf<P> for T {
    const MET: bool = true;
}

/// `Depth: T, native;`
#[diagnostic::on_unimplemented(
    message = "there are no kernels made for `{Self}`",
    label = "this type is not `native`",
    note = "remove `native` to run the portable kernels, or name the primitive inside with `as`"
)]
pub trait HasKernels {
    /// Whether the demand is met.
    const MET: bool;
}

#[diagnostic::do_not_recommend]
impl<T> HasKernels for T
where
    Native: Rows<T>,
{
    const MET: bool = true;
}

/// `Depth: T, native;` that is not `unordered`.
#[diagnostic::on_unimplemented(
    message = "there are no kernels made for an order of `{Self}`",
    label = "this type is not `native` with an order",
    note = "write `unordered` beside `native`, or remove `native` to run the portable kernels"
)]
pub trait HasOrderedKernels {
    /// Whether the demand is met.
    const MET: bool;
}

#[diagnostic::do_not_recommend]
impl<T> HasOrderedKernels for T
where
    Native: OrderedRows<T>,
{
    const MET: bool = true;
}

/// `Depth: T;` without `zero = VALUE`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `Default`, so its zero is not known",
    label = "this type is not `Default`",
    note = "derive `Default` if the default is zero, or write `zero = VALUE` after the type"
)]
pub trait HasZero {
    /// The default.
    fn zero() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> HasZero for T {
    #[inline]
    fn zero() -> Self {
        T::default()
    }
}

/// `Lower < Upper;` without `with`.
#[diagnostic::on_unimplemented(
    message = "no conversion leads from `{Lower}` to `{Self}`: there is no `From<{Lower}>` for `{Self}`",
    label = "this step does not know how to convert",
    note = "write a function for it, `LOWER < UPPER with |x| ..;`, or implement `From<{Lower}>`; between primitives, `lossy LOWER < UPPER;` rounds"
)]
pub trait Upper<Lower> {
    /// The same value.
    fn widen(lower: Lower) -> Self;
}

#[diagnostic::do_not_recommend]
impl<Lower, T: From<Lower>> Upper<Lower> for T {
    #[inline]
    fn widen(lower: Lower) -> Self {
        T::from(lower)
    }
}

/// Elements that `typed::argmax` (`S` is [`Max`](crate::table::Max)) or `typed::argmin` of a table searches.
///
/// This trait and the next two are of the element and not of the table, so that rustc decides them only once it knows the
/// element from the array. Of a table that has an operation for one dtype alone it would conclude that the element is
/// that one, and then complain of the array.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no argmax and no argmin of `{Self}`",
    label = "`{Self}` is no dtype of `{Table}` that has an order",
    note = "search a quantity that has one, for example a magnitude: `.mapv(|z| z.norm())`; or convert the elements to a dtype of the table"
)]
pub trait Searched<Table, S>: Element {
    /// The typed function over the whole array.
    fn search<D: Dimension>(x: &ArrayBase<impl Data<Elem = Self>, D>) -> Result<usize, Error>;

    /// The typed function along an axis.
    fn search_axis<D: RemoveAxis>(
        x: &ArrayBase<impl Data<Elem = Self>, D>,
        axis: Axis,
    ) -> Result<Array<Index, D::Smaller>, Error>;

    /// The same into an array of the caller's.
    fn search_axis_into<D: RemoveAxis>(
        x: &ArrayBase<impl Data<Elem = Self>, D>,
        axis: Axis,
        out: &mut ArrayBase<impl DataMut<Elem = Index>, D::Smaller>,
    ) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl<M: Extremum<S, T>, S: Sense, T: Element> Searched<M, S> for T {
    #[inline]
    fn search<D: Dimension>(x: &ArrayBase<impl Data<Elem = T>, D>) -> Result<usize, Error> {
        extremum::typed::<M, S, T, D>(x)
    }

    #[inline]
    fn search_axis<D: RemoveAxis>(
        x: &ArrayBase<impl Data<Elem = T>, D>,
        axis: Axis,
    ) -> Result<Array<Index, D::Smaller>, Error> {
        extremum::typed_axis::<M, S, T, D>(x, axis)
    }

    #[inline]
    fn search_axis_into<D: RemoveAxis>(
        x: &ArrayBase<impl Data<Elem = T>, D>,
        axis: Axis,
        out: &mut ArrayBase<impl DataMut<Elem = Index>, D::Smaller>,
    ) -> Result<(), Error> {
        extremum::typed_axis_into::<M, S, T, D>(x, axis, out)
    }
}

/// Elements that `typed::nonzero` of a table searches.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no nonzero of `{Self}`",
    label = "`{Self}` is no dtype of `{Table}` that has nonzero",
    note = "convert the elements to a dtype of the table, for example with `.mapv(..)`"
)]
pub trait Indexed<Table>: Element {
    /// The typed function.
    fn nonzero<D: HasAxes>(x: &ArrayBase<impl Data<Elem = Self>, D>) -> Result<D::Indices, Error>;

    /// The same into vectors of the caller's.
    fn nonzero_into<D: HasAxes>(
        x: &ArrayBase<impl Data<Elem = Self>, D>,
        indices: &mut D::Vectors,
    ) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl<M: Nonzero<T>, T: Element> Indexed<M> for T {
    #[inline]
    fn nonzero<D: HasAxes>(x: &ArrayBase<impl Data<Elem = T>, D>) -> Result<D::Indices, Error> {
        nonzero::typed::<M, T, D>(x)
    }

    #[inline]
    fn nonzero_into<D: HasAxes>(
        x: &ArrayBase<impl Data<Elem = T>, D>,
        indices: &mut D::Vectors,
    ) -> Result<(), Error> {
        nonzero::typed_into::<M, T, D>(x, indices)
    }
}

/// Elements of the second operand that `typed::where_` of a table takes with elements `A` of the first.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no where_ of `{A}` with `{Self}`",
    label = "no dtype of `{Table}` lies above both `{A}` and `{Self}`, or one of them has no where_",
    note = "convert one of the two arrays first, for example with `.mapv(..)`"
)]
pub trait Selected<Table, A: Element>: Element {
    /// What the two promote to.
    type Output: Element;

    /// The typed function.
    fn select<C, D, E>(
        condition: &ArrayBase<impl Data<Elem = bool>, C>,
        x1: &ArrayBase<impl Data<Elem = A>, D>,
        x2: &ArrayBase<impl Data<Elem = Self>, E>,
    ) -> Result<Array<Self::Output, Broadcast<C, D, E>>, Error>
    where
        C: Dimension + DimMax<D>,
        D: Dimension,
        E: Dimension,
        <C as DimMax<D>>::Output: DimMax<E>;

    /// The same into an array of the caller's.
    fn select_into<C: Dimension, D: Dimension, E: Dimension, O: Dimension>(
        condition: &ArrayBase<impl Data<Elem = bool>, C>,
        x1: &ArrayBase<impl Data<Elem = A>, D>,
        x2: &ArrayBase<impl Data<Elem = Self>, E>,
        out: &mut ArrayBase<impl DataMut<Elem = Self::Output>, O>,
    ) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl<M: Where<A, B>, A: Element, B: Element> Selected<M, A> for B {
    type Output = M::Output;

    #[inline]
    fn select<C, D, E>(
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
        select::typed::<M, A, B, C, D, E>(condition, x1, x2)
    }

    #[inline]
    fn select_into<C: Dimension, D: Dimension, E: Dimension, O: Dimension>(
        condition: &ArrayBase<impl Data<Elem = bool>, C>,
        x1: &ArrayBase<impl Data<Elem = A>, D>,
        x2: &ArrayBase<impl Data<Elem = B>, E>,
        out: &mut ArrayBase<impl DataMut<Elem = M::Output>, O>,
    ) -> Result<(), Error> {
        select::typed_into::<M, A, B, C, D, E, O>(condition, x1, x2, out)
    }
}

/// A type and whether it meets what its row demands.
#[derive(Debug)]
pub struct Checked<T, const MET: bool>(PhantomData<T>);

/// The way to the type.
pub trait Provide {
    /// The type.
    type Itself;
}

impl<T, const MET: bool> Provide for Checked<T, MET> {
    type Itself = T;
}

/// An array's static rank, at least 1, or a dynamic one.
#[diagnostic::on_unimplemented(
    message = "an array of rank 0 has no axis to search along",
    label = "the dimension of this array is `{Self}`",
    note = "search the whole of it, with the function that takes no axis"
)]
pub trait HasAxis: RemoveAxis {}

#[diagnostic::do_not_recommend]
impl<D: RemoveAxis> HasAxis for D {}
