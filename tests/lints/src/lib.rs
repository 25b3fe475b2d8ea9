//! Tables of every kind, in a crate that forbids every group of lints. `tests/tests/builds/lints.rs` forbids each lint by its
//! name as well, and checks this file in each edition.

#![no_std]
#![forbid(
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_compatibility,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    warnings,
    clippy::all,
    clippy::nursery,
    clippy::pedantic
)]

pub mod declared;
pub mod inner;
pub mod own;

// Without promotions.
argwhere::kernels! {
    /// Numbers that do not promote.
    pub mod numbers;

    dtypes {
        Bool: bool;
        Int16: i16;
        Float32: f32;
    }
}

// With chains, steps that round, and rows.
argwhere::kernels! {
    /// Numbers that promote.
    pub mod promoted;

    crate = ::argwhere;
    ranks 0..=2;

    dtypes {
        Bool: bool;
        /// A comment.
        Int8: i8;
        #[doc(alias = "byte")]
        UInt8: u8;
        Int16: i16;
        Int64: i64;
        #[cfg(not(test))]
        Float32: f32;
        Float64: f64;
    }

    promotion {
        Int8 < Int16 < Int64;
        UInt8 < Int16;
        Int8 < Float32;
        UInt8 < Float32;
        Bool < Int8;
        /// Above 2^53. See [`any`].
        lossy Int64 < Float64;
        Float32 < Float64;
        /// As NumPy. See [`own::Ticks`] and [`promoted::DType::Int8`].
        Int8 | UInt8 = Int16;
        Bool | UInt8 = Int16;
    }
}

// With a single dtype, in a private module.
argwhere::kernels! {
    mod flags;
    ranks 0..=1;
    dtypes { Bool: bool; }
}

/// Whether any flag is set.
///
/// # Errors
///
/// `Empty` if there are no flags.
pub fn any(flags: &ndarray::Array1<bool>) -> Result<bool, argwhere::Error> {
    flags::typed::argmax(flags).map(|at| flags[at])
}

/// The number of elements.
#[must_use]
pub fn length(array: &numbers::Array) -> usize {
    numbers::dispatch!(array, x => x.len())
}

/// The lengths of two arrays with an order.
#[must_use]
pub fn lengths(one: &numbers::Array, other: &numbers::Array) -> usize {
    numbers::dispatch!((one, other), ordered (x, y) => x.len() + y.len(), else (_, _) => 0)
}
