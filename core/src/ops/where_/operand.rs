//! An operand of `where_` whose dtype is no longer known: what it takes for its elements to become elements of the result.
//!
//! Two functions know it, and are compiled once a conversion: [`fetch`](Operand::fetch) writes elements to a buffer from any
//! stride; [`convert_selected`](Operand::convert_selected) converts and selects in one loop, for elements side by side.

use super::dtype::WhereOps;
use crate::dtype::Element;
use crate::layout::{Strided, StridedSlice};
use crate::simd::multiversion;
use crate::table::{Convert, HasDType};
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::slice;

/// An array whose elements become elements of `R`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operand<'a, R> {
    first: *const (),
    pub(super) shape: &'a [usize],
    pub(super) strides: &'a [isize],
    /// Bytes of an element.
    size: usize,
    fetch: Fetch<R>,
    /// `None` if the elements are of `R` already.
    select: Option<ConvertSelected<R>>,
}

/// Fills a buffer with elements, so many `stride` behind each other from a pointer on, which are converted on the way.
///
/// # Safety
///
/// The elements can be read, and are of the type that the function is for.
type Fetch<R> = unsafe fn(*const (), isize, &mut [MaybeUninit<R>]);

/// `fn(when, condition, from, other, out)` writes elements from a pointer on, converted, where the condition is `when`, else
/// those of `other`. All of `out` is written.
///
/// # Safety
///
/// There are as many elements side by side as in `out`, of the type that the function is for.
pub(super) type ConvertSelected<R> =
    unsafe fn(bool, &[bool], *const (), &[R], &mut [MaybeUninit<R>]);

impl<'a, R: Element> Operand<'a, R> {
    /// Of the result's dtype.
    pub(super) fn own(x: Strided<'a, R>) -> Self {
        Self {
            first: x.as_ptr().cast(),
            shape: x.shape(),
            strides: x.strides(),
            size: size_of::<R>(),
            fetch: fetch_own::<R>,
            select: None,
        }
    }

    /// Of any dtype below it.
    pub(super) fn of<M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>, T: Element>(
        x: Strided<'a, T>,
    ) -> Self {
        if let Some(own) = x.as_of() {
            return Self::own(own);
        }
        Self {
            first: x.as_ptr().cast(),
            shape: x.shape(),
            strides: x.strides(),
            size: size_of::<T>(),
            fetch: fetch::<M, T, R>,
            select: Some(convert_selected::<M, T, R>),
        }
    }

    /// Whether the elements are of the result's dtype.
    pub(super) fn is_own(&self) -> bool {
        self.select.is_none()
    }

    /// The element so many behind the first.
    pub(super) fn at(&self, offset: isize) -> *const () {
        self.first
            .wrapping_byte_offset(offset * self.size.cast_signed())
    }

    /// So many elements from an offset on.
    ///
    /// # Safety
    ///
    /// They are there, of the type `R`, and side by side.
    pub(super) unsafe fn elements(&self, offset: isize, len: usize) -> &'a [R] {
        // SAFETY: the caller's promise.
        unsafe { slice::from_raw_parts(self.at(offset).cast(), len) }
    }

    /// Fills a buffer with elements, so many `stride` behind each other from an offset on.
    ///
    /// # Safety
    ///
    /// They are there.
    pub(super) unsafe fn fetch(&self, offset: isize, stride: isize, to: &mut [MaybeUninit<R>]) {
        // SAFETY: the function is that of the array's type; the caller says that the elements are there.
        unsafe { (self.fetch)(self.at(offset), stride, to) }
    }

    /// What converts elements of that stride while it selects, if they need to be converted and lie side by side.
    pub(super) fn convert_selected(&self, stride: isize) -> Option<ConvertSelected<R>> {
        self.select.filter(|_| stride == 1)
    }
}

unsafe fn fetch_own<R: Element>(first: *const (), stride: isize, to: &mut [MaybeUninit<R>]) {
    let first = first.cast::<R>();
    if stride == 0 {
        // SAFETY: the caller's promise.
        to.fill(MaybeUninit::new(unsafe { *first }));
    } else {
        // SAFETY: the caller's promise.
        unsafe { StridedSlice::new(first, stride, to.len()) }.gather(to);
    }
}

unsafe fn fetch<M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>, T: Element, R: Element>(
    first: *const (),
    stride: isize,
    to: &mut [MaybeUninit<R>],
) {
    multiversion! {
        fn convert<C: Conversion>(from: &[C::From], to: &mut [MaybeUninit<C::To>]) = C::convert;
    }
    let first = first.cast::<T>();
    if stride == 0 {
        // SAFETY: the caller's promise.
        to.fill(MaybeUninit::new(M::convert(unsafe { *first })));
    } else {
        // SAFETY: the caller's promise.
        let lane = unsafe { StridedSlice::new(first, stride, to.len()) };
        lane.each_part(|part, start| {
            convert::<By<M, T, R>>(part, &mut to[start..start + part.len()]);
        });
    }
}

unsafe fn convert_selected<
    M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>,
    T: Element,
    R: Element,
>(
    when: bool,
    condition: &[bool],
    from: *const (),
    other: &[R],
    out: &mut [MaybeUninit<R>],
) {
    multiversion! {
        fn select<C: Conversion>(
            when: bool,
            condition: &[bool],
            from: &[C::From],
            other: &[C::To],
            out: &mut [MaybeUninit<C::To>],
        ) = C::select;
    }
    // SAFETY: the caller's promise.
    let from = unsafe { slice::from_raw_parts(from.cast::<T>(), out.len()) };
    select::<By<M, T, R>>(when, condition, from, other, out);
}

/// A conversion as one type, which is what a multiversioned function can be generic over.
trait Conversion {
    type From;
    type To;
    /// Converts as many elements as there is room for.
    fn convert(from: &[Self::From], to: &mut [MaybeUninit<Self::To>]);
    /// As [`ConvertSelected`].
    fn select(
        when: bool,
        condition: &[bool],
        from: &[Self::From],
        other: &[Self::To],
        out: &mut [MaybeUninit<Self::To>],
    );
}

/// The conversion of a table.
struct By<M, T, R>(PhantomData<(M, T, R)>);

impl<M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>, T: Element, R: Element> Conversion
    for By<M, T, R>
{
    type From = T;
    type To = R;

    #[inline(always)]
    fn convert(from: &[T], to: &mut [MaybeUninit<R>]) {
        assert_eq!(from.len(), to.len(), "a conversion writes each element");
        for at in 0..to.len() {
            to[at].write(M::convert(from[at]));
        }
    }

    #[inline(always)]
    fn select(when: bool, condition: &[bool], from: &[T], other: &[R], out: &mut [MaybeUninit<R>]) {
        // As a number: of a truth the compiler makes a load by a mask, which takes a quarter longer from memory.
        let xor_mask = u8::from(!when);
        let len = out.len();
        let (condition, from, other) = (&condition[..len], &from[..len], &other[..len]);
        for at in 0..len {
            let converted = M::convert(from[at]);
            let condition = u8::from(condition[at]) ^ xor_mask;
            out[at].write(M::Ops::element(condition, converted, other[at]));
        }
    }
}
