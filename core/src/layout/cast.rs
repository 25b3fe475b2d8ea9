//! Views as other types: of static rank, as the type inside a newtype, as the bits or bytes of elements.

use super::strided::Strided;
use bytemuck::{AnyBitPattern, NoUninit, TransparentWrapper};
use core::mem::MaybeUninit;
use ndarray::{ArrayBase, ArrayView, Dimension, IxDyn, RawData};

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

/// A view of elements as a view of newtypes over them.
pub(crate) fn wrap<P, T: TransparentWrapper<P>, D: Dimension>(
    view: ArrayView<'_, P, D>,
) -> ArrayView<'_, T, D> {
    let outer = view.raw_view().cast::<T>();
    // SAFETY: `TransparentWrapper<P>` promises that T has the layout of P and that every P makes a valid T. Shape and
    // strides are those of `view`, counted in elements of equal size, and `view` keeps its lifetime.
    unsafe { outer.deref_into_view() }
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
