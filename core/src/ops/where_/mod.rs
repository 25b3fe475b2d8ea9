//! `where_`: elements of `x1` where a condition is true, and of `x2` elsewhere, converted to the promoted dtype.
//!
//! ```text
//! shape = the shape that condition, x1 and x2 broadcast to
//! for each position of that shape:
//!     out[position] = if condition[position] { convert(x1[position]) } else { convert(x2[position]) }
//! ```
//!
//! | operands | how they are read | file |
//! | --- | --- | --- |
//! | of equal shape, contiguous, of the result's dtype | one call of the dtype's kernel | `contiguous` |
//! | of equal shape, contiguous, one or both of other dtypes | converted in one loop that selects | `rows`, `operand` |
//! | typed, a new result of up to 64 elements and three axes | element by element; both elements are converted | `few` |
//! | of the result's dtype, up to 64 elements and three axes | copied in order, then one call of the kernel | `rows` |
//! | all others | row by row, in parts | `rows` |
//! | - a part whose condition is one element | `x1` or `x2` is copied | `operand` |
//! | - contiguous operands of other dtypes, one or both | converted in the loop that selects | `operand` |
//! | - all other parts | gathered into buffers, then one call of the dtype's kernel | `rows` |
//!
//! There is one kernel per element width. `dtype` chooses it, `bits` has the loop, and `aligned_stores` writes long
//! rows by cache lines.
//!
//! A call passes through three functions: an entry point of this file, `contiguous` or `rows`, and a kernel. Only the entry
//! point is compiled per pair of dtypes, and the loop that converts both operands where neither has the result's dtype. It tests
//! once per operand whether its dtype is that of the result. A new array is made per dtype of the result. All other code sees
//! elements as the kernel does, and is compiled per kernel.

mod aligned_stores;
mod argument;
mod bits;
mod contiguous;
mod dtype;
mod few;
mod operand;
mod rows;
mod short_rows;

pub use argument::{ArrayOperand, ByReference, ByValue, WhereOperand};
pub use dtype::WhereOps;

use crate::array::out::{NewOutput, OfRank, Out, Wrapped};
use crate::dtype::Element;
use crate::dtype::scalar::Scalar;
use crate::error::Error;
use crate::layout::{Strided, StridedMut, expect_shape};
use crate::ops::operand::element;
use crate::table::{Convert, HasDType, Promotion};
use contiguous::Contiguous;
use core::any::TypeId;
use dtype::WhereKernel;
use ndarray::{Array, ArrayView, ArrayViewD, ArrayViewMut, DimMax, Dimension};
use operand::{Bits, Operand, Operands, convertible, convertible_beside};

/// The table has `where_` of the element types `A` and `B`.
pub trait HasWhere<A, B>:
    Promotion<A, B>
    + HasDType<<Self as Promotion<A, B>>::Output, Ops: WhereOps<<Self as Promotion<A, B>>::Output>>
{
    /// Whether neither dtype is that of the result. Only for these pairs, a loop is compiled that converts both operands.
    #[doc(hidden)]
    const CONVERTS_BOTH: bool = false;
}

/// The element types that `typed::where_` of the table `Table` accepts for `x1` if `x2` has the element type `B`.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no where_ for `{Self}` and `{B}`",
    label = "`{Table}` has no dtype above both `{Self}` and `{B}`, or no where_ for one of them",
    note = "convert one of the two arrays first, for example with `.mapv(..)`; in generic code, bound the element type by the trait `PromotesWith` of the table's module"
)]
pub trait Where<Table, B: Element>: Element {
    /// The element type that the two promote to.
    type Output: Element;

    /// The typed function.
    #[doc(hidden)]
    fn where_<D: Dimension>(
        condition: Strided<'_, bool>,
        x1: Strided<'_, Self>,
        x2: Strided<'_, B>,
    ) -> Result<Array<Self::Output, D>, Error>;

    /// The typed function into an existing array.
    #[doc(hidden)]
    fn where_into(
        condition: Strided<'_, bool>,
        x1: Strided<'_, Self>,
        x2: Strided<'_, B>,
        out: &StridedMut<'_, Self::Output>,
    ) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl<M: HasWhere<A, B>, A: Element, B: Element> Where<M, B> for A {
    type Output = M::Output;

    // So that the ranks of the operands, which the caller knows, are constants. Where several callers shared a function, 8 elements
    // and an element took 58 ns, and 26 otherwise (Zen 4, 2026-11-28).
    #[inline(always)]
    fn where_<D: Dimension>(
        condition: Strided<'_, bool>,
        x1: Strided<'_, A>,
        x2: Strided<'_, B>,
    ) -> Result<Array<M::Output, D>, Error> {
        let operands = operands::<M, A, B>(condition, x1, x2);
        let few = || few::new_output::<M, A, B, D>(condition, x1, x2);
        new_output::<M, M::Output, OfRank<D>>(operands, few)
    }

    #[inline]
    fn where_into(
        condition: Strided<'_, bool>,
        x1: Strided<'_, A>,
        x2: Strided<'_, B>,
        out: &StridedMut<'_, M::Output>,
    ) -> Result<(), Error> {
        let operands = operands::<M, A, B>(condition, x1, x2);
        let out = <M as HasDType<M::Output>>::Ops::bits_mut(out.borrowed());
        into_existing::<Kernel<M, M::Output>, _>(operands, &out)
    }
}

/// The rank of three arrays broadcast together.
pub type Broadcast<C, D, E> = <<C as DimMax<D>>::Output as DimMax<E>>::Output;

/// The dynamic function, once the dtypes are known.
pub fn dynamic<M: HasWhere<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
) -> Result<M::Array, Error> {
    if TypeId::of::<A>() != TypeId::of::<B>() {
        let operands = operands_of_views::<M, A, B>(condition, x1, x2);
        return rows::new_output::<<M as HasDType<M::Output>>::Ops, _, Wrapped<M>>(&operands);
    }
    let (condition, x1, x2) = (Strided::of(condition), Strided::of(x1), Strided::of(x2));
    let operands = operands::<M, A, B>(condition, x1, x2);
    // A loop over single elements takes as long here, and would be compiled per dtype.
    new_output::<M, M::Output, Wrapped<M>>(operands, || None)
}

/// The dynamic function into an existing array.
pub fn dynamic_into<M: HasWhere<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    let operands = operands_of_views::<M, A, B>(condition, x1, x2);
    into_existing_view::<M, M::Output>(&operands, out)
}

/// A scalar without its own dtype, as one of the two operands.
#[derive(Debug, Clone, Copy)]
pub enum WeakScalar {
    /// `x1`.
    X1(Scalar),
    /// `x2`.
    X2(Scalar),
}

impl WeakScalar {
    pub(crate) fn scalar(self) -> Scalar {
        let (Self::X1(scalar) | Self::X2(scalar)) = self;
        scalar
    }
}

/// The dynamic function with a scalar, once the dtype is known.
pub fn dynamic_scalar<M: HasWhere<T, T, Output = T>, T: Element>(
    condition: &ArrayViewD<'_, bool>,
    array: &ArrayViewD<'_, T>,
    scalar: WeakScalar,
) -> Result<M::Array, Error> {
    let element = element::<M, T>(scalar.scalar())?;
    let operands = with_element::<M, T>(condition, array, scalar, &element);
    rows::new_output::<<M as HasDType<T>>::Ops, T, Wrapped<M>>(&operands)
}

/// The dynamic function with a scalar, into an existing array.
pub fn dynamic_scalar_into<M: HasWhere<T, T, Output = T>, T: Element>(
    condition: &ArrayViewD<'_, bool>,
    array: &ArrayViewD<'_, T>,
    scalar: WeakScalar,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    let element = element::<M, T>(scalar.scalar())?;
    let operands = with_element::<M, T>(condition, array, scalar, &element);
    into_existing_view::<M, T>(&operands, out)
}

/// The kernel of any rank: all operands have the shape of `out`.
#[inline]
pub fn kernel<'out, M: HasWhere<A, B>, A: Element, B: Element, D: Dimension>(
    condition: &ArrayView<'_, bool, D>,
    x1: &ArrayView<'_, A, D>,
    x2: &ArrayView<'_, B, D>,
    mut out: Out<'out, M::Output, D>,
) -> Result<ArrayViewMut<'out, M::Output, D>, Error> {
    let (condition, x1, x2) = (Strided::of(condition), Strided::of(x1), Strided::of(x2));
    let operands = operands::<M, A, B>(condition, x1, x2);
    let slots = <M as HasDType<M::Output>>::Ops::bits_mut(out.strided());
    into_same_shape::<Kernel<M, M::Output>, _>(operands, &slots)?;
    // SAFETY: `into_same_shape` has returned no error, so it has written every element.
    Ok(unsafe { out.written() })
}

/// The kernel of the table's dtype `R`.
type Kernel<M, R> = <<M as HasDType<R>>::Ops as WhereOps<R>>::Kernel;

/// The result as a new array. `few` makes it if it is small.
#[inline(always)]
fn new_output<M: HasDType<R, Ops: WhereOps<R>>, R: Element, F: NewOutput<R>>(
    operands: Operands<'_, Bits<M, R>>,
    few: impl FnOnce() -> Option<Result<F::Array, Error>>,
) -> Result<F::Array, Error> {
    match Contiguous::like_x1(&operands) {
        Some((shape, contiguous)) => contiguous.new_output::<M::Ops, R, F>(shape),
        // A copy in this branch, so that the operands stay in registers in the other one.
        None => few().unwrap_or_else(|| rows::new_output::<M::Ops, R, F>(&{ operands })),
    }
}

/// Writes the result to an existing array. The operands must broadcast to its shape.
#[inline(always)]
fn into_existing<K: WhereKernel<B>, B: Element>(
    operands: Operands<'_, B>,
    out: &StridedMut<'_, B>,
) -> Result<(), Error> {
    if Contiguous::write::<K>(&operands, out) {
        return Ok(());
    }
    operands.expect_broadcast_to(out.shape())?;
    rows::write::<K, B>(&operands, out);
    Ok(())
}

/// Writes the result to an existing array. The operands must have its shape. Every element is written, or there is an
/// error.
#[inline(always)]
fn into_same_shape<K: WhereKernel<B>, B: Element>(
    operands: Operands<'_, B>,
    out: &StridedMut<'_, B>,
) -> Result<(), Error> {
    if Contiguous::write::<K>(&operands, out) {
        return Ok(());
    }
    for shape in [
        operands.condition.shape(),
        operands.x1.shape,
        operands.x2.shape,
    ] {
        expect_shape(shape, out.shape())?;
    }
    rows::write::<K, B>(&{ operands }, out);
    Ok(())
}

/// Writes the result to an existing array whose dtype is not known yet. The array is taken by reference: moving it
/// right after its fields were written one by one would cause store forwarding stalls.
#[inline(never)]
fn into_existing_view<M: HasDType<R, Ops: WhereOps<R>>, R: Element>(
    operands: &Operands<'_, Bits<M, R>>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    match M::as_view_mut(out) {
        Ok(out) => into_existing_with_kernel::<Kernel<M, R>, _>(
            operands,
            &M::Ops::bits_mut(StridedMut::of(out)),
        ),
        Err(other) => Err(Error::DTypeMismatch {
            expected: M::DTYPE_NAME,
            found: M::name_of_view_mut(other),
        }),
    }
}

/// Operands of dtypes that promote.
#[inline(always)]
fn operands<'a, M: HasWhere<A, B>, A: Element, B: Element>(
    condition: Strided<'a, bool>,
    x1: Strided<'a, A>,
    x2: Strided<'a, B>,
) -> Operands<'a, Bits<M, M::Output>> {
    Operands {
        condition,
        x1: if const { M::CONVERTS_BOTH } {
            convertible_beside::<M, A, B>(x1)
        } else {
            convertible::<M, A, M::Output>(x1)
        },
        x2: convertible::<M, B, M::Output>(x2),
    }
}

/// [`into_existing`], compiled once per kernel.
#[inline(never)]
fn into_existing_with_kernel<K: WhereKernel<B>, B: Element>(
    operands: &Operands<'_, B>,
    out: &StridedMut<'_, B>,
) -> Result<(), Error> {
    into_existing::<K, B>(*operands, out)
}

/// Operands of dtypes that promote. If the dtypes differ, a function makes each operand: there are fewer conversions than
/// pairs. Only an `x1` that is converted together with `x2` is made per pair.
#[inline(always)]
fn operands_of_views<'a, M: HasWhere<A, B>, A: Element, B: Element>(
    condition: &'a ArrayViewD<'_, bool>,
    x1: &'a ArrayViewD<'_, A>,
    x2: &'a ArrayViewD<'_, B>,
) -> Operands<'a, Bits<M, M::Output>> {
    #[inline(never)]
    fn operand<'a, M, T: Element, R: Element>(x: &'a ArrayViewD<'_, T>) -> Operand<'a, Bits<M, R>>
    where
        M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>,
    {
        convertible::<M, T, R>(Strided::of(x))
    }

    if TypeId::of::<A>() == TypeId::of::<B>() {
        return operands::<M, A, B>(Strided::of(condition), Strided::of(x1), Strided::of(x2));
    }
    Operands {
        condition: Strided::of(condition),
        x1: if const { M::CONVERTS_BOTH } {
            convertible_beside::<M, A, B>(Strided::of(x1))
        } else {
            operand::<M, A, M::Output>(x1)
        },
        x2: operand::<M, B, M::Output>(x2),
    }
}

/// The operands, where one of `x1` and `x2` is an array and the other a single element.
#[inline(always)]
fn with_element<'a, M: HasDType<T, Ops: WhereOps<T>>, T: Element>(
    condition: &'a ArrayViewD<'_, bool>,
    array: &'a ArrayViewD<'_, T>,
    scalar: WeakScalar,
    element: &'a T,
) -> Operands<'a, Bits<M, T>> {
    let condition = Strided::of(condition);
    let array = Operand::same_dtype(M::Ops::bits(Strided::of(array)));
    let element = Operand::same_dtype(M::Ops::bits(Strided::element(element)));
    let (x1, x2) = match scalar {
        WeakScalar::X1(_) => (element, array),
        WeakScalar::X2(_) => (array, element),
    };
    Operands { condition, x1, x2 }
}
