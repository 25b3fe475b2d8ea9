//! The elements of an npy file.

use super::descr::Stored;
use super::element::{NpyElement, swap_bytes};
use super::error::Error;
use super::header::Header;
use crate::table::{HasDType, Table};
use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use std::io::{self, Read};
use std::prelude::rust_2024::*;

/// The bytes to read before more memory is allocated, if the size of the source is not known.
const FIRST_PART: usize = 1 << 20;

/// The elements that follow a header.
pub struct Elements<'a> {
    pub(super) source: &'a mut dyn Read,
    pub(super) header: &'a Header,
    /// The number of bytes after the header, if the size of the source is known.
    pub(super) found: Option<u64>,
}

impl Elements<'_> {
    /// Whether `T` is the type of the elements.
    #[must_use]
    pub fn are<T: NpyElement>(&self) -> bool {
        self.stored()
            .is_ok_and(|stored| (stored.kind, stored.size) == (T::KIND, size_of::<T>()))
    }

    fn stored(&self) -> Result<Stored, &'static str> {
        self.header.descr.meaning
    }

    /// The error that the table has no dtype for the elements. `known` are the names of those that npy files hold.
    #[must_use]
    pub fn not_in<M: Table>(&self, known: &'static [&'static str]) -> Error {
        Error::DType {
            descr: self.header.descr.quoted.clone(),
            meaning: self
                .stored()
                .map_or_else(|meaning| meaning, |stored| stored.name),
            table: M::NAME,
            known,
        }
    }

    /// Reads the elements as an array of a dtype of the table.
    pub fn read<M: HasDType<T>, T: NpyElement>(self) -> Result<M::Array, Error> {
        let Header {
            shape,
            fortran_order,
            ..
        } = self.header;
        let layout = IxDyn(shape).set_f(*fortran_order);
        let elements = self.elements::<T>()?;
        let array = ArrayD::from_shape_vec(layout, T::from_bytes(elements));
        array.map(M::wrap).map_err(|_| Error::Shape(shape.clone()))
    }

    /// The elements in the order of the file.
    fn elements<T: NpyElement>(self) -> Result<Vec<T::Bytes>, Error> {
        let shape = &self.header.shape[..];
        // NumPy and ndarray limit the product of the nonzero lengths, also if the array is empty.
        let mut lengths = shape.iter().copied().filter(|&length| length > 0);
        lengths
            .try_fold(size_of::<T>(), usize::checked_mul)
            .filter(|&bytes| isize::try_from(bytes).is_ok())
            .ok_or_else(|| Error::Shape(shape.to_vec()))?;
        let len = if shape.contains(&0) {
            0
        } else {
            shape.iter().product()
        };
        let big_endian = self.stored().is_ok_and(|stored| stored.big_endian);
        let mut elements: Vec<T::Bytes> = match self.found {
            Some(found) => read_known(self.source, shape, len, found)?,
            None => read_unknown(self.source, shape, len)?,
        };
        if big_endian != cfg!(target_endian = "big") {
            swap_bytes::<T>(bytemuck::cast_slice_mut(&mut elements));
        }
        Ok(elements)
    }
}

/// Reads `len` elements of a source with `found` bytes. Memory is allocated only if they are enough.
fn read_known<B>(
    source: &mut dyn Read,
    shape: &[usize],
    len: usize,
    found: u64,
) -> Result<Vec<B>, Error>
where
    B: bytemuck::AnyBitPattern + bytemuck::NoUninit,
{
    let bytes = (len * size_of::<B>()) as u64;
    // Bytes after the last element are ignored, as in NumPy, because a file may contain several arrays.
    if found < bytes {
        return Err(truncated(shape, bytes, found));
    }
    // A sparse file may be longer than memory, so the allocation may fail.
    let mut elements: Vec<B> =
        bytemuck::allocation::try_zeroed_vec(len).map_err(|()| Error::Memory(bytes))?;
    let read = fill(source, bytemuck::cast_slice_mut(&mut elements))? as u64;
    // Another process may have shortened the file.
    if read < bytes {
        return Err(truncated(shape, bytes, read));
    }
    Ok(elements)
}

/// Reads `len` elements of a source of unknown size. Memory is allocated for at most twice the elements that have arrived.
fn read_unknown<B>(source: &mut dyn Read, shape: &[usize], len: usize) -> Result<Vec<B>, Error>
where
    B: bytemuck::AnyBitPattern + bytemuck::NoUninit,
{
    let bytes = (len * size_of::<B>()) as u64;
    let mut elements: Vec<B> = Vec::new();
    while elements.len() < len {
        let before = elements.len();
        let part = before.max(FIRST_PART / size_of::<B>()).min(len - before);
        elements
            .try_reserve_exact(part)
            .map_err(|_| Error::Memory(bytes))?;
        elements.resize(before + part, B::zeroed());
        let read = fill(source, bytemuck::cast_slice_mut(&mut elements[before..]))?;
        if read < part * size_of::<B>() {
            return Err(truncated(
                shape,
                bytes,
                (before * size_of::<B>() + read) as u64,
            ));
        }
    }
    Ok(elements)
}

fn truncated(shape: &[usize], bytes: u64, found: u64) -> Error {
    Error::Truncated {
        shape: shape.to_vec(),
        bytes,
        found,
    }
}

/// Reads until the buffer is full or the source ends, and returns the number of bytes.
fn fill(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
