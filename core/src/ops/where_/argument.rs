//! The arguments of `typed::where_`: references to arrays, and plain elements.
//!
//! A plain element takes the element type of the array beside it, as a scalar does in the dynamic function. So `0` and
//! `0.5` need no suffix. Two plain elements are rejected, because neither could take its type from an array.

use crate::dtype::Element;
use crate::layout::Strided;
use ndarray::{ArrayBase, ArrayRef, Data, Dimension, Ix0};

/// An operand of `typed::where_` beside `Other`: a reference to an array of any dtype, or a plain element of the
/// element type of the array `Other`.
///
/// `Kind` is [`ByReference`] or [`ByValue`], and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an operand of where_ together with `{Other}`",
    label = "expected a reference to an `ndarray` array, or an element of the other array's type",
    note = "pass an array by reference, with `&`; give a plain element the type of the other array, or wrap it in `&ndarray::arr0(..)`; for dynamic arrays call the dynamic `where_`"
)]
pub trait WhereOperand<Other, Kind>: sealed::Sealed<Kind> {
    /// The element type.
    type Elem: Element;
    /// The dimension, which is [`Ix0`](type@ndarray::Ix0) for an element.
    type Dim: Dimension;

    /// The elements.
    #[doc(hidden)]
    fn strided(&self) -> Strided<'_, Self::Elem>;
}

/// The kind of an operand that is a reference to an array.
#[derive(Debug, Clone, Copy)]
pub struct ByReference;

/// The kind of an operand that is a plain element.
#[derive(Debug, Clone, Copy)]
pub struct ByValue;

/// A reference to an array.
pub trait ArrayOperand {
    /// The element type.
    type Elem;
}

impl<S: Data, D> ArrayOperand for &ArrayBase<S, D> {
    type Elem = S::Elem;
}

impl<T, D> ArrayOperand for &ArrayRef<T, D> {
    type Elem = T;
}

#[diagnostic::do_not_recommend]
impl<S: Data<Elem: Element>, D: Dimension, Other> WhereOperand<Other, ByReference>
    for &ArrayBase<S, D>
{
    type Elem = S::Elem;
    type Dim = D;

    #[inline(always)]
    fn strided(&self) -> Strided<'_, S::Elem> {
        Strided::of(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Element, D: Dimension, Other> WhereOperand<Other, ByReference> for &ArrayRef<T, D> {
    type Elem = T;
    type Dim = D;

    #[inline(always)]
    fn strided(&self) -> Strided<'_, T> {
        Strided::of(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Element, Other: ArrayOperand<Elem = T>> WhereOperand<Other, ByValue> for T {
    type Elem = T;
    type Dim = Ix0;

    #[inline(always)]
    fn strided(&self) -> Strided<'_, T> {
        Strided::element(self)
    }
}

mod sealed {
    use super::{ArrayBase, ArrayRef, ByReference, ByValue, Data, Element};

    pub trait Sealed<Kind> {}

    #[diagnostic::do_not_recommend]
    impl<S: Data, D> Sealed<ByReference> for &ArrayBase<S, D> {}
    #[diagnostic::do_not_recommend]
    impl<T, D> Sealed<ByReference> for &ArrayRef<T, D> {}
    #[diagnostic::do_not_recommend]
    impl<T: Element> Sealed<ByValue> for T {}
}
