// pub mod t;
// ranks 0..=1;
// operations { argmin, nonzero, where_ }
// dtypes { Bool: bool; Int16: i16; }

pub mod t {
    #[doc(hidden)]
    impl __argwhere::nonzero::HasNonzero<bool> for self::T {
        #[inline]
        fn rank1<P: __argwhere::IndicesOutput<1>>(
            x: &__argwhere::ArrayRef<bool, __argwhere::Ix1>,
            indices: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::nonzero::bool::rank1(x, indices)
        }
    }
    #[doc(hidden)]
    impl __argwhere::nonzero::HasNonzero<i16> for self::T {
        #[inline]
        fn rank1<P: __argwhere::IndicesOutput<1>>(
            x: &__argwhere::ArrayRef<i16, __argwhere::Ix1>,
            indices: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::nonzero::i16::rank1(x, indices)
        }
    }
    /// A bound for generic code: the element types that can be passed to [`argmin`](typed::argmin).
    ///
    /// It is implemented for the element type of every dtype of the table that has an order.
    ///
    /// # Examples
    ///
    /// ```text
    /// /// The position of the peak of each row.
    /// fn peaks<T: t::Ordered>(x: &ndarray::Array2<T>) -> Result<ndarray::Array1<argwhere::Index>, argwhere::Error> {
    ///     t::typed::argmin_axis(x, ndarray::Axis(1))
    /// }
    ///
    /// assert_eq!(peaks(&ndarray::array![[1_i16, 5, 2], [7, 0, 3]])?, ndarray::array![0, 1]);
    /// ```
    pub trait Ordered: __argwhere::bounds::Argmin<self::T> {}
    impl<T: __argwhere::bounds::Argmin<self::T>> Ordered for T {}
    /// A bound for generic code: the element types that can be passed to [`nonzero`](typed::nonzero).
    ///
    /// It is implemented for the element type of every dtype of the table that has the operation.
    ///
    /// # Examples
    ///
    /// ```text
    /// /// How many elements are not zero.
    /// fn count<T: t::HasNonzero>(x: &ndarray::Array1<T>) -> Result<usize, argwhere::Error> {
    ///     let [indices] = t::typed::nonzero(x)?;
    ///     Ok(indices.len())
    /// }
    ///
    /// assert_eq!(count(&ndarray::array![0_i16, 5, 7])?, 2);
    /// ```
    pub trait HasNonzero: __argwhere::bounds::Nonzero<self::T> {}
    impl<T: __argwhere::bounds::Nonzero<self::T>> HasNonzero for T {}
    /// A bound for generic code: the element types that can be passed to [`where_`](typed::where_) together with elements of `B`.
    ///
    /// It is implemented for every pair of element types that the table promotes. `Output` is the element type of the result.
    ///
    /// # Examples
    ///
    /// ```text
    /// use argwhere::bounds::Element;
    /// use ndarray::Array1;
    ///
    /// /// The elements of `x` where `mask` is true, and of `y` elsewhere.
    /// fn blend<A: t::PromotesWith<B>, B: Element>(
    ///     mask: &Array1<bool>,
    ///     x: &Array1<A>,
    ///     y: &Array1<B>,
    /// ) -> Result<Array1<A::Output>, argwhere::Error> {
    ///     t::typed::where_(mask, x, y)
    /// }
    ///
    /// let mask = ndarray::array![true, false, true];
    /// let blended = blend(&mask, &ndarray::array![1_i16, 2, 3], &ndarray::array![10_i16, 20, 30])?;
    /// assert_eq!(blended, ndarray::array![1_i16, 20, 3]);
    /// ```
    pub trait PromotesWith<
        B: __argwhere::Element,
    >: __argwhere::bounds::Where<self::T, B> {}
    impl<
        T: __argwhere::bounds::Where<self::T, B>,
        B: __argwhere::Element,
    > PromotesWith<B> for T {}
}
