// mod table;
// operations { where_ }
// dtypes { Bool: bool; Int16: i16; Float: f32; }
// promotion { Int16 < Float; }

mod table {
    /// The elements of `x1` where `condition` is true, and of `x2` elsewhere.
    ///
    /// `condition`, `x1` and `x2` are broadcast to the shape of the result. The dtypes of `x1` and `x2` promote to the dtype of the result. Either `x1` or `x2` may be a scalar, which takes the dtype of the other. Elements that need no conversion keep their bits, even those of a NaN.
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
    /// let x1 = ndarray::array![1_i16, 2, 3];
    /// let x2 = ndarray::array![10_i16, 20, 30];
    /// let chosen = table::where_(&condition, &x1, &x2)?;
    /// assert_eq!(chosen, table::Array::from(ndarray::array![1_i16, 20, 3]));
    ///
    /// // A scalar takes the dtype of the array.
    /// let chosen = table::where_(&condition, &x1, 0)?;
    /// assert_eq!(chosen, table::Array::from(ndarray::array![1_i16, 0, 3]));
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
                ArrayView::Int16(array) => {
                    __argwhere::where_::dynamic_scalar::<
                        self::Table,
                        i16,
                    >(bools, array, scalar)
                }
                ArrayView::Float(array) => {
                    __argwhere::where_::dynamic_scalar::<
                        self::Table,
                        f32,
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
                        (ArrayView::Int16(x1), ArrayView::Int16(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                i16,
                                i16,
                            >(bools, x1, x2)
                        }
                        (ArrayView::Int16(x1), ArrayView::Float(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                i16,
                                f32,
                            >(bools, x1, x2)
                        }
                        (ArrayView::Float(x1), ArrayView::Int16(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                f32,
                                i16,
                            >(bools, x1, x2)
                        }
                        (ArrayView::Float(x1), ArrayView::Float(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                f32,
                                f32,
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
