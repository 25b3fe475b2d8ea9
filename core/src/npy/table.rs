//! The tables whose arrays npy files hold: every table, for those of its dtypes whose element type is one of npy files. The
//! others are refused, also newtypes, because a file does not tell a length in metres from any other number.

use super::data::Elements;
use super::error::Error;
use super::view::Window;
use crate::table::Table;
use std::io::Write;
use std::prelude::rust_2024::*;

/// A table whose arrays are read from npy files and written to them. `kernels!` implements it for every table.
pub trait NpyTable: Table {
    /// Reads the elements as those of the dtype that has their type, in the memory of another array if that is enough.
    #[doc(hidden)]
    fn read(elements: Elements<'_>, spare: Option<Self::Array>) -> Result<Self::Array, Error>;

    /// A view of the elements as those of the dtype that has their type.
    #[doc(hidden)]
    fn window<'a>(elements: Window<'a, '_>) -> Result<Self::ArrayView<'a>, Error>;

    /// Writes a header and the elements.
    #[doc(hidden)]
    fn write(view: &Self::ArrayView<'_>, target: &mut dyn Write) -> Result<(), Error>;
}

/// Implements [`NpyTable`] for a table, whose dtypes are in a list per implementation.
#[doc(hidden)]
#[macro_export]
macro_rules! __npy {
    (
        $marker:ty,
        native { $($native:ident: $ty:ty = $name:literal,)* }
        newtype { $($newtype:ident: $newtype_ty:ty = $newtype_name:literal,)* }
        portable { $($portable:ident: $portable_ty:ty = $portable_name:literal, $written:ty, [$($choice:ident)*];)* }
    ) => {
        #[automatically_derived]
        impl $crate::npy::NpyTable for $marker {
            #[inline]
            fn read(
                elements: $crate::npy::Elements<'_>,
                spare: $crate::__private::Option<Array>,
            ) -> $crate::__private::Result<Array, $crate::npy::Error> {
                $(
                    if elements.are::<$ty>() {
                        return elements.read::<$marker, $ty>(spare);
                    }
                )*
                $crate::__private::Result::Err(elements.not_in::<$marker>(&[$($name),*]))
            }

            #[inline]
            fn window<'a>(
                elements: $crate::npy::Window<'a, '_>,
            ) -> $crate::__private::Result<ArrayView<'a>, $crate::npy::Error> {
                $(
                    if elements.are::<$ty>() {
                        return elements.view::<$marker, $ty>();
                    }
                )*
                $crate::__private::Result::Err(elements.not_in::<$marker>(&[$($name),*]))
            }

            #[inline]
            fn write(
                view: &ArrayView<'_>,
                target: &mut dyn $crate::npy::Target,
            ) -> $crate::__private::Result<(), $crate::npy::Error> {
                match view {
                    $(ArrayView::$native(view) => $crate::npy::write_elements::<$marker, $ty>($name, view, target),)*
                    $(ArrayView::$newtype(_) => $crate::npy::unsupported::<$marker>($newtype_name),)*
                    $(ArrayView::$portable(_) => $crate::npy::unsupported::<$marker>($portable_name),)*
                }
            }
        }
    };
}
