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
                ///`where_` of `bool` and `bool` arrays of rank 0, into `bool`; all have one shape.
                ///
                /// # Errors
                ///
                /// Where the shapes differ.
                pub fn rank0<'out>(
                    condition: ArrayView0<'_, bool>,
                    x1: ArrayView0<'_, bool>,
                    x2: ArrayView0<'_, bool>,
                    out: Out<'out, bool, Ix0>,
                ) -> Result<ArrayViewMut0<'out, bool>, Error> {
                    select::rank0::<
                        super::super::super::Table,
                        bool,
                        bool,
                    >((condition, x1, x2), out)
                }
                ///`where_` of `bool` and `bool` arrays of rank 1, into `bool`; all have one shape.
                ///
                /// # Errors
                ///
                /// Where the shapes differ.
                pub fn rank1<'out>(
                    condition: ArrayView1<'_, bool>,
                    x1: ArrayView1<'_, bool>,
                    x2: ArrayView1<'_, bool>,
                    out: Out<'out, bool, Ix1>,
                ) -> Result<ArrayViewMut1<'out, bool>, Error> {
                    select::rank1::<
                        super::super::super::Table,
                        bool,
                        bool,
                    >((condition, x1, x2), out)
                }
                ///`where_` of `bool` and `bool` arrays of rank 2, into `bool`; all have one shape.
                ///
                /// # Errors
                ///
                /// Where the shapes differ.
                pub fn rank2<'out>(
                    condition: ArrayView2<'_, bool>,
                    x1: ArrayView2<'_, bool>,
                    x2: ArrayView2<'_, bool>,
                    out: Out<'out, bool, Ix2>,
                ) -> Result<ArrayViewMut2<'out, bool>, Error> {
                    select::outer(
                        &(condition, x1, x2),
                        out,
                        |(c, x1, x2), out| rank1(c, x1, x2, out),
                    )
                }
                #[automatically_derived]
                #[doc(hidden)]
                impl Where<bool, bool> for super::super::super::Table {
                    fn row<'out>(
                        (condition, x1, x2): select::Operands<'_, bool, bool, Ix1>,
                        out: Out<'out, bool, Ix1>,
                    ) -> Result<ArrayViewMut1<'out, bool>, Error> {
                        rank1(condition, x1, x2, out)
                    }
                    fn select<'out>(
                        (condition, x1, x2): select::Operands<'_, bool, bool, IxDyn>,
                        out: Out<'out, bool, IxDyn>,
                    ) -> Result<ArrayViewMutD<'out, bool>, Error> {
                        match condition.ndim() {
                            0 => {
                                rank0(fix(condition), fix(x1), fix(x2), fix_out(out))
                                    .map(|written| written.into_dyn())
                            }
                            1 => {
                                rank1(fix(condition), fix(x1), fix(x2), fix_out(out))
                                    .map(|written| written.into_dyn())
                            }
                            2 => {
                                rank2(fix(condition), fix(x1), fix(x2), fix_out(out))
                                    .map(|written| written.into_dyn())
                            }
                            _ => {
                                select::outer(
                                    &(condition, x1, x2),
                                    out,
                                    <Self as Where<bool, bool>>::select,
                                )
                            }
                        }
                    }
                }
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
        fn dispatch(
            condition: ArrayView<'_>,
            x1: ArrayView<'_>,
            x2: ArrayView<'_>,
        ) -> ::argwhere::__private::Result<Array, ::argwhere::__private::Error> {
            let condition = match condition {
                ArrayView::Bool(condition) => condition,
                other => {
                    return ::argwhere::__private::Result::Err(::argwhere::__private::Error::ConditionNotBool {
                        dtype: other.dtype().name(),
                    });
                }
            };
            match (x1, x2) {
                (ArrayView::Int16(_), _) | (_, ArrayView::Int16(_)) => {
                    ::argwhere::__private::Result::Err(::argwhere::__private::Error::NotInTable {
                        operation: "where_",
                        dtype: "int16",
                        table: "table",
                    })
                }
                (ArrayView::Bool(x1), ArrayView::Bool(x2)) => {
                    ::argwhere::__private::choice::select::<
                        Table,
                        bool,
                        bool,
                    >(condition, x1, x2)
                        .map(Array::Bool)
                }
            }
        }
        let condition = condition.into();
        match (x1.into(), x2.into()) {
            (Operand::Array(x1), Operand::Array(x2)) => dispatch(condition, x1, x2),
            (Operand::Array(x1), Operand::Scalar(x2)) => {
                let x2 = x1.dtype().scalar(x2)?;
                dispatch(condition, x1, x2.view())
            }
            (Operand::Scalar(x1), Operand::Array(x2)) => {
                let x1 = x2.dtype().scalar(x1)?;
                dispatch(condition, x1.view(), x2)
            }
            (Operand::Scalar(_), Operand::Scalar(_)) => {
                ::argwhere::__private::Result::Err(
                    ::argwhere::__private::Error::TwoScalars,
                )
            }
        }
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
                ::argwhere::__private::choice::Broadcast<C, D, E>,
            >,
            ::argwhere::__private::Error,
        >
        where
            B: ::argwhere::__private::demand::Selected<super::Table, A, Output = R>,
            S: ::argwhere::__private::Data<Elem = bool>,
            S1: ::argwhere::__private::Data<Elem = A>,
            S2: ::argwhere::__private::Data<Elem = B>,
            A: ::argwhere::__private::Element,
            C: ::argwhere::__private::DimMax<D> + ::argwhere::__private::Dimension,
            D: ::argwhere::__private::Dimension,
            E: ::argwhere::__private::Dimension,
            <C as ::argwhere::__private::DimMax<
                D,
            >>::Output: ::argwhere::__private::DimMax<E>,
        {
            B::select(condition, x1, x2)
        }
    }
}
