// mod table;
// ranks 0..=1;
// operations { argmin }
// dtypes { Metres: units::Metres as f32; }

mod table {
    #[doc(hidden)]
    mod types {
        pub mod metres {
            use super::super::super::*;
            pub type __Written = units::Metres;
            pub const __SATISFIED: super::super::__argwhere::core::primitive::bool = <__Written as super::super::__argwhere::demands::DType>::SATISFIED
                && <__Written as super::super::__argwhere::demands::NewtypeOf<
                    super::super::__argwhere::core::primitive::f32,
                >>::SATISFIED;
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
    impl __argwhere::HasDType<self::types::metres::__Written> for self::Table {
        const DTYPE: DType = DType::Metres;
        const DTYPE_NAME: &'static str = "metres";
        type Ops = <__argwhere::demands::Checked<
            __argwhere::Newtype<f32>,
            { self::types::metres::__SATISFIED },
        > as __argwhere::demands::Project>::Type;
        fn wrap(array: __argwhere::ArrayD<self::types::metres::__Checked>) -> Array {
            Array::Metres(array)
        }
        fn unwrap(
            array: Array,
        ) -> __argwhere::Result<
            __argwhere::ArrayD<self::types::metres::__Checked>,
            Array,
        > {
            match array {
                Array::Metres(array) => __argwhere::Result::Ok(array),
            }
        }
        fn wrap_view<'a>(
            view: __argwhere::ArrayViewD<'a, self::types::metres::__Checked>,
        ) -> ArrayView<'a> {
            ArrayView::Metres(view)
        }
        fn as_view_mut<'a, 'b>(
            view: &'b mut <Self as __argwhere::Table>::ArrayViewMut<'a>,
        ) -> __argwhere::Result<
            &'b mut __argwhere::ArrayViewMutD<'a, self::types::metres::__Checked>,
            &'b mut ArrayViewMut<'a>,
        > {
            match view {
                ArrayViewMut::Metres(view) => __argwhere::Result::Ok(view),
            }
        }
        fn wrap_view_mut<'a>(
            view: __argwhere::ArrayViewMutD<'a, self::types::metres::__Checked>,
        ) -> ArrayViewMut<'a> {
            ArrayViewMut::Metres(view)
        }
        fn unwrap_view<'a>(
            view: <Self as __argwhere::Table>::ArrayView<'a>,
        ) -> __argwhere::Result<
            __argwhere::ArrayViewD<'a, self::types::metres::__Checked>,
            ArrayView<'a>,
        > {
            match view {
                ArrayView::Metres(view) => __argwhere::Result::Ok(view),
            }
        }
    }
    /// The named kernels: one function per operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `argmin`.
        pub mod argmin {
            ///For arrays of dtype `metres`.
            pub mod metres {
                use super::super::super::__argwhere;
                ///`argmin` over all elements of `x`, for `metres` arrays of rank 0; `None` if `x` is empty.
                #[must_use]
                #[inline]
                pub fn rank0(
                    x: impl __argwhere::KernelInput<
                        super::super::super::types::metres::__Checked,
                        __argwhere::Ix0,
                    >,
                ) -> __argwhere::Option<
                    __argwhere::Best<super::super::super::types::metres::__Checked>,
                > {
                    __argwhere::extremum::best::<
                        __argwhere::Min,
                        super::super::super::types::metres::__Checked,
                        __argwhere::Newtype<f32>,
                        _,
                    >(__argwhere::KernelInput::array(&x))
                }
                ///`argmin` over all elements of `x`, for `metres` arrays of rank 1; `None` if `x` is empty.
                #[must_use]
                #[inline]
                pub fn rank1(
                    x: impl __argwhere::KernelInput<
                        super::super::super::types::metres::__Checked,
                        __argwhere::Ix1,
                    >,
                ) -> __argwhere::Option<
                    __argwhere::Best<super::super::super::types::metres::__Checked>,
                > {
                    __argwhere::extremum::best::<
                        __argwhere::Min,
                        super::super::super::types::metres::__Checked,
                        __argwhere::Newtype<f32>,
                        _,
                    >(__argwhere::KernelInput::array(&x))
                }
            }
        }
    }
    #[doc(hidden)]
    impl __argwhere::extremum::HasExtremum<
        __argwhere::Min,
        self::types::metres::__Written,
    > for self::Table {
        #[inline]
        fn whole_rank1(
            x: &__argwhere::ArrayRef<self::types::metres::__Written, __argwhere::Ix1>,
        ) -> __argwhere::Option<__argwhere::Best<self::types::metres::__Written>> {
            self::kernels::argmin::metres::rank1(x)
        }
        #[inline]
        fn along_rank1<P: __argwhere::AxisOutput<__argwhere::Ix1>>(
            x: &__argwhere::ArrayRef<self::types::metres::__Written, __argwhere::Ix1>,
            axis: __argwhere::Axis,
            out: P,
        ) -> __argwhere::Result<P::Result, __argwhere::Error> {
            self::kernels::argmin_axis::metres::rank1(x, axis, out)
        }
    }
}
