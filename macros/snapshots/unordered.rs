// mod table;
// ranks 0..=1;
// operations { argmax }
// dtypes { Int16: i16; Colour: Rgb, unordered; }

mod table {
    impl DType {
        /// All dtypes, in the order of the table.
        pub const ALL: &'static [Self] = &[Self::Int16, Self::Colour];
        /// The name, as errors and files have it.
        #[must_use]
        pub const fn name(self) -> &'static str {
            __NAMES[self as usize]
        }
        /// The size of an element in bytes.
        #[must_use]
        pub const fn size(self) -> usize {
            const SIZES: [usize; 2] = [
                ::argwhere::__private::size_of::<i16>(),
                ::argwhere::__private::size_of::<types::__Colour>(),
            ];
            SIZES[self as usize]
        }
        /// Whether the dtype has a largest and a smallest element.
        #[must_use]
        pub const fn is_ordered(self) -> bool {
            const ORDERED: [bool; 2] = [true, false];
            ORDERED[self as usize]
        }
        /// The dtype that the two promote to, or `None` where the table defines none.
        #[must_use]
        pub const fn promote(self, other: Self) -> ::argwhere::__private::Option<Self> {
            use ::argwhere::__private::Option::{self, None, Some};
            const RESULTS: [[Option<DType>; 2]; 2] = [
                [Some(DType::Int16), None],
                [None, Some(DType::Colour)],
            ];
            RESULTS[self as usize][other as usize]
        }
        /// The dtype of an element type of the table.
        #[must_use]
        pub const fn of<T: ::argwhere::__private::Element>() -> Self
        where
            Table: ::argwhere::__private::HasDType<T>,
        {
            <Table as ::argwhere::__private::HasDType<T>>::DTYPE
        }
    }
    impl DType {
        /// A scalar as a 0-d array of this dtype.
        ///
        /// # Errors
        ///
        /// Where the scalar is of a kind that does not go with the dtype, or out of its range.
        pub fn scalar(
            self,
            scalar: impl ::argwhere::__private::Into<::argwhere::__private::Scalar>,
        ) -> ::argwhere::__private::Result<Array, ::argwhere::__private::Error> {
            let scalar = scalar.into();
            match self {
                Self::Int16 => {
                    ::argwhere::__private::where_::weak::<Table, i16>(scalar)
                        .map(Array::Int16)
                }
                Self::Colour => {
                    ::argwhere::__private::where_::weak::<Table, types::__Colour>(scalar)
                        .map(Array::Colour)
                }
            }
        }
    }
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
            }
        }
    }
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
                ArrayView::Colour(_) => {
                    ::argwhere::__private::Result::Err(::argwhere::__private::Error::Unordered {
                        operation: "argmax",
                        dtype: "colour",
                        table: "table",
                    })
                }
            }
        }
        dispatch(x.into(), along)
    }
}
