//! `argmax`, `argmin`, `nanargmax`, `nanargmin` and `argminmax`: the first extreme element of an array, or along an axis.
//!
//! The first four differ only in their [`Extreme`]. One kernel serves both directions: see `compare`. NaN is passed over
//! in a second step, if it wins the first: see `nan`. `argminmax` runs the kernels of `argmin` and `argmax` on parts that
//! stay in a cache: see `pair`.
//!
//! A kernel finds the best value first and then its position: see `row`. The results of parts of an array are merged: see
//! [`Best`](crate::Best).
//!
//! | task | how it is searched | file |
//! | --- | --- | --- |
//! | the whole array, contiguous | as one row | `row` |
//! | the whole array, any other layout | row by row in memory order; short rows are gathered | `flat` |
//! | `argmax` and `argmin` of a small array: typed, by a named kernel, or along an axis | element by element | `plain`, `axis` |
//! | along an axis of up to three with few lanes, in a new array or a contiguous one | as a matrix, without sorting axes | `axis` |
//! | along the axis with the smallest stride | as many rows, one per position of the other axes | `axis`, `row` |
//! | along any other axis | all columns of a matrix at once | `axis`, `columns` |
//!
//! A call passes through three functions: an entry point of this file, `flat` or `axis` for the layout, and a kernel
//! that `dtype` chooses for the element type and `key` for the level. `entries` has the second ones per key type. Those of
//! native keys are compiled in this crate only, and the tables of other crates call them.
//!
//! The typed functions call the named kernels of the table, [`best`] and [`along_axis`] for a dtype and a rank. These have the
//! loops for small arrays: `flat::position`, and along an axis `axis::of_few_lanes` and `axis::write_few_lanes`.

mod axis;
mod columns;
mod compare;
mod dtype;
mod entries;
mod flat;
mod kernels;
mod key;
mod nan;
mod pair;
mod plain;
mod portable;
mod row;

pub use dtype::ExtremumOps;
pub use flat::best;
#[cfg(feature = "rayon")]
pub(crate) use kernels::{Kernels, PairKernels};
#[cfg(feature = "rayon")]
pub(crate) use pair::kernels as pair_kernels;
pub use pair::{
    HasArgminmax, along_pair, best_pair, dynamic_pair, dynamic_pair_into, typed_axis_pair,
    typed_axis_pair_into, typed_pair,
};

use crate::along::Along;
use crate::array::named::{
    AlongAxis, AxisOutput, New, along_axis_of_rank, by_rank, same_rank, whole_of_rank,
};
use crate::array::out::{NewOutput, OfRank, along_other_axes};
use crate::best::{Best, Extreme, Max, Min, NanMax, NanMin};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{Strided, StridedMut};
use crate::table::HasDType;
use core::marker::PhantomData;
use ndarray::{Array, ArrayD, ArrayRef, ArrayViewD, Axis, Dimension, RemoveAxis};

/// The table has `argmax` (`E` is [`Max`]), `argmin` ([`Min`]), `nanargmax` ([`NanMax`]) or `nanargmin` ([`NanMin`]) of the
/// element type `T`. Its functions are the named kernels of ranks 1 to 3.
pub trait HasExtremum<E, T>: HasDType<T, Ops: ExtremumOps<T>> {
    whole_of_rank! { whole_rank1 Ix1 -> Option<Best<T>>: best::<E, T, Self::Ops, _>; E: Extreme, T: Element }
    whole_of_rank! { whole_rank2 Ix2 -> Option<Best<T>>: best::<E, T, Self::Ops, _>; E: Extreme, T: Element }
    whole_of_rank! { whole_rank3 Ix3 -> Option<Best<T>>: best::<E, T, Self::Ops, _>; E: Extreme, T: Element }
    along_axis_of_rank! { along_rank1 Ix1: along_axis::<E, T, Self::Ops, _, _>; E: Extreme, T: Element}
    along_axis_of_rank! { along_rank2 Ix2: along_axis::<E, T, Self::Ops, _, _>; E: Extreme, T: Element}
    along_axis_of_rank! { along_rank3 Ix3: along_axis::<E, T, Self::Ops, _, _>; E: Extreme, T: Element}
}

/// The bounds on the element types of typed functions.
macro_rules! bounds {
    ($($(#[$doc:meta])* $bound:ident: $message:literal, $has:ident [$($extreme:ident)?];)*) => {$(
        $(#[$doc])*
        #[diagnostic::on_unimplemented(
            message = $message,
            label = "`{Self}` is not a dtype of `{Table}` with an order",
            note = "search a quantity that has an order (of complex numbers, for example, the magnitude: `.mapv(|z| z.norm())`), or convert the elements to a dtype of the table; in generic code, bound the element type by the trait `Ordered` of the table's module"
        )]
        pub trait $bound<Table>: Element {
            /// The implementation of the dtype.
            #[doc(hidden)]
            type Ops: ExtremumOps<Self>;
            /// The table, as what has the operation.
            #[doc(hidden)]
            type Table: $has<$($extreme,)? Self>;
        }

        #[diagnostic::do_not_recommend]
        impl<M: $has<$($extreme,)? T>, T: Element> $bound<M> for T {
            type Ops = M::Ops;
            type Table = M;
        }
    )*};
}

bounds! {
    /// The element types that `typed::argmax` of the table `Table` accepts.
    Argmax: "the table `{Table}` has no argmax for `{Self}`", HasExtremum [Max];
    /// The element types that `typed::argmin` of the table `Table` accepts.
    Argmin: "the table `{Table}` has no argmin for `{Self}`", HasExtremum [Min];
    /// The element types that `typed::nanargmax` of the table `Table` accepts.
    Nanargmax: "the table `{Table}` has no nanargmax for `{Self}`", HasExtremum [NanMax];
    /// The element types that `typed::nanargmin` of the table `Table` accepts.
    Nanargmin: "the table `{Table}` has no nanargmin for `{Self}`", HasExtremum [NanMin];
    /// The element types that `typed::argminmax` of the table `Table` accepts.
    Argminmax: "the table `{Table}` has no argminmax for `{Self}`", HasArgminmax [];
}

/// The dimension of an array that has an axis: a static rank of at least 1, or a dynamic rank.
#[diagnostic::on_unimplemented(
    message = "an array of rank 0 has no axis to search along",
    label = "the dimension of this array is `{Self}`",
    note = "search the whole array with the function that takes no axis"
)]
pub trait HasAxis: RemoveAxis {}

#[diagnostic::do_not_recommend]
impl<D: RemoveAxis> HasAxis for D {}

/// The dynamic function, once the dtype is known.
pub fn dynamic<M: HasExtremum<E, T>, E: Extreme, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
) -> Result<ArrayD<Index>, Error> {
    let kernels = M::Ops::kernels::<E>();
    (kernels.entries.dynamic)(M::Ops::keys(Strided::of(x)), along, kernels)
}

/// The dynamic function into an existing array.
pub fn dynamic_into<M: HasExtremum<E, T>, E: Extreme, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let kernels = M::Ops::kernels::<E>();
    (kernels.entries.dynamic_into)(M::Ops::keys(Strided::of(x)), along, out, kernels)
}

/// The typed function of the whole array. It calls the named kernel of the dtype and the rank, if there is one.
#[inline]
pub fn typed<E, T, M, D>(x: &ArrayRef<T, D>) -> Result<usize, Error>
where
    E: Extreme,
    T: Element,
    M: HasExtremum<E, T>,
    D: Dimension,
{
    let best = by_rank! { D:
        1 => M::whole_rank1(same_rank(x)),
        2 => M::whole_rank2(same_rank(x)),
        3 => M::whole_rank3(same_rank(x)),
        _ => best::<E, T, M::Ops, D>(x),
    };
    match best {
        Some(best) => Ok(best.index),
        None if E::SKIPS_NAN && !x.is_empty() => Err(Error::all_nan(E::NAME, &[], None)),
        None => Err(Error::empty(E::NAME, x.shape(), None)),
    }
}

/// The typed function along an axis. It calls the named kernel of the dtype and the rank, if there is one.
#[inline]
pub fn typed_axis<E, T, M, D>(
    x: &ArrayRef<T, D>,
    axis: Axis,
) -> Result<Array<Index, D::Smaller>, Error>
where
    E: Extreme,
    T: Element,
    M: HasExtremum<E, T>,
    D: RemoveAxis,
{
    let out = New::<OfRank<D::Smaller>>::of();
    by_rank! { D:
        1 => M::along_rank1(same_rank(x), axis, out),
        2 => M::along_rank2(same_rank(x), axis, out),
        3 => M::along_rank3(same_rank(x), axis, out),
        _ => along_axis::<E, T, M::Ops, D, _>(x, axis, out),
    }
}

/// The named kernel along an axis. It is compiled for the dtype, the rank and the kind of result.
#[inline(always)]
pub fn along_axis<E, T, O, D, P>(x: &ArrayRef<T, D>, axis: Axis, out: P) -> Result<P::Result, Error>
where
    E: Extreme,
    T: Element,
    O: ExtremumOps<T>,
    D: Dimension,
    P: AxisOutput<D>,
{
    /// The search, as what a place of results takes.
    struct Search<'a, E, T, O> {
        x: Strided<'a, T>,
        axis: usize,
        kernels: PhantomData<(E, O)>,
    }

    impl<E: Extreme, T: Element, O: ExtremumOps<T>> AlongAxis for Search<'_, E, T, O> {
        #[inline(always)]
        fn new_output<D: Dimension, F: NewOutput<Index, Array = Array<Index, D>>>(
            self,
        ) -> Result<F::Array, Error> {
            let Self { x, axis, .. } = self;
            if !E::SKIPS_NAN
                && let Some(indices) = axis::of_few_lanes::<E, T, O>(x, axis)?
            {
                return Ok(along_other_axes::<F>(x.shape(), axis, indices));
            }
            let kernels = O::kernels::<E>();
            if let Some(indices) = (kernels.entries.of_lanes)(O::keys(x), axis, kernels)? {
                return Ok(along_other_axes::<F>(x.shape(), axis, indices));
            }
            axis::new_output::<_, F, _>(O::keys(x), Some(axis), false, kernels)
        }

        #[inline(always)]
        fn write(self, out: &StridedMut<'_, Index>) -> Result<(), Error> {
            let Self { x, axis, .. } = self;
            if !E::SKIPS_NAN && axis::write_few_lanes::<E, T, O>(x, axis, true, out) {
                return Ok(());
            }
            along::<E, T, O>(x, axis, true, out)
        }
    }

    out.take(Search::<E, T, O> {
        x: Strided::of(x),
        axis: axis.index(),
        kernels: PhantomData,
    })
}

/// The typed function along an axis into an existing array.
#[inline(always)]
pub fn typed_axis_into<E, T, O, D>(
    x: Strided<'_, T>,
    axis: Axis,
    out: &mut ArrayRef<Index, D>,
) -> Result<(), Error>
where
    E: Extreme,
    T: Element,
    O: ExtremumOps<T>,
    D: Dimension,
{
    let (axis, out) = (axis.index(), StridedMut::of(out));
    if !E::SKIPS_NAN && axis::write_few_lanes::<E, T, O>(x, axis, false, &out) {
        return Ok(());
    }
    along::<E, T, O>(x, axis, false, &out)
}

/// Writes the indices along an axis to `out`, whose shape is that of `x` without the axis or, with `keeps_dims`, with
/// length 1 there.
#[inline]
pub fn along<E: Extreme, T: Element, O: ExtremumOps<T>>(
    x: Strided<'_, T>,
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let kernels = O::kernels::<E>();
    (kernels.entries.into_existing)(O::keys(x), Some(axis), keeps_dims, out, kernels)
}

/// Whether an element comes before another one of the same search: it is better, or as good and has the lower index.
#[cfg(feature = "partial")]
#[inline]
pub(crate) fn comes_first<E: Extreme, T: Element, O: ExtremumOps<T>>(
    (one, index): (&T, Index),
    (other, other_index): (&T, Index),
) -> bool {
    let key = |element| {
        O::keys(Strided::element(element))
            .to_slice()
            .map(|keys| keys[0])
    };
    let (Some(one), Some(other)) = (key(one), key(other)) else {
        return false;
    };
    // Only the order of the indices matters.
    let earlier = index < other_index;
    let [one, other] = [(one, !earlier), (other, earlier)].map(|(value, is_later)| Best {
        value,
        index: usize::from(is_later),
    });
    (O::kernels::<E>().merge)(one, other).index == one.index
}

/// Writes the indices along an axis, for an array of keys. `out` has length 1 along the axis.
pub(crate) fn along_keys<E: Extreme, T: Element, O: ExtremumOps<T>>(
    x: Strided<'_, O::Key>,
    axis: usize,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let kernels = O::kernels::<E>();
    (kernels.entries.into_existing)(x, Some(axis), true, out, kernels)
}
