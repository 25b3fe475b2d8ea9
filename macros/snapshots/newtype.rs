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
            pub const __SATISFIED: ::argwhere::__private::core::primitive::bool = <__Type as ::argwhere::__private::demands::DType>::SATISFIED
                && <__Type as ::argwhere::__private::demands::NewtypeOf<
                    ::argwhere::__private::core::primitive::f32,
                >>::SATISFIED;
        }
    }
    #[doc(hidden)]
    mod types {
        pub use super::written::metres::__Type as __MetresWritten;
        #[cfg(not(doc))]
        pub type __Metres = <::argwhere::__private::demands::Checked<
            __MetresWritten,
            { super::written::metres::__SATISFIED },
        > as ::argwhere::__private::demands::Project>::Type;
        #[cfg(doc)]
        pub use super::written::metres::__Type as __Metres;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::HasDType<types::__MetresWritten> for Table {
        const DTYPE: DType = DType::Metres;
        const DTYPE_NAME: &'static str = "metres";
        type Ops = <::argwhere::__private::demands::Checked<
            ::argwhere::__private::Newtype<f32>,
            { written::metres::__SATISFIED },
        > as ::argwhere::__private::demands::Project>::Type;
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
                    extremum::best::<Min, types::__Metres, Newtype<f32>>(Strided::of(&x))
                }
                ///`argmin` of a whole `metres` array of rank 1; `None` if it is empty.
                #[must_use]
                #[inline]
                pub fn rank1(
                    x: ArrayView1<'_, types::__Metres>,
                ) -> Option<Best<types::__Metres>> {
                    extremum::best::<Min, types::__Metres, Newtype<f32>>(Strided::of(&x))
                }
            }
        }
    }
    #[doc(hidden)]
    impl ::argwhere::__private::extremum::HasExtremum<
        ::argwhere::__private::Min,
        types::__MetresWritten,
    > for Table {}
}
