//! A promotion table as generic code sees it: the traits that `kernels!` implements for the marker type of a table.
//!
//! Each is a trait of the *marker*, with the element types as parameters. So a table may hold types of other crates, and two
//! tables may hold the same type. Each operation adds a trait of its own, in its folder.

use crate::dtype::{DTypeOps, Element};

use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD};

/// A promotion table: implemented for its marker type.
pub trait Table: Sized + Copy + core::fmt::Debug + 'static {
    /// The name of the table's module.
    const NAME: &'static str;
    /// The enum of its dtypes.
    type DType: Copy + PartialEq + core::fmt::Debug;
    /// Its dynamic array.
    type Array;
    /// Its dynamic view.
    type ArrayView<'a>;
    /// Its dynamic mutable view.
    type ArrayViewMut<'a>;

    /// The name of an array's dtype.
    fn name_of(array: &Self::Array) -> &'static str;
    /// The name of a view's dtype.
    fn name_of_view(view: &Self::ArrayView<'_>) -> &'static str;
    /// The name of a mutable view's dtype.
    fn name_of_view_mut(view: &Self::ArrayViewMut<'_>) -> &'static str;
}

/// The table has a dtype of element type `T`.
#[diagnostic::on_unimplemented(
    message = "`{T}` is not the type of a dtype in the table `{Self}`",
    label = "the table `{Self}` has no dtype of type `{T}`",
    note = "convert the elements to one of the table's types, or declare a table that has `{T}`"
)]
pub trait HasDType<T>: Table {
    /// The dtype.
    const DTYPE: Self::DType;
    /// Its name.
    const DTYPE_NAME: &'static str;
    /// Whose row kernels it runs.
    type Ops: DTypeOps<T>;

    /// Wraps an array, without copying.
    fn wrap(array: ArrayD<T>) -> Self::Array;
    /// The array inside, if it is of this dtype.
    fn unwrap(array: Self::Array) -> Result<ArrayD<T>, Self::Array>;
    /// Wraps a view.
    fn wrap_view(view: ArrayViewD<'_, T>) -> Self::ArrayView<'_>;
    /// Wraps a mutable view.
    fn wrap_view_mut(view: ArrayViewMutD<'_, T>) -> Self::ArrayViewMut<'_>;
    /// The mutable view inside, not moved, if it is of this dtype.
    fn as_view_mut<'a, 'b>(
        view: &'b mut Self::ArrayViewMut<'a>,
    ) -> Result<&'b mut ArrayViewMutD<'a, T>, &'b mut Self::ArrayViewMut<'a>>;
    /// The view inside, if it is of this dtype.
    fn unwrap_view(view: Self::ArrayView<'_>) -> Result<ArrayViewD<'_, T>, Self::ArrayView<'_>>;
}

/// The table's promotion of a pair.
#[diagnostic::on_unimplemented(
    message = "the table `{Self}` defines no promotion of `{A}` with `{B}`",
    label = "no dtype of `{Self}` lies above both `{A}` and `{B}`",
    note = "convert one of the two arrays first, for example with `.mapv(..)`"
)]
pub trait Promotion<A, B>:
    HasDType<A>
    + HasDType<B>
    + HasDType<Self::Output>
    + Convert<A, Self::Output>
    + Convert<B, Self::Output>
{
    /// The element type of the result.
    type Output: Element;
}

/// The table's conversion of elements to a dtype that they promote to.
pub trait Convert<A, R>: Table {
    /// The element as one of the wider dtype.
    fn convert(element: A) -> R;
}
