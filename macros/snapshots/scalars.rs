// mod table;
// operations { where_ }
// dtypes { Bool: bool; Float: f32; Complex: Complex<f32>, unordered, native; }
// promotion { Float < Complex; }
// scalars {
// /// as Python
// bool = Bool;
// Float | complex = Complex;
// }

/**

# Dtypes

| dtype | element type | kernels | operations |
|---|---|---|---|
| [`bool`](self::table::DType::Bool) | `bool` | native | `where_` |
| [`float`](self::table::DType::Float) | `f32` | native | `where_` |
| [`complex`](self::table::DType::Complex) | `Complex<f32>` | native | `where_` |

# Promotion

Each cell is the dtype that the dtypes of its row and its column promote to; ✗ means that they do not promote.

<div style="overflow: auto; max-height: 90vh; margin-bottom: 0.75rem; font-size: 0.8rem"><table><thead><tr><th style="position: sticky; top: -1px; left: -1px; z-index: 2; background: var(--main-background-color); box-shadow: inset -1px -1px var(--border-color)"></th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">bool</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">float</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">complex</th></tr></thead><tbody>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">bool</th><td>bool</td><td style="text-align: center; opacity: 0.4">✗</td><td style="text-align: center; opacity: 0.4">✗</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">float</th><td style="text-align: center; opacity: 0.4">✗</td><td>float</td><td>complex</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">complex</th><td style="text-align: center; opacity: 0.4">✗</td><td>complex</td><td>complex</td></tr>
</tbody></table></div>

Promotion is associative: the result of several dtypes does not depend on the order in which they are promoted.

# Scalars

A scalar takes the dtype of the array beside it. If that dtype does not accept the scalar, the scalar takes a dtype of its own, and the two dtypes promote. A rule for one dtype comes before a rule for all:

- a bool scalar is `bool`: as Python
- a complex scalar beside a `float` array is `complex`
*/
mod table {
    /// The scalar and its dtype, if the dtype of the array beside it does not accept the scalar.
    fn scalar_dtype(
        array: &ArrayView<'_>,
        scalar: __argwhere::Scalar,
    ) -> __argwhere::Option<(DType, __argwhere::Scalar)> {
        let dtype = match (array, scalar) {
            (ArrayView::Bool(_), __argwhere::Scalar::Bool(_)) => DType::Bool,
            (ArrayView::Float(_), __argwhere::Scalar::Bool(_)) => DType::Bool,
            (ArrayView::Complex(_), __argwhere::Scalar::Bool(_)) => DType::Bool,
            (ArrayView::Float(_), __argwhere::Scalar::Complex(_)) => DType::Complex,
            _ => return __argwhere::Option::None,
        };
        let is_accepted = match array {
            ArrayView::Bool(_) => {
                __argwhere::operand::accepts::<self::Table, bool>(scalar)
            }
            ArrayView::Float(_) => {
                __argwhere::operand::accepts::<self::Table, f32>(scalar)
            }
            ArrayView::Complex(_) => {
                __argwhere::operand::accepts::<
                    self::Table,
                    self::types::complex::__Checked,
                >(scalar)
            }
        };
        if is_accepted {
            __argwhere::Option::None
        } else {
            __argwhere::Option::Some((dtype, scalar))
        }
    }
    /// The elements of `x1` where `condition` is true, and of `x2` elsewhere.
    ///
    /// `condition`, `x1` and `x2` are broadcast to the shape of the result. The dtypes of `x1` and `x2` promote to the dtype of the result. Either `x1` or `x2` may be a scalar, which takes the dtype of the other. Elements that need no conversion keep their bits, even those of a NaN.
    ///
    /// A scalar that the dtype of the other operand does not accept takes the dtype that the table gives it, and the two dtypes promote. The documentation of the module lists these dtypes under "Scalars".
    ///
    /// The function follows [`where`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.where.html) of the Array API standard.
    ///
    /// # Errors
    ///
    /// - [`Error::ConditionNotBool`](__argwhere::Error::ConditionNotBool) if `condition` is not a bool array.
    /// - [`Error::UndefinedPromotion`](__argwhere::Error::UndefinedPromotion) if the table defines no promotion of the two dtypes.
    /// - [`Error::Broadcast`](__argwhere::Error::Broadcast) if the shapes cannot be broadcast together.
    /// - [`Error::ScalarKind`](__argwhere::Error::ScalarKind) if the dtype of the other operand does not accept scalars of this kind.
    /// - [`Error::ScalarOutOfRange`](__argwhere::Error::ScalarOutOfRange) if a scalar is out of range for the dtype of the other operand.
    /// - [`Error::TwoScalars`](__argwhere::Error::TwoScalars) if `x1` and `x2` are both scalars.
    /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the result does not fit in memory.
    ///
    /// # Examples
    ///
    /// ```text
    /// let condition = ndarray::array![true, false, true];
    /// let x1 = ndarray::array![1.0_f32, 2.0, 3.0];
    /// let x2 = ndarray::array![10.0_f32, 20.0, 30.0];
    /// let chosen = table::where_(&condition, &x1, &x2)?;
    /// assert_eq!(chosen, table::Array::from(ndarray::array![1.0_f32, 20.0, 3.0]));
    ///
    /// // A scalar takes the dtype of the array.
    /// let chosen = table::where_(&condition, &x1, 0)?;
    /// assert_eq!(chosen, table::Array::from(ndarray::array![1.0_f32, 0.0, 3.0]));
    /// ```
    pub fn where_<'c, 'x, 'y>(
        condition: impl __argwhere::Into<ArrayView<'c>>,
        x1: impl __argwhere::Into<Operand<'x>>,
        x2: impl __argwhere::Into<Operand<'y>>,
    ) -> __argwhere::Result<Array, __argwhere::Error> {
        fn beside_scalar(
            bools: &__argwhere::ArrayViewD<'_, bool>,
            array: &ArrayView<'_>,
            scalar: __argwhere::where_::WeakScalar,
        ) -> __argwhere::Result<Array, __argwhere::Error> {
            match array {
                ArrayView::Bool(array) => {
                    __argwhere::where_::dynamic_scalar::<
                        self::Table,
                        bool,
                    >(bools, array, scalar)
                }
                ArrayView::Float(array) => {
                    __argwhere::where_::dynamic_scalar::<
                        self::Table,
                        f32,
                    >(bools, array, scalar)
                }
                ArrayView::Complex(array) => {
                    __argwhere::where_::dynamic_scalar::<
                        self::Table,
                        self::types::complex::__Checked,
                    >(bools, array, scalar)
                }
            }
        }
        fn dispatch(
            condition: &ArrayView<'_>,
            x1: &Operand<'_>,
            x2: &Operand<'_>,
        ) -> __argwhere::Result<Array, __argwhere::Error> {
            let bools = bools(condition)?;
            let promoted = match (x1, x2) {
                (Operand::Array(array), Operand::Scalar(scalar))
                | (Operand::Scalar(scalar), Operand::Array(array)) => {
                    scalar_dtype(array, *scalar)
                }
                _ => __argwhere::Option::None,
            };
            if let __argwhere::Option::Some((dtype, scalar)) = promoted {
                let scalar = dtype.scalar(scalar)?;
                let scalar = Operand::Array(scalar.view());
                return match x1 {
                    Operand::Array(_) => dispatch(condition, x1, &scalar),
                    Operand::Scalar(_) => dispatch(condition, &scalar, x2),
                };
            }
            match (x1, x2) {
                (Operand::Array(x1), Operand::Array(x2)) => {
                    match (x1, x2) {
                        (ArrayView::Bool(x1), ArrayView::Bool(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                bool,
                                bool,
                            >(bools, x1, x2)
                        }
                        (ArrayView::Float(x1), ArrayView::Float(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                f32,
                                f32,
                            >(bools, x1, x2)
                        }
                        (ArrayView::Float(x1), ArrayView::Complex(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                f32,
                                self::types::complex::__Checked,
                            >(bools, x1, x2)
                        }
                        (ArrayView::Complex(x1), ArrayView::Float(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                self::types::complex::__Checked,
                                f32,
                            >(bools, x1, x2)
                        }
                        (ArrayView::Complex(x1), ArrayView::Complex(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                self::types::complex::__Checked,
                                self::types::complex::__Checked,
                            >(bools, x1, x2)
                        }
                        (x1, x2) => {
                            __argwhere::Result::Err(__argwhere::Error::UndefinedPromotion {
                                left: x1.dtype().name(),
                                right: x2.dtype().name(),
                                table: "table",
                            })
                        }
                    }
                }
                (Operand::Array(x1), Operand::Scalar(x2)) => {
                    beside_scalar(bools, x1, __argwhere::where_::WeakScalar::X2(*x2))
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    beside_scalar(bools, x2, __argwhere::where_::WeakScalar::X1(*x1))
                }
                (Operand::Scalar(_), Operand::Scalar(_)) => {
                    __argwhere::Result::Err(__argwhere::Error::TwoScalars)
                }
            }
        }
        let condition = __argwhere::Into::into(condition);
        dispatch(&condition, &__argwhere::Into::into(x1), &__argwhere::Into::into(x2))
    }
}
