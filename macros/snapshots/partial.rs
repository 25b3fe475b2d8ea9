// mod table;
// operations { argmax, count_nonzero, nonzero, top_k }
// dtypes { Int16: i16; Colour: u32, unordered; }

mod table {
    /// The results of blocks of an array, which merge into the result of the whole array.
    ///
    /// Blocks have any dtype of the table that has the operation. See the [module `partial`](__argwhere::partial) for
    /// what the types have in common.
    pub mod partial {
        use super::__argwhere;
        /// The result of searching the blocks of an array by `argmax`.
        pub type Argmax = __argwhere::partial::Partial<
            __argwhere::partial::Extremum<__argwhere::Max>,
            __argwhere::partial::Dynamic<super::Table>,
        >;
        /// The result of searching the blocks of an array by `nonzero`.
        pub type Nonzero = __argwhere::partial::Positions<
            __argwhere::partial::Dynamic<super::Table>,
        >;
        /// The result of searching the blocks of an array by `top_k`.
        pub type TopK = __argwhere::partial::Partial<
            __argwhere::partial::Sorted,
            __argwhere::partial::Dynamic<super::Table>,
        >;
        /// The result of searching the blocks of an array by `count_nonzero`.
        pub type CountNonzero = __argwhere::partial::Counts<
            __argwhere::partial::Dynamic<super::Table>,
        >;
        /// The results of blocks whose element type is known at compile time.
        pub mod typed {
            use super::super::__argwhere;
            /// The result of searching the blocks of an array of element type `T` by `argmax`.
            pub type Argmax<T> = __argwhere::partial::Partial<
                __argwhere::partial::Extremum<__argwhere::Max>,
                __argwhere::partial::Typed<super::super::Table, T>,
            >;
            /// The result of searching the blocks of an array of element type `T` by `nonzero`.
            pub type Nonzero<T> = __argwhere::partial::Positions<
                __argwhere::partial::Typed<super::super::Table, T>,
            >;
            /// The result of searching the blocks of an array of element type `T` by `top_k`.
            pub type TopK<T> = __argwhere::partial::Partial<
                __argwhere::partial::Sorted,
                __argwhere::partial::Typed<super::super::Table, T>,
            >;
            /// The result of searching the blocks of an array of element type `T` by `count_nonzero`.
            pub type CountNonzero<T> = __argwhere::partial::Counts<
                __argwhere::partial::Typed<super::super::Table, T>,
            >;
        }
    }
    #[doc(hidden)]
    impl __argwhere::partial::HasPartial<__argwhere::partial::Extremum<__argwhere::Max>>
    for self::Table {
        #[inline]
        fn run(
            rule: &__argwhere::partial::Extremum<__argwhere::Max>,
            x: &ArrayView<'_>,
            job: __argwhere::partial::Job<'_, Array>,
        ) -> __argwhere::Result<__argwhere::partial::Lanes<Array>, __argwhere::Error> {
            match x {
                ArrayView::Int16(x) => {
                    __argwhere::partial::run::<
                        self::Table,
                        __argwhere::partial::Extremum<__argwhere::Max>,
                        i16,
                    >(rule, x, job)
                }
                ArrayView::Colour(_) => {
                    __argwhere::Result::Err(__argwhere::Error::Unordered {
                        operation: "argmax",
                        dtype: "colour",
                        table: "table",
                    })
                }
            }
        }
    }
    #[doc(hidden)]
    impl __argwhere::partial::HasPositions for self::Table {
        #[inline]
        fn positions(
            x: &ArrayView<'_>,
        ) -> __argwhere::Result<__argwhere::Vec<__argwhere::Index>, __argwhere::Error> {
            match x {
                ArrayView::Int16(x) => {
                    __argwhere::partial::positions::<self::Table, i16>(x)
                }
                ArrayView::Colour(x) => {
                    __argwhere::partial::positions::<self::Table, u32>(x)
                }
            }
        }
    }
    #[doc(hidden)]
    impl __argwhere::partial::HasPartial<__argwhere::partial::Sorted> for self::Table {
        #[inline]
        fn run(
            rule: &__argwhere::partial::Sorted,
            x: &ArrayView<'_>,
            job: __argwhere::partial::Job<'_, Array>,
        ) -> __argwhere::Result<__argwhere::partial::Lanes<Array>, __argwhere::Error> {
            match x {
                ArrayView::Int16(x) => {
                    __argwhere::partial::run::<
                        self::Table,
                        __argwhere::partial::Sorted,
                        i16,
                    >(rule, x, job)
                }
                ArrayView::Colour(_) => {
                    __argwhere::Result::Err(__argwhere::Error::Unordered {
                        operation: "top_k",
                        dtype: "colour",
                        table: "table",
                    })
                }
            }
        }
    }
    #[doc(hidden)]
    impl __argwhere::partial::HasCounts for self::Table {
        #[inline]
        fn count(
            x: ArrayView<'_>,
            along: &__argwhere::AlongAxes,
        ) -> __argwhere::Result<
            __argwhere::ArrayD<__argwhere::Index>,
            __argwhere::Error,
        > {
            match &x {
                ArrayView::Int16(x) => {
                    __argwhere::count_nonzero::dynamic::<self::Table, i16>(x, along)
                }
                ArrayView::Colour(x) => {
                    __argwhere::count_nonzero::dynamic::<self::Table, u32>(x, along)
                }
            }
        }
    }
}
