// mod table;
// operations { nonzero }
// dtypes { Complex: Complex<f32>, native; }

mod table {
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::HasDType<types::__ComplexWritten> for Table {
        const DTYPE: DType = DType::Complex;
        const DTYPE_NAME: &'static str = "complex";
        type Ops = <::argwhere::__private::demands::Checked<
            ::argwhere::__private::Native,
            { written::complex::__SATISFIED },
        > as ::argwhere::__private::demands::Project>::Type;
        fn wrap(array: ::argwhere::__private::ArrayD<types::__Complex>) -> Array {
            Array::Complex(array)
        }
        fn unwrap(
            array: Array,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayD<types::__Complex>,
            Array,
        > {
            match array {
                Array::Complex(array) => ::argwhere::__private::Result::Ok(array),
            }
        }
        fn wrap_view<'a>(
            view: ::argwhere::__private::ArrayViewD<'a, types::__Complex>,
        ) -> ArrayView<'a> {
            ArrayView::Complex(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as ::argwhere::__private::Table>::ArrayViewMut<'a>,
        ) -> ::argwhere::__private::Result<
            &'b mut ::argwhere::__private::ArrayViewMutD<'a, types::__Complex>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Complex(view) => ::argwhere::__private::Result::Ok(view),
            }
        }
        fn wrap_view_mut<'a>(
            view: ::argwhere::__private::ArrayViewMutD<'a, types::__Complex>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Complex(view)
        }
        fn unwrap_view<'a>(
            view: <Self as ::argwhere::__private::Table>::ArrayView<'a>,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayViewD<'a, types::__Complex>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Complex(view) => ::argwhere::__private::Result::Ok(view),
            }
        }
    }
}
