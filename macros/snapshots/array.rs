// mod table;
// operations { nonzero }
// dtypes { Int16: i16; Float: f32; }

mod table {
    /// An array whose dtype and rank are known at run time.
    #[__argwhere::derive(__argwhere::Clone)]
    pub enum Array {
        ///An array of dtype `int16`.
        Int16(__argwhere::ArrayD<i16>),
        ///An array of dtype `float`.
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
        /// The strides, in elements: the distance between neighbouring elements along each axis.
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
        /// Whether the array has no elements.
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
        /// Reshapes the array in row-major order, without copying.
        ///
        /// # Errors
        ///
        /// `Reshape` if the shape has a different number of elements, and `NotRowMajor` if the elements are not in row-major order
        /// in memory. The error contains the array.
        /**
# Examples

```text
let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
let flat = x.into_shape_with_order(&[4])?;
assert_eq!(flat.to_string(), "[1, 5, 9, 2]");
```*/
        #[inline]
        pub fn into_shape_with_order(
            self,
            shape: &[usize],
        ) -> __argwhere::Result<Self, __argwhere::Rejected<Self>> {
            match self.view().into_shape_with_order(shape) {
                __argwhere::Result::Ok(_) => {
                    __argwhere::Result::Ok(
                        match self {
                            Self::Int16(inner) => {
                                Self::Int16(__argwhere::array::reshape(inner, shape))
                            }
                            Self::Float(inner) => {
                                Self::Float(__argwhere::array::reshape(inner, shape))
                            }
                        },
                    )
                }
                __argwhere::Result::Err(error) => {
                    __argwhere::Result::Err(__argwhere::Rejected {
                        value: self,
                        error,
                    })
                }
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
let x = table::Array::from(ndarray::array![[1i32, 5], [9, 2]]);
let columns_first = x.t().to_shape(&[4])?;
assert_eq!(columns_first.to_string(), "[1, 9, 5, 2]");
```*/
        #[inline]
        pub fn to_shape(
            &self,
            shape: &[usize],
        ) -> __argwhere::Result<Self, __argwhere::Error> {
            self.view().to_shape(shape)
        }
        /// Converts the array to an `ndarray` array of element type `T` and dimension `D`, without copying.
        ///
        /// # Errors
        ///
        /// `DTypeMismatch` or `RankMismatch` if the array has another dtype or rank. The error contains the array.
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
        /// Views the array as an `ndarray` view of element type `T` and dimension `D`.
        ///
        /// # Errors
        ///
        /// `DTypeMismatch` or `RankMismatch` if the array has another dtype or rank.
        pub fn as_ndarray<T: __argwhere::Element, D: __argwhere::Dimension>(
            &self,
        ) -> __argwhere::Result<__argwhere::ArrayView<'_, T, D>, __argwhere::Error>
        where
            self::Table: __argwhere::HasDType<T>,
        {
            self.view().into_ndarray().map_err(__argwhere::From::from)
        }
    }
    impl Array {
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
        ) -> __argwhere::Result<ArrayView<'_>, __argwhere::Error> {
            self.view().slice(info)
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
        ) -> __argwhere::Result<ArrayView<'_>, __argwhere::Error> {
            self.view().index_axis(axis, index)
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
        pub fn t(&self) -> ArrayView<'_> {
            self.view().t()
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
        ) -> __argwhere::Result<ArrayView<'_>, __argwhere::Error> {
            self.view().permuted_axes(axes)
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
        ) -> __argwhere::Result<ArrayView<'_>, __argwhere::Error> {
            self.view().broadcast(shape)
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
        ) -> __argwhere::Result<__argwhere::Views<ArrayView<'_>>, __argwhere::Error> {
            self.view().outer_iter()
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
        ) -> __argwhere::Result<__argwhere::Views<ArrayView<'_>>, __argwhere::Error> {
            self.view().axis_iter(axis)
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
        pub fn rows(&self) -> __argwhere::Views<ArrayView<'_>> {
            self.view().rows()
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
