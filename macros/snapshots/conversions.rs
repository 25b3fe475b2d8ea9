// mod table;
// operations { nonzero }
// dtypes { Bool: bool; Int16: i16; Int64: i64; Float: f64; Depth: Fixed; }
// promotion {
// Bool < Int16 < Int64;
// lossy Int64 < Float;
// #[allow(clippy::cast_possible_truncation)]
// Float < Depth with |x| Fixed::from_num(x);
// }

mod table {
    #[doc(hidden)]
    mod convert {
        use super::super::*;
        #[inline]
        pub(super) fn __bool_to_i16(
            __bool_to_i16: super::__argwhere::core::primitive::bool,
        ) -> super::__argwhere::core::primitive::i16 {
            <super::__argwhere::core::primitive::i16 as super::__argwhere::demands::Upper<
                super::__argwhere::core::primitive::bool,
            >>::widen(__bool_to_i16)
        }
        #[inline]
        pub(super) fn __i16_to_i64(
            __i16_to_i64: super::__argwhere::core::primitive::i16,
        ) -> super::__argwhere::core::primitive::i64 {
            <super::__argwhere::core::primitive::i64 as super::__argwhere::demands::Upper<
                super::__argwhere::core::primitive::i16,
            >>::widen(__i16_to_i64)
        }
        #[inline]
        pub(super) fn __i64_to_f64(
            __i64_to_f64: super::__argwhere::core::primitive::i64,
        ) -> super::__argwhere::core::primitive::f64 {
            __i64_to_f64 as super::__argwhere::core::primitive::f64
        }
        #[allow(clippy::cast_possible_truncation)]
        #[inline]
        pub(super) fn __f64_to_depth() -> fn(
            super::__argwhere::core::primitive::f64,
        ) -> super::types::depth::__Checked {
            |x| Fixed::from_num(x)
        }
        #[inline]
        pub(super) fn __bool_to_i64(
            __bool_to_i64: super::__argwhere::core::primitive::bool,
        ) -> super::__argwhere::core::primitive::i64 {
            __bool_to_i64 as super::__argwhere::core::primitive::u8
                as super::__argwhere::core::primitive::i64
        }
        #[inline]
        pub(super) fn __bool_to_f64(
            __bool_to_f64: super::__argwhere::core::primitive::bool,
        ) -> super::__argwhere::core::primitive::f64 {
            __bool_to_f64 as super::__argwhere::core::primitive::u8
                as super::__argwhere::core::primitive::f64
        }
        #[inline]
        pub(super) fn __i16_to_f64(
            __i16_to_f64: super::__argwhere::core::primitive::i16,
        ) -> super::__argwhere::core::primitive::f64 {
            __i16_to_f64 as super::__argwhere::core::primitive::f64
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<bool, bool> for self::Table {
        #[inline]
        fn convert(element: bool) -> bool {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<bool, i16> for self::Table {
        #[inline]
        fn convert(element: bool) -> i16 {
            self::convert::__bool_to_i16(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<bool, i64> for self::Table {
        #[inline]
        fn convert(element: bool) -> i64 {
            self::convert::__bool_to_i64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<bool, f64> for self::Table {
        #[inline]
        fn convert(element: bool) -> f64 {
            self::convert::__bool_to_f64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<bool, self::types::depth::__Written> for self::Table {
        #[inline]
        fn convert(element: bool) -> self::types::depth::__Checked {
            self::convert::__f64_to_depth()(self::convert::__bool_to_f64(element))
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<i16, i16> for self::Table {
        #[inline]
        fn convert(element: i16) -> i16 {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<i16, i64> for self::Table {
        #[inline]
        fn convert(element: i16) -> i64 {
            self::convert::__i16_to_i64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<i16, f64> for self::Table {
        #[inline]
        fn convert(element: i16) -> f64 {
            self::convert::__i16_to_f64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<i16, self::types::depth::__Written> for self::Table {
        #[inline]
        fn convert(element: i16) -> self::types::depth::__Checked {
            self::convert::__f64_to_depth()(self::convert::__i16_to_f64(element))
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<i64, i64> for self::Table {
        #[inline]
        fn convert(element: i64) -> i64 {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<i64, f64> for self::Table {
        #[inline]
        fn convert(element: i64) -> f64 {
            self::convert::__i64_to_f64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<i64, self::types::depth::__Written> for self::Table {
        #[inline]
        fn convert(element: i64) -> self::types::depth::__Checked {
            self::convert::__f64_to_depth()(self::convert::__i64_to_f64(element))
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<f64, f64> for self::Table {
        #[inline]
        fn convert(element: f64) -> f64 {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<f64, self::types::depth::__Written> for self::Table {
        #[inline]
        fn convert(element: f64) -> self::types::depth::__Checked {
            self::convert::__f64_to_depth()(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Convert<
        self::types::depth::__Written,
        self::types::depth::__Written,
    > for self::Table {
        #[inline]
        fn convert(
            element: self::types::depth::__Checked,
        ) -> self::types::depth::__Checked {
            element
        }
    }
}
