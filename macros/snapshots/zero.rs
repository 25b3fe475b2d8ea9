// mod table;
// operations { nonzero }
// dtypes { Date: Date, zero = self::Date::EPOCH; }

mod table {
    #[doc(hidden)]
    mod zero_date {
        #[allow(unused_imports, reason = "a value may be written with its full path")]
        use super::super::*;
        #[inline]
        pub(super) fn __zero() -> super::types::__Date {
            super::super::Date::EPOCH
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Values<types::__DateWritten> for Table {
        #[inline]
        fn is_zero(element: &types::__Date) -> bool {
            *element == self::zero_date::__zero()
        }
        fn from_scalar(
            scalar: ::argwhere::__private::Scalar,
        ) -> ::argwhere::__private::Result<
            types::__Date,
            ::argwhere::__private::ScalarError,
        > {
            #[allow(unused_imports, reason = "the type decides which of them is used")]
            use ::argwhere::__private::cast::{
                ByFromPrimitive as _, ByNothing as _, ByNumCast as _,
            };
            (&&&::argwhere::__private::cast::ScalarOf::<types::__Date>::TYPE)
                .cast(scalar)
        }
    }
}
