// mod table;
// operations { nonzero }
// dtypes { Int16: i16; Float: f32; }

mod table {
    /// An array whose dtype and rank are known at run time.
    #[__argwhere::derive(__argwhere::Clone, __argwhere::PartialEq)]
    pub enum Array {
        ///Of dtype `int16`.
        Int16(__argwhere::ArrayD<i16>),
        ///Of dtype `float`.
        Float(__argwhere::ArrayD<f32>),
    }
    impl Array {
        /// The dtype.
        #[must_use]
        pub fn dtype(&self) -> DType {
            match self {
                Self::Int16(_) => DType::Int16,
                Self::Float(_) => DType::Float,
            }
        }
        /// The length of each axis.
        #[must_use]
        pub fn shape(&self) -> &[usize] {
            match self {
                Self::Int16(inner) => inner.shape(),
                Self::Float(inner) => inner.shape(),
            }
        }
        /// The distance between neighbours along each axis, in elements.
        #[must_use]
        pub fn strides(&self) -> &[isize] {
            match self {
                Self::Int16(inner) => inner.strides(),
                Self::Float(inner) => inner.strides(),
            }
        }
        /// The number of axes.
        #[must_use]
        pub fn ndim(&self) -> usize {
            self.shape().len()
        }
        /// The number of elements.
        #[must_use]
        pub fn len(&self) -> usize {
            __argwhere::Iterator::product(self.shape().iter())
        }
        /// Whether there is no element.
        #[must_use]
        pub fn is_empty(&self) -> bool {
            self.len() == 0
        }
    }
    impl Array {
        /// A view of the array.
        #[must_use]
        #[inline]
        pub fn view(&self) -> ArrayView<'_> {
            match self {
                Self::Int16(inner) => ArrayView::Int16(inner.view()),
                Self::Float(inner) => ArrayView::Float(inner.view()),
            }
        }
        /// A mutable view of the array.
        #[must_use]
        #[inline]
        pub fn view_mut(&mut self) -> ArrayViewMut<'_> {
            match self {
                Self::Int16(inner) => ArrayViewMut::Int16(inner.view_mut()),
                Self::Float(inner) => ArrayViewMut::Float(inner.view_mut()),
            }
        }
        /// The array inside, as one of element type `T` and dimension `D`, without copying.
        ///
        /// # Errors
        ///
        /// The array itself comes back where its dtype or its rank is another.
        pub fn into_ndarray<T: __argwhere::Element, D: __argwhere::Dimension>(
            self,
        ) -> __argwhere::Result<
            __argwhere::ndarray::Array<T, D>,
            __argwhere::Rejected<Self>,
        >
        where
            self::Table: __argwhere::HasDType<T>,
        {
            __argwhere::array::into_array::<self::Table, T, D>(self)
        }
        /// A view of the array inside, as one of element type `T` and dimension `D`.
        ///
        /// # Errors
        ///
        /// Where the dtype or the rank is another.
        pub fn as_ndarray<T: __argwhere::Element, D: __argwhere::Dimension>(
            &self,
        ) -> __argwhere::Result<__argwhere::ArrayView<'_, T, D>, __argwhere::Error>
        where
            self::Table: __argwhere::HasDType<T>,
        {
            self.view().into_ndarray().map_err(__argwhere::From::from)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::HasDType<i16> for self::Table {
        const DTYPE: DType = DType::Int16;
        const DTYPE_NAME: &'static str = "int16";
        type Ops = __argwhere::Native;
        fn wrap(array: __argwhere::ArrayD<i16>) -> Array {
            Array::Int16(array)
        }
        fn unwrap(array: Array) -> __argwhere::Result<__argwhere::ArrayD<i16>, Array> {
            match array {
                Array::Int16(array) => __argwhere::Result::Ok(array),
                other => __argwhere::Result::Err(other),
            }
        }
        fn wrap_view<'a>(view: __argwhere::ArrayViewD<'a, i16>) -> ArrayView<'a> {
            ArrayView::Int16(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as __argwhere::Table>::ArrayViewMut<'a>,
        ) -> __argwhere::Result<
            &'b mut __argwhere::ArrayViewMutD<'a, i16>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Int16(view) => __argwhere::Result::Ok(view),
                other => __argwhere::Result::Err(other),
            }
        }
        fn wrap_view_mut<'a>(
            view: __argwhere::ArrayViewMutD<'a, i16>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Int16(view)
        }
        fn unwrap_view<'a>(
            view: <Self as __argwhere::Table>::ArrayView<'a>,
        ) -> __argwhere::Result<__argwhere::ArrayViewD<'a, i16>, ArrayView<'a>> {
            match view {
                ArrayView::Int16(view) => __argwhere::Result::Ok(view),
                other => __argwhere::Result::Err(other),
            }
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::HasDType<f32> for self::Table {
        const DTYPE: DType = DType::Float;
        const DTYPE_NAME: &'static str = "float";
        type Ops = __argwhere::Native;
        fn wrap(array: __argwhere::ArrayD<f32>) -> Array {
            Array::Float(array)
        }
        fn unwrap(array: Array) -> __argwhere::Result<__argwhere::ArrayD<f32>, Array> {
            match array {
                Array::Float(array) => __argwhere::Result::Ok(array),
                other => __argwhere::Result::Err(other),
            }
        }
        fn wrap_view<'a>(view: __argwhere::ArrayViewD<'a, f32>) -> ArrayView<'a> {
            ArrayView::Float(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as __argwhere::Table>::ArrayViewMut<'a>,
        ) -> __argwhere::Result<
            &'b mut __argwhere::ArrayViewMutD<'a, f32>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Float(view) => __argwhere::Result::Ok(view),
                other => __argwhere::Result::Err(other),
            }
        }
        fn wrap_view_mut<'a>(
            view: __argwhere::ArrayViewMutD<'a, f32>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Float(view)
        }
        fn unwrap_view<'a>(
            view: <Self as __argwhere::Table>::ArrayView<'a>,
        ) -> __argwhere::Result<__argwhere::ArrayViewD<'a, f32>, ArrayView<'a>> {
            match view {
                ArrayView::Float(view) => __argwhere::Result::Ok(view),
                other => __argwhere::Result::Err(other),
            }
        }
    }
}
