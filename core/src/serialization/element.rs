//! Elements as data of serde, for each implementation of a dtype.

#[cfg(feature = "half")]
use super::float::Half;
use super::float::{Float, Parts};
use super::types::SerdeValues;
use crate::dtype::native::Native;
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::Portable;
use crate::dtype::{DTypeOps, Element};
use bytemuck::TransparentWrapper;
use num_complex::Complex;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An implementation of a dtype whose elements are serialized.
pub trait SerdeOps<T>: DTypeOps<T> {
    /// Serializes an element.
    fn serialize<S: Serializer>(element: &T, serializer: S) -> Result<S::Ok, S::Error>;
    /// Deserializes an element.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// Native types whose elements are serialized as type `$as`.
macro_rules! native {
    ($($type:ty as $as:ty: $to:expr, $from:expr;)*) => {$(
        impl SerdeOps<$type> for Native {
            fn serialize<S: Serializer>(element: &$type, serializer: S) -> Result<S::Ok, S::Error> {
                let element: $as = $to(*element);
                element.serialize(serializer)
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                <$as>::deserialize(deserializer).map($from)
            }
        }
    )*};
}

macro_rules! integers {
    ($($type:ty)*) => {
        native! { $($type as $type: |element| element, |element| element;)* }
    };
}

integers! { bool i8 i16 i32 i64 u8 u16 u32 u64 }

native! {
    f32 as Float<f32>: Float, |float| float.0;
    f64 as Float<f64>: Float, |float| float.0;
    Complex<f32> as Parts<f32>: Parts::from, Parts::into;
    Complex<f64> as Parts<f64>: Parts::from, Parts::into;
}

#[cfg(feature = "half")]
native! {
    half::f16 as Half<half::f16>: Half, |half| half.0;
    half::bf16 as Half<half::bf16>: Half, |half| half.0;
}

impl<P: Element, T: Element + TransparentWrapper<P>> SerdeOps<T> for Newtype<P>
where
    Native: SerdeOps<P>,
{
    fn serialize<S: Serializer>(element: &T, serializer: S) -> Result<S::Ok, S::Error> {
        Native::serialize(T::peel_ref(element), serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        Native::deserialize(deserializer).map(T::wrap)
    }
}

impl<T: Element, M> SerdeOps<T> for Portable<M>
where
    M: SerdeValues<T> + crate::dtype::portable::Values<T>,
{
    fn serialize<S: Serializer>(element: &T, serializer: S) -> Result<S::Ok, S::Error> {
        M::serialize(element, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        M::deserialize(deserializer)
    }
}
