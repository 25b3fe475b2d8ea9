// mod table;
// ranks 0..=2;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    /// The kernels by operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `nonzero`.
        pub mod nonzero {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use ::argwhere::__private::*;
                /**Appends the indices of what is not zero in a `int16` array of rank 1, one vector an axis.

All vectors have one length before and after.*/
                #[inline]
                pub fn rank1(x: ArrayView1<'_, i16>, indices: &mut [Vec<Index>; 1]) {
                    nonzero::append::<i16, Native>(Strided::of(&x), indices);
                }
                /**Appends the indices of what is not zero in a `int16` array of rank 2, one vector an axis.

All vectors have one length before and after.*/
                #[inline]
                pub fn rank2(x: ArrayView2<'_, i16>, indices: &mut [Vec<Index>; 2]) {
                    nonzero::append::<i16, Native>(Strided::of(&x), indices);
                }
            }
        }
    }
    #[doc(hidden)]
    impl ::argwhere::__private::nonzero::HasNonzero<i16> for Table {}
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
                ArrayView::Int16(x) => {
                    ::argwhere::__private::nonzero::search::<Table, i16>(x)
                }
            }
        }
        dispatch(x.into())
    }
    /// The functions over `ndarray` types of static rank.
    ///
    /// What the table does not define does not compile here.
    pub mod typed {
        /// The indices of the elements that are not zero: one array an axis, in row-major order.
        ///
        /// # Errors
        ///
        /// Where memory for them cannot be had.
        pub fn nonzero<T, D, I>(
            x: &::argwhere::__private::ArrayRef<T, D>,
        ) -> ::argwhere::__private::Result<I, ::argwhere::__private::Error>
        where
            T: ::argwhere::__private::bounds::Nonzero<super::Table>,
            D: ::argwhere::__private::nonzero::StaticRank<Indices = I>,
        {
            ::argwhere::__private::nonzero::typed::<T, T::Ops, D>(x)
        }
        /// [`nonzero`] into vectors of the caller's, one an axis.
        ///
        /// What is in them is replaced. With room in each for every element and 8 more nothing is allocated.
        ///
        /// # Errors
        ///
        /// Where memory for them cannot be had. They are then as they were.
        pub fn nonzero_into<T, D>(
            x: &::argwhere::__private::ArrayRef<T, D>,
            indices: &mut <D as ::argwhere::__private::nonzero::StaticRank>::Vectors,
        ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error>
        where
            T: ::argwhere::__private::bounds::Nonzero<super::Table>,
            D: ::argwhere::__private::nonzero::StaticRank,
        {
            ::argwhere::__private::nonzero::typed_into::<T, T::Ops, D>(x, indices)
        }
    }
}
