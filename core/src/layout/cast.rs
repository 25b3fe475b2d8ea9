//! Views as views of another type: of static rank, of the type inside a newtype, or of the bits or bytes of the
//! elements; and views with other axes, by way of views of bytes.

use super::strided::{Strided, StridedMut};
use bytemuck::{AnyBitPattern, NoUninit, TransparentWrapper};
use core::mem::MaybeUninit;
use ndarray::{
    ArrayBase, ArrayViewD, Axis, Dimension, IxDyn, RawArrayView, RawData, SliceInfo, SliceInfoElem,
};

/// A view of dynamic rank as a view of static rank.
///
/// # Panics
///
/// If the rank differs.
#[inline]
pub(crate) fn fix<S: RawData, D: Dimension>(view: ArrayBase<S, IxDyn>) -> ArrayBase<S, D> {
    match view.into_dimensionality() {
        Ok(view) => view,
        Err(_) => unreachable!("the rank was matched"),
    }
}

/// A change of the axes of a view.
pub(crate) enum AxisChange<'i> {
    /// An axis is removed at an index.
    At(Axis, usize),
    /// An axis of length 1 is inserted.
    With(Axis),
    /// The view is sliced.
    Slice(SliceInfo<&'i [SliceInfoElem], IxDyn, IxDyn>),
}

impl AxisChange<'_> {
    /// The view with other axes. All but a few casts is compiled once per size of an element.
    ///
    /// # Panics
    ///
    /// Where the function of `ndarray` panics.
    #[inline(never)]
    pub(crate) fn of<'a, T>(self, view: &ArrayViewD<'a, T>) -> ArrayViewD<'a, T> {
        let view = view.raw_view();
        let changed = match size_of::<T>() {
            1 => self.apply(view.cast::<[u8; 1]>()).cast(),
            2 => self.apply(view.cast::<[u8; 2]>()).cast(),
            4 => self.apply(view.cast::<[u8; 4]>()).cast(),
            8 => self.apply(view.cast::<[u8; 8]>()).cast(),
            16 => self.apply(view.cast::<[u8; 16]>()).cast(),
            _ => self.apply(view),
        };
        // SAFETY: `changed` reaches only elements of `view`, which borrowed them for all of `'a`.
        unsafe { changed.deref_into_view() }
    }

    /// A view of elements of the view.
    #[inline(never)]
    fn apply<B>(self, view: RawArrayView<B, IxDyn>) -> RawArrayView<B, IxDyn> {
        match self {
            Self::At(axis, index) => view.index_axis_move(axis, index),
            Self::With(axis) => view.insert_axis(axis),
            Self::Slice(info) => view.slice_move(info),
        }
    }
}

/// An array of newtypes as an array of the type inside.
#[inline]
pub(crate) fn peel_strided<P, T: TransparentWrapper<P>>(x: Strided<'_, T>) -> Strided<'_, P> {
    // SAFETY: `TransparentWrapper<P>` promises that T has the layout of P and that every T holds a valid P.
    unsafe { x.cast() }
}

/// An array as an array of another type of equal size, whose elements have the same bits.
#[inline]
pub(crate) fn same_bits<A: NoUninit, B: AnyBitPattern>(x: Strided<'_, A>) -> Strided<'_, B> {
    const {
        assert!(
            size_of::<A>() == size_of::<B>() && align_of::<A>() >= align_of::<B>(),
            "both types have one size, and the new one no larger alignment"
        );
    }
    // SAFETY: all bytes of an A are initialised, any bytes are a valid B, the sizes are equal and the alignment
    // suffices.
    unsafe { x.cast() }
}

/// An array to write newtypes to as an array to write the type inside to.
#[inline]
pub(crate) fn peel_strided_mut<P, T: TransparentWrapper<P>>(
    out: StridedMut<'_, T>,
) -> StridedMut<'_, P> {
    // SAFETY: `TransparentWrapper<P>` promises that T has the layout of P, and that every P is a valid T.
    unsafe { out.cast() }
}

/// An array to write elements to as an array of another type of equal size, for the bits of elements.
#[inline]
pub(crate) fn same_bits_mut<A: NoUninit, B: AnyBitPattern>(
    out: StridedMut<'_, A>,
) -> StridedMut<'_, B> {
    const {
        assert!(
            size_of::<A>() == size_of::<B>() && align_of::<A>() >= align_of::<B>(),
            "both types have one size, and the new one no larger alignment"
        );
    }
    // SAFETY: the sizes are equal and the alignment suffices. The caller must write only the bits of an A: `top_k` writes
    // the bits of elements of its array, and `where_` those of an element of `x1` or `x2`.
    unsafe { out.cast() }
}

/// Slots for elements as slots for their bytes.
pub(crate) fn as_bytes<T: NoUninit, const N: usize>(
    out: &mut [MaybeUninit<T>],
) -> &mut [MaybeUninit<[u8; N]>] {
    const { assert!(size_of::<T>() == N, "the size of an element") };
    // SAFETY: `[u8; N]` has the size of T and alignment 1. Slots need not be initialised. The caller must write only
    // the bytes of a T to them: `where_` writes the bytes of an element of `x1` or `x2`, and `extract` those of an
    // element of `x`, or zeros that it overwrites.
    unsafe { core::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len()) }
}

/// Slots for the bytes of elements as slots for the elements.
///
/// # Panics
///
/// If they are not aligned for elements.
pub(crate) fn of_bytes<T: NoUninit, const N: usize>(
    out: &mut [MaybeUninit<[u8; N]>],
) -> &mut [MaybeUninit<T>] {
    const { assert!(size_of::<T>() == N, "the size of an element") };
    let first = out.as_mut_ptr().cast::<MaybeUninit<T>>();
    assert!(first.is_aligned(), "slots that are aligned for elements");
    // SAFETY: T has the size of `[u8; N]`, and the slots are aligned for it. All bytes of a T are initialised, so a slot
    // in which one is written holds bytes.
    unsafe { core::slice::from_raw_parts_mut(first, out.len()) }
}

/// Slots for elements of one type as slots for those of another one of equal size.
pub(crate) fn slots_of<A, B>(slots: &mut [MaybeUninit<A>]) -> &mut [MaybeUninit<B>] {
    const {
        assert!(
            size_of::<A>() == size_of::<B>() && align_of::<A>() >= align_of::<B>(),
            "both types have one size, and the new one no larger alignment"
        );
    }
    // SAFETY: the sizes are equal and the alignment suffices, as just asserted. A slot of either type may
    // hold any bytes. The caller must write only the bits of an A: `top_k` and `searchsorted` write those of elements.
    unsafe { core::slice::from_raw_parts_mut(slots.as_mut_ptr().cast(), slots.len()) }
}

/// Slots for newtypes as slots for the type inside.
pub(crate) fn peel_out<P, T: TransparentWrapper<P>>(
    out: &mut [MaybeUninit<T>],
) -> &mut [MaybeUninit<P>] {
    // SAFETY: `TransparentWrapper<P>` promises that T has the layout of P, and that every P is a valid T. So a slot in
    // which a P is written holds a T.
    unsafe { core::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len()) }
}

/// Slots for the type inside a newtype as slots for newtypes.
pub(crate) fn wrap_out<P, T: TransparentWrapper<P>>(
    out: &mut [MaybeUninit<P>],
) -> &mut [MaybeUninit<T>] {
    // SAFETY: `TransparentWrapper<P>` promises that T has the layout of P, and that every T holds a valid P. So a slot in
    // which a T is written holds a P.
    unsafe { core::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len()) }
}
