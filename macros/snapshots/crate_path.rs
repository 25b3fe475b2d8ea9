// mod table;
// crate = ::renamed;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    /// An array whose dtype and rank are known at run time.
    #[::renamed::__private::derive(
        ::renamed::__private::Clone,
        ::renamed::__private::PartialEq
    )]
    pub enum Array {
        ///Of dtype `int16`.
        Int16(::renamed::__private::ArrayD<i16>),
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::renamed::__private::Holds<i16> for Table {
        const DTYPE: DType = DType::Int16;
        const DTYPE_NAME: &'static str = "int16";
        type Rows = ::renamed::__private::Native;
        fn wrap(array: ::renamed::__private::ArrayD<i16>) -> Array {
            Array::Int16(array)
        }
        fn unwrap(
            array: Array,
        ) -> ::renamed::__private::Result<::renamed::__private::ArrayD<i16>, Array> {
            match array {
                Array::Int16(array) => ::renamed::__private::Result::Ok(array),
            }
        }
        fn wrap_view<'a>(
            view: ::renamed::__private::ArrayViewD<'a, i16>,
        ) -> ArrayView<'a> {
            ArrayView::Int16(view)
        }
        fn unwrap_view_mut<'a>(
            view: <Self as ::renamed::__private::Table>::ArrayViewMut<'a>,
        ) -> ::renamed::__private::Result<
            ::renamed::__private::ArrayViewMutD<'a, i16>,
            ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Int16(view) => ::renamed::__private::Result::Ok(view),
            }
        }
        fn wrap_view_mut<'a>(
            view: ::renamed::__private::ArrayViewMutD<'a, i16>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Int16(view)
        }
        fn unwrap_view<'a>(
            view: <Self as ::renamed::__private::Table>::ArrayView<'a>,
        ) -> ::renamed::__private::Result<
            ::renamed::__private::ArrayViewD<'a, i16>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Int16(view) => ::renamed::__private::Result::Ok(view),
            }
        }
    }
}
