// mod table;
// ranks 0..=1;
// operations { nonzero }
// dtypes { Int16: i16; Short: i16; Metres units::Metres as f32; }
// promotion { Int16 < Metres; Int16 < Meters; }

mod table {
    #[doc(hidden)]
    mod types {
        pub mod short {
            #[super::super::__argwhere::derive(
                super::super::__argwhere::Clone,
                super::super::__argwhere::Copy,
                super::super::__argwhere::Debug,
                super::super::__argwhere::Default,
                super::super::__argwhere::PartialEq,
                super::super::__argwhere::PartialOrd
            )]
            pub struct __Written;
            pub const __SATISFIED: super::super::__argwhere::core::primitive::bool = true;
            #[cfg(not(doc))]
            pub type __Checked = <super::super::__argwhere::demands::Checked<
                self::__Written,
                { self::__SATISFIED },
            > as super::super::__argwhere::demands::Project>::Type;
            #[cfg(doc)]
            pub use self::__Written as __Checked;
        }
        pub mod metres {
            #[super::super::__argwhere::derive(
                super::super::__argwhere::Clone,
                super::super::__argwhere::Copy,
                super::super::__argwhere::Debug,
                super::super::__argwhere::Default,
                super::super::__argwhere::PartialEq,
                super::super::__argwhere::PartialOrd
            )]
            pub struct __Written;
            pub const __SATISFIED: super::super::__argwhere::core::primitive::bool = true;
            #[cfg(not(doc))]
            pub type __Checked = <super::super::__argwhere::demands::Checked<
                self::__Written,
                { self::__SATISFIED },
            > as super::super::__argwhere::demands::Project>::Type;
            #[cfg(doc)]
            pub use self::__Written as __Checked;
        }
    }
    #[doc(hidden)]
    mod convert {
        use super::super::*;
        #[inline]
        pub(super) fn __i16_to_metres(
            __i16_to_metres: super::__argwhere::core::primitive::i16,
        ) -> super::types::metres::__Checked {
            let _ = __i16_to_metres;
            loop {}
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i16, i16> for self::Table {
        type Output = i16;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<i16, self::types::metres::__Written> for self::Table {
        type Output = self::types::metres::__Checked;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<
        self::types::short::__Written,
        self::types::short::__Written,
    > for self::Table {
        type Output = self::types::short::__Checked;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<self::types::metres::__Written, i16> for self::Table {
        type Output = self::types::metres::__Checked;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::Promotion<
        self::types::metres::__Written,
        self::types::metres::__Written,
    > for self::Table {
        type Output = self::types::metres::__Checked;
    }
}
::core::compile_error! {
    "the dtype `Metres` has no type; write, for example, `Metres: f32;`"
}
::core::compile_error! {
    "`i16` is already the type of `Int16`, and a type can have only one dtype per table; remove this row, or wrap the type in a newtype"
}
::core::compile_error! {
    "unknown dtype `Meters`; write `Metres`, or declare it in `dtypes`"
}
