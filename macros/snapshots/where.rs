// pub mod table;
// ranks 0..=2;
// operations { where_ }
// dtypes { Bool: bool; Int16: i16, only(); }

pub mod table {
    /// An operand of a function of two arrays: an array, or a scalar that takes the other operand's dtype.
    #[__argwhere::derive(__argwhere::Clone, __argwhere::Debug, __argwhere::PartialEq)]
    pub enum Operand<'a> {
        /// An array.
        Array(ArrayView<'a>),
        /// A scalar without a dtype of its own.
        Scalar(__argwhere::Scalar),
    }
    /// The elements of `x1` where `condition` is true, and of `x2` elsewhere.
    ///
    /// `condition`, `x1` and `x2` are broadcast to the shape of the result. The dtypes of `x1` and `x2` promote to the dtype of the result. Either `x1` or `x2` may be a scalar, which takes the dtype of the other. Elements that need no conversion keep their bits, even those of a NaN.
    ///
    /// The function follows [`where`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.where.html) of the Array API standard.
    ///
    /// # Errors
    ///
    /// - [`Error::ConditionNotBool`](__argwhere::Error::ConditionNotBool) if `condition` is not a bool array.
    /// - [`Error::NotInTable`](__argwhere::Error::NotInTable) if the table does not have the operation for the dtype.
    /// - [`Error::Broadcast`](__argwhere::Error::Broadcast) if the shapes cannot be broadcast together.
    /// - [`Error::ScalarKind`](__argwhere::Error::ScalarKind) if the dtype of the other operand does not accept scalars of this kind.
    /// - [`Error::ScalarOutOfRange`](__argwhere::Error::ScalarOutOfRange) if a scalar is out of range for the dtype of the other operand.
    /// - [`Error::TwoScalars`](__argwhere::Error::TwoScalars) if `x1` and `x2` are both scalars.
    /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the result does not fit in memory.
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
                ArrayView::Int16(_) => {
                    __argwhere::Result::Err(__argwhere::Error::NotInTable {
                        operation: "where_",
                        dtype: "int16",
                        table: "table",
                    })
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
                        (ArrayView::Int16(_), _) | (_, ArrayView::Int16(_)) => {
                            __argwhere::Result::Err(__argwhere::Error::NotInTable {
                                operation: "where_",
                                dtype: "int16",
                                table: "table",
                            })
                        }
                        (ArrayView::Bool(x1), ArrayView::Bool(x2)) => {
                            __argwhere::where_::dynamic::<
                                self::Table,
                                bool,
                                bool,
                            >(bools, x1, x2)
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
    /// [`where_`], written to an array that you own.
    ///
    /// `out` must have the dtype of the result of [`where_`]. `condition`, `x1` and `x2` are broadcast to its shape. Up to rank 4, the call does not allocate. On error, `out` is unchanged.
    ///
    /// The function follows [`where`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.where.html) of the Array API standard.
    ///
    /// # Errors
    ///
    /// - [`Error::ConditionNotBool`](__argwhere::Error::ConditionNotBool) if `condition` is not a bool array.
    /// - [`Error::NotInTable`](__argwhere::Error::NotInTable) if the table does not have the operation for the dtype.
    /// - [`Error::Broadcast`](__argwhere::Error::Broadcast) if the shapes cannot be broadcast together.
    /// - [`Error::ScalarKind`](__argwhere::Error::ScalarKind) if the dtype of the other operand does not accept scalars of this kind.
    /// - [`Error::ScalarOutOfRange`](__argwhere::Error::ScalarOutOfRange) if a scalar is out of range for the dtype of the other operand.
    /// - [`Error::TwoScalars`](__argwhere::Error::TwoScalars) if `x1` and `x2` are both scalars.
    /// - [`Error::BroadcastTo`](__argwhere::Error::BroadcastTo) if the shapes cannot be broadcast to the shape of `out`.
    /// - [`Error::DTypeMismatch`](__argwhere::Error::DTypeMismatch) if `out` has the wrong dtype.
    pub fn where_into<'c, 'x, 'y, 'o>(
        condition: impl __argwhere::Into<ArrayView<'c>>,
        x1: impl __argwhere::Into<Operand<'x>>,
        x2: impl __argwhere::Into<Operand<'y>>,
        out: impl __argwhere::Into<ArrayViewMut<'o>>,
    ) -> __argwhere::Result<(), __argwhere::Error> {
        fn beside_scalar(
            bools: &__argwhere::ArrayViewD<'_, bool>,
            array: &ArrayView<'_>,
            scalar: __argwhere::where_::WeakScalar,
            out: &mut ArrayViewMut<'_>,
        ) -> __argwhere::Result<(), __argwhere::Error> {
            match array {
                ArrayView::Bool(array) => {
                    __argwhere::where_::dynamic_scalar_into::<
                        self::Table,
                        bool,
                    >(bools, array, scalar, out)
                }
                ArrayView::Int16(_) => {
                    __argwhere::Result::Err(__argwhere::Error::NotInTable {
                        operation: "where_",
                        dtype: "int16",
                        table: "table",
                    })
                }
            }
        }
        fn dispatch(
            condition: &ArrayView<'_>,
            x1: &Operand<'_>,
            x2: &Operand<'_>,
            out: &mut ArrayViewMut<'_>,
        ) -> __argwhere::Result<(), __argwhere::Error> {
            let bools = bools(condition)?;
            match (x1, x2) {
                (Operand::Array(x1), Operand::Array(x2)) => {
                    match (x1, x2) {
                        (ArrayView::Int16(_), _) | (_, ArrayView::Int16(_)) => {
                            __argwhere::Result::Err(__argwhere::Error::NotInTable {
                                operation: "where_",
                                dtype: "int16",
                                table: "table",
                            })
                        }
                        (ArrayView::Bool(x1), ArrayView::Bool(x2)) => {
                            __argwhere::where_::dynamic_into::<
                                self::Table,
                                bool,
                                bool,
                            >(bools, x1, x2, out)
                        }
                    }
                }
                (Operand::Array(x1), Operand::Scalar(x2)) => {
                    beside_scalar(
                        bools,
                        x1,
                        __argwhere::where_::WeakScalar::X2(*x2),
                        out,
                    )
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    beside_scalar(
                        bools,
                        x2,
                        __argwhere::where_::WeakScalar::X1(*x1),
                        out,
                    )
                }
                (Operand::Scalar(_), Operand::Scalar(_)) => {
                    __argwhere::Result::Err(__argwhere::Error::TwoScalars)
                }
            }
        }
        let condition = __argwhere::Into::into(condition);
        let mut out = out.into();
        dispatch(
            &condition,
            &__argwhere::Into::into(x1),
            &__argwhere::Into::into(x2),
            &mut out,
        )
    }
    /// The functions for `ndarray` arrays, whose element type is known at compile time.
    ///
    /// If the table does not define a function for the element types, the call does not compile.
    pub mod typed {
        use super::__argwhere;
        /// The elements of `x1` where `condition` is true, and of `x2` elsewhere.
        ///
        /// `condition`, `x1` and `x2` are broadcast to the shape of the result. The element types of `x1` and `x2` promote to that of the result. Both are references to arrays, but one of them may be a plain element of the other's element type. Elements that need no conversion keep their bits, even those of a NaN.
        ///
        /// The function follows [`where`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.where.html) of the Array API standard.
        ///
        /// # Errors
        ///
        /// - [`Error::Broadcast`](__argwhere::Error::Broadcast) if the shapes cannot be broadcast together.
        /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the result does not fit in memory.
        pub fn where_<X, Y, A, B, C, D, E, R, K, L>(
            condition: &__argwhere::ArrayRef<bool, C>,
            x1: X,
            x2: Y,
        ) -> __argwhere::Result<
            __argwhere::ndarray::Array<R, __argwhere::where_::Broadcast<C, D, E>>,
            __argwhere::Error,
        >
        where
            X: __argwhere::bounds::WhereOperand<Y, K, Elem = A, Dim = D>,
            Y: __argwhere::bounds::WhereOperand<X, L, Elem = B, Dim = E>,
            A: __argwhere::bounds::Where<super::Table, B, Output = R>,
            B: __argwhere::Element,
            C: __argwhere::DimMax<D> + __argwhere::Dimension,
            D: __argwhere::Dimension,
            E: __argwhere::Dimension,
            <C as __argwhere::DimMax<D>>::Output: __argwhere::DimMax<E>,
        {
            A::where_(__argwhere::Strided::of(condition), x1.strided(), x2.strided())
        }
        /// [`where_`], written to an array that you own.
        ///
        /// `condition`, `x1` and `x2` are broadcast to the shape of `out`. Up to rank 6, the call does not allocate. On error, `out` is unchanged.
        ///
        /// The function follows [`where`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.where.html) of the Array API standard.
        ///
        /// # Errors
        ///
        /// - [`Error::Broadcast`](__argwhere::Error::Broadcast) if the shapes cannot be broadcast together.
        /// - [`Error::BroadcastTo`](__argwhere::Error::BroadcastTo) if the shapes cannot be broadcast to the shape of `out`.
        pub fn where_into<X, Y, A, B, C, D, E, O, R, K, L>(
            condition: &__argwhere::ArrayRef<bool, C>,
            x1: X,
            x2: Y,
            out: &mut __argwhere::ArrayRef<R, O>,
        ) -> __argwhere::Result<(), __argwhere::Error>
        where
            X: __argwhere::bounds::WhereOperand<Y, K, Elem = A, Dim = D>,
            Y: __argwhere::bounds::WhereOperand<X, L, Elem = B, Dim = E>,
            A: __argwhere::bounds::Where<super::Table, B, Output = R>,
            B: __argwhere::Element,
            C: __argwhere::Dimension,
            D: __argwhere::Dimension,
            E: __argwhere::Dimension,
            O: __argwhere::Dimension,
        {
            A::where_into(
                __argwhere::Strided::of(condition),
                x1.strided(),
                x2.strided(),
                &__argwhere::StridedMut::of(out),
            )
        }
    }
    /// The named kernels: one function per operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `where_`.
        pub mod where_ {
            ///For arrays of dtypes `bool` and `bool`.
            pub mod bool_bool {
                use super::super::super::__argwhere;
                /// `where_` for `bool` and `bool` arrays of rank 0, with result dtype `bool`.
                ///
                /// # Errors
                ///
                /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if one of the arrays does not have the shape of `out`.
                #[inline]
                pub fn rank0<'out>(
                    condition: __argwhere::ArrayView0<'_, bool>,
                    x1: __argwhere::ArrayView0<'_, bool>,
                    x2: __argwhere::ArrayView0<'_, bool>,
                    out: __argwhere::Out<'out, bool, __argwhere::Ix0>,
                ) -> __argwhere::Result<
                    __argwhere::ArrayViewMut0<'out, bool>,
                    __argwhere::Error,
                > {
                    __argwhere::where_::kernel::<
                        super::super::super::Table,
                        bool,
                        bool,
                        _,
                    >(&condition, &x1, &x2, out)
                }
                /// `where_` for `bool` and `bool` arrays of rank 1, with result dtype `bool`.
                ///
                /// # Errors
                ///
                /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if one of the arrays does not have the shape of `out`.
                #[inline]
                pub fn rank1<'out>(
                    condition: __argwhere::ArrayView1<'_, bool>,
                    x1: __argwhere::ArrayView1<'_, bool>,
                    x2: __argwhere::ArrayView1<'_, bool>,
                    out: __argwhere::Out<'out, bool, __argwhere::Ix1>,
                ) -> __argwhere::Result<
                    __argwhere::ArrayViewMut1<'out, bool>,
                    __argwhere::Error,
                > {
                    __argwhere::where_::kernel::<
                        super::super::super::Table,
                        bool,
                        bool,
                        _,
                    >(&condition, &x1, &x2, out)
                }
                /// `where_` for `bool` and `bool` arrays of rank 2, with result dtype `bool`.
                ///
                /// # Errors
                ///
                /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if one of the arrays does not have the shape of `out`.
                #[inline]
                pub fn rank2<'out>(
                    condition: __argwhere::ArrayView2<'_, bool>,
                    x1: __argwhere::ArrayView2<'_, bool>,
                    x2: __argwhere::ArrayView2<'_, bool>,
                    out: __argwhere::Out<'out, bool, __argwhere::Ix2>,
                ) -> __argwhere::Result<
                    __argwhere::ArrayViewMut2<'out, bool>,
                    __argwhere::Error,
                > {
                    __argwhere::where_::kernel::<
                        super::super::super::Table,
                        bool,
                        bool,
                        _,
                    >(&condition, &x1, &x2, out)
                }
                #[doc(hidden)]
                impl __argwhere::where_::HasWhere<bool, bool>
                for super::super::super::Table {}
            }
        }
    }
}
