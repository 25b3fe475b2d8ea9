// mod table;
// ranks 0..=1;
// operations { nonzero }
// dtypes { Depth: super::Fixed<self::Frac>; }

mod table {
    #[doc(hidden)]
    mod written {
        pub mod depth {
            #[allow(unused_imports, reason = "a type may be written with its full path")]
            use super::super::super::*;
            pub type __Type = super::super::super::super::Fixed<
                super::super::super::Frac,
            >;
            pub const __SATISFIED: ::argwhere::__private::core::primitive::bool = <__Type as ::argwhere::__private::demands::DType>::SATISFIED;
        }
    }
    #[doc(hidden)]
    mod types {
        pub use super::written::depth::__Type as __DepthWritten;
        #[cfg(not(doc))]
        pub type __Depth = <::argwhere::__private::demands::Checked<
            __DepthWritten,
            { super::written::depth::__SATISFIED },
        > as ::argwhere::__private::demands::Project>::Type;
        #[cfg(doc)]
        pub use super::written::depth::__Type as __Depth;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Values<types::__DepthWritten> for Table {
        #[inline]
        fn is_zero(element: &types::__Depth) -> bool {
            #[allow(unused_imports, reason = "the type decides which of them is used")]
            use ::argwhere::__private::zero::{ByDefault as _, ByNumTraits as _};
            (&&::argwhere::__private::zero::ZeroOf::<types::__Depth>::TYPE)
                .zero()
                .is_zero(element)
        }
        fn from_scalar(
            scalar: ::argwhere::__private::Scalar,
        ) -> ::argwhere::__private::Result<
            types::__Depth,
            ::argwhere::__private::ScalarError,
        > {
            #[allow(unused_imports, reason = "the type decides which of them is used")]
            use ::argwhere::__private::cast::{
                ByFromPrimitive as _, ByNothing as _, ByNumCast as _,
            };
            (&&&::argwhere::__private::cast::ScalarOf::<types::__Depth>::TYPE)
                .cast(scalar)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::HasDType<types::__DepthWritten> for Table {
        const DTYPE: DType = DType::Depth;
        const DTYPE_NAME: &'static str = "depth";
        type Ops = <::argwhere::__private::demands::Checked<
            ::argwhere::__private::Portable<Table>,
            { written::depth::__SATISFIED },
        > as ::argwhere::__private::demands::Project>::Type;
        fn wrap(array: ::argwhere::__private::ArrayD<types::__Depth>) -> Array {
            Array::Depth(array)
        }
        fn unwrap(
            array: Array,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayD<types::__Depth>,
            Array,
        > {
            match array {
                Array::Depth(array) => ::argwhere::__private::Result::Ok(array),
            }
        }
        fn wrap_view<'a>(
            view: ::argwhere::__private::ArrayViewD<'a, types::__Depth>,
        ) -> ArrayView<'a> {
            ArrayView::Depth(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as ::argwhere::__private::Table>::ArrayViewMut<'a>,
        ) -> ::argwhere::__private::Result<
            &'b mut ::argwhere::__private::ArrayViewMutD<'a, types::__Depth>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Depth(view) => ::argwhere::__private::Result::Ok(view),
            }
        }
        fn wrap_view_mut<'a>(
            view: ::argwhere::__private::ArrayViewMutD<'a, types::__Depth>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Depth(view)
        }
        fn unwrap_view<'a>(
            view: <Self as ::argwhere::__private::Table>::ArrayView<'a>,
        ) -> ::argwhere::__private::Result<
            ::argwhere::__private::ArrayViewD<'a, types::__Depth>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Depth(view) => ::argwhere::__private::Result::Ok(view),
            }
        }
    }
    #[doc(hidden)]
    impl ::argwhere::__private::nonzero::HasNonzero<types::__DepthWritten> for Table {}
}
