//! A table among items that are called what generated code calls things, and that are generic.

#![allow(dead_code, reason = "they only stand in the way")]

use ::core::clone::Clone;
use ::core::marker::{Copy, PhantomData};
use ::core::option::Option;

/// In the way of the generated enum.
pub struct Array<T, const N: ::core::primitive::usize>(PhantomData<T>);

/// In the way of the generated view.
pub trait ArrayView<'a, T: 'a> {
    /// In the way of the generated enum.
    type DType: Copy + Clone;
    /// In the way of the module.
    fn kernels<I>(&'a self, of: I) -> Option<T>
    where
        I: ::core::iter::IntoIterator<Item = T>;
}

/// In the way of the variants.
pub struct Bool;

/// In the way of the primitive.
#[allow(non_camel_case_types, reason = "it stands in the way of the primitive")]
pub struct f64;

/// In the way of what a prelude gives.
pub enum Result<T, E> {
    /// As there.
    Ok(T),
    /// As there.
    Err(E),
}

mod core {}
mod ndarray {}

::aw::kernels! {
    /// Numbers among neighbours.
    pub mod table;

    ranks 0..=2;

    dtypes {
        Bool: bool;
        Int: i32;
        Float: f64;
        Nested: super::neighbours::inner::Pair<::core::primitive::i8>;
    }

    promotion {
        Int < Float;
    }
}

/// Types of the table.
pub mod inner {
    use ::core::prelude::rust_2024::*;

    /// A generic type.
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub struct Pair<T>(pub T, pub T);
}
