//! The traits of a promotion table. `kernels!` implements them for the marker type of each table, such as `Standard`.
//!
//! They are traits of the *marker*, with the element types as parameters. So a table can contain types of other crates, and
//! two tables can contain the same type. Each operation adds its own trait.

use crate::dtype::{DTypeOps, Element};

use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD};

/// A promotion table. The implementor is the marker type of the table.
pub trait Table: Sized + Copy + core::fmt::Debug + 'static {
    /// The name of the table's module.
    const NAME: &'static str;
    /// The enum of the table's dtypes.
    type DType: Copy + PartialEq + core::fmt::Debug;
    /// The table's dynamic array.
    type Array: Clone + PartialEq + core::fmt::Debug + Send + Sync;
    /// The table's dynamic view.
    type ArrayView<'a>: Send + Sync;
    /// The table's dynamic mutable view.
    type ArrayViewMut<'a>;

    /// A view of an array.
    fn view(array: &Self::Array) -> Self::ArrayView<'_>;
    /// The length of each axis of a view.
    fn shape_of_view<'a>(view: &'a Self::ArrayView<'_>) -> &'a [usize];
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
    /// The name of the dtype.
    const DTYPE_NAME: &'static str;
    /// The implementation of the dtype: the kernels that it runs.
    type Ops: DTypeOps<T>;

    /// Wraps an array as a dynamic array, without copying.
    fn wrap(array: ArrayD<T>) -> Self::Array;
    /// The array inside, if it has this dtype; otherwise the argument.
    fn unwrap(array: Self::Array) -> Result<ArrayD<T>, Self::Array>;
    /// Wraps a view as a dynamic view.
    fn wrap_view(view: ArrayViewD<'_, T>) -> Self::ArrayView<'_>;
    /// Wraps a mutable view as a dynamic mutable view.
    fn wrap_view_mut(view: ArrayViewMutD<'_, T>) -> Self::ArrayViewMut<'_>;
    /// A reference to the mutable view inside, if it has this dtype; otherwise the argument.
    fn as_view_mut<'a, 'b>(
        view: &'b mut Self::ArrayViewMut<'a>,
    ) -> Result<&'b mut ArrayViewMutD<'a, T>, &'b mut Self::ArrayViewMut<'a>>;
    /// The view inside, if it has this dtype; otherwise the argument.
    fn unwrap_view(view: Self::ArrayView<'_>) -> Result<ArrayViewD<'_, T>, Self::ArrayView<'_>>;
}

/// The table promotes elements of `A` and `B` to a common dtype.
#[diagnostic::on_unimplemented(
    message = "the table `{Self}` defines no promotion of `{A}` and `{B}`",
    label = "`{Self}` has no dtype above both `{A}` and `{B}`",
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

/// The table converts elements of `A` to `R`, a dtype that they promote to.
pub trait Convert<A, R>: Table {
    /// Converts an element to the wider dtype.
    fn convert(element: A) -> R;
}
