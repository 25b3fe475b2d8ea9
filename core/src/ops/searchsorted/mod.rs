//! `searchsorted`: the positions at which values can be inserted into a sorted array.
//!
//! ```text
//! for each position of x2:
//!     on the left:  out[position] = the number of elements of x1 that are less than x2[position]
//!     on the right: out[position] = the number of elements of x1 that are not greater than x2[position]
//! ```
//!
//! Both are compared in the dtype that they promote to. NaN is greater than all numbers, and equal to NaN. `x1` is sorted,
//! or a sorter says in which order it is. If it is not, the result is some position.
//!
//! | part | how | file |
//! | --- | --- | --- |
//! | the side and the sorter | checked once | `sorter` |
//! | `x1` | in place, copied, or read element by element | `sorted` |
//! | `x2` | in place, or gathered and converted in parts | `rows` |
//! | the search | many values at once | `search` |
//!
//! A call passes through three functions: an entry point of this file, `rows`, and the search that `dtype` chooses. Only
//! the entry point is compiled per pair of dtypes. The search is compiled per key type, and `rows` per width.

mod dtype;
mod rows;
mod search;
mod sorted;
mod sorter;

pub use dtype::SearchsortedOps;
pub use sorter::{Search, Side, Sorter, SorterElement};

use crate::array::out::{AnyRank, OfRank};
use crate::dtype::Element;
use crate::dtype::scalar::Scalar;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{Strided, StridedMut, slots_of};
use crate::ops::operand::{Conversion, Operand, element, gather};
use crate::table::{Convert, HasDType, Promotion};
use ndarray::{Array, ArrayD, ArrayViewD, Dimension};

/// The table has `searchsorted` of the element types `A` and `B`.
pub trait HasSearchsorted<A, B>:
    Promotion<A, B>
    + HasDType<
        <Self as Promotion<A, B>>::Output,
        Ops: SearchsortedOps<<Self as Promotion<A, B>>::Output>,
    >
{
}

/// The element types that `typed::searchsorted` of the table `Table` accepts for `x1` if `x2` has the element type `B`.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no searchsorted for `{Self}` and `{B}`",
    label = "`{Table}` has no dtype with an order above both `{Self}` and `{B}`, or no searchsorted for one of them",
    note = "convert one of the two arrays first, for example with `.mapv(..)`; in generic code, bound the element type by the trait `ComparesWith` of the table's module"
)]
pub trait Searchsorted<Table, B: Element>: Element {
    /// The typed function.
    #[doc(hidden)]
    fn searchsorted<D: Dimension>(
        x1: Strided<'_, Self>,
        x2: Strided<'_, B>,
        how: &Search<'_>,
    ) -> Result<Array<Index, D>, Error>;

    /// The typed function into an existing array.
    #[doc(hidden)]
    fn searchsorted_into(
        x1: Strided<'_, Self>,
        x2: Strided<'_, B>,
        how: &Search<'_>,
        out: &StridedMut<'_, Index>,
    ) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl<M: HasSearchsorted<A, B>, A: Element, B: Element> Searchsorted<M, B> for A {
    #[inline]
    fn searchsorted<D: Dimension>(
        x1: Strided<'_, A>,
        x2: Strided<'_, B>,
        how: &Search<'_>,
    ) -> Result<Array<Index, D>, Error> {
        let (x1, x2) = operands::<M, A, B>(x1, x2);
        rows::new_output::<_, OfRank<D>, _>(x1, &x2, Ops::<M, A, B>::SEARCHES, how)
    }

    #[inline]
    fn searchsorted_into(
        x1: Strided<'_, A>,
        x2: Strided<'_, B>,
        how: &Search<'_>,
        out: &StridedMut<'_, Index>,
    ) -> Result<(), Error> {
        kernel::<M, A, B>(x1, x2, how, out)
    }
}

/// The implementation of the dtype that `A` and `B` promote to.
type Ops<M, A, B> = <M as HasDType<<M as Promotion<A, B>>::Output>>::Ops;

/// The dynamic function, once the dtypes are known.
pub fn dynamic<M: HasSearchsorted<A, B>, A: Element, B: Element>(
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
    how: &Search<'_>,
) -> Result<ArrayD<Index>, Error> {
    let (x1, x2) = operands::<M, A, B>(Strided::of(x1), Strided::of(x2));
    rows::new_output::<_, AnyRank, _>(x1, &x2, Ops::<M, A, B>::SEARCHES, how)
}

/// The dynamic function into an existing array.
pub fn dynamic_into<M: HasSearchsorted<A, B>, A: Element, B: Element>(
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
    how: &Search<'_>,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    kernel::<M, A, B>(Strided::of(x1), Strided::of(x2), how, out)
}

/// The dynamic function with a scalar, once the dtype is known.
pub fn dynamic_scalar<M: HasSearchsorted<T, T, Output = T>, T: Element>(
    x1: &ArrayViewD<'_, T>,
    x2: Scalar,
    how: &Search<'_>,
) -> Result<ArrayD<Index>, Error> {
    let x2 = element::<M, T>(x2)?;
    let (x1, x2) = (Strided::of(x1), Strided::element(&x2));
    let (x1, x2) = operands::<M, T, T>(x1, x2);
    rows::new_output::<_, AnyRank, _>(x1, &x2, Ops::<M, T, T>::SEARCHES, how)
}

/// The dynamic function with a scalar, into an existing array.
pub fn dynamic_scalar_into<M: HasSearchsorted<T, T, Output = T>, T: Element>(
    x1: &ArrayViewD<'_, T>,
    x2: Scalar,
    how: &Search<'_>,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let x2 = element::<M, T>(x2)?;
    let (x1, x2) = (Strided::of(x1), Strided::element(&x2));
    kernel::<M, T, T>(x1, x2, how, out)
}

/// The named kernel: writes the positions to `out`, which has the shape of `x2`.
#[inline]
pub fn kernel<M: HasSearchsorted<A, B>, A: Element, B: Element>(
    x1: Strided<'_, A>,
    x2: Strided<'_, B>,
    how: &Search<'_>,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let (x1, x2) = operands::<M, A, B>(x1, x2);
    rows::into_existing(x1, &x2, Ops::<M, A, B>::SEARCHES, how, out)
}

/// The bits of elements of the dtype that `A` and `B` promote to.
type Bits<M, A, B> = <Ops<M, A, B> as SearchsortedOps<<M as Promotion<A, B>>::Output>>::Bits;

/// The arrays as operands of the dtype that they promote to.
#[inline]
fn operands<'a, M: HasSearchsorted<A, B>, A: Element, B: Element>(
    x1: Strided<'a, A>,
    x2: Strided<'a, B>,
) -> (Operand<'a, Bits<M, A, B>>, Operand<'a, Bits<M, A, B>>) {
    (
        operand::<M, Ops<M, A, B>, A, M::Output>(x1),
        operand::<M, Ops<M, A, B>, B, M::Output>(x2),
    )
}

/// An array as an operand of the dtype of `R`, whose elements are given as their bits.
#[inline]
fn operand<M, O, T, R>(x: Strided<'_, T>) -> Operand<'_, O::Bits>
where
    M: Convert<T, R>,
    O: SearchsortedOps<R>,
    T: Element,
    R: Element,
{
    match x.as_of::<R>() {
        Some(x) => Operand::same_dtype(O::bits(x)),
        None => Operand::converted(x, conversion::<M, O, T, R>()),
    }
}

fn conversion<M, O, T, R>() -> &'static Conversion<O::Bits>
where
    M: Convert<T, R>,
    O: SearchsortedOps<R>,
    T: Element,
    R: Element,
{
    const {
        &Conversion::of::<T>(
            |x, slots| gather::<M, T, R>(x.of_type(), slots_of(slots)),
            (),
        )
    }
}
