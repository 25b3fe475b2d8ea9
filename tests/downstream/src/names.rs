//! Tables whose modules, dtypes and types have names that generated code uses.

#![allow(dead_code, reason = "they only have to compile")]

macro_rules! newtypes {
    ($($name:ident)*) => {$(
        /// Has the name of a generic parameter or of an import.
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub i8);
    )*};
}

/// Types in the user's scope.
pub mod scope {
    use ::core::prelude::rust_2024::*;

    newtypes! { T S D A B C E I O R Max Min Error Native Written Checked Array ArrayView DType Index X XWritten }

    /// Has the name of a parameter.
    #[allow(non_upper_case_globals, reason = "it has the name of a parameter")]
    pub const element: u8 = 0;
    /// Has the name of a variable.
    #[allow(non_upper_case_globals, reason = "it has the name of a variable")]
    pub const convert: u8 = 0;

    impl From<X> for XWritten {
        fn from(x: X) -> Self {
            Self(x.0)
        }
    }

    ::aw::kernels! {
        /// Dtypes named like generic parameters.
        pub mod dtypes;
        ranks 0..=2;
        dtypes {
            Bool: bool;
            T: T; S: S; D: D; A: A; B: B; C: C; E: E; I: I; O: O; R: R; Max: Max; Min: Min;
            Error: Error; Native: Native; Written: Written; Checked: Checked; Array: Array;
            ArrayView: ArrayView; DType: DType; Index: Index; X: X; XWritten: XWritten;
            Ok: (i8,); Err: (i16,); None: (i32,); Some: (i64,); Self_: (u8,); Option: (u16,);
            Operand: (u32,); Scalar: (u64,); Core: (f32,); Std: (f64,); Ndarray: [i8; 1]; Types: [i8; 2];
        }
        promotion {
            X < XWritten;
            T < S with |t| S(t.0);
            lossy S < D with |s| D(s.0);
        }
    }
}

macro_rules! modules {
    ($($name:ident)*) => {$(
        ::aw::kernels! {
            /// A module named like a generated item.
            pub mod $name;
            ranks 0..=1;
            dtypes { Bool: bool; Count: i16; Own: super::names::scope::X; Height: f32; }
            promotion { Count < Height; }
        }
    )*};
}

modules! {
    t s d a b c e i o r s1 s2 s3 x option result some none ok err error index core std ndarray
    array array_view array_view_mut dtype d_type operand ordered has_nonzero promotes_with
    table kernels typed types argmax where_ nonzero vec along max min best native portable newtype
    out strided zero convert promotion has_dtype element clone copy debug iterator __argwhere_
}

#[doc(hidden)]
pub use ::aw;

/// Declares a table in a crate that uses this one. The path of `argwhere` leads through this crate.
#[macro_export]
macro_rules! table_of {
    ($name:ident, $ty:ty) => {
        $crate::names::aw::kernels! {
            /// A table that another macro declares.
            pub mod $name;
            crate = $crate::names::aw;
            operations { nonzero }
            dtypes {
                #[doc(alias = "number")]
                Number: $ty;
            }
        }
    };
}

table_of!(declared, i16);
