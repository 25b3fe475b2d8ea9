// pub mod table;
// ranks 0..=3;
// operations { argmax }
// dtypes { Int16: i16; }

pub mod table {
    /// The index of the first occurrence of the largest element, in the whole array or along an axis.
    ///
    /// `x` has any shape and a dtype with an order. Along an axis, the result has the shape of `x` without this axis. For the whole array, the result is 0-d and contains an index in row-major order. With `keepdims`, the searched axes remain with length 1.
    ///
    /// The first NaN wins, as in NumPy, and so does any other element that is not equal to itself. -0.0 and +0.0 are equal.
    ///
    /// The function follows [`argmax`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.argmax.html) of the Array API standard.
    ///
    /// # Errors
    ///
    /// - [`Error::AxisOutOfRange`](__argwhere::Error::AxisOutOfRange) if `x` has no such axis.
    /// - [`Error::Empty`](__argwhere::Error::Empty) if the axis is empty, or the whole array if no axis is given.
    /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the result does not fit in memory.
    ///
    /// # Examples
    ///
    /// ```text
    /// use argwhere::Along;
    ///
    /// let x = ndarray::array![[1_i16, 5, 2], [7, 0, 3]];
    /// assert_eq!(table::argmax(&x, Along::all())?, ndarray::arr0(3).into_dyn());
    /// assert_eq!(table::argmax(&x, Along::axis(1))?, ndarray::array![1, 0].into_dyn());
    /// ```
    pub fn argmax<'a>(
        x: impl __argwhere::Into<ArrayView<'a>>,
        along: __argwhere::Along,
    ) -> __argwhere::Result<__argwhere::ArrayD<__argwhere::Index>, __argwhere::Error> {
        fn dispatch(
            x: ArrayView<'_>,
            along: __argwhere::Along,
        ) -> __argwhere::Result<
            __argwhere::ArrayD<__argwhere::Index>,
            __argwhere::Error,
        > {
            match &x {
                ArrayView::Int16(x) => {
                    __argwhere::extremum::dynamic::<
                        self::Table,
                        __argwhere::Max,
                        i16,
                    >(x, along)
                }
            }
        }
        dispatch(__argwhere::Into::into(x), along)
    }
    /// [`argmax`], written to memory that you own.
    ///
    /// `out` must have the shape of the result of [`argmax`]. Up to rank 4, the call does not allocate. On error, `out` is unchanged.
    ///
    /// # Errors
    ///
    /// - [`Error::AxisOutOfRange`](__argwhere::Error::AxisOutOfRange) if `x` has no such axis.
    /// - [`Error::Empty`](__argwhere::Error::Empty) if the axis is empty, or the whole array if no axis is given.
    /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if an array to write to has the wrong shape.
    ///
    /// # Examples
    ///
    /// ```text
    /// use argwhere::Along;
    ///
    /// let x = ndarray::array![[1_i16, 5, 2], [7, 0, 3]];
    /// let mut out = ndarray::Array1::zeros(2);
    /// table::argmax_into(&x, Along::axis(1), &mut out)?;
    /// assert_eq!(out, ndarray::array![1, 0]);
    /// ```
    pub fn argmax_into<'a>(
        x: impl __argwhere::Into<ArrayView<'a>>,
        along: __argwhere::Along,
        out: &mut __argwhere::ArrayRef<__argwhere::Index, impl __argwhere::Dimension>,
    ) -> __argwhere::Result<(), __argwhere::Error> {
        fn dispatch(
            x: ArrayView<'_>,
            along: __argwhere::Along,
            out: &__argwhere::StridedMut<'_, __argwhere::Index>,
        ) -> __argwhere::Result<(), __argwhere::Error> {
            match &x {
                ArrayView::Int16(x) => {
                    __argwhere::extremum::dynamic_into::<
                        self::Table,
                        __argwhere::Max,
                        i16,
                    >(x, along, out)
                }
            }
        }
        dispatch(__argwhere::Into::into(x), along, &__argwhere::StridedMut::of(out))
    }
    /// The functions for `ndarray` arrays, whose element type is known at compile time.
    ///
    /// If the table does not define a function for the element types, the call does not compile.
    pub mod typed {
        use super::__argwhere;
        /// The index of the first occurrence of the largest element in the whole array, in row-major order.
        ///
        /// `x` has any rank and a dtype with an order.
        ///
        /// The first NaN wins, as in NumPy, and so does any other element that is not equal to itself. -0.0 and +0.0 are equal.
        ///
        /// The function follows [`argmax`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.argmax.html) of the Array API standard.
        ///
        /// # Errors
        ///
        /// - [`Error::Empty`](__argwhere::Error::Empty) if `x` is empty.
        ///
        /// # Examples
        ///
        /// ```text
        /// let x = ndarray::array![[1_i16, 5, 2], [7, 0, 3]];
        /// assert_eq!(table::typed::argmax(&x)?, 3);
        /// ```
        #[inline]
        pub fn argmax<T, D>(
            x: &__argwhere::ArrayRef<T, D>,
        ) -> __argwhere::Result<usize, __argwhere::Error>
        where
            T: __argwhere::bounds::Argmax<super::Table>,
            D: __argwhere::Dimension,
        {
            __argwhere::extremum::typed::<__argwhere::Max, T, T::Table, D>(x)
        }
        /// The index of the first occurrence of the largest element along an axis.
        ///
        /// `x` has rank 1 or higher and a dtype with an order. The result has the shape of `x` without the axis.
        ///
        /// The first NaN wins, as in NumPy, and so does any other element that is not equal to itself. -0.0 and +0.0 are equal.
        ///
        /// The function follows [`argmax`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.argmax.html) of the Array API standard.
        ///
        /// # Errors
        ///
        /// - [`Error::AxisOutOfRange`](__argwhere::Error::AxisOutOfRange) if `x` has no such axis.
        /// - [`Error::Empty`](__argwhere::Error::Empty) if the axis is empty.
        /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the result does not fit in memory.
        ///
        /// # Examples
        ///
        /// ```text
        /// let x = ndarray::array![[1_i16, 5, 2], [7, 0, 3]];
        /// assert_eq!(table::typed::argmax_axis(&x, ndarray::Axis(1))?, ndarray::array![1, 0]);
        /// ```
        pub fn argmax_axis<T, D>(
            x: &__argwhere::ArrayRef<T, D>,
            axis: __argwhere::Axis,
        ) -> __argwhere::Result<
            __argwhere::ndarray::Array<__argwhere::Index, D::Smaller>,
            __argwhere::Error,
        >
        where
            T: __argwhere::bounds::Argmax<super::Table>,
            D: __argwhere::extremum::HasAxis,
        {
            __argwhere::extremum::typed_axis::<__argwhere::Max, T, T::Table, D>(x, axis)
        }
        /// [`argmax_axis`], written to memory that you own.
        ///
        /// `out` must have the shape of the result of [`argmax_axis`]. Up to rank 6, the call does not allocate. On error, `out` is unchanged.
        ///
        /// # Errors
        ///
        /// - [`Error::AxisOutOfRange`](__argwhere::Error::AxisOutOfRange) if `x` has no such axis.
        /// - [`Error::Empty`](__argwhere::Error::Empty) if the axis is empty.
        /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if an array to write to has the wrong shape.
        ///
        /// # Examples
        ///
        /// ```text
        /// let x = ndarray::array![[1_i16, 5, 2], [7, 0, 3]];
        /// let mut out = ndarray::Array1::zeros(2);
        /// table::typed::argmax_axis_into(&x, ndarray::Axis(1), &mut out)?;
        /// assert_eq!(out, ndarray::array![1, 0]);
        /// ```
        pub fn argmax_axis_into<T, D>(
            x: &__argwhere::ArrayRef<T, D>,
            axis: __argwhere::Axis,
            out: &mut __argwhere::ArrayRef<__argwhere::Index, D::Smaller>,
        ) -> __argwhere::Result<(), __argwhere::Error>
        where
            T: __argwhere::bounds::Argmax<super::Table>,
            D: __argwhere::extremum::HasAxis,
        {
            __argwhere::extremum::typed_axis_into::<
                __argwhere::Max,
                T,
                T::Ops,
                D::Smaller,
            >(__argwhere::Strided::of(x), axis, out)
        }
    }
    /// The named kernels: one function per operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `argmax`.
        pub mod argmax {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use super::super::super::__argwhere;
                ///`argmax` over all elements of `x`, for `int16` arrays of rank 0; `None` if `x` is empty.
                #[must_use]
                #[inline]
                pub fn rank0(
                    x: impl __argwhere::KernelInput<i16, __argwhere::Ix0>,
                ) -> __argwhere::Option<__argwhere::Best<i16>> {
                    __argwhere::extremum::best::<
                        __argwhere::Max,
                        i16,
                        __argwhere::Native,
                        _,
                    >(__argwhere::KernelInput::array(&x))
                }
                ///`argmax` over all elements of `x`, for `int16` arrays of rank 1; `None` if `x` is empty.
                #[must_use]
                #[inline]
                pub fn rank1(
                    x: impl __argwhere::KernelInput<i16, __argwhere::Ix1>,
                ) -> __argwhere::Option<__argwhere::Best<i16>> {
                    __argwhere::extremum::best::<
                        __argwhere::Max,
                        i16,
                        __argwhere::Native,
                        _,
                    >(__argwhere::KernelInput::array(&x))
                }
                ///`argmax` over all elements of `x`, for `int16` arrays of rank 2; `None` if `x` is empty.
                #[must_use]
                #[inline]
                pub fn rank2(
                    x: impl __argwhere::KernelInput<i16, __argwhere::Ix2>,
                ) -> __argwhere::Option<__argwhere::Best<i16>> {
                    __argwhere::extremum::best::<
                        __argwhere::Max,
                        i16,
                        __argwhere::Native,
                        _,
                    >(__argwhere::KernelInput::array(&x))
                }
                ///`argmax` over all elements of `x`, for `int16` arrays of rank 3; `None` if `x` is empty.
                #[must_use]
                #[inline]
                pub fn rank3(
                    x: impl __argwhere::KernelInput<i16, __argwhere::Ix3>,
                ) -> __argwhere::Option<__argwhere::Best<i16>> {
                    __argwhere::extremum::best::<
                        __argwhere::Max,
                        i16,
                        __argwhere::Native,
                        _,
                    >(__argwhere::KernelInput::array(&x))
                }
            }
        }
        ///The kernels of `argmax_axis`.
        pub mod argmax_axis {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use super::super::super::__argwhere;
                /// `argmax` along an axis, for `int16` arrays of rank 1.
                ///
                /// `out` must have the shape of `x`, but length 1 along the axis.
                ///
                /// # Errors
                ///
                /// - [`Error::AxisOutOfRange`](__argwhere::Error::AxisOutOfRange) if `x` has no such axis.
                /// - [`Error::Empty`](__argwhere::Error::Empty) if the axis is empty.
                /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if `out` has the wrong shape.
                #[inline(never)]
                pub fn rank1<X, P>(
                    x: X,
                    axis: __argwhere::Axis,
                    out: P,
                ) -> __argwhere::Result<P::Result, __argwhere::Error>
                where
                    X: __argwhere::KernelInput<i16, __argwhere::Ix1>,
                    P: __argwhere::AxisOutput<__argwhere::Ix1>,
                {
                    __argwhere::extremum::along_axis::<
                        __argwhere::Max,
                        i16,
                        __argwhere::Native,
                        _,
                        _,
                    >(__argwhere::KernelInput::array(&x), axis, out)
                }
                /// `argmax` along an axis, for `int16` arrays of rank 2.
                ///
                /// `out` must have the shape of `x`, but length 1 along the axis.
                ///
                /// # Errors
                ///
                /// - [`Error::AxisOutOfRange`](__argwhere::Error::AxisOutOfRange) if `x` has no such axis.
                /// - [`Error::Empty`](__argwhere::Error::Empty) if the axis is empty.
                /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if `out` has the wrong shape.
                #[inline(never)]
                pub fn rank2<X, P>(
                    x: X,
                    axis: __argwhere::Axis,
                    out: P,
                ) -> __argwhere::Result<P::Result, __argwhere::Error>
                where
                    X: __argwhere::KernelInput<i16, __argwhere::Ix2>,
                    P: __argwhere::AxisOutput<__argwhere::Ix2>,
                {
                    __argwhere::extremum::along_axis::<
                        __argwhere::Max,
                        i16,
                        __argwhere::Native,
                        _,
                        _,
                    >(__argwhere::KernelInput::array(&x), axis, out)
                }
                /// `argmax` along an axis, for `int16` arrays of rank 3.
                ///
                /// `out` must have the shape of `x`, but length 1 along the axis.
                ///
                /// # Errors
                ///
                /// - [`Error::AxisOutOfRange`](__argwhere::Error::AxisOutOfRange) if `x` has no such axis.
                /// - [`Error::Empty`](__argwhere::Error::Empty) if the axis is empty.
                /// - [`Error::ShapeMismatch`](__argwhere::Error::ShapeMismatch) if `out` has the wrong shape.
                #[inline(never)]
                pub fn rank3<X, P>(
                    x: X,
                    axis: __argwhere::Axis,
                    out: P,
                ) -> __argwhere::Result<P::Result, __argwhere::Error>
                where
                    X: __argwhere::KernelInput<i16, __argwhere::Ix3>,
                    P: __argwhere::AxisOutput<__argwhere::Ix3>,
                {
                    __argwhere::extremum::along_axis::<
                        __argwhere::Max,
                        i16,
                        __argwhere::Native,
                        _,
                        _,
                    >(__argwhere::KernelInput::array(&x), axis, out)
                }
            }
        }
    }
    #[doc(hidden)]
    impl __argwhere::extremum::HasExtremum<__argwhere::Max, i16> for self::Table {
        #[inline]
        fn whole_rank1(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix1>,
        ) -> __argwhere::Option<__argwhere::Best<i16>> {
            self::kernels::argmax::i16::rank1(x)
        }
        #[inline]
        fn along_rank1<P: __argwhere::AxisOutput<__argwhere::Ix1>>(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix1>,
            axis: __argwhere::Axis,
            out: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::argmax_axis::i16::rank1(x, axis, out)
        }
        #[inline]
        fn whole_rank2(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix2>,
        ) -> __argwhere::Option<__argwhere::Best<i16>> {
            self::kernels::argmax::i16::rank2(x)
        }
        #[inline]
        fn along_rank2<P: __argwhere::AxisOutput<__argwhere::Ix2>>(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix2>,
            axis: __argwhere::Axis,
            out: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::argmax_axis::i16::rank2(x, axis, out)
        }
        #[inline]
        fn whole_rank3(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix3>,
        ) -> __argwhere::Option<__argwhere::Best<i16>> {
            self::kernels::argmax::i16::rank3(x)
        }
        #[inline]
        fn along_rank3<P: __argwhere::AxisOutput<__argwhere::Ix3>>(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix3>,
            axis: __argwhere::Axis,
            out: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::argmax_axis::i16::rank3(x, axis, out)
        }
    }
}
