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
    impl __argwhere::Values<self::types::date::__Written> for self::Table {
        #[inline]
        fn is_zero(element: &self::types::date::__Checked) -> bool {
            *element == self::zero_date::__zero()
        }
        fn from_scalar(
            scalar: __argwhere::Scalar,
        ) -> __argwhere::Result<self::types::date::__Checked, __argwhere::ScalarError> {
            use __argwhere::cast::{ByFromPrimitive as _, ByNothing as _, ByNumCast as _};
            (&&&__argwhere::cast::ScalarOf::<self::types::date::__Checked>::TYPE)
                .cast(scalar)
        }
    }
}
