//! Writes npy files as `numpy.save` does: format version 1.0, C order, little-endian elements that begin at a multiple of 64
//! bytes.

use super::element::{NpyElement, swap_bytes};
use super::error::Error;
use super::limits::LARGEST_RANK;
use crate::table::Table;
use ndarray::ArrayViewD;
use std::format;
use std::io::Write;
use std::prelude::rust_2024::*;

/// The number of bytes that are converted at a time.
const PART: usize = 1 << 14;

/// Writes a header and the elements of an array of a dtype.
pub fn write_elements<M: Table, T: NpyElement>(
    dtype: &'static str,
    array: &ArrayViewD<'_, T>,
    target: &mut dyn Write,
) -> Result<(), Error> {
    if !T::IS_IN_FILES {
        return unsupported::<M>(dtype);
    }
    let order = if size_of::<T>() == 1 { '|' } else { '<' };
    let descr = format!("{order}{}{}", T::KIND, size_of::<T>());
    target.write_all(&header(&descr, array.shape())?)?;
    if let (Some(elements), true) = (array.as_slice(), cfg!(target_endian = "little")) {
        target.write_all(bytemuck::cast_slice(elements))?;
        return Ok(());
    }
    let mut part: Vec<T> = Vec::with_capacity(PART / size_of::<T>());
    let mut elements = array.iter();
    loop {
        part.clear();
        part.extend(elements.by_ref().take(PART / size_of::<T>()));
        if part.is_empty() {
            return Ok(());
        }
        target.write_all(&little_endian(&part))?;
    }
}

/// The bytes of elements.
fn little_endian<T: NpyElement>(elements: &[T]) -> Vec<u8> {
    let mut bytes = bytemuck::cast_slice(elements).to_vec();
    if cfg!(target_endian = "big") {
        swap_bytes::<T>(&mut bytes);
    }
    bytes
}

/// The bytes before the elements.
fn header(descr: &str, shape: &[usize]) -> Result<Vec<u8>, Error> {
    const BEFORE_TEXT: usize = 10;
    const ALIGNMENT: usize = 64;
    /// NumPy leaves space so that the first length can grow to this number of digits.
    const DIGITS: usize = 21;

    if shape.len() > LARGEST_RANK {
        return Err(Error::Rank(shape.len()));
    }
    let lengths: Vec<_> = shape.iter().map(usize::to_string).collect();
    let comma = if shape.len() == 1 { "," } else { "" };
    let lengths_text = lengths.join(", ");
    let mut text = format!(
        "{{'descr': '{descr}', 'fortran_order': False, 'shape': ({lengths_text}{comma}), }}"
    );
    let growth = lengths.first().map_or(0, |first| DIGITS - first.len());
    let len = (BEFORE_TEXT + text.len() + growth + 1).next_multiple_of(ALIGNMENT) - BEFORE_TEXT;
    text = format!("{text:<width$}\n", width = len - 1);

    #[expect(
        clippy::cast_possible_truncation,
        reason = "64 lengths of 20 digits are less than 1,500 characters"
    )]
    let len = text.len() as u16;
    let mut header = b"\x93NUMPY\x01\x00".to_vec();
    header.extend(len.to_le_bytes());
    header.extend(text.into_bytes());
    Ok(header)
}

/// The error that npy files do not hold the elements of a dtype.
pub fn unsupported<M: Table>(dtype: &'static str) -> Result<(), Error> {
    Err(Error::Unsupported {
        dtype,
        table: M::NAME,
    })
}
