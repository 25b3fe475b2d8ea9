// pub mod table;
// ranks 0..=3;
// operations { argmax }
// dtypes { Int16: i16; }

pub mod table {
    /// The kernels by operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `argmax`.
        pub mod argmax {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use ::argwhere::__private::*;
                ///`argmax` of a whole `int16` array of rank 0; `None` if it is empty.
                #[must_use]
                #[inline]
                pub fn rank0(x: ArrayView0<'_, i16>) -> Option<Best<i16>> {
                    extremum::best::<Max, i16, Native>(Strided::of(&x))
                }
                ///`argmax` of a whole `int16` array of rank 1; `None` if it is empty.
                #[must_use]
                #[inline]
                pub fn rank1(x: ArrayView1<'_, i16>) -> Option<Best<i16>> {
                    extremum::best::<Max, i16, Native>(Strided::of(&x))
                }
                ///`argmax` of a whole `int16` array of rank 2; `None` if it is empty.
                #[must_use]
                #[inline]
                pub fn rank2(x: ArrayView2<'_, i16>) -> Option<Best<i16>> {
                    extremum::best::<Max, i16, Native>(Strided::of(&x))
                }
                ///`argmax` of a whole `int16` array of rank 3; `None` if it is empty.
                #[must_use]
                #[inline]
                pub fn rank3(x: ArrayView3<'_, i16>) -> Option<Best<i16>> {
                    extremum::best::<Max, i16, Native>(Strided::of(&x))
                }
            }
        }
        ///The kernels of `argmax_axis`.
        pub mod argmax_axis {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use ::argwhere::__private::*;
                /**`argmax` along an axis of a `int16` array of rank 1. `out` has its shape, with length 1 there.

# Errors

Where the axis does not exist or is empty, or `out` has another shape.*/
                #[inline]
                pub fn rank1(
                    x: ArrayView1<'_, i16>,
                    axis: Axis,
                    mut out: ArrayViewMut1<'_, Index>,
                ) -> Result<(), Error> {
                    extremum::axis::along::<
                        Max,
                        i16,
                        Native,
                    >(Strided::of(&x), axis.index(), true, &StridedMut::of(&mut out))
                }
                /**`argmax` along an axis of a `int16` array of rank 2. `out` has its shape, with length 1 there.

# Errors

Where the axis does not exist or is empty, or `out` has another shape.*/
                #[inline]
                pub fn rank2(
                    x: ArrayView2<'_, i16>,
                    axis: Axis,
                    mut out: ArrayViewMut2<'_, Index>,
                ) -> Result<(), Error> {
                    extremum::axis::along::<
                        Max,
                        i16,
                        Native,
                    >(Strided::of(&x), axis.index(), true, &StridedMut::of(&mut out))
                }
                /**`argmax` along an axis of a `int16` array of rank 3. `out` has its shape, with length 1 there.

# Errors

Where the axis does not exist or is empty, or `out` has another shape.*/
                #[inline]
                pub fn rank3(
                    x: ArrayView3<'_, i16>,
                    axis: Axis,
                    mut out: ArrayViewMut3<'_, Index>,
                ) -> Result<(), Error> {
                    extremum::axis::along::<
                        Max,
                        i16,
                        Native,
                    >(Strided::of(&x), axis.index(), true, &StridedMut::of(&mut out))
                }
            }
        }
    }
    #[doc(hidden)]
    impl ::argwhere::__private::extremum::HasExtremum<::argwhere::__private::Max, i16>
    for Table {}
    ///The index of the first largest element, of the whole array or along an axis.
    ///
    /// An element that is not equal to itself (NaN) wins, the first of them; -0.0 and +0.0 are equal. Searching
    /// the whole array answers its row-major index in a 0-d array.
    ///
    /// As the function of that name in the
    /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
    ///
    /// # Errors
    ///
    /// Where the dtype has no order, the axis is out of range, there is no element to choose from, or the result would
    /// not fit in memory.
    pub fn argmax<'a>(
        x: impl ::argwhere::__private::Into<ArrayView<'a>>,
        along: ::argwhere::__private::Along,
    ) -> ::argwhere::__private::Result<
        ::argwhere::__private::ArrayD<::argwhere::__private::Index>,
        ::argwhere::__private::Error,
    > {
        fn dispatch(
            x: ArrayView<'_>,
            along: ::argwhere::__private::Along,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayD<::argwhere::__private::Index>,
            ::argwhere::__private::Error,
        > {
            match &x {
                ArrayView::Int16(x) => {
                    ::argwhere::__private::extremum::dynamic::<
                        Table,
                        ::argwhere::__private::Max,
                        i16,
                    >(x, along)
                }
            }
        }
        dispatch(x.into(), along)
    }
    ///[`argmax`] into an array of the caller's.
    ///
    /// `out` has the shape of that function's result. Nothing is allocated for arrays of rank 4 and below.
    ///
    /// # Errors
    ///
    /// As there, and where `out` has another shape. It is then as it was.
    pub fn argmax_into<'a>(
        x: impl ::argwhere::__private::Into<ArrayView<'a>>,
        along: ::argwhere::__private::Along,
        out: &mut ::argwhere::__private::ArrayRef<
            ::argwhere::__private::Index,
            impl ::argwhere::__private::Dimension,
        >,
    ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error> {
        fn dispatch(
            x: ArrayView<'_>,
            along: ::argwhere::__private::Along,
            out: &::argwhere::__private::StridedMut<'_, ::argwhere::__private::Index>,
        ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error> {
            match &x {
                ArrayView::Int16(x) => {
                    ::argwhere::__private::extremum::dynamic_into::<
                        Table,
                        ::argwhere::__private::Max,
                        i16,
                    >(x, along, out)
                }
            }
        }
        dispatch(x.into(), along, &::argwhere::__private::StridedMut::of(out))
    }
    /// The functions over `ndarray` types of static rank.
    ///
    /// What the table does not define does not compile here.
    pub mod typed {
        ///The row-major index of the first largest element of the whole array.
        ///
        /// # Errors
        ///
        /// Where the array is empty.
        pub fn argmax<T, D>(
            x: &::argwhere::__private::ArrayRef<T, D>,
        ) -> ::argwhere::__private::Result<usize, ::argwhere::__private::Error>
        where
            T: ::argwhere::__private::bounds::Argmax<super::Table>,
            D: ::argwhere::__private::Dimension,
        {
            ::argwhere::__private::extremum::typed::<
                ::argwhere::__private::Max,
                T,
                T::Ops,
            >(::argwhere::__private::Strided::of(x))
        }
        ///The index of the first largest element along an axis, for each of the others.
        ///
        /// # Errors
        ///
        /// Where the axis does not exist or is empty, or the result would not fit in memory.
        pub fn argmax_axis<T, D>(
            x: &::argwhere::__private::ArrayRef<T, D>,
            axis: ::argwhere::__private::Axis,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ndarray::Array<
                ::argwhere::__private::Index,
                D::Smaller,
            >,
            ::argwhere::__private::Error,
        >
        where
            T: ::argwhere::__private::bounds::Argmax<super::Table>,
            D: ::argwhere::__private::extremum::HasAxis,
        {
            ::argwhere::__private::extremum::typed_axis::<
                ::argwhere::__private::Max,
                T,
                T::Ops,
                D,
            >(::argwhere::__private::Strided::of(x), axis)
        }
        ///[`argmax_axis`] into an array of the caller's.
        ///
        /// Nothing is allocated for arrays of rank 6 and below.
        ///
        /// # Errors
        ///
        /// As there, and where `out` has another shape. It is then as it was.
        pub fn argmax_axis_into<T, D>(
            x: &::argwhere::__private::ArrayRef<T, D>,
            axis: ::argwhere::__private::Axis,
            out: &mut ::argwhere::__private::ArrayRef<
                ::argwhere::__private::Index,
                D::Smaller,
            >,
        ) -> ::argwhere::__private::Result<(), ::argwhere::__private::Error>
        where
            T: ::argwhere::__private::bounds::Argmax<super::Table>,
            D: ::argwhere::__private::extremum::HasAxis,
        {
            ::argwhere::__private::extremum::typed_axis_into::<
                ::argwhere::__private::Max,
                T,
                T::Ops,
                D::Smaller,
            >(::argwhere::__private::Strided::of(x), axis, out)
        }
    }
}
