//! Views seen otherwise: of static rank, as another type, sliced and permuted with the checks that `ndarray` panics on.

use super::Strided;
use crate::Error;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use bytemuck::{AnyBitPattern, NoUninit, TransparentWrapper};
use core::mem::MaybeUninit;
use ndarray::{
    ArrayBase, ArrayView, ArrayViewD, Dimension, IxDyn, RawData, SliceInfo, SliceInfoElem,
};

/// A view as one of static rank.
///
/// # Panics
///
/// If the rank is another.
#[inline]
pub(crate) fn fix<S: RawData, D: Dimension>(view: ArrayBase<S, IxDyn>) -> ArrayBase<S, D> {
    match view.into_dimensionality() {
        Ok(view) => view,
        Err(_) => unreachable!("the rank was matched"),
    }
}

/// A view of newtypes as a view of what they wrap.
pub(crate) fn peel<P, T: TransparentWrapper<P>, D: Dimension>(
    view: ArrayView<'_, T, D>,
) -> ArrayView<'_, P, D> {
    let inner = view.raw_view().cast::<P>();
    // SAFETY: `TransparentWrapper<P>` promises that T has the layout of P and that every T holds a valid P. Shape and
    // strides are those of `view`, counted in elements of equal size, and `view` keeps its lifetime.
    unsafe { inner.deref_into_view() }
}

/// Newtypes as what they wrap.
#[inline]
pub(crate) fn peel_strided<P, T: TransparentWrapper<P>>(x: Strided<'_, T>) -> Strided<'_, P> {
    // SAFETY: as for `peel`.
    unsafe { x.cast() }
}

/// Elements as others of the same size, made of the same bits.
#[inline]
pub(crate) fn same_bits<A: NoUninit, B: AnyBitPattern>(x: Strided<'_, A>) -> Strided<'_, B> {
    const {
        assert!(
            size_of::<A>() == size_of::<B>() && align_of::<A>() >= align_of::<B>(),
            "elements take the same place"
        );
    }
    // SAFETY: all bytes of an A are initialised, any bytes make a B, and both take the same place.
    unsafe { x.cast() }
}

/// Elements to be written as arrays of bytes to be written.
pub(crate) fn as_bytes<T: NoUninit, const N: usize>(
    out: &mut [MaybeUninit<T>],
) -> &mut [MaybeUninit<[u8; N]>] {
    const { assert!(size_of::<T>() == N, "as many bytes as an element has") };
    // SAFETY: the target has the size of T and a smaller alignment. Nothing is read; what is written is any bytes, but
    // only this crate writes: the bytes of a T.
    unsafe { core::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len()) }
}

/// Newtypes to be written as what they wrap, to be written.
pub(crate) fn peel_out<P, T: TransparentWrapper<P>>(
    out: &mut [MaybeUninit<T>],
) -> &mut [MaybeUninit<P>] {
    // SAFETY: `TransparentWrapper<P>` promises that T has the layout of P and that every P makes a valid T.
    unsafe { core::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len()) }
}

/// `view.slice(info)`, with an error where `ndarray` panics.
pub fn sliced<'a, T>(
    view: ArrayViewD<'a, T>,
    info: &[SliceInfoElem],
) -> Result<ArrayViewD<'a, T>, Error> {
    let named = info
        .iter()
        .filter(|elem| !matches!(elem, SliceInfoElem::NewAxis))
        .count();
    if named != view.ndim() {
        return Err(Error::SliceRank {
            given: named,
            ndim: view.ndim(),
        });
    }
    let axes = info
        .iter()
        .filter(|elem| !matches!(elem, SliceInfoElem::NewAxis));
    for (axis, (elem, &len)) in axes.zip(view.shape()).enumerate() {
        match *elem {
            SliceInfoElem::Index(index) if from_start(index, len).is_none_or(|at| at == len) => {
                return Err(Error::IndexOutOfRange { axis, len, index });
            }
            SliceInfoElem::Slice { start, end, step } if !range_fits(start, end, step, len) => {
                let given = describe(start, end, step);
                return Err(Error::Slice { axis, len, given });
            }
            _ => {}
        }
    }
    // The dimensions are dynamic, so that any number of axes fits.
    SliceInfo::<_, IxDyn, IxDyn>::try_from(info)
        .map(|info| view.clone().slice_move(info))
        .map_err(|_| Error::SliceRank {
            given: named,
            ndim: view.ndim(),
        })
}

/// A position in an axis, its end included; a negative one counts from there.
fn from_start(at: isize, len: usize) -> Option<usize> {
    let at = match usize::try_from(at) {
        Ok(at) => at,
        Err(_) => len.checked_sub(at.unsigned_abs())?,
    };
    (at <= len).then_some(at)
}

fn range_fits(start: isize, end: Option<isize>, step: isize, len: usize) -> bool {
    let inside = |at| from_start(at, len).is_some();
    step != 0 && step != isize::MIN && inside(start) && end.is_none_or(inside)
}

fn describe(start: isize, end: Option<isize>, step: isize) -> String {
    let end = end.map_or_else(String::new, |end| end.to_string());
    let step = if step == 1 {
        String::new()
    } else {
        format!(";{step}")
    };
    format!("the range {start}..{end}{step}")
}

/// `view.permuted_axes(axes)`, with an error where `ndarray` panics.
pub fn permuted<'a, T>(
    view: ArrayViewD<'a, T>,
    axes: &[usize],
) -> Result<ArrayViewD<'a, T>, Error> {
    let ndim = view.ndim();
    let mut seen: Vec<bool> = vec![false; ndim];
    let fresh = |&axis: &usize| axis < ndim && !core::mem::replace(&mut seen[axis], true);
    if axes.len() == ndim && axes.iter().all(fresh) {
        Ok(view.permuted_axes(axes))
    } else {
        Err(Error::NotAPermutation {
            axes: axes.to_vec(),
            ndim,
        })
    }
}
