//! A table that a macro of this crate declares, here or in a crate that uses this one.

#[doc(hidden)]
pub use ::aw;

/// Declares a table in a crate that uses this one. The path of `argwhere` leads through this crate.
#[macro_export]
macro_rules! table_of {
    ($name:ident, $ty:ty) => {
        $crate::nested::aw::kernels! {
            /// A table that another macro declares.
            pub mod $name;
            crate = $crate::nested::aw;
            operations { nonzero }
            dtypes {
                #[doc(alias = "number")]
                Number: $ty;
            }
        }
    };
}

table_of!(declared, i16);
