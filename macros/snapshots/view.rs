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
        /// A copy of the elements, in row-major order, as an array of another shape.
        ///
        /// # Errors
        ///
        /// `Reshape` where that shape has another number of elements, `TooLarge` where memory for them cannot be had.
        /**
# Examples

```
# #[cfg(any())] {
let x = ndarray::array![[1i32, 5], [9, 2]];
let columns_first = table::ArrayView::from(x.t()).to_shape(&[4])?;
assert_eq!(columns_first.to_string(), "[1, 9, 5, 2]");
# }
```*/
        #[inline]
        pub fn to_shape(
            &self,
            shape: &[usize],
        ) -> ::argwhere::__private::Result<Array, ::argwhere::__private::Error> {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::copied(inner, shape).map(Array::Int16)
                }
            }
        }
        /// The view with another shape, in row-major order.
        ///
        /// # Errors
        ///
        /// `Reshape` where that shape has another number of elements, `NotRowMajor` where the elements do not lie in
        /// row-major order.
        /**
# Examples

```
# #[cfg(any())] {
let x = ndarray::array![[1i32, 5], [9, 2]];
let flat = table::ArrayView::from(&x).into_shape_with_order(&[4])?;
assert_eq!(flat.to_string(), "[1, 5, 9, 2]");
# }
```*/
        #[inline]
        pub fn into_shape_with_order(
            self,
            shape: &[usize],
        ) -> ::argwhere::__private::Result<Self, ::argwhere::__private::Error> {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::reshaped(inner, shape).map(Self::Int16)
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
    #[doc(hidden)]
    impl ::argwhere::__private::array::DynamicView for ArrayView<'_> {
        fn shape(&self) -> &[usize] {
            ArrayView::shape(self)
        }
        fn at(&self, axis: ::argwhere::__private::Axis, index: usize) -> Self {
            match self {
                Self::Int16(inner) => {
                    Self::Int16(::argwhere::__private::array::at(inner, axis, index))
                }
            }
        }
        fn with_axis(&self, axis: ::argwhere::__private::Axis) -> Self {
            match self {
                Self::Int16(inner) => {
                    Self::Int16(::argwhere::__private::array::with_axis(inner, axis))
                }
            }
        }
    }
    impl<'a> ArrayView<'a> {
        ///A part of the array, cut with [`ndarray::s!`](https://docs.rs/ndarray/latest/ndarray/macro.s.html).
        /**
# Errors

`IndexOutOfRange` or `Slice` where an index or a range reaches outside its axis, `SliceRank` where the slice names more or fewer axes than there are.*/
        /**
# Examples

```
# #[cfg(any())] {
let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
assert_eq!(x.slice(ndarray::s![.., 0])?.to_string(), "[1, 9]");
# }
```*/
        #[inline]
        pub fn slice(
            &self,
            info: impl ::argwhere::__private::AsRef<
                [::argwhere::__private::SliceInfoElem],
            >,
        ) -> ::argwhere::__private::Result<ArrayView<'a>, ::argwhere::__private::Error> {
            let info = info.as_ref();
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::sliced(inner.clone(), info)
                        .map(Self::Int16)
                }
            }
        }
        ///The part at an index of an axis, without that axis.
        /**
# Errors

`AxisOutOfRange` or `IndexOutOfRange` where there is no such axis or index.*/
        /**
# Examples

```
# #[cfg(any())] {
use ndarray::Axis;

let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
assert_eq!(x.index_axis(Axis(0), 1)?.to_string(), "[9, 2]");
# }
```*/
        #[inline]
        pub fn index_axis(
            &self,
            axis: ::argwhere::__private::Axis,
            index: usize,
        ) -> ::argwhere::__private::Result<ArrayView<'a>, ::argwhere::__private::Error> {
            ::argwhere::__private::array::index_axis(self, axis, index)
        }
        ///The array with its axes in reverse order.
        #[must_use]
        /**
# Examples

```
# #[cfg(any())] {
let x = table::Array::from(ndarray::array![[1i32, 5, 7], [9, 2, 4]]);
assert_eq!(x.t().shape(), [3, 2]);
# }
```*/
        #[inline]
        pub fn t(&self) -> ArrayView<'a> {
            match self {
                Self::Int16(inner) => Self::Int16(inner.clone().reversed_axes()),
            }
        }
        ///The array with its axes in another order.
        /**
# Errors

`NotAPermutation` where `axes` does not name each axis once.*/
        /**
# Examples

```
# #[cfg(any())] {
let x = table::Array::from(ndarray::array![[[1i32, 5, 7], [9, 2, 4]]]);
assert_eq!(x.permuted_axes(&[2, 0, 1])?.shape(), [3, 1, 2]);
# }
```*/
        #[inline]
        pub fn permuted_axes(
            &self,
            axes: &[usize],
        ) -> ::argwhere::__private::Result<ArrayView<'a>, ::argwhere::__private::Error> {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::permuted(inner.clone(), axes)
                        .map(Self::Int16)
                }
            }
        }
        ///The array stretched to a shape, with stride 0 where it repeats.
        /**
# Errors

`BroadcastTo` where the array's shape does not broadcast to it, `TooLarge` where it has more elements than can be addressed.*/
        /**
# Examples

```
# #[cfg(any())] {
let x = table::Array::from(ndarray::array![1i32, 5]);
assert_eq!(x.broadcast(&[2, 2])?.to_string(), "[[1, 5],\n [1, 5]]");
# }
```*/
        #[inline]
        pub fn broadcast(
            &self,
            shape: &[usize],
        ) -> ::argwhere::__private::Result<ArrayView<'a>, ::argwhere::__private::Error> {
            match self {
                Self::Int16(inner) => {
                    ::argwhere::__private::array::broadcast_to(inner, shape)
                        .map(Self::Int16)
                }
            }
        }
        ///The views along the first axis, without that axis.
        /**
# Errors

`AxisOutOfRange` for a 0-d array, which has no axis.*/
        /**
# Examples

```
# #[cfg(any())] {
let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
for row in x.outer_iter()? {
    assert_eq!(row.shape(), [2]);
}
# }
```*/
        #[inline]
        pub fn outer_iter(
            &self,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::Views<ArrayView<'a>>,
            ::argwhere::__private::Error,
        > {
            self.axis_iter(::argwhere::__private::Axis(0))
        }
        ///The views along an axis, without that axis.
        /**
# Errors

`AxisOutOfRange` where there is no such axis.*/
        /**
# Examples

```
# #[cfg(any())] {
use ndarray::Axis;

let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
let columns = x.axis_iter(Axis(1))?;
assert_eq!(columns.last().unwrap().to_string(), "[5, 2]");
# }
```*/
        #[inline]
        pub fn axis_iter(
            &self,
            axis: ::argwhere::__private::Axis,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::Views<ArrayView<'a>>,
            ::argwhere::__private::Error,
        > {
            ::argwhere::__private::array::axis_iter(
                ::argwhere::__private::Clone::clone(self),
                axis,
            )
        }
        ///The rows: the 1-d views along the last axis, in row-major order of the others.
        #[must_use]
        /**
# Examples

```
# #[cfg(any())] {
let x = table::Array::from(ndarray::array![[[1i32, 5], [9, 2]]]);
let rows: Vec<String> = x.rows().map(|row| row.to_string()).collect();
assert_eq!(rows, ["[1, 5]", "[9, 2]"]);
# }
```*/
        #[inline]
        pub fn rows(&self) -> ::argwhere::__private::Views<ArrayView<'a>> {
            ::argwhere::__private::array::rows(::argwhere::__private::Clone::clone(self))
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
    impl<'a, T, D> ::argwhere::__private::From<&'a ::argwhere::__private::ArrayRef<T, D>>
    for ArrayView<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        #[inline]
        fn from(array: &'a ::argwhere::__private::ArrayRef<T, D>) -> Self {
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
        #[inline]
        fn from(array: ::argwhere::__private::ArrayView<'a, T, D>) -> Self {
            <Table as ::argwhere::__private::HasDType<T>>::wrap_view(array.into_dyn())
        }
    }
    impl<'a, T> ::argwhere::__private::From<&'a [T]> for ArrayView<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
    {
        #[inline]
        fn from(array: &'a [T]) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view(::argwhere::__private::ArrayView::from(array).into_dyn())
        }
    }
    impl<'a, T> ::argwhere::__private::From<&'a ::argwhere::__private::Vec<T>>
    for ArrayView<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
    {
        #[inline]
        fn from(array: &'a ::argwhere::__private::Vec<T>) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view(::argwhere::__private::ArrayView::from(array).into_dyn())
        }
    }
    impl<'a, T, const N: usize> ::argwhere::__private::From<&'a [T; N]> for ArrayView<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
    {
        #[inline]
        fn from(array: &'a [T; N]) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view(::argwhere::__private::ArrayView::from(array).into_dyn())
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
    > ::argwhere::__private::From<&'a mut ::argwhere::__private::ArrayRef<T, D>>
    for ArrayViewMut<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        #[inline]
        fn from(array: &'a mut ::argwhere::__private::ArrayRef<T, D>) -> Self {
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
        #[inline]
        fn from(array: ::argwhere::__private::ArrayViewMut<'a, T, D>) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view_mut(array.into_dyn())
        }
    }
    impl<'a, T> ::argwhere::__private::From<&'a mut [T]> for ArrayViewMut<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
    {
        #[inline]
        fn from(array: &'a mut [T]) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view_mut(
                ::argwhere::__private::ArrayViewMut::from(array).into_dyn(),
            )
        }
    }
    impl<'a, T> ::argwhere::__private::From<&'a mut ::argwhere::__private::Vec<T>>
    for ArrayViewMut<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
    {
        #[inline]
        fn from(array: &'a mut ::argwhere::__private::Vec<T>) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view_mut(
                ::argwhere::__private::ArrayViewMut::from(array.as_mut_slice())
                    .into_dyn(),
            )
        }
    }
    impl<'a, T, const N: usize> ::argwhere::__private::From<&'a mut [T; N]>
    for ArrayViewMut<'a>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
    {
        #[inline]
        fn from(array: &'a mut [T; N]) -> Self {
            <Table as ::argwhere::__private::HasDType<
                T,
            >>::wrap_view_mut(
                ::argwhere::__private::ArrayViewMut::from(array.as_mut_slice())
                    .into_dyn(),
            )
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
    impl<T, D> ::argwhere::__private::TryFrom<Array>
    for ::argwhere::__private::ndarray::Array<T, D>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        type Error = ::argwhere::__private::Rejected<Array>;
        #[inline]
        fn try_from(
            array: Array,
        ) -> ::argwhere::__private::Result<
            Self,
            ::argwhere::__private::Rejected<Array>,
        > {
            array.into_ndarray()
        }
    }
    impl<'a, T, D> ::argwhere::__private::TryFrom<ArrayView<'a>>
    for ::argwhere::__private::ArrayView<'a, T, D>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        type Error = ::argwhere::__private::Rejected<ArrayView<'a>>;
        #[inline]
        fn try_from(
            array: ArrayView<'a>,
        ) -> ::argwhere::__private::Result<
            Self,
            ::argwhere::__private::Rejected<ArrayView<'a>>,
        > {
            array.into_ndarray()
        }
    }
    impl<'a, T, D> ::argwhere::__private::TryFrom<&'a Array>
    for ::argwhere::__private::ArrayView<'a, T, D>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        type Error = ::argwhere::__private::Error;
        #[inline]
        fn try_from(
            array: &'a Array,
        ) -> ::argwhere::__private::Result<Self, ::argwhere::__private::Error> {
            array.as_ndarray()
        }
    }
    impl<'a, T, D> ::argwhere::__private::TryFrom<&ArrayView<'a>>
    for ::argwhere::__private::ArrayView<'a, T, D>
    where
        Table: ::argwhere::__private::HasDType<T>,
        T: ::argwhere::__private::Element,
        D: ::argwhere::__private::Dimension,
    {
        type Error = ::argwhere::__private::Error;
        #[inline]
        fn try_from(
            array: &ArrayView<'a>,
        ) -> ::argwhere::__private::Result<Self, ::argwhere::__private::Error> {
            ::argwhere::__private::Clone::clone(array)
                .into_ndarray()
                .map_err(::argwhere::__private::From::from)
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
