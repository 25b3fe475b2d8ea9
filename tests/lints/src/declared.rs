//! Tables that another macro declares.

#[doc(hidden)]
pub use argwhere;

/// Declares a table of fragments.
#[macro_export]
macro_rules! table_of_fragments {
    (
        $(#[$attribute:meta])*
        $vis:vis $name:ident in $krate:path, 0..=$rank:literal:
        $($dtype:ident: $ty:ty = $zero:expr_2021, $scalar:expr_2021;)*
        : $narrow:ident < $wide:ident with $with:expr_2021
    ) => {
        $crate::declared::argwhere::kernels! {
            $(#[$attribute])*
            $vis mod $name;
            crate = $krate;
            ranks 0..=$rank;
            dtypes {
                Bool: bool;
                $($dtype: $ty, zero = $zero, scalar = $scalar;)*
            }
            promotion { $narrow < $wide with $with; }
        }
    };
}

/// Declares a table of primitives and newtypes.
#[macro_export]
macro_rules! table_of_types {
    ($name:ident: $($dtype:ident: $ty:ty $(as $inner:ty)?),*) => {
        $crate::declared::argwhere::kernels! {
            /// A table that another macro declares.
            pub mod $name;
            crate = $crate::declared::argwhere;
            ranks 0..=1;
            dtypes { $($dtype: $ty $(as $inner)?;)* }
        }
    };
}

table_of_fragments! {
    /// A table of fragments.
    pub fragments in ::argwhere, 0..=1:
    Ticks: super::own::Ticks = super::own::Ticks(0), |_| None;
    Soil: crate::own::Soil = crate::own::Soil::Sand, crate::own::Soil::numbered;
    : Ticks < Soil with |_| crate::own::Soil::Rock
}

table_of_types!(types_of_fragments: Bool: bool, Int: i16, Turns: core::num::Wrapping<i16> as i16, Pair: (u8, u8));
