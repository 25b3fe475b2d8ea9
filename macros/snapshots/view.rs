// mod table;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    #[automatically_derived]
    impl ::argwhere::__private::fmt::Display for DType {
        fn fmt(
            &self,
            f: &mut ::argwhere::__private::fmt::Formatter<'_>,
        ) -> ::argwhere::__private::fmt::Result {
            f.pad(self.name())
        }
    }
    /// A view of an array whose dtype and rank are known at run time: an
    /// [`ndarray::ArrayViewD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewD.html) of one of the dtypes.
    #[::argwhere::__private::derive(
        ::argwhere::__private::Clone,
        ::argwhere::__private::PartialEq
    )]
    pub enum ArrayView<'a> {
        ///Of dtype `int16`.
        Int16(::argwhere::__private::ArrayViewD<'a, i16>),
    }
    #[automatically_derived]
    impl ::argwhere::__private::Debug for Array {
        #[inline]
        fn fmt(
            &self,
            f: &mut ::argwhere::__private::fmt::Formatter<'_>,
        ) -> ::argwhere::__private::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::debug("Int16", inner, f)
                }
            }
        }
    }
    #[automatically_derived]
    impl ::argwhere::__private::fmt::Display for Array {
        #[inline]
        fn fmt(
            &self,
            f: &mut ::argwhere::__private::fmt::Formatter<'_>,
        ) -> ::argwhere::__private::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::display::<Table, _>(inner.view(), f)
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
            ::argwhere::__private::Iterator::product(self.shape().iter())
        }
        /// Whether there is no element.
        #[must_use]
        pub fn is_empty(&self) -> bool {
            self.len() == 0
        }
    }
    #[automatically_derived]
    impl ::argwhere::__private::Debug for ArrayView<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut ::argwhere::__private::fmt::Formatter<'_>,
        ) -> ::argwhere::__private::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::debug("Int16", inner, f)
                }
            }
        }
    }
    #[automatically_derived]
    impl ::argwhere::__private::fmt::Display for ArrayView<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut ::argwhere::__private::fmt::Formatter<'_>,
        ) -> ::argwhere::__private::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::display::<Table, _>(inner.view(), f)
                }
            }
        }
    }
    #[automatically_derived]
    impl ::argwhere::__private::Debug for ArrayViewMut<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut ::argwhere::__private::fmt::Formatter<'_>,
        ) -> ::argwhere::__private::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::debug("Int16", inner, f)
                }
            }
        }
    }
    #[automatically_derived]
    impl ::argwhere::__private::fmt::Display for ArrayViewMut<'_> {
        #[inline]
        fn fmt(
            &self,
            f: &mut ::argwhere::__private::fmt::Formatter<'_>,
        ) -> ::argwhere::__private::fmt::Result {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::display::<Table, _>(inner.view(), f)
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
            info: impl ::argwhere::__private::AsRef<
                [::argwhere::__private::SliceInfoElem],
            >,
        ) -> ::argwhere::__private::Result<Self, ::argwhere::__private::Error> {
            let info = info.as_ref();
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::sliced(inner, info).map(Self::Int16)
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
        ) -> ::argwhere::__private::Result<Self, ::argwhere::__private::Error> {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::permuted(inner, axes).map(Self::Int16)
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
        ) -> ::argwhere::__private::Result<Self, ::argwhere::__private::Error> {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::broadcast_to(&inner, shape)
                        .map(Self::Int16)
                }
            }
        }
        /// The view inside, as one of element type `T` and dimension `D`.
        ///
        /// # Errors
        ///
        /// The view itself comes back where its dtype or its rank is another.
        pub fn into_ndarray<
            T: ::argwhere::__private::Element,
            D: ::argwhere::__private::Dimension,
        >(
            self,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayView<'a, T, D>,
            ::argwhere::__private::Rejected<Self>,
        >
        where
            Table: ::argwhere::__private::HasDType<T>,
        {
            ::argwhere::__private::array::into_view::<Table, T, D>(self)
        }
    }
    impl<
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    > ::argwhere::__private::From<::argwhere::__private::ndarray::Array<T, D>> for Array
    where
        Table: ::argwhere::__private::HasDType<T>,
    {
        fn from(array: ::argwhere::__private::ndarray::Array<T, D>) -> Self {
            <Table as ::argwhere::__private::HasDType<T>>::wrap(array.into_dyn())
        }
    }
    impl<
        'a,
        T,
        S,
        D,
    > ::argwhere::__private::From<&'a ::argwhere::__private::ArrayBase<S, D>>
    for ArrayView<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        S: ::argwhere::__private::Data<Elem = T>,
        D: ::argwhere::__private::Dimension,
    {
        #[inline]
        fn from(array: &'a ::argwhere::__private::ArrayBase<S, D>) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view(array.view().into_dyn())
        }
    }
    impl<
        'a,
        T,
        D,
    > ::argwhere::__private::From<::argwhere::__private::ArrayView<'a, T, D>>
    for ArrayView<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        fn from(view: ::argwhere::__private::ArrayView<'a, T, D>) -> Self {
            <Table as ::argwhere::__private::HasDType<T>>::wrap_view(view.into_dyn())
        }
    }
    impl<
        'a,
        T,
        S,
        D,
    > ::argwhere::__private::From<&'a mut ::argwhere::__private::ArrayBase<S, D>>
    for ArrayViewMut<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        S: ::argwhere::__private::DataMut<Elem = T>,
        D: ::argwhere::__private::Dimension,
    {
        #[inline]
        fn from(array: &'a mut ::argwhere::__private::ArrayBase<S, D>) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view_mut(array.view_mut().into_dyn())
        }
    }
    impl<
        'a,
        T,
        D,
    > ::argwhere::__private::From<::argwhere::__private::ArrayViewMut<'a, T, D>>
    for ArrayViewMut<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        fn from(view: ::argwhere::__private::ArrayViewMut<'a, T, D>) -> Self {
            <Table as ::argwhere::__private::HasDType<T>>::wrap_view_mut(view.into_dyn())
        }
    }
    impl<'a> ::argwhere::__private::From<&'a mut Array> for ArrayViewMut<'a> {
        #[inline]
        fn from(array: &'a mut Array) -> Self {
            array.view_mut()
        }
    }
    impl<'a> ::argwhere::__private::From<&'a Array> for ArrayView<'a> {
        #[inline]
        fn from(array: &'a Array) -> Self {
            array.view()
        }
    }
    impl<'a> ::argwhere::__private::From<&ArrayView<'a>> for ArrayView<'a> {
        fn from(view: &ArrayView<'a>) -> Self {
            match view {
                ArrayView::Int16(inner) => {
                    Self::Int16(::argwhere::__private::Clone::clone(inner))
                }
            }
        }
    }
}
