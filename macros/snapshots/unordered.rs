// mod table;
// ranks 0..=1;
// operations { argmax }
// dtypes { Int16: i16; Colour: Rgb, unordered; }

mod table {
    impl DType {
        /// All dtypes, in the order of the table.
        pub const ALL: &'static [Self] = &[Self::Int16, Self::Colour];
        /// The name in lower case, as error messages show it: `int16` for `DType::Int16`.
        #[must_use]
        pub const fn name(self) -> &'static str {
            __NAMES[self as usize]
        }
        /// The size of an element in bytes.
        #[must_use]
        pub const fn size(self) -> usize {
            const SIZES: [usize; 2] = [
                __argwhere::size_of::<i16>(),
                __argwhere::size_of::<self::types::colour::__Checked>(),
            ];
            SIZES[self as usize]
        }
        /// Whether the elements have an order, which `argmax` and `argmin` need.
        #[must_use]
        pub const fn is_ordered(self) -> bool {
            const ORDERED: [bool; 2] = [true, false];
            ORDERED[self as usize]
        }
        /// The dtype that the two promote to, or `None` if the table defines no promotion of them.
        #[must_use]
        pub const fn promote(self, other: Self) -> __argwhere::Option<Self> {
            use __argwhere::Option::{self, None, Some};
            const RESULTS: [[Option<DType>; 2]; 2] = [
                [Some(DType::Int16), None],
                [None, Some(DType::Colour)],
            ];
            RESULTS[self as usize][other as usize]
        }
        /// The dtype of an element type of the table.
        #[must_use]
        pub const fn of<T: __argwhere::Element>() -> Self
        where
            self::Table: __argwhere::HasDType<T>,
        {
            <self::Table as __argwhere::HasDType<T>>::DTYPE
        }
    }
    impl DType {
        /// Converts a scalar to a 0-d array of this dtype.
        ///
        /// # Errors
        ///
        /// - [`Error::ScalarKind`](__argwhere::Error::ScalarKind) if the dtype does not accept scalars of this kind.
        /// - [`Error::ScalarOutOfRange`](__argwhere::Error::ScalarOutOfRange) if the scalar is out of range for the dtype.
        /// - [`Error::UndefinedScalar`](__argwhere::Error::UndefinedScalar) if the table defines no conversion from scalars to
        ///   this dtype.
        pub fn scalar(
            self,
            scalar: impl __argwhere::Into<__argwhere::Scalar>,
        ) -> __argwhere::Result<Array, __argwhere::Error> {
            let scalar = scalar.into();
            match self {
                Self::Int16 => {
                    __argwhere::operand::weak::<self::Table, i16>(scalar)
                        .map(Array::Int16)
                }
                Self::Colour => {
                    __argwhere::operand::weak::<
                        self::Table,
                        self::types::colour::__Checked,
                    >(scalar)
                        .map(Array::Colour)
                }
            }
        }
    }
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
    /// - [`Error::Unordered`](__argwhere::Error::Unordered) if the dtype has no order.
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
                ArrayView::Colour(_) => {
                    __argwhere::Result::Err(__argwhere::Error::Unordered {
                        operation: "argmax",
                        dtype: "colour",
                        table: "table",
                    })
                }
            }
        }
        dispatch(__argwhere::Into::into(x), along)
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
            }
        }
    }
}
