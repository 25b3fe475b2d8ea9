//! `top_k`: the `k` largest or smallest elements along an axis, in order, and their indices.
//!
//! The elements along the axis, for one position of the other axes, are a lane. Each lane is searched on its own:
//!
//! | task | how it is searched | file |
//! | --- | --- | --- |
//! | `k` is 1 | by the kernels of `nanargmax` and `nanargmin` | `lanes` |
//! | a dtype with native kernels | only elements that beat the `k`-th best one so far are kept | `threshold`, `scan`, `rank` |
//! | any other dtype | with a heap of the `k` best elements so far | `heap` |
//!
//! The order of the results is that of a stable sort: among equal elements the lowest index comes first, and an element
//! that is not equal to itself (NaN) comes after all others, in both modes.
//!
//! A call passes through three functions: an entry point of this file, `lanes` for the layout, and a search of lanes
//! that `dtype` chooses for the element type.

mod dtype;
mod heap;
mod kernels;
mod lanes;
mod rank;
mod scan;
mod threshold;

pub use dtype::TopKOps;

use crate::along::Along;
use crate::array::out::{AnyRank, OfRank, Wrapped};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{Strided, StridedMut};
use crate::mode::Mode;
use crate::table::HasDType;
use ndarray::{Array, ArrayD, ArrayViewD, Axis, Dimension};

/// The table has `top_k` of the element type `T`.
pub trait HasTopK<T>: HasDType<T, Ops: TopKOps<T>> {}

/// The element types that `typed::top_k` of the table `Table` accepts.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no top_k for `{Self}`",
    label = "`{Self}` is not a dtype of `{Table}` with an order",
    note = "search a quantity that has an order (of complex numbers, for example, the magnitude: `.mapv(|z| z.norm())`), or convert the elements to a dtype of the table; in generic code, bound the element type by the trait `Ordered` of the table's module"
)]
pub trait TopK<Table>: Element {
    /// The implementation of the dtype.
    #[doc(hidden)]
    type Ops: TopKOps<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: HasTopK<T>, T: Element> TopK<M> for T {
    type Ops = M::Ops;
}

/// The dynamic function, once the dtype is known.
pub fn dynamic<M: HasTopK<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    k: usize,
    axis: isize,
    mode: Mode,
) -> Result<(M::Array, ArrayD<Index>), Error> {
    let axis = resolve(axis, x.ndim())?;
    lanes::new_output::<T, M::Ops, Wrapped<M>, AnyRank, _>(Strided::of(x), k, axis, mode)
}

/// The dynamic function into existing arrays.
pub fn dynamic_into<M: HasTopK<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    k: usize,
    axis: isize,
    mode: Mode,
    values: &mut M::ArrayViewMut<'_>,
    indices: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let axis = resolve(axis, x.ndim())?;
    match M::as_view_mut(values) {
        Ok(values) => {
            let values = StridedMut::of(values);
            into_existing::<T, M::Ops>(Strided::of(x), k, axis, mode, values, indices)
        }
        Err(other) => Err(Error::DTypeMismatch {
            expected: M::DTYPE_NAME,
            found: M::name_of_view_mut(other),
        }),
    }
}

/// The typed function.
pub fn typed<T: Element, O: TopKOps<T>, D: Dimension>(
    x: Strided<'_, T>,
    k: usize,
    axis: Axis,
    mode: Mode,
) -> Result<(Array<T, D>, Array<Index, D>), Error> {
    lanes::new_output::<T, O, OfRank<D>, OfRank<D>, D>(x, k, axis.index(), mode)
}

/// The typed function into existing arrays.
pub fn typed_into<T: Element, O: TopKOps<T>>(
    x: Strided<'_, T>,
    k: usize,
    axis: Axis,
    mode: Mode,
    values: StridedMut<'_, T>,
    indices: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    into_existing::<T, O>(x, k, axis.index(), mode, values, indices)
}

/// The function into existing arrays, once the axis is known.
#[inline]
fn into_existing<T: Element, O: TopKOps<T>>(
    x: Strided<'_, T>,
    k: usize,
    axis: usize,
    mode: Mode,
    values: StridedMut<'_, T>,
    indices: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let (x, values) = (O::bits(x), O::values(values));
    lanes::into_existing(x, k, axis, O::lane_kernels(mode), &values, indices)
}

/// An axis that may count from the end, as an index into the shape.
fn resolve(axis: isize, ndim: usize) -> Result<usize, Error> {
    let resolved = Along::axis(axis).resolve(ndim)?;
    resolved.ok_or(Error::AxisOutOfRange { axis, ndim })
}
