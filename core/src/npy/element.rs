//! The element types that npy files hold, and their bytes in a file.

use bytemuck::checked::CheckedCastError;
use bytemuck::{AnyBitPattern, NoUninit};
use num_complex::Complex;
use std::prelude::rust_2024::*;

/// An element type that npy files hold: `bool`, an integer, a float or a complex number.
pub trait NpyElement: NoUninit + sealed::Sealed {
    /// A letter of the array interface.
    #[doc(hidden)]
    const KIND: char;
    /// The number of bytes that the byte order reverses: those of each part of a complex number.
    #[doc(hidden)]
    const NUMBER: usize;
    /// Whether npy files have a dtype for the type.
    #[doc(hidden)]
    const IS_IN_FILES: bool = true;
    /// A type of the same size that has a value for any bytes.
    #[doc(hidden)]
    type Bytes: AnyBitPattern + NoUninit;

    /// The elements as stored, converted to values.
    #[doc(hidden)]
    fn from_bytes(stored: Vec<Self::Bytes>) -> Vec<Self>;

    /// The memory of elements, for others.
    #[doc(hidden)]
    fn into_bytes(elements: Vec<Self>) -> Vec<Self::Bytes>;

    /// The elements as stored, if they are values at an address for them.
    #[doc(hidden)]
    fn from_slice(stored: &[u8]) -> Result<&[Self], CheckedCastError>;
}

pub(super) mod sealed {
    pub trait Sealed {}
}

macro_rules! numbers {
    ($($kind:literal $number:literal $type:ty $(= $is_in_files:literal)?;)*) => {$(
        impl sealed::Sealed for $type {}

        impl NpyElement for $type {
            const KIND: char = $kind;
            const NUMBER: usize = $number;
            $(const IS_IN_FILES: bool = $is_in_files;)?
            type Bytes = $type;

            fn from_bytes(stored: Vec<$type>) -> Vec<$type> {
                stored
            }

            fn into_bytes(elements: Vec<$type>) -> Vec<$type> {
                elements
            }

            fn from_slice(stored: &[u8]) -> Result<&[$type], CheckedCastError> {
                Ok(bytemuck::try_cast_slice(stored)?)
            }
        }
    )*};
}

numbers! {
    'i' 1 i8;
    'i' 2 i16;
    'i' 4 i32;
    'i' 8 i64;
    'u' 1 u8;
    'u' 2 u16;
    'u' 4 u32;
    'u' 8 u64;
    'f' 4 f32;
    'f' 8 f64;
    'c' 4 Complex<f32>;
    'c' 8 Complex<f64>;
}

#[cfg(feature = "half")]
numbers! {
    'f' 2 half::f16;
    // NumPy has no bfloat16. Files with it hold raw bytes, and do not tell that these are numbers.
    'V' 2 half::bf16 = false;
}

impl sealed::Sealed for bool {}

impl NpyElement for bool {
    const KIND: char = 'b';
    const NUMBER: usize = 1;
    type Bytes = u8;

    /// Every byte other than 0 is true, as in NumPy.
    fn from_bytes(stored: Vec<u8>) -> Vec<bool> {
        stored.into_iter().map(|byte| byte != 0).collect()
    }

    fn into_bytes(elements: Vec<bool>) -> Vec<u8> {
        bytemuck::allocation::cast_vec(elements)
    }

    /// Reads every byte, because Rust has no bool of another byte than 0 and 1.
    fn from_slice(stored: &[u8]) -> Result<&[bool], CheckedCastError> {
        bytemuck::checked::try_cast_slice(stored)
    }
}

/// Reverses the bytes of each number.
pub(super) fn swap_bytes<T: NpyElement>(bytes: &mut [u8]) {
    fn swap<const N: usize>(bytes: &mut [u8]) {
        for number in bytes.as_chunks_mut::<N>().0 {
            number.reverse();
        }
    }
    match T::NUMBER {
        2 => swap::<2>(bytes),
        4 => swap::<4>(bytes),
        8 => swap::<8>(bytes),
        _ => {}
    }
}
