//! The elements of an npy file.

use super::element::{NpyElement, swap_bytes};
use super::error::Error;
use super::header::Header;
use crate::table::{HasDType, Table};
use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use std::io::{self, Read};
use std::prelude::rust_2024::*;

/// The bytes to read before more memory is allocated, if the size of the source is not known.
const FIRST_PART: usize = 1 << 20;

/// The elements that follow a header, or a block of them.
pub struct Elements<'a> {
    pub(super) source: &'a mut dyn Read,
    pub(super) header: &'a Header,
    /// The shape of what is read: that of the header, or of a block.
    pub(super) shape: &'a [usize],
    /// The number of bytes of the elements before the block.
    pub(super) before: u64,
    /// The number of bytes after the header, if the size of the source is known.
    pub(super) found: Option<u64>,
}

impl Elements<'_> {
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

    /// Reads the elements as an array of a dtype of the table, in the memory of another array if that is enough.
    pub fn read<M: HasDType<T>, T: NpyElement>(
        self,
        spare: Option<M::Array>,
    ) -> Result<M::Array, Error> {
        let spare = spare.and_then(|array| M::unwrap(array).ok());
        let spare = spare.map_or_else(Vec::new, |array| array.into_raw_vec_and_offset().0);
        let shape = self.shape;
        let layout = IxDyn(shape).set_f(self.header.fortran_order);
        let elements = self.elements::<T>(T::into_bytes(spare))?;
        let array = ArrayD::from_shape_vec(layout, T::from_bytes(elements));
        array.map(M::wrap).map_err(|_| Error::Shape(shape.to_vec()))
    }

    /// The elements in the order of the file.
    fn elements<T: NpyElement>(self, spare: Vec<T::Bytes>) -> Result<Vec<T::Bytes>, Error> {
        let whole = self.header.elements(size_of::<T>())?;
        let len = self.shape.iter().product();
        let swaps = self.header.swaps::<T>();
        let read = match self.found {
            Some(found) => read_known(self.source, len, found.saturating_sub(self.before), spare),
            None => read_unknown(self.source, len, spare),
        };
        let mut elements: Vec<T::Bytes> = read.map_err(|stopped| match stopped {
            Stopped::Short(found) => Error::Truncated {
                shape: self.header.shape.clone(),
                bytes: (whole * size_of::<T>()) as u64,
                // A block may begin behind the end.
                found: (self.before + found).min(self.found.unwrap_or(u64::MAX)),
            },
            Stopped::Io(error) => Error::Io(error),
            Stopped::Memory => Error::Memory((len * size_of::<T>()) as u64),
        })?;
        if swaps {
            swap_bytes::<T>(bytemuck::cast_slice_mut(&mut elements));
        }
        Ok(elements)
    }
}

/// Why reading stopped before the last element.
enum Stopped {
    /// The source has only this number of bytes.
    Short(u64),
    Io(io::Error),
    Memory,
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads `len` elements of a source with `found` bytes. Memory is allocated only if they are enough.
fn read_known<B>(
    source: &mut dyn Read,
    len: usize,
    found: u64,
    spare: Vec<B>,
) -> Result<Vec<B>, Stopped>
where
    B: bytemuck::AnyBitPattern + bytemuck::NoUninit,
{
    let bytes = (len * size_of::<B>()) as u64;
    // Bytes after the last element are ignored, as in NumPy, because a file may contain several arrays.
    if found < bytes {
        return Err(Stopped::Short(found));
    }
    let mut elements = match reused(spare, len) {
        Some(elements) => elements,
        // A sparse file may be longer than memory, so the allocation may fail.
        None => bytemuck::allocation::try_zeroed_vec(len).map_err(|()| Stopped::Memory)?,
    };
    let read = fill(source, bytemuck::cast_slice_mut(&mut elements))? as u64;
    // Another process may have shortened the file.
    if read < bytes {
        return Err(Stopped::Short(read));
    }
    Ok(elements)
}

/// Reads `len` elements of a source of unknown size. Memory is allocated for at most twice the elements that have arrived.
fn read_unknown<B>(source: &mut dyn Read, len: usize, spare: Vec<B>) -> Result<Vec<B>, Stopped>
where
    B: bytemuck::AnyBitPattern + bytemuck::NoUninit,
{
    if let Some(mut elements) = reused(spare, len) {
        let read = fill(source, bytemuck::cast_slice_mut(&mut elements))?;
        return if read < len * size_of::<B>() {
            Err(Stopped::Short(read as u64))
        } else {
            Ok(elements)
        };
    }
    let mut elements: Vec<B> = Vec::new();
    while elements.len() < len {
        let before = elements.len();
        let part = before.max(FIRST_PART / size_of::<B>()).min(len - before);
        elements
            .try_reserve_exact(part)
            .map_err(|_| Stopped::Memory)?;
        elements.resize(before + part, B::zeroed());
        let read = fill(source, bytemuck::cast_slice_mut(&mut elements[before..]))?;
        if read < part * size_of::<B>() {
            return Err(Stopped::Short((before * size_of::<B>() + read) as u64));
        }
    }
    Ok(elements)
}

/// A vector of `len` elements in the memory of a spare one, if that is enough. The elements are any.
fn reused<B: bytemuck::Zeroable + Copy>(mut spare: Vec<B>, len: usize) -> Option<Vec<B>> {
    let is_enough = len > 0 && spare.capacity() >= len;
    is_enough.then(|| {
        spare.resize(len, B::zeroed());
        spare
    })
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
