// pub mod table;
// ranks 0..=2;
// operations { where_ }
// dtypes { Bool: bool; Int16: i16, only(); }

pub mod table {
    /// An operand of `where_`: an array, or a scalar that takes the other operand's dtype.
    #[::argwhere::__private::derive(
        ::argwhere::__private::Clone,
        ::argwhere::__private::Debug,
        ::argwhere::__private::PartialEq
    )]
    pub enum Operand<'a> {
        /// An array.
        Array(ArrayView<'a>),
        /// A scalar without a dtype of its own.
        Scalar(::argwhere::__private::Scalar),
    }
    /// The kernels by operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `where_`.
        pub mod where_ {
            ///For arrays of dtypes `bool` and `bool`.
            pub mod bool_bool {
                use ::argwhere::__private::*;
                /**`where_` of `bool` and `bool` arrays of rank 0, into `bool`; all have one shape.

# Errors

Where the shapes differ.*/
                #[inline]
                pub fn rank0<'out>(
                    condition: ArrayView0<'_, bool>,
                    x1: ArrayView0<'_, bool>,
                    x2: ArrayView0<'_, bool>,
                    out: Out<'out, bool, Ix0>,
                ) -> Result<ArrayViewMut0<'out, bool>, Error> {
                    where_::kernel::<
                        super::super::super::Table,
                        bool,
                        bool,
                        _,
                    >(&condition, &x1, &x2, out)
                }
                /**`where_` of `bool` and `bool` arrays of rank 1, into `bool`; all have one shape.

# Errors

Where the shapes differ.*/
                #[inline]
                pub fn rank1<'out>(
                    condition: ArrayView1<'_, bool>,
                    x1: ArrayView1<'_, bool>,
                    x2: ArrayView1<'_, bool>,
                    out: Out<'out, bool, Ix1>,
                ) -> Result<ArrayViewMut1<'out, bool>, Error> {
                    where_::kernel::<
                        super::super::super::Table,
                        bool,
                        bool,
                        _,
                    >(&condition, &x1, &x2, out)
                }
                /**`where_` of `bool` and `bool` arrays of rank 2, into `bool`; all have one shape.

# Errors

Where the shapes differ.*/
                #[inline]
                pub fn rank2<'out>(
                    condition: ArrayView2<'_, bool>,
                    x1: ArrayView2<'_, bool>,
                    x2: ArrayView2<'_, bool>,
                    out: Out<'out, bool, Ix2>,
                ) -> Result<ArrayViewMut2<'out, bool>, Error> {
                    where_::kernel::<
                        super::super::super::Table,
                        bool,
                        bool,
                        _,
                    >(&condition, &x1, &x2, out)
                }
                #[doc(hidden)]
                impl where_::HasWhere<bool, bool> for super::super::super::Table {}
            }
        }
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
                ArrayView::Int16(_) => {
                    ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                        operation: "where_",
                        dtype: "int16",
                        table: "table",
                    })
                }
                ArrayView::Bool(array) => {
                    ::argwhere::__private::where_::select_scalar::<
                        Table,
                        bool,
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
                        (ArrayView::Int16(_), _) | (_, ArrayView::Int16(_)) => {
                            ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                                operation: "where_",
                                dtype: "int16",
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
    /// [`where_`] into an array of the caller's.
    ///
    /// `out` has the dtype of that function's result; the other three broadcast to its shape. Nothing is allocated
    /// for arrays of rank 4 and below.
    ///
    /// # Errors
    ///
    /// As there, and where `out` has another dtype or a shape that the others do not broadcast to. It is then as it
    /// was.
    pub fn where_into<'c, 'x, 'y, 'o>(
        condition: impl ::argwhere::__private::Into<ArrayView<'c>>,
        x1: impl ::argwhere::__private::Into<Operand<'x>>,
        x2: impl ::argwhere::__private::Into<Operand<'y>>,
        out: impl ::argwhere::__private::Into<ArrayViewMut<'o>>,
    ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error> {
        fn beside_scalar(
            condition: &::argwhere::__private::ArrayViewD<'_, bool>,
            array: &ArrayView<'_>,
            scalar: ::argwhere::__private::where_::WeakScalar,
            out: &mut ArrayViewMut<'_>,
        ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error> {
            match array {
                ArrayView::Int16(_) => {
                    ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                        operation: "where_",
                        dtype: "int16",
                        table: "table",
                    })
                }
                ArrayView::Bool(array) => {
                    ::argwhere::__private::where_::select_scalar_into::<
                        Table,
                        bool,
                    >(condition, array, scalar, out)
                }
            }
        }
        fn dispatch(
            condition: &ArrayView<'_>,
            x1: &Operand<'_>,
            x2: &Operand<'_>,
            out: &mut ArrayViewMut<'_>,
        ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error> {
            let condition = bools(condition)?;
            match (x1, x2) {
                (Operand::Array(x1), Operand::Array(x2)) => {
                    match (x1, x2) {
                        (ArrayView::Int16(_), _) | (_, ArrayView::Int16(_)) => {
                            ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                                operation: "where_",
                                dtype: "int16",
                                table: "table",
                            })
                        }
                        (ArrayView::Bool(x1), ArrayView::Bool(x2)) => {
                            ::argwhere::__private::where_::select_into::<
                                Table,
                                bool,
                                bool,
                            >(condition, x1, x2, out)
                        }
                    }
                }
                (Operand::Array(x1), Operand::Scalar(x2)) => {
                    beside_scalar(
                        condition,
                        x1,
                        ::argwhere::__private::where_::WeakScalar::Second(*x2),
                        out,
                    )
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    beside_scalar(
                        condition,
                        x2,
                        ::argwhere::__private::where_::WeakScalar::First(*x1),
                        out,
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
        let mut out = out.into();
        dispatch(&condition, &x1.into(), &x2.into(), &mut out)
    }
    /// The functions over `ndarray` types of static rank.
    ///
    /// What the table does not define does not compile here.
    pub mod typed {
        /// Elements of `x1` where `condition` is true, else of `x2`, broadcast to one shape and rank.
        ///
        /// # Errors
        ///
        /// Where the shapes do not broadcast, or the result would not fit in memory.
        pub fn where_<A, B, C, D, E, R, S, S1, S2>(
            condition: &::argwhere::__private::ArrayBase<S, C, bool>,
            x1: &::argwhere::__private::ArrayBase<S1, D, A>,
            x2: &::argwhere::__private::ArrayBase<S2, E, B>,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ndarray::Array<
                R,
                ::argwhere::__private::where_::Broadcast<C, D, E>,
            >,
            ::argwhere::__private::Error,
        >
        where
            A: ::argwhere::__private::bounds::Where<super::Table, B, Output = R>,
            S: ::argwhere::__private::Data<Elem = bool>,
            S1: ::argwhere::__private::Data<Elem = A>,
            S2: ::argwhere::__private::Data<Elem = B>,
            B: ::argwhere::__private::Element,
            C: ::argwhere::__private::DimMax<D> + ::argwhere::__private::Dimension,
            D: ::argwhere::__private::Dimension,
            E: ::argwhere::__private::Dimension,
            <C as ::argwhere::__private::DimMax<
                D,
            >>::Output: ::argwhere::__private::DimMax<E>,
        {
            A::where_(condition, x1, x2)
        }
        /// [`where_`] into an array of the caller's, to whose shape the others broadcast.
        ///
        /// Nothing is allocated for arrays of rank 6 and below.
        ///
        /// # Errors
        ///
        /// Where the shapes do not broadcast to it. It is then as it was.
        pub fn where_into<A, B, C, D, E, O, R, S, S1, S2, S3>(
            condition: &::argwhere::__private::ArrayBase<S, C, bool>,
            x1: &::argwhere::__private::ArrayBase<S1, D, A>,
            x2: &::argwhere::__private::ArrayBase<S2, E, B>,
            out: &mut ::argwhere::__private::ArrayBase<S3, O, R>,
        ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error>
        where
            A: ::argwhere::__private::bounds::Where<super::Table, B, Output = R>,
            S: ::argwhere::__private::Data<Elem = bool>,
            S1: ::argwhere::__private::Data<Elem = A>,
            S2: ::argwhere::__private::Data<Elem = B>,
            S3: ::argwhere::__private::DataMut<Elem = R>,
            B: ::argwhere::__private::Element,
            C: ::argwhere::__private::Dimension,
            D: ::argwhere::__private::Dimension,
            E: ::argwhere::__private::Dimension,
            O: ::argwhere::__private::Dimension,
        {
            A::where_into(condition, x1, x2, out)
        }
    }
}
