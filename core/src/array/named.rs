//! The arrays that named kernels take, the places where those along an axis put their results, and how a typed function calls the
//! kernel of its rank.

use super::out::NewOutput;
use crate::error::Error;
use crate::index::Index;
use crate::layout::StridedMut;
use core::marker::PhantomData;
use ndarray::{ArrayBase, ArrayRef, ArrayViewMut, Data, DataMut, Dimension};

/// The array that a named kernel searches: a view or an array, or a reference to one. It is not implemented outside of this
/// crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array of `{T}` with the rank of this kernel",
    label = "expected an array of `{T}` with the dimension `{D}`",
    note = "pass a view, an array, or a reference to one; each rank and each dtype has a kernel of its own"
)]
pub trait KernelInput<T, D> {
    /// The array.
    #[doc(hidden)]
    fn array(&self) -> &ArrayRef<T, D>;
}

#[diagnostic::do_not_recommend]
impl<T, S: Data<Elem = T>, D: Dimension> KernelInput<T, D> for ArrayBase<S, D> {
    #[inline(always)]
    fn array(&self) -> &ArrayRef<T, D> {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T, S: Data<Elem = T>, D: Dimension> KernelInput<T, D> for &ArrayBase<S, D> {
    #[inline(always)]
    fn array(&self) -> &ArrayRef<T, D> {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T, D: Dimension> KernelInput<T, D> for &ArrayRef<T, D> {
    #[inline(always)]
    fn array(&self) -> &ArrayRef<T, D> {
        self
    }
}

/// Where a named kernel writes an index per lane of an array: a mutable view, or an array by reference. It has the rank of the
/// searched array, and length 1 along the searched axis. The trait is not implemented outside of this crate.
///
/// # Examples
///
/// ```
/// use argwhere::kernels::argmax_axis;
/// use ndarray::{Array2, Axis, array};
///
/// let mut out = Array2::zeros((2, 1));
/// argmax_axis::f32::rank2(&array![[1.0, 5.0], [9.0, 2.0]], Axis(1), &mut out)?;
/// assert_eq!(out, array![[1], [0]]);
/// # Ok::<(), argwhere::Error>(())
/// ```
pub trait AxisOutput<D: Dimension> {
    /// What the kernel returns.
    type Result;

    /// Writes the result of a search or a count.
    #[doc(hidden)]
    fn take(self, task: impl AlongAxis) -> Result<Self::Result, Error>;
}

/// A search or a count along one axis of an array.
pub trait AlongAxis {
    /// The result in a new array without the axis.
    #[doc(hidden)]
    fn new_output<D: Dimension, F: NewOutput<Index, Array = ndarray::Array<Index, D>>>(
        self,
    ) -> Result<F::Array, Error>;

    /// The result in an array in which the axis has length 1.
    #[doc(hidden)]
    fn write(self, out: &StridedMut<'_, Index>) -> Result<(), Error>;
}

impl<D: Dimension> AxisOutput<D> for ArrayViewMut<'_, Index, D> {
    type Result = ();

    #[inline]
    fn take(mut self, task: impl AlongAxis) -> Result<(), Error> {
        task.write(&StridedMut::of(&mut self))
    }
}

impl<S: DataMut<Elem = Index>, D: Dimension> AxisOutput<D> for &mut ArrayBase<S, D> {
    type Result = ();

    #[inline]
    fn take(self, task: impl AlongAxis) -> Result<(), Error> {
        task.write(&StridedMut::of(self))
    }
}

impl<D: Dimension> AxisOutput<D> for &mut ArrayRef<Index, D> {
    type Result = ();

    #[inline]
    fn take(self, task: impl AlongAxis) -> Result<(), Error> {
        task.write(&StridedMut::of(self))
    }
}

/// A new array as the place of a result. `F` is its form.
pub struct New<F>(PhantomData<F>);

impl<F> New<F> {
    pub(crate) const fn of() -> Self {
        Self(PhantomData)
    }
}

impl<D, S, F> AxisOutput<D> for New<F>
where
    D: Dimension,
    S: Dimension,
    F: NewOutput<Index, Array = ndarray::Array<Index, S>>,
{
    type Result = F::Array;

    #[inline(always)]
    fn take(self, task: impl AlongAxis) -> Result<F::Array, Error> {
        task.new_output::<S, F>()
    }
}

/// An array as one of another dimension of the same static rank, which is the same dimension.
///
/// # Panics
///
/// If the ranks differ, or are dynamic.
#[inline(always)]
pub(crate) fn same_rank<T, D: Dimension, E: Dimension>(x: &ArrayRef<T, D>) -> &ArrayRef<T, E> {
    assert!(
        D::NDIM.is_some() && D::NDIM == E::NDIM,
        "equal static ranks"
    );
    // SAFETY: only ndarray implements `Dimension`, once per static rank. So D and E are the same type.
    unsafe { core::mem::transmute_copy(&x) }
}

/// Whether a dimension is of this static rank.
pub(crate) const fn is_rank<D: Dimension>(rank: usize) -> bool {
    matches!(D::NDIM, Some(found) if found == rank)
}

/// An expression per static rank of a dimension, and one for every other dimension. Only the one that is chosen is compiled.
macro_rules! by_rank {
    ($dimension:ty: $($rank:literal => $call:expr,)+ _ => $otherwise:expr $(,)?) => {
        $(if const { $crate::array::named::is_rank::<$dimension>($rank) } { $call } else)+ { $otherwise }
    };
}
pub(crate) use by_rank;

/// A function of a table's trait that is the named kernel of a whole array, for one rank. A table that has the rank overrides it.
macro_rules! whole_of_rank {
    ($name:ident $dimension:ident -> $result:ty: $search:expr; $($bounds:tt)*) => {
        /// The named kernel of this rank.
        #[doc(hidden)]
        #[inline]
        fn $name(x: &ArrayRef<T, ndarray::$dimension>) -> $result
        where
            $($bounds)*
        {
            $search(x)
        }
    };
}
pub(crate) use whole_of_rank;

/// A function of a table's trait that is the named kernel along an axis, for one rank. A table that has the rank overrides it.
macro_rules! along_axis_of_rank {
    ($name:ident $dimension:ident: $search:expr; $($bounds:tt)*) => {
        /// The named kernel of this rank.
        #[doc(hidden)]
        #[inline]
        fn $name<P: $crate::array::named::AxisOutput<ndarray::$dimension>>(
            x: &ArrayRef<T, ndarray::$dimension>,
            axis: ndarray::Axis,
            out: P,
        ) -> Result<P::Result, Error>
        where
            $($bounds)*
        {
            $search(x, axis, out)
        }
    };
}
pub(crate) use along_axis_of_rank;
