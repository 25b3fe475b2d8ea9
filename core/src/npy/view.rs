//! Views of npy files whose bytes are in memory.

use super::element::NpyElement;
use super::error::Error;
use super::header::Header;
use crate::table::{HasDType, Table};
use bytemuck::checked::CheckedCastError;
use ndarray::{ArrayViewD, IxDyn, ShapeBuilder};
use std::prelude::rust_2024::*;

/// The elements that follow a header, in memory.
pub struct Window<'a, 'h> {
    /// All bytes after the header.
    pub(super) bytes: &'a [u8],
    pub(super) header: &'h Header,
}

impl<'a> Window<'a, '_> {
    /// Whether `T` is the type of the elements.
    #[must_use]
    pub fn are<T: NpyElement>(&self) -> bool {
        self.header.holds::<T>()
    }

    /// The error that the table has no dtype for the elements. `known` are the names of those that npy files hold.
    #[must_use]
    pub fn not_in<M: Table>(&self, known: &'static [&'static str]) -> Error {
        self.header.not_in::<M>(known)
    }

    /// The elements as a view of a dtype of the table.
    pub fn view<M: HasDType<T>, T: NpyElement>(self) -> Result<M::ArrayView<'a>, Error> {
        let shape = &self.header.shape;
        let bytes = self.header.elements(size_of::<T>())? * size_of::<T>();
        // Bytes after the last element are ignored, as when reading.
        let stored = self.bytes.get(..bytes).ok_or_else(|| Error::Truncated {
            shape: shape.clone(),
            bytes: bytes as u64,
            found: self.bytes.len() as u64,
        })?;
        if self.header.swaps::<T>() {
            return Err(Error::ByteOrder(self.header.descr.quoted.clone()));
        }
        // An empty slice may have any address.
        let elements: &[T] = if stored.is_empty() {
            &[]
        } else {
            T::from_slice(stored).map_err(|error| match error {
                CheckedCastError::InvalidBitPattern => not_bool(stored),
                CheckedCastError::PodCastError(_) => Error::Unaligned {
                    alignment: align_of::<T>(),
                },
            })?
        };
        let layout = IxDyn(shape).set_f(self.header.fortran_order);
        let view = ArrayViewD::from_shape(layout, elements);
        view.map(M::wrap_view)
            .map_err(|_| Error::Shape(shape.clone()))
    }
}

/// The error for the first byte that is not a bool.
fn not_bool(stored: &[u8]) -> Error {
    let mut bytes = stored.iter().copied().enumerate();
    let (at, byte) = bytes.find(|&(_, byte)| byte > 1).unwrap_or_default();
    Error::NotBool { at, byte }
}
