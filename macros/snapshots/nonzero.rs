// mod table;
// ranks 0..=2;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    /// The indices of the nonzero elements: one array per axis, in row-major order.
    ///
    /// NaN counts as nonzero, and -0.0 as zero.
    ///
    /// The function follows [`nonzero`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.nonzero.html) of the Array API standard.
    ///
    /// # Errors
    ///
    /// - [`Error::ZeroDimensional`](__argwhere::Error::ZeroDimensional) if `x` is 0-d.
    /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the indices do not fit in memory.
    ///
    /// # Examples
    ///
    /// ```text
    /// let x = ndarray::array![[0_i16, 5, 0], [7, 0, 3]];
    /// let indices = table::nonzero(&x)?;
    /// assert_eq!(indices, [ndarray::array![0, 1, 1], ndarray::array![1, 0, 2]]);
    /// ```
    pub fn nonzero<'a>(
        x: impl __argwhere::Into<ArrayView<'a>>,
    ) -> __argwhere::Result<
        __argwhere::Vec<__argwhere::Array1<__argwhere::Index>>,
        __argwhere::Error,
    > {
        fn dispatch(
            x: ArrayView<'_>,
        ) -> __argwhere::Result<
            __argwhere::Vec<__argwhere::Array1<__argwhere::Index>>,
            __argwhere::Error,
        > {
            match &x {
                ArrayView::Int16(x) => {
                    __argwhere::nonzero::dynamic::<self::Table, i16>(x)
                }
            }
        }
        dispatch(__argwhere::Into::into(x))
    }
    /// The functions for `ndarray` arrays, whose element type is known at compile time.
    ///
    /// If the table does not define a function for the element types, the call does not compile.
    pub mod typed {
        use super::__argwhere;
        /// The indices of the nonzero elements: one array per axis, in row-major order.
        ///
        /// NaN counts as nonzero, and -0.0 as zero.
        ///
        /// The function follows [`nonzero`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.nonzero.html) of the Array API standard.
        ///
        /// `x` has static rank 1 to 6. For an array of dynamic rank, call the dynamic function.
        ///
        /// # Errors
        ///
        /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the indices do not fit in memory.
        ///
        /// # Examples
        ///
        /// ```text
        /// let x = ndarray::array![[0_i16, 5, 0], [7, 0, 3]];
        /// let [rows, columns] = table::typed::nonzero(&x)?;
        /// assert_eq!(rows, ndarray::array![0, 1, 1]);
        /// assert_eq!(columns, ndarray::array![1, 0, 2]);
        /// ```
        pub fn nonzero<T, D, I>(
            x: &__argwhere::ArrayRef<T, D>,
        ) -> __argwhere::Result<I, __argwhere::Error>
        where
            T: __argwhere::bounds::Nonzero<super::Table>,
            D: __argwhere::nonzero::StaticRank<Indices = I>,
        {
            __argwhere::nonzero::typed::<T, T::Table, D>(x)
        }
        /// [`nonzero`], written to vectors that you own, one per axis.
        ///
        /// The indices replace the contents of the vectors. If each vector has capacity for all elements and 8 more, the call does not allocate. On error, the vectors are unchanged.
        ///
        /// The function follows [`nonzero`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.nonzero.html) of the Array API standard.
        ///
        /// # Errors
        ///
        /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the indices do not fit in memory.
        ///
        /// # Examples
        ///
        /// ```text
        /// let x = ndarray::array![[0_i16, 5, 0], [7, 0, 3]];
        /// let mut indices = [Vec::new(), Vec::new()];
        /// table::typed::nonzero_into(&x, &mut indices)?;
        /// assert_eq!(indices, [[0, 1, 1], [1, 0, 2]]);
        /// ```
        pub fn nonzero_into<T, D>(
            x: &__argwhere::ArrayRef<T, D>,
            indices: &mut <D as __argwhere::nonzero::StaticRank>::Vectors,
        ) -> __argwhere::Result<(), __argwhere::Error>
        where
            T: __argwhere::bounds::Nonzero<super::Table>,
            D: __argwhere::nonzero::StaticRank,
        {
            __argwhere::nonzero::typed_into::<T, T::Ops, D>(x, indices)
        }
    }
    /// The named kernels: one function per operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `nonzero`.
        pub mod nonzero {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use super::super::super::__argwhere;
                /// Appends the indices of the nonzero elements to one vector per axis, for `int16` arrays of rank 1.
                ///
                /// All vectors must have the same length. On error, they are unchanged.
                ///
                /// # Errors
                ///
                /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the indices do not fit in memory.
                #[inline(never)]
                pub fn rank1<X, P>(
                    x: X,
                    indices: P,
                ) -> __argwhere::Result<P::Result, __argwhere::Error>
                where
                    X: __argwhere::KernelInput<i16, __argwhere::Ix1>,
                    P: __argwhere::IndicesOutput<1>,
                {
                    __argwhere::nonzero::kernel::<
                        i16,
                        __argwhere::Native,
                        _,
                        _,
                        _,
                    >(__argwhere::KernelInput::array(&x), indices)
                }
                /// Appends the indices of the nonzero elements to one vector per axis, for `int16` arrays of rank 2.
                ///
                /// All vectors must have the same length. On error, they are unchanged.
                ///
                /// # Errors
                ///
                /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the indices do not fit in memory.
                #[inline(never)]
                pub fn rank2<X, P>(
                    x: X,
                    indices: P,
                ) -> __argwhere::Result<P::Result, __argwhere::Error>
                where
                    X: __argwhere::KernelInput<i16, __argwhere::Ix2>,
                    P: __argwhere::IndicesOutput<2>,
                {
                    __argwhere::nonzero::kernel::<
                        i16,
                        __argwhere::Native,
                        _,
                        _,
                        _,
                    >(__argwhere::KernelInput::array(&x), indices)
                }
            }
        }
    }
    #[doc(hidden)]
    impl __argwhere::nonzero::HasNonzero<i16> for self::Table {
        #[inline]
        fn rank1<P: __argwhere::IndicesOutput<1>>(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix1>,
            indices: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::nonzero::i16::rank1(x, indices)
        }
        #[inline]
        fn rank2<P: __argwhere::IndicesOutput<2>>(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix2>,
            indices: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::nonzero::i16::rank2(x, indices)
        }
    }
    impl<T: __argwhere::bounds::Nonzero<self::Table>> HasNonzero for T {}
}
