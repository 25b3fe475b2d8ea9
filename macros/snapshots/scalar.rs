// pub mod table;
// operations { nonzero }
// dtypes { Soil: Soil, scalar = self::Soil::from_scalar; }

pub mod table {
    #[doc(hidden)]
    mod scalar_soil {
        use super::super::*;
        #[inline]
        pub(super) fn __cast(
            __cast: super::__argwhere::Scalar,
        ) -> super::__argwhere::Result<
            super::types::soil::__Checked,
            super::__argwhere::ScalarError,
        > {
            super::__argwhere::cast::with::<
                super::types::soil::__Checked,
            >(super::super::Soil::from_scalar, __cast)
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Values<self::types::soil::__Written> for self::Table {
        #[inline]
        fn is_zero(element: &self::types::soil::__Checked) -> bool {
            use __argwhere::zero::{ByDefault as _, ByNumTraits as _};
            (&&__argwhere::zero::ZeroOf::<self::types::soil::__Checked>::TYPE)
                .zero()
                .is_zero(element)
        }
        fn from_scalar(
            scalar: __argwhere::Scalar,
        ) -> __argwhere::Result<self::types::soil::__Checked, __argwhere::ScalarError> {
            self::scalar_soil::__cast(scalar)
        }
    }
}
