//! The serde traits of a type without native kernels, if it has them.
//!
//! Generated code names the type, so method resolution can choose: `(&&SerdeOf::<T>::TYPE).serializing()` finds [`ByTraits`] first,
//! for types that have the trait. It finds [`ByNothing`] only after a dereference.

use crate::table::HasDType;
use alloc::format;
use core::fmt::Display;
use core::marker::PhantomData;
use serde::de::DeserializeOwned;
use serde::{Deserializer, Serialize, Serializer};

/// The elements of a portable dtype of the table. `kernels!` implements it for the marker type.
pub trait SerdeValues<T>: HasDType<T> {
    /// Serializes an element.
    fn serialize<S: Serializer>(element: &T, serializer: S) -> Result<S::Ok, S::Error>;
    /// Deserializes an element.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// A type whose traits are looked up.
#[derive(Debug)]
pub struct SerdeOf<T>(PhantomData<T>);

impl<T> SerdeOf<T> {
    /// The type as a value, for method resolution.
    pub const TYPE: Self = Self(PhantomData);
}

/// The first choice for serializing.
pub trait BySerialize {
    /// The way to serialize an element.
    fn serializing(&self) -> OwnTrait {
        OwnTrait
    }
}

impl<T: Serialize> BySerialize for &SerdeOf<T> {}

/// The first choice for deserializing.
pub trait ByDeserialize {
    /// The way to deserialize an element.
    fn deserializing(&self) -> OwnTrait {
        OwnTrait
    }
}

impl<T: DeserializeOwned> ByDeserialize for &SerdeOf<T> {}

/// The second choice.
pub trait ByNothing {
    /// The error instead of serializing an element.
    fn serializing(&self) -> NoTrait {
        NoTrait
    }

    /// The error instead of deserializing an element.
    fn deserializing(&self) -> NoTrait {
        NoTrait
    }
}

impl<T> ByNothing for SerdeOf<T> {}

/// The type has the trait.
#[derive(Debug, Clone, Copy)]
pub struct OwnTrait;

impl OwnTrait {
    /// Serializes an element.
    pub fn serialize<M, T: Serialize, S: Serializer>(
        self,
        element: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        element.serialize(serializer)
    }

    /// Deserializes an element.
    pub fn deserialize<'de, M, T: DeserializeOwned, D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// The type lacks the trait.
#[derive(Debug, Clone, Copy)]
pub struct NoTrait;

impl NoTrait {
    /// The error instead of serializing an element.
    pub fn serialize<M: HasDType<T>, T, S: Serializer>(
        self,
        _: &T,
        _: S,
    ) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(lacks::<M, T>("Serialize")))
    }

    /// The error instead of deserializing an element.
    pub fn deserialize<'de, M: HasDType<T>, T, D: Deserializer<'de>>(
        self,
        _: D,
    ) -> Result<T, D::Error> {
        Err(serde::de::Error::custom(lacks::<M, T>("Deserialize")))
    }
}

fn lacks<M: HasDType<T>, T>(name: &str) -> impl Display {
    format!(
        "the dtype {} of the table {} is not data of serde; implement `serde::{name}` for its type",
        M::DTYPE_NAME,
        M::NAME,
    )
}
