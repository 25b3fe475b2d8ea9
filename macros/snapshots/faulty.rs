// mod table;
// ranks 0..=1;
// operations { nonzero }
// dtypes { Int16: i16; Short: i16; Metres units::Metres as f32; }
// promotion { Int16 < Metres; Int16 < Meters; }

mod table {
    #[doc(hidden)]
    mod written {
        pub mod short {
            #[::argwhere::__private::derive(
                ::argwhere::__private::Clone,
                ::argwhere::__private::Copy,
                ::argwhere::__private::Debug,
                ::argwhere::__private::Default,
                ::argwhere::__private::PartialEq,
                ::argwhere::__private::PartialOrd
            )]
            pub struct __Type;
            pub const __SATISFIED: bool = true;
        }
        pub mod metres {
            #[::argwhere::__private::derive(
                ::argwhere::__private::Clone,
                ::argwhere::__private::Copy,
                ::argwhere::__private::Debug,
                ::argwhere::__private::Default,
                ::argwhere::__private::PartialEq,
                ::argwhere::__private::PartialOrd
            )]
            pub struct __Type;
            pub const __SATISFIED: bool = true;
        }
    }
    #[doc(hidden)]
    mod convert {
        #[allow(
            unused_imports,
            reason = "a conversion may be written with its full path"
        )]
        use super::super::*;
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn __i16_to_metres(
            element: ::argwhere::__private::core::primitive::i16,
        ) -> super::types::__Metres {
            let _ = element;
            loop {}
        }
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Promotion<i16, i16> for Table {
        type Output = i16;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Promotion<i16, types::__MetresWritten> for Table {
        type Output = types::__Metres;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Promotion<types::__ShortWritten, types::__ShortWritten>
    for Table {
        type Output = types::__Short;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Promotion<types::__MetresWritten, i16> for Table {
        type Output = types::__Metres;
    }
    #[automatically_derived]
    #[doc(hidden)]
    impl ::argwhere::__private::Promotion<types::__MetresWritten, types::__MetresWritten>
    for Table {
        type Output = types::__Metres;
    }
}
::core::compile_error! {
    "the dtype `Metres` has no type; write for example `Metres: f32;`"
}
::core::compile_error! {
    "the type `i16` already has the dtype `Int16`; a type has one dtype in a table, so remove this one or wrap the type in a newtype"
}
::core::compile_error! {
    "unknown dtype `Meters`; write `Metres`, or declare it in `dtypes`"
}
