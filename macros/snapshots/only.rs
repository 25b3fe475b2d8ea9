// mod table;
// ranks 0..=1;
// operations { nonzero, where_ }
// dtypes { Bool: bool; Int16: i16, only(where_); Float: f32, only(nonzero); }

mod table {
    /// The indices of the elements that are not zero: one array an axis, in row-major order.
    ///
    /// NaN is not zero; -0.0 is. As `nonzero` of the
    /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
    ///
    /// # Errors
    ///
    /// For a 0-d array, and where memory for the indices cannot be had.
    pub fn nonzero<'a>(
        x: impl ::argwhere::__private::Into<ArrayView<'a>>,
    ) -> ::argwhere::__private::Result<
        ::argwhere::__private::Vec<
            ::argwhere::__private::Array1<::argwhere::__private::Index>,
        >,
        ::argwhere::__private::Error,
    > {
        fn dispatch(
            x: ArrayView<'_>,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::Vec<
                ::argwhere::__private::Array1<::argwhere::__private::Index>,
            >,
            ::argwhere::__private::Error,
        > {
            match &x {
                ArrayView::Bool(x) => {
                    ::argwhere::__private::nonzero::search::<Table, bool>(x)
                }
                ArrayView::Int16(_) => {
                    ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                        operation: "nonzero",
                        dtype: "int16",
                        table: "table",
                    })
                }
                ArrayView::Float(x) => {
                    ::argwhere::__private::nonzero::search::<Table, f32>(x)
                }
            }
        }
        dispatch(x.into())
    }
    /// Elements of `x1` where `condition` is true, else of `x2`.
    ///
    /// The three are broadcast to one shape. The dtype of the result is what those of `x1` and `x2` promote to; one of
    /// the two may be a scalar, which takes the dtype of the other. Bits are kept, those of NaNs too.
    ///
    /// As `where` of the
    /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
    ///
    /// # Errors
    ///
    /// Where the condition is not bool, the table defines no promotion, the shapes do not broadcast, a scalar does
    /// not fit the dtype, both are scalars, or the result would not fit in memory.
    pub fn where_<'c, 'x, 'y>(
        condition: impl ::argwhere::__private::Into<ArrayView<'c>>,
        x1: impl ::argwhere::__private::Into<Operand<'x>>,
        x2: impl ::argwhere::__private::Into<Operand<'y>>,
    ) -> ::argwhere::__private::Result<Array, ::argwhere::__private::Error> {
        fn beside_scalar(
            condition: &::argwhere::__private::ArrayViewD<'_, bool>,
            array: &ArrayView<'_>,
            scalar: ::argwhere::__private::where_::WeakScalar,
        ) -> ::argwhere::__private::Result<Array, ::argwhere::__private::Error> {
            match array {
                ArrayView::Float(_) => {
                    ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                        operation: "where_",
                        dtype: "float",
                        table: "table",
                    })
                }
                ArrayView::Bool(array) => {
                    ::argwhere::__private::where_::select_scalar::<
                        Table,
                        bool,
                    >(condition, array, scalar)
                }
                ArrayView::Int16(array) => {
                    ::argwhere::__private::where_::select_scalar::<
                        Table,
                        i16,
                    >(condition, array, scalar)
                }
            }
        }
        fn dispatch(
            condition: &ArrayView<'_>,
            x1: &Operand<'_>,
            x2: &Operand<'_>,
        ) -> ::argwhere::__private::Result<Array, ::argwhere::__private::Error> {
            let condition = bools(condition)?;
            match (x1, x2) {
                (Operand::Array(x1), Operand::Array(x2)) => {
                    match (x1, x2) {
                        (ArrayView::Float(_), _) | (_, ArrayView::Float(_)) => {
                            ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                                operation: "where_",
                                dtype: "float",
                                table: "table",
                            })
                        }
                        (ArrayView::Bool(x1), ArrayView::Bool(x2)) => {
                            ::argwhere::__private::where_::select::<
                                Table,
                                bool,
                                bool,
                            >(condition, x1, x2)
                        }
                        (ArrayView::Int16(x1), ArrayView::Int16(x2)) => {
                            ::argwhere::__private::where_::select::<
                                Table,
                                i16,
                                i16,
                            >(condition, x1, x2)
                        }
                        (x1, x2) => {
                            ::argwhere::__private::Result::Err(::argwhere::__private::Error::UndefinedPromotion {
                                left: x1.dtype().name(),
                                right: x2.dtype().name(),
                                table: "table",
                            })
                        }
                    }
                }
                (Operand::Array(x1), Operand::Scalar(x2)) => {
                    beside_scalar(
                        condition,
                        x1,
                        ::argwhere::__private::where_::WeakScalar::Second(*x2),
                    )
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    beside_scalar(
                        condition,
                        x2,
                        ::argwhere::__private::where_::WeakScalar::First(*x1),
                    )
                }
                (Operand::Scalar(_), Operand::Scalar(_)) => {
                    ::argwhere::__private::Result::Err(
                        ::argwhere::__private::Error::TwoScalars,
                    )
                }
            }
        }
        let condition = condition.into();
        dispatch(&condition, &x1.into(), &x2.into())
    }
}
