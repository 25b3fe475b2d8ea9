// mod table;
// operations { nonzero }
// dtypes { Int16: i16; Float: f32; }

mod table {
    /// An array whose dtype and rank are known at run time.
    #[::argwhere::__private::derive(
        ::argwhere::__private::Clone,
        ::argwhere::__private::PartialEq
    )]
    pub enum Array {
        ///Of dtype `int16`.
        Int16(::argwhere::__private::ArrayD<i16>),
        ///Of dtype `float`.
        Float(::argwhere::__private::ArrayD<f32>),
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
            ::argwhere::__private::Iterator::product(self.shape().iter())
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
        pub fn into_ndarray<
            T: ::argwhere::__private::Element,
            D: ::argwhere::__private::Dimension,
        >(
            self,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ndarray::Array<T, D>,
            ::argwhere::__private::Rejected<Self>,
        >
        where
            Table: ::argwhere::__private::HasDType<T>,
        {
            ::argwhere::__private::array::into_array::<Table, T, D>(self)
        }
        /// A view of the array inside, as one of element type `T` and dimension `D`.
        ///
        /// # Errors
        ///
        /// Where the dtype or the rank is another.
        pub fn as_ndarray<
            T: ::argwhere::__private::Element,
            D: ::argwhere::__private::Dimension,
        >(
            &self,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayView<'_, T, D>,
            ::argwhere::__private::Error,
        >
        where
            Table: ::argwhere::__private::HasDType<T>,
        {
            self.view().into_ndarray().map_err(::argwhere::__private::From::from)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::HasDType<i16> for Table {
        const DTYPE: DType = DType::Int16;
        const DTYPE_NAME: &'static str = "int16";
        type Ops = ::argwhere::__private::Native;
        fn wrap(array: ::argwhere::__private::ArrayD<i16>) -> Array {
            Array::Int16(array)
        }
        fn unwrap(
            array: Array,
        ) -> ::argwhere::__private::Result<::argwhere::__private::ArrayD<i16>, Array> {
            match array {
                Array::Int16(array) => ::argwhere::__private::Result::Ok(array),
                other => ::argwhere::__private::Result::Err(other),
            }
        }
        fn wrap_view<'a>(
            view: ::argwhere::__private::ArrayViewD<'a, i16>,
        ) -> ArrayView<'a> {
            ArrayView::Int16(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as ::argwhere::__private::Table>::ArrayViewMut<'a>,
        ) -> ::argwhere::__private::Result<
            &'b mut ::argwhere::__private::ArrayViewMutD<'a, i16>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Int16(view) => ::argwhere::__private::Result::Ok(view),
                other => ::argwhere::__private::Result::Err(other),
            }
        }
        fn wrap_view_mut<'a>(
            view: ::argwhere::__private::ArrayViewMutD<'a, i16>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Int16(view)
        }
        fn unwrap_view<'a>(
            view: <Self as ::argwhere::__private::Table>::ArrayView<'a>,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayViewD<'a, i16>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Int16(view) => ::argwhere::__private::Result::Ok(view),
                other => ::argwhere::__private::Result::Err(other),
            }
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::HasDType<f32> for Table {
        const DTYPE: DType = DType::Float;
        const DTYPE_NAME: &'static str = "float";
        type Ops = ::argwhere::__private::Native;
        fn wrap(array: ::argwhere::__private::ArrayD<f32>) -> Array {
            Array::Float(array)
        }
        fn unwrap(
            array: Array,
        ) -> ::argwhere::__private::Result<::argwhere::__private::ArrayD<f32>, Array> {
            match array {
                Array::Float(array) => ::argwhere::__private::Result::Ok(array),
                other => ::argwhere::__private::Result::Err(other),
            }
        }
        fn wrap_view<'a>(
            view: ::argwhere::__private::ArrayViewD<'a, f32>,
        ) -> ArrayView<'a> {
            ArrayView::Float(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as ::argwhere::__private::Table>::ArrayViewMut<'a>,
        ) -> ::argwhere::__private::Result<
            &'b mut ::argwhere::__private::ArrayViewMutD<'a, f32>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Float(view) => ::argwhere::__private::Result::Ok(view),
                other => ::argwhere::__private::Result::Err(other),
            }
        }
        fn wrap_view_mut<'a>(
            view: ::argwhere::__private::ArrayViewMutD<'a, f32>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Float(view)
        }
        fn unwrap_view<'a>(
            view: <Self as ::argwhere::__private::Table>::ArrayView<'a>,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayViewD<'a, f32>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Float(view) => ::argwhere::__private::Result::Ok(view),
                other => ::argwhere::__private::Result::Err(other),
            }
        }
    }
}
