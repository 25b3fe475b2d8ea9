//! A table next to items that have the names of generated items, and with a generic type.

#![allow(dead_code, reason = "the items only shadow other names")]

use ::core::clone::Clone;
use ::core::marker::{Copy, PhantomData};
use ::core::option::Option;

/// Shadows the generated enum.
pub struct Array<T, const N: ::core::primitive::usize>(PhantomData<T>);

/// Shadows the generated view.
pub trait ArrayView<'a, T: 'a> {
    /// Shadows the generated enum.
    type DType: Copy + Clone;
    /// Has the name of the generated module.
    fn kernels<I>(&'a self, of: I) -> Option<T>
    where
        I: ::core::iter::IntoIterator<Item = T>;
}

/// Has the name of a variant.
pub struct Bool;

/// Shadows the primitive.
#[allow(non_camel_case_types, reason = "it shadows the primitive")]
pub struct f64;

/// Shadows `Result` of the prelude.
pub enum Result<T, E> {
    /// Named like `Ok` of the prelude.
    Ok(T),
    /// Named like `Err` of the prelude.
    Err(E),
}

mod core {}
mod ndarray {}

::aw::kernels! {
    /// Numbers.
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

/// A type of the table.
pub mod inner {
    use ::core::prelude::rust_2024::*;

    /// A generic type.
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub struct Pair<T>(pub T, pub T);
}
