//! The requirements of a table on its types. Each requirement is a trait, so that a type that does not meet it is
//! reported once, in the terms of the table.
//!
//! Generated code names the type of a row as `<Checked<T, { T::SATISFIED }> as Project>::Type`, which is `T`. If a
//! requirement is not met, this constant does not compile, and the message below appears at the type of the row. rustc
//! reports no further errors about a type that names such a constant.

use super::Element;
use super::native::{NativeDType, NativeOrdered};
use bytemuck::TransparentWrapper;
use core::marker::PhantomData;

/// `Depth: T;` and every other row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a dtype",
    label = "this type lacks a trait that every element type needs",
    note = "an element type is `Copy + PartialEq + Debug + Send + Sync + 'static`; derive the traits that are missing"
)]
pub trait DType {
    /// Always `true`: the requirement is met.
    const SATISFIED: bool;
}

impl<T: Element> DType for T {
    const SATISFIED: bool = true;
}

/// `Depth: T;` that is not `unordered`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no order, so it cannot have argmax and argmin",
    label = "this type is not `PartialOrd`",
    note = "derive `PartialOrd` for it, or write `unordered` after it in the table"
)]
pub trait HasOrder {
    /// Always `true`: the requirement is met.
    const SATISFIED: bool;
}

#[diagnostic::do_not_recommend]
impl<T: PartialOrd> HasOrder for T {
    const SATISFIED: bool = true;
}

/// `Depth: T as P;`
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a transparent newtype over `{P}`, so it cannot run the kernels of `{P}`",
    label = "this type is not `bytemuck::TransparentWrapper<{P}>`",
    note = "derive `bytemuck::TransparentWrapper` under `#[repr(transparent)]` for a newtype over `{P}`; or remove `as {P}` to run the portable kernels"
)]
pub trait NewtypeOf<P> {
    /// Always `true`: the requirement is met.
    const SATISFIED: bool;
}

#[diagnostic::do_not_recommend]
impl<P, T: TransparentWrapper<P>> NewtypeOf<P> for T {
    const SATISFIED: bool = true;
}

/// `Depth: T, native;`
#[diagnostic::on_unimplemented(
    message = "there are no native kernels for `{Self}`",
    label = "this type has no native kernels",
    note = "remove `native` to run the portable kernels, or name the primitive inside with `as`; `half::f16` and `half::bf16` have native kernels with the feature `half` of argwhere"
)]
pub trait HasKernels {
    /// Always `true`: the requirement is met.
    const SATISFIED: bool;
}

#[diagnostic::do_not_recommend]
impl<T: NativeDType> HasKernels for T {
    const SATISFIED: bool = true;
}

/// `Depth: T, native;` that is not `unordered`.
#[diagnostic::on_unimplemented(
    message = "there are no native kernels with an order for `{Self}`",
    label = "this type has no native kernels, or none with an order",
    note = "remove `native` to run the portable kernels; for a native type without an order, such as `Complex<f32>`, write `unordered` beside `native`; `half::f16` and `half::bf16` have native kernels with the feature `half` of argwhere"
)]
pub trait HasOrderedKernels {
    /// Always `true`: the requirement is met.
    const SATISFIED: bool;
}

#[diagnostic::do_not_recommend]
impl<T: NativeOrdered> HasOrderedKernels for T {
    const SATISFIED: bool = true;
}

/// `Depth: T;` without `zero = VALUE` and without `num_traits::Zero`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has neither `num_traits::Zero` nor `Default`, so the macro does not know its zero",
    label = "this type is not `Default`",
    note = "derive `Default` if the default is zero, or write `zero = VALUE` after the type"
)]
pub trait HasZero {
    /// The default.
    fn zero() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> HasZero for T {
    #[inline]
    fn zero() -> Self {
        T::default()
    }
}

/// `Lower < Upper;` without `with`.
#[diagnostic::on_unimplemented(
    message = "`{Lower}` cannot be converted to `{Self}`: `{Self}` does not implement `From<{Lower}>`",
    label = "no conversion for this step",
    note = "write the conversion in the step, `LOWER < UPPER with |x| ..;`, or implement `From<{Lower}>`; between primitives, `lossy LOWER < UPPER;` rounds"
)]
pub trait Upper<Lower> {
    /// The same value.
    fn widen(lower: Lower) -> Self;
}

#[diagnostic::do_not_recommend]
impl<Lower, T: From<Lower>> Upper<Lower> for T {
    #[inline]
    fn widen(lower: Lower) -> Self {
        T::from(lower)
    }
}

/// A type, and whether it meets the requirements of its row.
#[derive(Debug)]
pub struct Checked<T, const SATISFIED: bool>(PhantomData<T>);

/// The type that is checked.
pub trait Project {
    /// The type.
    type Type;
}

impl<T, const SATISFIED: bool> Project for Checked<T, SATISFIED> {
    type Type = T;
}
