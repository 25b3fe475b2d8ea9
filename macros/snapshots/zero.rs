// mod table;
// operations { nonzero }
// dtypes { Date: Date, zero = self::Date::EPOCH; }

mod table {
    #[doc(hidden)]
    mod zero_date {
        use super::super::*;
        #[inline]
        pub(super) fn __zero() -> super::types::date::__Checked {
            super::super::Date::EPOCH
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Zero<self::types::date::__Written> for self::Table {
        #[inline]
        fn is_zero(element: &self::types::date::__Checked) -> bool {
            *element == self::zero_date::__zero()
        }
    }
}
