//! Tables with every name that generated code contains: as the name of the module, of a dtype and its type, and of every
//! kind of item around the table. `list.rs` holds the names.

#![allow(
    warnings,
    reason = "most names are not written as Rust would have them, and are only declared"
)]

#[macro_use]
mod list;
pub mod modules;
pub mod parameters;
pub mod types;
pub mod values;

/// The type of a dtype.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Own(pub i8);

/// A type around an `i8`.
pub trait Small {
    /// The type around this number.
    fn new(number: i8) -> Self;
    /// The number inside.
    fn get(self) -> i8;
}

/// Converts an element to another dtype.
pub fn widen<A: Small, B: Small>(element: A) -> B {
    B::new(element.get())
}

/// Converts a scalar.
pub fn scalar<T: Small>(scalar: argwhere::Scalar) -> Option<T> {
    match scalar {
        argwhere::Scalar::Int(number) => i8::try_from(number).ok().map(T::new),
        _ => None,
    }
}
