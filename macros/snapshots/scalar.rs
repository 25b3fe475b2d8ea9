// pub mod table;
// operations { nonzero }
// dtypes { Soil: Soil, scalar = self::Soil::from_scalar; }

pub mod table {
    #[doc(hidden)]
    mod scalar_soil {
        #[allow(unused_imports, reason = "a value may be written with its full path")]
        use super::super::*;
        #[inline]
        pub(super) fn __cast(
            scalar: ::argwhere::__private::Scalar,
        ) -> ::argwhere::__private::Result<
            super::types::__Soil,
            ::argwhere::__private::ScalarError,
        > {
            ::argwhere::__private::cast::with::<
                super::types::__Soil,
            >(super::super::Soil::from_scalar, scalar)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Values<types::__SoilWritten> for Table {
        #[inline]
        fn is_zero(element: &types::__Soil) -> bool {
            #[allow(unused_imports, reason = "the type decides which of them is used")]
            use ::argwhere::__private::zero::{ByDefault as _, ByNumTraits as _};
            (&&::argwhere::__private::zero::ZeroOf::<types::__Soil>::TYPE)
                .zero()
                .is_zero(element)
        }
        fn from_scalar(
            scalar: ::argwhere::__private::Scalar,
        ) -> ::argwhere::__private::Result<
            types::__Soil,
            ::argwhere::__private::ScalarError,
        > {
            self::scalar_soil::__cast(scalar)
        }
    }
}
