//! The functions that search an array of any layout, compiled per key type.

use super::axis;
use super::flat::{self, position_of_key};
use super::kernels::{Entries, Kernels};
use crate::along::Along;
use crate::array::out::{AnyRank, along_other_axes};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::{Strided, StridedMut};
use core::mem::MaybeUninit;
use ndarray::{ArrayD, arr0};

impl<K: Element> Entries<K> {
    pub(super) const fn new() -> Self {
        Self {
            dynamic,
            dynamic_into,
            into_existing: axis::into_existing,
            of_lanes: axis::of_lanes,
            write: axis::write,
            scattered: flat::scattered,
        }
    }
}

/// See [`Entries`].
fn dynamic<K: Element>(
    x: Strided<'_, K>,
    along: Along,
    kernels: &Kernels<K>,
) -> Result<ArrayD<Index>, Error> {
    let axis = along.resolve(x.shape().len())?;
    if let (None, false) = (axis, along.keeps_dims()) {
        return Ok(zero_dimensional(index(position_of_key(x, kernels)?)));
    }
    if let (Some(axis), false) = (axis, along.keeps_dims())
        && let Some(indices) = axis::of_lanes(x, axis, kernels)?
    {
        return Ok(along_other_axes::<AnyRank>(x.shape(), axis, indices));
    }
    axis::new_output::<K, AnyRank, _>(x, axis, along.keeps_dims(), kernels)
}

/// See [`Entries`].
fn dynamic_into<K: Element>(
    x: Strided<'_, K>,
    along: Along,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<K>,
) -> Result<(), Error> {
    let axis = along.resolve(x.shape().len())?;
    axis::into_existing(x, axis, along.keeps_dims(), out, kernels)
}

/// An index as a 0-d array. The array is built from a `MaybeUninit`, although the element is initialised: `assume_init`
/// moves the fields of the array one by one, which takes a fifth less time than the move that the compiler generates
/// otherwise.
#[inline(never)]
fn zero_dimensional(index: Index) -> ArrayD<Index> {
    let array = arr0(MaybeUninit::new(index)).into_dyn();
    // SAFETY: the only element of the array was made by `MaybeUninit::new`.
    unsafe { array.assume_init() }
}
