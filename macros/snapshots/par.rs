// mod table;
// operations { argmax, where_ }
// dtypes { Bool: bool; Int16: i16; }

mod table {
    /// The functions of the table on several threads. See the [module `par`](__argwhere::par) for what they have in
    /// common.
    pub mod par {
        use super::__argwhere;
        pub use __argwhere::par::Par;
        /// [`argmax`](super::argmax()) on several threads. The arguments before `par`, the result and the errors are the same.
        pub fn argmax<'a>(
            x: impl __argwhere::Into<super::ArrayView<'a>>,
            along: __argwhere::Along,
            par: Par,
        ) -> __argwhere::Result<
            __argwhere::ArrayD<__argwhere::Index>,
            __argwhere::Error,
        > {
            super::__par_argmax(&__argwhere::Into::into(x), along, par)
        }
        /// [`where_`](super::where_()) on several threads. The arguments before `par`, the result and the errors are the same.
        pub fn where_<'c, 'x, 'y>(
            condition: impl __argwhere::Into<super::ArrayView<'c>>,
            x1: impl __argwhere::Into<super::Operand<'x>>,
            x2: impl __argwhere::Into<super::Operand<'y>>,
            par: Par,
        ) -> __argwhere::Result<super::Array, __argwhere::Error> {
            let (x1, x2) = (__argwhere::Into::into(x1), __argwhere::Into::into(x2));
            super::__par_where_(&__argwhere::Into::into(condition), &x1, &x2, par)
        }
    }
    #[inline]
    fn __par_argmax(
        x: &ArrayView<'_>,
        along: __argwhere::Along,
        par: __argwhere::par::Par,
    ) -> __argwhere::Result<__argwhere::ArrayD<__argwhere::Index>, __argwhere::Error> {
        match x {
            ArrayView::Bool(x) => {
                __argwhere::par_calls::extremum::<
                    self::Table,
                    __argwhere::Max,
                    bool,
                >(x, along, par)
            }
            ArrayView::Int16(x) => {
                __argwhere::par_calls::extremum::<
                    self::Table,
                    __argwhere::Max,
                    i16,
                >(x, along, par)
            }
        }
    }
    #[inline]
    fn __par_where_(
        condition: &ArrayView<'_>,
        x1: &Operand<'_>,
        x2: &Operand<'_>,
        par: __argwhere::par::Par,
    ) -> __argwhere::Result<Array, __argwhere::Error> {
        fn beside_scalar(
            bools: &__argwhere::ArrayViewD<'_, bool>,
            array: &ArrayView<'_>,
            scalar: __argwhere::where_::WeakScalar,
            par: __argwhere::par::Par,
        ) -> __argwhere::Result<Array, __argwhere::Error> {
            match array {
                ArrayView::Bool(array) => {
                    __argwhere::par_calls::where_scalar::<
                        self::Table,
                        bool,
                    >(bools, array, scalar, par)
                }
                ArrayView::Int16(array) => {
                    __argwhere::par_calls::where_scalar::<
                        self::Table,
                        i16,
                    >(bools, array, scalar, par)
                }
            }
        }
        fn dispatch(
            condition: &ArrayView<'_>,
            x1: &Operand<'_>,
            x2: &Operand<'_>,
            par: __argwhere::par::Par,
        ) -> __argwhere::Result<Array, __argwhere::Error> {
            let bools = bools(condition)?;
            match (x1, x2) {
                (Operand::Array(x1), Operand::Array(x2)) => {
                    match (x1, x2) {
                        (ArrayView::Bool(x1), ArrayView::Bool(x2)) => {
                            __argwhere::par_calls::where_::<
                                self::Table,
                                bool,
                                bool,
                            >(bools, x1, x2, par)
                        }
                        (ArrayView::Int16(x1), ArrayView::Int16(x2)) => {
                            __argwhere::par_calls::where_::<
                                self::Table,
                                i16,
                                i16,
                            >(bools, x1, x2, par)
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
                    beside_scalar(
                        bools,
                        x1,
                        __argwhere::where_::WeakScalar::X2(*x2),
                        par,
                    )
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    beside_scalar(
                        bools,
                        x2,
                        __argwhere::where_::WeakScalar::X1(*x1),
                        par,
                    )
                }
                (Operand::Scalar(_), Operand::Scalar(_)) => {
                    __argwhere::Result::Err(__argwhere::Error::TwoScalars)
                }
            }
        }
        dispatch(condition, x1, x2, par)
    }
}
