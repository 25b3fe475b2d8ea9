// mod table;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    /// A view of an array whose dtype and rank are known at run time: an
    /// [`ndarray::ArrayViewD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewD.html) of one of the dtypes.
    #[__argwhere::derive(__argwhere::Clone)]
    pub enum ArrayView<'a> {
        ///An array of dtype `int16`.
        Int16(__argwhere::ArrayViewD<'a, i16>),
    }
    #[automatically_derived]
    impl __argwhere::fmt::Display for DType {
        fn fmt(
            &self,
            f: &mut __argwhere::fmt::Formatter<'_>,
        ) -> __argwhere::fmt::Result {
            f.pad(self.name())
        }
    }
    impl __argwhere::PartialEq for Array {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            match (self, other) {
                (Self::Int16(inner), Self::Int16(other)) => {
                    __argwhere::array::equal(inner, other)
                }
            }
        }
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
                    __argwhere::array::display::<self::Table, _>(inner, f)
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
        /// The strides, in elements: the distance between neighbouring elements along each axis.
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
        /// Whether the array has no elements.
        #[must_use]
        pub fn is_empty(&self) -> bool {
            self.len() == 0
        }
    }
    impl __argwhere::PartialEq for ArrayView<'_> {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            match (self, other) {
                (Self::Int16(inner), Self::Int16(other)) => {
                    __argwhere::array::equal(inner, other)
                }
            }
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
                    __argwhere::array::display::<self::Table, _>(inner, f)
                }
            }
        }
    }
    impl __argwhere::PartialEq for ArrayViewMut<'_> {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            match (self, other) {
                (Self::Int16(inner), Self::Int16(other)) => {
                    __argwhere::array::equal(inner, other)
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
                    __argwhere::array::display::<self::Table, _>(inner, f)
                }
            }
        }
    }
    impl<'a> ArrayView<'a> {
        /// Copies the elements to a new array.
        ///
        /// A view that repeats its elements may show more of them than fit in memory. Then this panics or aborts
        /// the process, as a `Vec` does, and `to_shape` returns an error.
        #[must_use]
        #[inline]
        pub fn to_owned(&self) -> Array {
            match self {
                Self::Int16(inner) => Array::Int16(inner.to_owned()),
            }
        }
        /// Copies the elements, in row-major order, to a new array of another shape.
        ///
        /// # Errors
        ///
        /// `Reshape` if the shape has a different number of elements, and `TooLarge` if the copy does not fit in memory.
        /**
# Examples

```text
let x = ndarray::array![[1i32, 5], [9, 2]];
let columns_first = table::ArrayView::from(x.t()).to_shape(&[4])?;
assert_eq!(columns_first.to_string(), "[1, 9, 5, 2]");
```*/
        #[inline]
        pub fn to_shape(
            &self,
            shape: &[usize],
        ) -> __argwhere::Result<Array, __argwhere::Error> {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::copied(inner, shape).map(Array::Int16)
                }
            }
        }
        /// Reshapes the view in row-major order, without copying.
        ///
        /// # Errors
        ///
        /// `Reshape` if the shape has a different number of elements, and `NotRowMajor` if the elements are not in row-major order
        /// in memory.
        /**
# Examples

```text
let x = ndarray::array![[1i32, 5], [9, 2]];
let flat = table::ArrayView::from(&x).into_shape_with_order(&[4])?;
assert_eq!(flat.to_string(), "[1, 5, 9, 2]");
```*/
        #[inline]
        pub fn into_shape_with_order(
            self,
            shape: &[usize],
        ) -> __argwhere::Result<Self, __argwhere::Error> {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::reshaped(inner, shape).map(Self::Int16)
                }
            }
        }
        /// Converts the view to an `ndarray` view of element type `T` and dimension `D`.
        ///
        /// # Errors
        ///
        /// `DTypeMismatch` or `RankMismatch` if the view has another dtype or rank. The error contains the view.
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
    #[doc(hidden)]
    impl __argwhere::array::DynamicView for ArrayView<'_> {
        fn shape(&self) -> &[usize] {
            self.shape()
        }
        fn at(&self, axis: __argwhere::Axis, index: usize) -> Self {
            match self {
                Self::Int16(inner) => {
                    Self::Int16(__argwhere::array::at(inner, axis, index))
                }
            }
        }
        fn row(&self, index: usize) -> Self {
            match self {
                Self::Int16(inner) => Self::Int16(__argwhere::array::row(inner, index)),
            }
        }
        fn with_axis(&self, axis: __argwhere::Axis) -> Self {
            match self {
                Self::Int16(inner) => {
                    Self::Int16(__argwhere::array::with_axis(inner, axis))
                }
            }
        }
    }
    impl<'a> ArrayView<'a> {
        ///A view of a part of the array, selected with [`ndarray::s!`](https://docs.rs/ndarray/latest/ndarray/macro.s.html).
        /**
# Errors

`IndexOutOfRange` or `Slice` if an index or a range is out of range for its axis, and `SliceRank` if the slice does not have one entry per axis.*/
        /**
# Examples

```text
let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
assert_eq!(x.slice(ndarray::s![.., 0])?.to_string(), "[1, 9]");
```*/
        #[inline]
        pub fn slice(
            &self,
            info: impl __argwhere::AsRef<[__argwhere::SliceInfoElem]>,
        ) -> __argwhere::Result<ArrayView<'a>, __argwhere::Error> {
            let info = info.as_ref();
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::sliced(__argwhere::Clone::clone(inner), info)
                        .map(Self::Int16)
                }
            }
        }
        ///A view of the subarray at an index of an axis. It does not have this axis.
        /**
# Errors

`AxisOutOfRange` or `IndexOutOfRange` if there is no such axis or index.*/
        /**
# Examples

```text
use ndarray::Axis;

let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
assert_eq!(x.index_axis(Axis(0), 1)?.to_string(), "[9, 2]");
```*/
        #[inline]
        pub fn index_axis(
            &self,
            axis: __argwhere::Axis,
            index: usize,
        ) -> __argwhere::Result<ArrayView<'a>, __argwhere::Error> {
            __argwhere::array::index_axis(self, axis, index)
        }
        ///A view with the axes in reverse order: the transpose.
        #[must_use]
        /**
# Examples

```text
let x = table::Array::from(ndarray::array![[1i32, 5, 7], [9, 2, 4]]);
assert_eq!(x.t().shape(), [3, 2]);
```*/
        #[inline]
        pub fn t(&self) -> ArrayView<'a> {
            match self {
                Self::Int16(inner) => {
                    Self::Int16(__argwhere::Clone::clone(inner).reversed_axes())
                }
            }
        }
        ///A view with the axes in the given order, like `numpy.transpose`.
        /**
# Errors

`NotAPermutation` if `axes` does not name each axis once.*/
        /**
# Examples

```text
let x = table::Array::from(ndarray::array![[[1i32, 5, 7], [9, 2, 4]]]);
assert_eq!(x.permuted_axes(&[2, 0, 1])?.shape(), [3, 1, 2]);
```*/
        #[inline]
        pub fn permuted_axes(
            &self,
            axes: &[usize],
        ) -> __argwhere::Result<ArrayView<'a>, __argwhere::Error> {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::permuted(__argwhere::Clone::clone(inner), axes)
                        .map(Self::Int16)
                }
            }
        }
        ///A view that is broadcast to a shape, with stride 0 along repeated axes.
        /**
# Errors

`BroadcastTo` if the array cannot be broadcast to the shape, and `TooLarge` if the shape has more elements than can be addressed.*/
        /**
# Examples

```text
let x = table::Array::from(ndarray::array![1i32, 5]);
assert_eq!(x.broadcast(&[2, 2])?.to_string(), "[[1, 5],\n [1, 5]]");
```*/
        #[inline]
        pub fn broadcast(
            &self,
            shape: &[usize],
        ) -> __argwhere::Result<ArrayView<'a>, __argwhere::Error> {
            match self {
                Self::Int16(inner) => {
                    __argwhere::array::broadcast_to(inner, shape).map(Self::Int16)
                }
            }
        }
        ///An iterator over the views at each index of the first axis.
        /**
# Errors

`AxisOutOfRange` for a 0-d array, which has no axes.*/
        /**
# Examples

```text
let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
for row in x.outer_iter()? {
    assert_eq!(row.shape(), [2]);
}
```*/
        #[inline]
        pub fn outer_iter(
            &self,
        ) -> __argwhere::Result<__argwhere::Views<ArrayView<'a>>, __argwhere::Error> {
            self.axis_iter(__argwhere::Axis(0))
        }
        ///An iterator over the views at each index of an axis.
        /**
# Errors

`AxisOutOfRange` if there is no such axis.*/
        /**
# Examples

```text
use ndarray::Axis;

let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
let columns = x.axis_iter(Axis(1))?;
assert_eq!(columns.last().unwrap().to_string(), "[5, 2]");
```*/
        #[inline]
        pub fn axis_iter(
            &self,
            axis: __argwhere::Axis,
        ) -> __argwhere::Result<__argwhere::Views<ArrayView<'a>>, __argwhere::Error> {
            __argwhere::array::axis_iter(__argwhere::Clone::clone(self), axis)
        }
        ///An iterator over the rows: 1-d views along the last axis, in row-major order of the other axes.
        #[must_use]
        /**
# Examples

```text
let x = table::Array::from(ndarray::array![[[1i32, 5], [9, 2]]]);
let rows: Vec<String> = x.rows().map(|row| row.to_string()).collect();
assert_eq!(rows, ["[1, 5]", "[9, 2]"]);
```*/
        #[inline]
        pub fn rows(&self) -> __argwhere::Views<ArrayView<'a>> {
            __argwhere::array::rows(__argwhere::Clone::clone(self))
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
    impl<'a, T, D> __argwhere::From<&'a __argwhere::ArrayRef<T, D>> for ArrayView<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        #[inline]
        fn from(array: &'a __argwhere::ArrayRef<T, D>) -> Self {
            <self::Table as __argwhere::HasDType<T>>::wrap_view(array.view().into_dyn())
        }
    }
    impl<'a, T, D> __argwhere::From<__argwhere::ArrayView<'a, T, D>> for ArrayView<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        #[inline]
        fn from(array: __argwhere::ArrayView<'a, T, D>) -> Self {
            <self::Table as __argwhere::HasDType<T>>::wrap_view(array.into_dyn())
        }
    }
    impl<'a, T> __argwhere::From<&'a [T]> for ArrayView<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
    {
        #[inline]
        fn from(array: &'a [T]) -> Self {
            <self::Table as __argwhere::HasDType<
                T,
            >>::wrap_view(__argwhere::ArrayView::from(array).into_dyn())
        }
    }
    impl<'a, T> __argwhere::From<&'a __argwhere::Vec<T>> for ArrayView<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
    {
        #[inline]
        fn from(array: &'a __argwhere::Vec<T>) -> Self {
            <self::Table as __argwhere::HasDType<
                T,
            >>::wrap_view(__argwhere::ArrayView::from(array.as_slice()).into_dyn())
        }
    }
    impl<'a, T, const N: usize> __argwhere::From<&'a [T; N]> for ArrayView<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
    {
        #[inline]
        fn from(array: &'a [T; N]) -> Self {
            <self::Table as __argwhere::HasDType<
                T,
            >>::wrap_view(__argwhere::ArrayView::from(array.as_slice()).into_dyn())
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
    impl<'a, T, D> __argwhere::From<&'a mut __argwhere::ArrayRef<T, D>>
    for ArrayViewMut<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        #[inline]
        fn from(array: &'a mut __argwhere::ArrayRef<T, D>) -> Self {
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
        #[inline]
        fn from(array: __argwhere::ArrayViewMut<'a, T, D>) -> Self {
            <self::Table as __argwhere::HasDType<T>>::wrap_view_mut(array.into_dyn())
        }
    }
    impl<'a, T> __argwhere::From<&'a mut [T]> for ArrayViewMut<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
    {
        #[inline]
        fn from(array: &'a mut [T]) -> Self {
            <self::Table as __argwhere::HasDType<
                T,
            >>::wrap_view_mut(__argwhere::ArrayViewMut::from(array).into_dyn())
        }
    }
    impl<'a, T> __argwhere::From<&'a mut __argwhere::Vec<T>> for ArrayViewMut<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
    {
        #[inline]
        fn from(array: &'a mut __argwhere::Vec<T>) -> Self {
            <self::Table as __argwhere::HasDType<
                T,
            >>::wrap_view_mut(
                __argwhere::ArrayViewMut::from(array.as_mut_slice()).into_dyn(),
            )
        }
    }
    impl<'a, T, const N: usize> __argwhere::From<&'a mut [T; N]> for ArrayViewMut<'a>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
    {
        #[inline]
        fn from(array: &'a mut [T; N]) -> Self {
            <self::Table as __argwhere::HasDType<
                T,
            >>::wrap_view_mut(
                __argwhere::ArrayViewMut::from(array.as_mut_slice()).into_dyn(),
            )
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
    impl<T, D> __argwhere::TryFrom<Array> for __argwhere::ndarray::Array<T, D>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        type Error = __argwhere::Rejected<Array>;
        #[inline]
        fn try_from(
            array: Array,
        ) -> __argwhere::Result<Self, __argwhere::Rejected<Array>> {
            array.into_ndarray()
        }
    }
    impl<'a, T, D> __argwhere::TryFrom<ArrayView<'a>> for __argwhere::ArrayView<'a, T, D>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        type Error = __argwhere::Rejected<ArrayView<'a>>;
        #[inline]
        fn try_from(
            array: ArrayView<'a>,
        ) -> __argwhere::Result<Self, __argwhere::Rejected<ArrayView<'a>>> {
            array.into_ndarray()
        }
    }
    impl<'a, T, D> __argwhere::TryFrom<&'a Array> for __argwhere::ArrayView<'a, T, D>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        type Error = __argwhere::Error;
        #[inline]
        fn try_from(array: &'a Array) -> __argwhere::Result<Self, __argwhere::Error> {
            array.as_ndarray()
        }
    }
    impl<'a, T, D> __argwhere::TryFrom<&ArrayView<'a>>
    for __argwhere::ArrayView<'a, T, D>
    where
        self::Table: __argwhere::HasDType<T>,
        T: __argwhere::Element,
        D: __argwhere::Dimension,
    {
        type Error = __argwhere::Error;
        #[inline]
        fn try_from(
            array: &ArrayView<'a>,
        ) -> __argwhere::Result<Self, __argwhere::Error> {
            __argwhere::Clone::clone(array)
                .into_ndarray()
                .map_err(__argwhere::From::from)
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
