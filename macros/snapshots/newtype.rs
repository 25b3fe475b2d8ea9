// mod table;
// ranks 0..=1;
// operations { argmin }
// dtypes { Metres: units::Metres as f32; }

mod table {
    #[doc(hidden)]
    mod written {
        pub mod metres {
            #[allow(unused_imports, reason = "a type may be written with its full path")]
            use super::super::super::*;
            pub type __Type = units::Metres;
            pub const __MET: ::argwhere::__private::core::primitive::bool = <__Type as ::argwhere::__private::demand::DType>::MET
                && <__Type as ::argwhere::__private::demand::NewtypeOf<
                    ::argwhere::__private::core::primitive::f32,
                >>::MET;
        }
    }
    #[doc(hidden)]
    mod types {
        pub use super::written::metres::__Type as __MetresWritten;
        #[cfg(not(doc))]
        pub type __Metres = <::argwhere::__private::demand::Checked<
            __MetresWritten,
            { super::written::metres::__MET },
        > as ::argwhere::__private::demand::Provide>::Itself;
        #[cfg(doc)]
        pub use super::written::metres::__Type as __Metres;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Holds<types::__MetresWritten> for Table {
        const DTYPE: DType = DType::Metres;
        const DTYPE_NAME: &'static str = "metres";
        type Rows = <::argwhere::__private::demand::Checked<
            ::argwhere::__private::Peeled<f32>,
            { written::metres::__MET },
        > as ::argwhere::__private::demand::Provide>::Itself;
        fn wrap(array: ::argwhere::__private::ArrayD<types::__Metres>) -> Array {
            Array::Metres(array)
        }
        fn unwrap(
            array: Array,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayD<types::__Metres>,
            Array,
        > {
            match array {
                Array::Metres(array) => ::argwhere::__private::Result::Ok(array),
            }
        }
        fn wrap_view<'a>(
            view: ::argwhere::__private::ArrayViewD<'a, types::__Metres>,
        ) -> ArrayView<'a> {
            ArrayView::Metres(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as ::argwhere::__private::Table>::ArrayViewMut<'a>,
        ) -> ::argwhere::__private::Result<
            &'b mut ::argwhere::__private::ArrayViewMutD<'a, types::__Metres>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Metres(view) => ::argwhere::__private::Result::Ok(view),
            }
        }
        fn wrap_view_mut<'a>(
            view: ::argwhere::__private::ArrayViewMutD<'a, types::__Metres>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Metres(view)
        }
        fn unwrap_view<'a>(
            view: <Self as ::argwhere::__private::Table>::ArrayView<'a>,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayViewD<'a, types::__Metres>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Metres(view) => ::argwhere::__private::Result::Ok(view),
            }
        }
    }
    /// The kernels by operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `argmin`.
        pub mod argmin {
            ///For arrays of dtype `metres`.
            pub mod metres {
                use ::argwhere::__private::*;
                use super::super::super::types;
                ///`argmin` of a whole `metres` array of rank 0; `None` if it is empty.
                #[must_use]
                #[inline]
                pub fn rank0(
                    x: ArrayView0<'_, types::__Metres>,
                ) -> Option<Best<types::__Metres>> {
                    extremum::flat::<Min, types::__Metres, Peeled<f32>>(Strided::of(&x))
                }
                ///`argmin` of a whole `metres` array of rank 1; `None` if it is empty.
                #[must_use]
                #[inline]
                pub fn rank1(
                    x: ArrayView1<'_, types::__Metres>,
                ) -> Option<Best<types::__Metres>> {
                    extremum::flat::<Min, types::__Metres, Peeled<f32>>(Strided::of(&x))
                }
            }
        }
    }
    #[doc(hidden)]
    impl ::argwhere::__private::Extremum<
        ::argwhere::__private::Min,
        types::__MetresWritten,
    > for Table {}
}
