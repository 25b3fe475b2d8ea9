// mod table;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    #[automatically_derived]
    impl __argwhere::fmt::Display for DType {
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            f.pad(self.name())
        }
    }
    /// A view of an array whose dtype and rank are known at run time: an
    /// [`ndarray::ArrayViewD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewD.html) of one of the dtypes.
    #[__argwhere::derive(__argwhere::Clone, __argwhere::PartialEq)]
    pub enum ArrayView<'a> {
        ///Of dtype `int16`.
        Int16(__argwhere::ArrayViewD<'a, i16>),
    }
    #[automatically_derived]
    impl __argwhere::Debug for Array {
        #[inline]
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            match self {
                Self::Int16(inner) => __argwhere::array::debug("Int16", inner, f),
            }
        }
    }
    #[automatically_derived]
    impl __argwhere::fmt::Display for Array {
        #[inline]
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::display::<self::Table, _>(inner.view(), f)
                }
            }
        }
    }
    impl ArrayView<'_> {
        /// The dtype.
        #[must_use]
        pub fn dtype(&self) -> DType {
            match self {
                Self::Int16(_) => DType::Int16,
            }
        }
        /// The length of each axis.
        #[must_use]
        pub fn shape(&self) -> &[usize] {
            match self {
                Self::Int16(inner) => inner.shape(),
            }
        }
        /// The distance between neighbours along each axis, in elements.
        #[must_use]
        pub fn strides(&self) -> &[isize] {
            match self {
                Self::Int16(inner) => inner.strides(),
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
    #[automatically_derived]
    impl __argwhere::Debug for ArrayView<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            match self {
                Self::Int16(inner) => __argwhere::array::debug("Int16", inner, f),
            }
        }
    }
    #[automatically_derived]
    impl __argwhere::fmt::Display for ArrayView<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::display::<self::Table, _>(inner.view(), f)
                }
            }
        }
    }
    #[automatically_derived]
    impl __argwhere::Debug for ArrayViewMut<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            match self {
                Self::Int16(inner) => __argwhere::array::debug("Int16", inner, f),
            }
        }
    }
    #[automatically_derived]
    impl __argwhere::fmt::Display for ArrayViewMut<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::display::<self::Table, _>(inner.view(), f)
                }
            }
        }
    }
    impl<'a> ArrayView<'a> {
        /// A copy of the elements in an array of their own.
        #[must_use]
        #[inline]
        pub fn to_owned(&self) -> Array {
            match self {
                Self::Int16(inner) => Array::Int16(inner.to_owned()),
            }
        }
        /// A part of the view, cut with [`ndarray::s!`](https://docs.rs/ndarray/latest/ndarray/macro.s.html).
        ///
        /// # Errors
        ///
        /// Where an index or a range reaches outside its axis, or the number of axes is another.
        #[inline]
        pub fn slice(
            self,
            info: impl __argwhere::AsRef<[__argwhere::SliceInfoElem]>,
        ) -> __argwhere::Result<Self, __argwhere::Error> {
            let info = info.as_ref();
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::sliced(inner, info).map(Self::Int16)
                }
            }
        }
        /// The view with its axes in reverse order.
        #[must_use]
        #[inline]
        pub fn t(self) -> Self {
            match self {
                Self::Int16(inner) => Self::Int16(inner.reversed_axes()),
            }
        }
        /// The view with its axes in another order.
        ///
        /// # Errors
        ///
        /// Where `axes` does not name each axis once.
        #[inline]
        pub fn permuted_axes(
            self,
            axes: &[usize],
        ) -> __argwhere::Result<Self, __argwhere::Error> {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::permuted(inner, axes).map(Self::Int16)
                }
            }
        }
        /// The view stretched to a shape, with stride 0 where it repeats.
        ///
        /// # Errors
        ///
        /// Where the view's shape does not broadcast to it.
        #[inline]
        pub fn broadcast(
            self,
            shape: &[usize],
        ) -> __argwhere::Result<Self, __argwhere::Error> {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::broadcast_to(&inner, shape).map(Self::Int16)
                }
            }
        }
        /// The view inside, as one of element type `T` and dimension `D`.
        ///
        /// # Errors
        ///
        /// The view itself comes back where its dtype or its rank is another.
        pub fn into_ndarray<T: __argwhere::Element, D: __argwhere::Dimension>(
            self,
        ) -> __argwhere::Result<
            __argwhere::ArrayView<'a, T, D>,
            __argwhere::Rejected<Self>,
        >
        where
            self::Table: __argwhere::HasDType<T>,
        {
            __argwhere::array::into_view::<self::Table, T, D>(self)
        }
    }
    impl<
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    > __argwhere::From<__argwhere::ndarray::Array<T, D>> for Array
    where
        self::Table: __argwhere::HasDType<T>,
    {
        fn from(array: __argwhere::ndarray::Array<T, D>) -> Self {
            <self::Table as __argwhere::HasDType<T>>::wrap(array.into_dyn())
        }
    }
    impl<'a, T, S, D> __argwhere::From<&'a __argwhere::ArrayBase<S, D>> for ArrayView<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        S: __argwhere::Data<Elem = T>,
        D: __argwhere::Dimension,
    {
        #[inline]
        fn from(array: &'a __argwhere::ArrayBase<S, D>) -> Self {
            <self::Table as __argwhere::HasDType<T>>::wrap_view(array.view().into_dyn())
        }
    }
    impl<'a, T, D> __argwhere::From<__argwhere::ArrayView<'a, T, D>> for ArrayView<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        fn from(view: __argwhere::ArrayView<'a, T, D>) -> Self {
            <self::Table as __argwhere::HasDType<T>>::wrap_view(view.into_dyn())
        }
    }
    impl<'a, T, S, D> __argwhere::From<&'a mut __argwhere::ArrayBase<S, D>>
    for ArrayViewMut<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        S: __argwhere::DataMut<Elem = T>,
        D: __argwhere::Dimension,
    {
        #[inline]
        fn from(array: &'a mut __argwhere::ArrayBase<S, D>) -> Self {
            <self::Table as __argwhere::HasDType<
                T,
            >>::wrap_view_mut(array.view_mut().into_dyn())
        }
    }
    impl<'a, T, D> __argwhere::From<__argwhere::ArrayViewMut<'a, T, D>>
    for ArrayViewMut<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        fn from(view: __argwhere::ArrayViewMut<'a, T, D>) -> Self {
            <self::Table as __argwhere::HasDType<T>>::wrap_view_mut(view.into_dyn())
        }
    }
    impl<'a> __argwhere::From<&'a mut Array> for ArrayViewMut<'a> {
        #[inline]
        fn from(array: &'a mut Array) -> Self {
            array.view_mut()
        }
    }
    impl<'a> __argwhere::From<&'a Array> for ArrayView<'a> {
        #[inline]
        fn from(array: &'a Array) -> Self {
            array.view()
        }
    }
    impl<'a> __argwhere::From<&ArrayView<'a>> for ArrayView<'a> {
        fn from(view: &ArrayView<'a>) -> Self {
            match view {
                ArrayView::Int16(inner) => Self::Int16(__argwhere::Clone::clone(inner)),
            }
        }
    }
}
