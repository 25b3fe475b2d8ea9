// mod table;
// ranks 0..=1;
// operations { nonzero }
// dtypes { Depth: super::Fixed<self::Frac>; }

mod table {
    #[doc(hidden)]
    mod types {
        pub mod depth {
            use super::super::super::*;
            pub type __Written = super::super::super::super::Fixed<
                super::super::super::Frac,
            >;
            pub const __SATISFIED: super::super::__argwhere::core::primitive::bool = <__Written as super::super::__argwhere::demands::DType>::SATISFIED;
            #[cfg(not(doc))]
            pub type __Checked = <super::super::__argwhere::demands::Checked<
                self::__Written,
                { self::__SATISFIED },
            > as super::super::__argwhere::demands::Project>::Type;
            #[cfg(doc)]
            pub use self::__Written as __Checked;
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Values<self::types::depth::__Written> for self::Table {
        #[inline]
        fn is_zero(element: &self::types::depth::__Checked) -> bool {
            use __argwhere::zero::{ByDefault as _, ByNumTraits as _};
            (&&__argwhere::zero::ZeroOf::<self::types::depth::__Checked>::TYPE)
                .zero()
                .is_zero(element)
        }
        fn from_scalar(
            scalar: __argwhere::Scalar,
        ) -> __argwhere::Result<self::types::depth::__Checked, __argwhere::ScalarError> {
            use __argwhere::cast::{ByFromPrimitive as _, ByNothing as _, ByNumCast as _};
            (&&&__argwhere::cast::ScalarOf::<self::types::depth::__Checked>::TYPE)
                .cast(scalar)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::HasDType<self::types::depth::__Written> for self::Table {
        const DTYPE: DType = DType::Depth;
        const DTYPE_NAME: &'static str = "depth";
        type Ops = <__argwhere::demands::Checked<
            __argwhere::Portable<self::Table>,
            { self::types::depth::__SATISFIED },
        > as __argwhere::demands::Project>::Type;
        fn wrap(array: __argwhere::ArrayD<self::types::depth::__Checked>) -> Array {
            Array::Depth(array)
        }
        fn unwrap(
            array: Array,
        ) -> __argwhere::Result<
            __argwhere::ArrayD<self::types::depth::__Checked>,
            Array,
        > {
            match array {
                Array::Depth(array) => __argwhere::Result::Ok(array),
            }
        }
        fn wrap_view<'a>(
            view: __argwhere::ArrayViewD<'a, self::types::depth::__Checked>,
        ) -> ArrayView<'a> {
            ArrayView::Depth(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as __argwhere::Table>::ArrayViewMut<'a>,
        ) -> __argwhere::Result<
            &'b mut __argwhere::ArrayViewMutD<'a, self::types::depth::__Checked>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Depth(view) => __argwhere::Result::Ok(view),
            }
        }
        fn wrap_view_mut<'a>(
            view: __argwhere::ArrayViewMutD<'a, self::types::depth::__Checked>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Depth(view)
        }
        fn unwrap_view<'a>(
            view: <Self as __argwhere::Table>::ArrayView<'a>,
        ) -> __argwhere::Result<
            __argwhere::ArrayViewD<'a, self::types::depth::__Checked>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Depth(view) => __argwhere::Result::Ok(view),
            }
        }
    }
    #[doc(hidden)]
    impl __argwhere::nonzero::HasNonzero<self::types::depth::__Written> for self::Table {
        #[inline]
        fn rank1<P: __argwhere::IndicesOutput<1>>(
            x: &__argwhere::ArrayRef<self::types::depth::__Written, __argwhere::Ix1>,
            indices: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::nonzero::depth::rank1(x, indices)
        }
    }
    impl<T: __argwhere::bounds::Nonzero<self::Table>> HasNonzero for T {}
}
