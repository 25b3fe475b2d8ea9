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
        #[allow(
            unused_imports,
            reason = "a conversion may be written with its full path"
        )]
        use super::super::*;
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __bool_to_i16(
            element: ::argwhere::__private::core::primitive::bool,
        ) -> ::argwhere::__private::core::primitive::i16 {
            <::argwhere::__private::core::primitive::i16 as ::argwhere::__private::demands::Upper<
                ::argwhere::__private::core::primitive::bool,
            >>::widen(element)
        }
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __i16_to_i64(
            element: ::argwhere::__private::core::primitive::i16,
        ) -> ::argwhere::__private::core::primitive::i64 {
            <::argwhere::__private::core::primitive::i64 as ::argwhere::__private::demands::Upper<
                ::argwhere::__private::core::primitive::i16,
            >>::widen(element)
        }
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __i64_to_f64(
            element: ::argwhere::__private::core::primitive::i64,
        ) -> ::argwhere::__private::core::primitive::f64 {
            element as ::argwhere::__private::core::primitive::f64
        }
        #[allow(clippy::cast_possible_truncation)]
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __f64_to_depth(
            element: ::argwhere::__private::core::primitive::f64,
        ) -> super::types::__Depth {
            let convert: fn(
                ::argwhere::__private::core::primitive::f64,
            ) -> super::types::__Depth = |x| Fixed::from_num(x);
            convert(element)
        }
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __bool_to_i64(
            element: ::argwhere::__private::core::primitive::bool,
        ) -> ::argwhere::__private::core::primitive::i64 {
            element as ::argwhere::__private::core::primitive::u8
                as ::argwhere::__private::core::primitive::i64
        }
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __bool_to_f64(
            element: ::argwhere::__private::core::primitive::bool,
        ) -> ::argwhere::__private::core::primitive::f64 {
            element as ::argwhere::__private::core::primitive::u8
                as ::argwhere::__private::core::primitive::f64
        }
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __i16_to_f64(
            element: ::argwhere::__private::core::primitive::i16,
        ) -> ::argwhere::__private::core::primitive::f64 {
            element as ::argwhere::__private::core::primitive::f64
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<bool, bool> for Table {
        #[inline]
        fn convert(element: bool) -> bool {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<bool, i16> for Table {
        #[inline]
        fn convert(element: bool) -> i16 {
            convert::__bool_to_i16(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<bool, i64> for Table {
        #[inline]
        fn convert(element: bool) -> i64 {
            convert::__bool_to_i64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<bool, f64> for Table {
        #[inline]
        fn convert(element: bool) -> f64 {
            convert::__bool_to_f64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<bool, types::__DepthWritten> for Table {
        #[inline]
        fn convert(element: bool) -> types::__Depth {
            convert::__f64_to_depth(convert::__bool_to_f64(element))
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<i16, i16> for Table {
        #[inline]
        fn convert(element: i16) -> i16 {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<i16, i64> for Table {
        #[inline]
        fn convert(element: i16) -> i64 {
            convert::__i16_to_i64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<i16, f64> for Table {
        #[inline]
        fn convert(element: i16) -> f64 {
            convert::__i16_to_f64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<i16, types::__DepthWritten> for Table {
        #[inline]
        fn convert(element: i16) -> types::__Depth {
            convert::__f64_to_depth(convert::__i16_to_f64(element))
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<i64, i64> for Table {
        #[inline]
        fn convert(element: i64) -> i64 {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<i64, f64> for Table {
        #[inline]
        fn convert(element: i64) -> f64 {
            convert::__i64_to_f64(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<i64, types::__DepthWritten> for Table {
        #[inline]
        fn convert(element: i64) -> types::__Depth {
            convert::__f64_to_depth(convert::__i64_to_f64(element))
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<f64, f64> for Table {
        #[inline]
        fn convert(element: f64) -> f64 {
            element
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<f64, types::__DepthWritten> for Table {
        #[inline]
        fn convert(element: f64) -> types::__Depth {
            convert::__f64_to_depth(element)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Convert<types::__DepthWritten, types::__DepthWritten>
    for Table {
        #[inline]
        fn convert(element: types::__Depth) -> types::__Depth {
            element
        }
    }
}
