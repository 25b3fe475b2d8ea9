//! The macro that every table calls with its dtypes, to implement what depends on a feature of this crate. It expands to
//! nothing for a feature that is off.

/// Implements what the features of this crate add to a table: see `expand/features.rs` of the macros.
#[doc(hidden)]
#[macro_export]
macro_rules! __features {
    ($($table:tt)*) => {
        $crate::__npy! { $($table)* }
        $crate::__serde! { $($table)* }
    };
}

#[cfg(not(feature = "npy"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __npy {
    ($($table:tt)*) => {};
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($($table:tt)*) => {};
}

/// The items of the feature `partial`: see `expand/ops/partial.rs` of the macros.
#[cfg(feature = "partial")]
#[doc(hidden)]
#[macro_export]
macro_rules! __partial_items {
    ($($items:tt)*) => { $($items)* };
}

#[cfg(not(feature = "partial"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __partial_items {
    ($($items:tt)*) => {};
}

/// The items of the feature `rayon`: see `expand/ops/par.rs` of the macros.
#[cfg(feature = "rayon")]
#[doc(hidden)]
#[macro_export]
macro_rules! __par_items {
    ($($items:tt)*) => { $($items)* };
}

#[cfg(not(feature = "rayon"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __par_items {
    ($($items:tt)*) => {};
}
