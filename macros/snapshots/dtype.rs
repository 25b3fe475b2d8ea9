// /// What it is for.
// pub mod table;
// operations { nonzero }
// dtypes { Int16: i16; }

/// What it is for.
/**

# Dtypes

| dtype | element type | kernels | operations |
|---|---|---|---|
| [`int16`](self::table::DType::Int16) | `i16` | native | `nonzero` |

# Promotion

Each cell is the dtype that the dtypes of its row and its column promote to.

<div style="overflow: auto; max-height: 90vh; margin-bottom: 0.75rem; font-size: 0.8rem"><table><thead><tr><th style="position: sticky; top: -1px; left: -1px; z-index: 2; background: var(--main-background-color); box-shadow: inset -1px -1px var(--border-color)"></th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">int<wbr>16</th></tr></thead><tbody>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">int16</th><td>int<wbr>16</td></tr>
</tbody></table></div>

Promotion is associative: the result of several dtypes does not depend on the order in which they are promoted.
*/
pub mod table {
    /// The dtypes of the table.
    #[__argwhere::derive(
        __argwhere::Clone,
        __argwhere::Copy,
        __argwhere::Debug,
        __argwhere::PartialEq,
        __argwhere::Eq,
        __argwhere::Hash
    )]
    pub enum DType {
        ///The dtype `int16`.
        Int16,
    }
    ///The marker type of the table `table`. It implements the traits of [`argwhere::table`](__argwhere::Table).
    #[__argwhere::derive(
        __argwhere::Clone,
        __argwhere::Copy,
        __argwhere::Debug,
        __argwhere::PartialEq,
        __argwhere::Eq,
        __argwhere::Hash
    )]
    pub struct Table;
    #[automatically_derived]
    impl __argwhere::Table for Table {
        const NAME: &'static str = "table";
        type DType = DType;
        type Array = Array;
        type ArrayView<'a> = ArrayView<'a>;
        type ArrayViewMut<'a> = ArrayViewMut<'a>;
        #[inline]
        fn view(array: &Array) -> ArrayView<'_> {
            array.view()
        }
        #[inline]
        fn shape_of_view<'a>(view: &'a ArrayView<'_>) -> &'a [usize] {
            view.shape()
        }
        fn name_of(array: &Array) -> &'static str {
            array.dtype().name()
        }
        fn name_of_view_mut(view: &ArrayViewMut<'_>) -> &'static str {
            view.dtype().name()
        }
        fn name_of_view(view: &ArrayView<'_>) -> &'static str {
            view.dtype().name()
        }
    }
    #[doc(hidden)]
    const __NAMES: [&str; 1] = ["int16"];
    impl DType {
        /// All dtypes, in the order of the table.
        pub const ALL: &'static [Self] = &[Self::Int16];
        /// The name in lower case, as error messages show it: `int16` for `DType::Int16`.
        #[must_use]
        pub const fn name(self) -> &'static str {
            __NAMES[self as usize]
        }
        /// The size of an element in bytes.
        #[must_use]
        pub const fn size(self) -> usize {
            const SIZES: [usize; 1] = [__argwhere::size_of::<i16>()];
            SIZES[self as usize]
        }
        /// Whether the elements have an order, which `argmax` and `argmin` need.
        #[must_use]
        pub const fn is_ordered(self) -> bool {
            const ORDERED: [bool; 1] = [true];
            ORDERED[self as usize]
        }
        /// The dtype that the two promote to, or `None` if the table defines no promotion of them.
        #[must_use]
        pub const fn promote(self, other: Self) -> __argwhere::Option<Self> {
            use __argwhere::Option::{self, None, Some};
            const RESULTS: [[Option<DType>; 1]; 1] = [[Some(DType::Int16)]];
            RESULTS[self as usize][other as usize]
        }
        /// The dtype of an element type of the table.
        #[must_use]
        pub const fn of<T: __argwhere::Element>() -> Self
        where
            self::Table: __argwhere::HasDType<T>,
        {
            <self::Table as __argwhere::HasDType<T>>::DTYPE
        }
    }
    #[automatically_derived]
    impl __argwhere::FromStr for DType {
        type Err = __argwhere::Error;
        fn from_str(name: &str) -> __argwhere::Result<Self, __argwhere::Error> {
            __argwhere::array::named::<self::Table>(name, &__NAMES, Self::ALL)
        }
    }
    impl DType {
        /// Converts a scalar to a 0-d array of this dtype.
        ///
        /// # Errors
        ///
        /// - [`Error::ScalarKind`](__argwhere::Error::ScalarKind) if the dtype does not accept scalars of this kind.
        /// - [`Error::ScalarOutOfRange`](__argwhere::Error::ScalarOutOfRange) if the scalar is out of range for the dtype.
        pub fn scalar(
            self,
            scalar: impl __argwhere::Into<__argwhere::Scalar>,
        ) -> __argwhere::Result<Array, __argwhere::Error> {
            let scalar = scalar.into();
            match self {
                Self::Int16 => {
                    __argwhere::operand::weak::<self::Table, i16>(scalar)
                        .map(Array::Int16)
                }
            }
        }
    }
}
