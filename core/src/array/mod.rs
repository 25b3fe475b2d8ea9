//! The parts of dynamic arrays that do not depend on the table: everything but the match on the dtype.

use crate::dtype::{DTypeOps, Element};
use crate::error::{Error, Rejected};
use crate::layout::{Debugged, Strided};
use crate::table::{HasDType, Table};
use core::fmt;
use ndarray::{Array, ArrayD, ArrayRef, ArrayView, ArrayViewD, Dimension, IxDyn};

mod axes;
mod compare;
pub mod dispatch;
pub mod named;
pub mod out;
mod shape;
mod slice;

pub use crate::layout::broadcast_to;
pub use axes::{DynamicView, Views, at, axis_iter, index_axis, row, rows, with_axis};
pub use compare::equal;
pub use shape::{copied, reshape, reshaped};
pub use slice::{permuted, sliced};

/// The array inside, with element type `T` and dimension `D`, without copying.
pub fn into_array<M: HasDType<T>, T: Element, D: Dimension>(
    array: M::Array,
) -> Result<Array<T, D>, Rejected<M::Array>> {
    let array: ArrayD<T> = M::unwrap(array).map_err(|value| Rejected {
        error: dtype_mismatch::<M, T>(M::name_of(&value)),
        value,
    })?;
    match rank_mismatch::<D>(array.ndim()) {
        None => Ok(crate::layout::fix(array)),
        Some(error) => Err(Rejected {
            value: M::wrap(array),
            error,
        }),
    }
}

/// The view inside, with element type `T` and dimension `D`.
pub fn into_view<'a, M: HasDType<T>, T: Element, D: Dimension>(
    view: M::ArrayView<'a>,
) -> Result<ArrayView<'a, T, D>, Rejected<M::ArrayView<'a>>> {
    let view: ArrayViewD<'a, T> = M::unwrap_view(view).map_err(|value| Rejected {
        error: dtype_mismatch::<M, T>(M::name_of_view(&value)),
        value,
    })?;
    match rank_mismatch::<D>(view.ndim()) {
        None => Ok(crate::layout::fix(view)),
        Some(error) => Err(Rejected {
            value: M::wrap_view(view),
            error,
        }),
    }
}

fn dtype_mismatch<M: HasDType<T>, T: Element>(found: &'static str) -> Error {
    Error::DTypeMismatch {
        expected: M::DTYPE_NAME,
        found,
    }
}

fn rank_mismatch<D: Dimension>(found: usize) -> Option<Error> {
    D::NDIM
        .filter(|&expected| expected != found)
        .map(|expected| Error::RankMismatch { expected, found })
}

/// Prints an array with the elements as their dtype displays them.
pub fn display<M: HasDType<T>, T: Element>(
    array: &ArrayRef<T, IxDyn>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    M::Ops::display(Strided::of(array), f)
}

/// Prints the variant and the array, with its shape and strides.
pub fn debug<T: Element>(
    variant: &str,
    array: &ArrayRef<T, IxDyn>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let array = Debugged(Strided::of(array));
    f.debug_tuple(variant).field(&array).finish()
}

/// The dtype with this name.
pub fn named<M: Table>(
    name: &str,
    known: &'static [&'static str],
    all: &[M::DType],
) -> Result<M::DType, Error> {
    let at = known.iter().position(|&other| other == name);
    at.and_then(|at| all.get(at).copied())
        .ok_or_else(|| Error::UnknownDType {
            name: name.into(),
            table: M::NAME,
            known,
        })
}
