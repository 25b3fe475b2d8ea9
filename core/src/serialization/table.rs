//! The tables whose arrays are data of serde: all of them.

use crate::error::Error;
use crate::table::Table;
use serde::Deserializer;

/// A table whose arrays are deserialized. `kernels!` implements it for every table.
pub trait SerdeTable: Table {
    /// The dtype with a name.
    fn dtype_named(name: &str) -> Result<Self::DType, Error>;

    /// Deserializes elements as an array of rank 1. If their number is known, more of them are an error.
    fn elements<'de, D: Deserializer<'de>>(
        dtype: Self::DType,
        len: Option<usize>,
        deserializer: D,
    ) -> Result<Self::Array, D::Error>;

    /// The number of elements.
    fn len(array: &Self::Array) -> usize;

    /// The array with another shape.
    fn reshaped(array: Self::Array, shape: &[usize]) -> Result<Self::Array, Error>;
}

/// Implements serde's traits for a table, whose dtypes are in a list per implementation.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    (
        $marker:ty,
        native { $($native:ident: $native_ty:ty = $native_name:literal,)* }
        newtype { $($newtype:ident: $newtype_ty:ty = $newtype_name:literal,)* }
        portable { $($portable:ident: $portable_ty:ty = $portable_name:literal, $written:ty, [$($choice:ident)*];)* }
    ) => {
        $crate::__serde! {
            @dtypes $marker,
            $($native: $native_ty,)* $($newtype: $newtype_ty,)* $($portable: $portable_ty,)*
        }
        $(
            #[automatically_derived]
            impl $crate::serialization::SerdeValues<$written> for $marker {
                #[inline]
                fn serialize<S: $crate::serialization::Serializer>(
                    element: &$portable_ty,
                    serializer: S,
                ) -> $crate::__private::Result<S::Ok, S::Error> {
                    // The type decides which of these traits is used.
                    use $crate::serialization::{ByNothing as _, BySerialize as _};
                    (&&$crate::serialization::SerdeOf::<$portable_ty>::TYPE)
                        .serializing()
                        .serialize::<$marker, $portable_ty, S>(element, serializer)
                }

                #[inline]
                fn deserialize<'de, D: $crate::serialization::Deserializer<'de>>(
                    deserializer: D,
                ) -> $crate::__private::Result<$portable_ty, D::Error> {
                    // The type decides which of these traits is used.
                    use $crate::serialization::{$($choice as _),*};
                    (&&$crate::serialization::SerdeOf::<$portable_ty>::TYPE)
                        .deserializing()
                        .deserialize::<$marker, $portable_ty, D>(deserializer)
                }
            }
        )*
    };
    (@dtypes $marker:ty, $($ident:ident: $ty:ty,)*) => {
        #[automatically_derived]
        impl $crate::serialization::SerdeTable for $marker {
            #[inline]
            fn dtype_named(name: &str) -> $crate::__private::Result<DType, $crate::__private::Error> {
                <DType as $crate::__private::FromStr>::from_str(name)
            }

            #[inline]
            fn elements<'de, D: $crate::serialization::Deserializer<'de>>(
                dtype: DType,
                len: $crate::__private::Option<usize>,
                deserializer: D,
            ) -> $crate::__private::Result<Array, D::Error> {
                match dtype {
                    $(DType::$ident => {
                        $crate::serialization::elements::<$marker, $ty, D>(len, deserializer)
                    })*
                }
            }

            #[inline]
            fn len(array: &Array) -> usize {
                array.len()
            }

            #[inline]
            fn reshaped(
                array: Array,
                shape: &[usize],
            ) -> $crate::__private::Result<Array, $crate::__private::Error> {
                array
                    .into_shape_with_order(shape)
                    .map_err($crate::__private::From::from)
            }
        }

        #[automatically_derived]
        impl $crate::serialization::Serialize for DType {
            #[inline]
            fn serialize<S: $crate::serialization::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        #[automatically_derived]
        impl<'de> $crate::serialization::Deserialize<'de> for DType {
            #[inline]
            fn deserialize<D: $crate::serialization::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::Result<Self, D::Error> {
                $crate::serialization::deserialize_dtype::<$marker, D>(deserializer)
            }
        }

        #[automatically_derived]
        impl $crate::serialization::Serialize for ArrayView<'_> {
            #[inline]
            fn serialize<S: $crate::serialization::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$ident(view) => {
                        $crate::serialization::serialize::<$marker, $ty, S>(view, serializer)
                    })*
                }
            }
        }

        #[automatically_derived]
        impl $crate::serialization::Serialize for Array {
            #[inline]
            fn serialize<S: $crate::serialization::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                $crate::serialization::Serialize::serialize(&self.view(), serializer)
            }
        }

        #[automatically_derived]
        impl<'de> $crate::serialization::Deserialize<'de> for Array {
            #[inline]
            fn deserialize<D: $crate::serialization::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::Result<Self, D::Error> {
                $crate::serialization::deserialize::<$marker, D>(deserializer)
            }
        }
    };
}
