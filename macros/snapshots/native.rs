// mod table;
// operations { nonzero }
// dtypes { Complex: Complex<f32>, native; }

mod table {
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::HasDType<self::types::complex::__Written> for self::Table {
        const DTYPE: DType = DType::Complex;
        const DTYPE_NAME: &'static str = "complex";
        type Ops = <__argwhere::demands::Checked<
            __argwhere::Native,
            { self::types::complex::__SATISFIED },
        > as __argwhere::demands::Project>::Type;
        fn wrap(array: __argwhere::ArrayD<self::types::complex::__Checked>) -> Array {
            Array::Complex(array)
        }
        fn unwrap(
            array: Array,
        ) -> __argwhere::Result<
            __argwhere::ArrayD<self::types::complex::__Checked>,
            Array,
        > {
            match array {
                Array::Complex(array) => __argwhere::Result::Ok(array),
            }
        }
        fn wrap_view<'a>(
            view: __argwhere::ArrayViewD<'a, self::types::complex::__Checked>,
        ) -> ArrayView<'a> {
            ArrayView::Complex(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as __argwhere::Table>::ArrayViewMut<'a>,
        ) -> __argwhere::Result<
            &'b mut __argwhere::ArrayViewMutD<'a, self::types::complex::__Checked>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Complex(view) => __argwhere::Result::Ok(view),
            }
        }
        fn wrap_view_mut<'a>(
            view: __argwhere::ArrayViewMutD<'a, self::types::complex::__Checked>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Complex(view)
        }
        fn unwrap_view<'a>(
            view: <Self as __argwhere::Table>::ArrayView<'a>,
        ) -> __argwhere::Result<
            __argwhere::ArrayViewD<'a, self::types::complex::__Checked>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Complex(view) => __argwhere::Result::Ok(view),
            }
        }
    }
}
