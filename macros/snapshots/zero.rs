// mod table;
// operations { nonzero }
// dtypes { Date: Date, zero = self::Date::EPOCH; }

mod table {
    #[doc(hidden)]
    mod zero_date {
        #[allow(unused_imports, reason = "a zero may be written with its full path")]
        use super::super::*;
        #[inline]
        pub(super) fn __zero() -> super::types::__Date {
            super::super::Date::EPOCH
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Zero<types::__DateWritten> for Table {
        #[inline]
        fn is_zero(element: &types::__Date) -> bool {
            *element == self::zero_date::__zero()
        }
    }
}
