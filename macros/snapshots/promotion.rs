// mod table;
// operations { nonzero }
// dtypes { Int8: i8; UInt16: u16; Int32: i32; Float: f32; Double: f64; }
// promotion {
// Int8 < Int32 < Double;
// UInt16 < Int32;
// Int8 < Float < Double;
// UInt16 < Float;
// /// as NumPy
// Int8 | UInt16 = Int32;
// }

/**

# Dtypes

| dtype | element type | kernels | operations |
|---|---|---|---|
| [`int8`](self::table::DType::Int8) | `i8` | native | `nonzero` |
| [`uint16`](self::table::DType::UInt16) | `u16` | native | `nonzero` |
| [`int32`](self::table::DType::Int32) | `i32` | native | `nonzero` |
| [`float`](self::table::DType::Float) | `f32` | native | `nonzero` |
| [`double`](self::table::DType::Double) | `f64` | native | `nonzero` |

# Promotion

Each cell is the dtype that the dtypes of its row and its column promote to; bold means that an explicit row says so.

<div style="overflow: auto; max-height: 90vh; margin-bottom: 0.75rem; font-size: 0.8rem"><table><thead><tr><th style="position: sticky; top: -1px; left: -1px; z-index: 2; background: var(--main-background-color); box-shadow: inset -1px -1px var(--border-color)"></th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">int<wbr>8</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">uint<wbr>16</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">int<wbr>32</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">float</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">double</th></tr></thead><tbody>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">int8</th><td>int<wbr>8</td><td><b>int<wbr>32</b></td><td>int<wbr>32</td><td>float</td><td>double</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">uint16</th><td><b>int<wbr>32</b></td><td>uint<wbr>16</td><td>int<wbr>32</td><td>float</td><td>double</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">int32</th><td>int<wbr>32</td><td>int<wbr>32</td><td>int<wbr>32</td><td>double</td><td>double</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">float</th><td>float</td><td>float</td><td>double</td><td>float</td><td>double</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">double</th><td>double</td><td>double</td><td>double</td><td>double</td><td>double</td></tr>
</tbody></table></div>

# Explicit rows

- `int8` with `uint16` is `int32`: as NumPy

# Grouping

Promotion is not associative: the result of three dtypes depends on which two are promoted first.

| `a`, `b`, `c` | `a` with `b` first | `b` with `c` first |
|---|---|---|
| `int8`, `uint16`, `float` | `double` | `float` |
| `uint16`, `int8`, `float` | `double` | `float` |
*/
mod table {
    impl DType {
        /// All dtypes, in the order of the table.
        pub const ALL: &'static [Self] = &[
            Self::Int8,
            Self::UInt16,
            Self::Int32,
            Self::Float,
            Self::Double,
        ];
        /// The name in lower case, as error messages show it: `int16` for `DType::Int16`.
        #[must_use]
        pub const fn name(self) -> &'static str {
            __NAMES[self as usize]
        }
        /// The size of an element in bytes.
        #[must_use]
        pub const fn size(self) -> usize {
            const SIZES: [usize; 5] = [
                __argwhere::size_of::<i8>(),
                __argwhere::size_of::<u16>(),
                __argwhere::size_of::<i32>(),
                __argwhere::size_of::<f32>(),
                __argwhere::size_of::<f64>(),
            ];
            SIZES[self as usize]
        }
        /// Whether the elements have an order, which `argmax` and `argmin` need.
        #[must_use]
        pub const fn is_ordered(self) -> bool {
            const ORDERED: [bool; 5] = [true, true, true, true, true];
            ORDERED[self as usize]
        }
        /// The dtype that the two promote to, or `None` if the table defines no promotion of them.
        #[must_use]
        pub const fn promote(self, other: Self) -> __argwhere::Option<Self> {
            use __argwhere::Option::{self, None, Some};
            const RESULTS: [[Option<DType>; 5]; 5] = [
                [
                    Some(DType::Int8),
                    Some(DType::Int32),
                    Some(DType::Int32),
                    Some(DType::Float),
                    Some(DType::Double),
                ],
                [
                    Some(DType::Int32),
                    Some(DType::UInt16),
                    Some(DType::Int32),
                    Some(DType::Float),
                    Some(DType::Double),
                ],
                [
                    Some(DType::Int32),
                    Some(DType::Int32),
                    Some(DType::Int32),
                    Some(DType::Double),
                    Some(DType::Double),
                ],
                [
                    Some(DType::Float),
                    Some(DType::Float),
                    Some(DType::Double),
                    Some(DType::Float),
                    Some(DType::Double),
                ],
                [
                    Some(DType::Double),
                    Some(DType::Double),
                    Some(DType::Double),
                    Some(DType::Double),
                    Some(DType::Double),
                ],
            ];
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
                Self::Int8 => {
                    __argwhere::operand::weak::<self::Table, i8>(scalar).map(Array::Int8)
                }
                Self::UInt16 => {
                    __argwhere::operand::weak::<self::Table, u16>(scalar)
                        .map(Array::UInt16)
                }
                Self::Int32 => {
                    __argwhere::operand::weak::<self::Table, i32>(scalar)
                        .map(Array::Int32)
                }
                Self::Float => {
                    __argwhere::operand::weak::<self::Table, f32>(scalar)
                        .map(Array::Float)
                }
                Self::Double => {
                    __argwhere::operand::weak::<self::Table, f64>(scalar)
                        .map(Array::Double)
                }
            }
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i8, i8> for self::Table {
        type Output = i8;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i8, u16> for self::Table {
        type Output = i32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i8, i32> for self::Table {
        type Output = i32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i8, f32> for self::Table {
        type Output = f32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i8, f64> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<u16, i8> for self::Table {
        type Output = i32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<u16, u16> for self::Table {
        type Output = u16;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<u16, i32> for self::Table {
        type Output = i32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<u16, f32> for self::Table {
        type Output = f32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<u16, f64> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i32, i8> for self::Table {
        type Output = i32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i32, u16> for self::Table {
        type Output = i32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i32, i32> for self::Table {
        type Output = i32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i32, f32> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i32, f64> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f32, i8> for self::Table {
        type Output = f32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f32, u16> for self::Table {
        type Output = f32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f32, i32> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f32, f32> for self::Table {
        type Output = f32;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f32, f64> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f64, i8> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f64, u16> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f64, i32> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f64, f32> for self::Table {
        type Output = f64;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<f64, f64> for self::Table {
        type Output = f64;
    }
}
