//! The header of an npy file: the magic string, the version in two bytes, the length of the text in two or four bytes,
//! and the text, a Python dictionary such as `{'descr': '<i2', 'fortran_order': False, 'shape': (344, 403), }`.

use super::descr::Descriptor;
use super::element::NpyElement;
use super::error::Error;
use super::limits::{LARGEST_RANK, LONGEST};
use super::literal::{self, Literal, Malformed, Value};
use crate::table::Table;
use std::io::{self, Read};
use std::prelude::rust_2024::*;
use std::{format, vec};

#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) descr: Descriptor,
    pub(super) fortran_order: bool,
    pub(super) shape: Vec<usize>,
    /// The number of bytes before the elements.
    pub(super) bytes: u64,
}

impl Header {
    pub(super) fn read(source: &mut dyn Read) -> Result<Self, Error> {
        let major = read_magic(source)?;
        let width = if major == 1 { 2 } else { 4 };
        let mut length = [0; 4];
        source.read_exact(&mut length[..width]).map_err(in_header)?;
        let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);

        // Version 3 is UTF-8, with up to four bytes per character.
        let longest = if major == 3 { 4 * LONGEST } else { LONGEST };
        if length > longest {
            return Err(Error::LongHeader { bytes: length });
        }
        let mut text = vec![0; length];
        source.read_exact(&mut text).map_err(in_header)?;
        let text = decode(text, major)?;
        if text.chars().count() > LONGEST {
            return Err(Error::LongHeader { bytes: length });
        }
        Self::parse(&text, major < 3, (8 + width + length) as u64)
    }

    /// Whether `T` is the type of the elements.
    pub(super) fn holds<T: NpyElement>(&self) -> bool {
        self.descr
            .meaning
            .is_ok_and(|stored| (stored.kind, stored.size) == (T::KIND, size_of::<T>()))
    }

    /// The error that the table has no dtype for the elements. `known` are the names of those that npy files hold.
    pub(super) fn not_in<M: Table>(&self, known: &'static [&'static str]) -> Error {
        Error::DType {
            descr: self.descr.quoted.clone(),
            meaning: self
                .descr
                .meaning
                .map_or_else(|meaning| meaning, |stored| stored.name),
            table: M::NAME,
            known,
        }
    }

    /// Whether the elements, of type `T`, are not in the byte order of this machine.
    pub(super) fn swaps<T: NpyElement>(&self) -> bool {
        let big_endian = self.descr.meaning.is_ok_and(|stored| stored.big_endian);
        T::NUMBER > 1 && big_endian != cfg!(target_endian = "big")
    }

    /// The number of elements, if each has `size` bytes.
    pub(super) fn elements(&self, size: usize) -> Result<usize, Error> {
        // NumPy and ndarray limit the product of the nonzero lengths, also if the array is empty.
        let mut lengths = self.shape.iter().copied().filter(|&length| length > 0);
        lengths
            .try_fold(size, usize::checked_mul)
            .filter(|&bytes| isize::try_from(bytes).is_ok())
            .ok_or_else(|| Error::Shape(self.shape.clone()))?;
        Ok(self.shape.iter().product())
    }

    /// Parses the text. `python2` is true if Python 2 may have written it.
    fn parse(text: &str, python2: bool, bytes: u64) -> Result<Self, Error> {
        let located = |malformed| locate(text, malformed);
        let literal = literal::parse(text, python2).map_err(located)?;
        let [descr, fortran_order, shape] = entries(&literal).map_err(located)?;
        let shape = lengths(shape).map_err(located)?;
        if shape.len() > LARGEST_RANK {
            return Err(Error::Rank(shape.len()));
        }
        let Value::Bool(fortran_order) = fortran_order.value else {
            return Err(located(
                fortran_order.wrong("fortran_order is True or False"),
            ));
        };
        Ok(Self {
            descr: Descriptor::new(descr),
            fortran_order,
            shape,
            bytes,
        })
    }
}

/// Reads the magic string and the version, and returns the major version.
fn read_magic(source: &mut dyn Read) -> Result<u8, Error> {
    let mut start = Vec::new();
    source.take(8).read_to_end(&mut start)?;
    match start[..] {
        [0x93, b'N', b'U', b'M', b'P', b'Y', major @ 1..=3, 0] => Ok(major),
        [0x93, b'N', b'U', b'M', b'P', b'Y', major, minor] => Err(Error::Version { major, minor }),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Err(Error::NotNpy(
            "a zip archive, as npz files are; extract its npy files",
        )),
        [0x80, ..] => Err(Error::NotNpy("it seems to be a Python pickle")),
        [_, _, _, _, _, _, _, _] => Err(Error::NotNpy("it does not start with \\x93NUMPY")),
        _ => Err(Error::NotNpy("it is too short")),
    }
}

fn in_header(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::TruncatedHeader,
        _ => Error::Io(error),
    }
}

/// Decodes the text: UTF-8 in version 3, Latin-1 in earlier versions.
fn decode(text: Vec<u8>, major: u8) -> Result<String, Error> {
    if major < 3 {
        return Ok(text.into_iter().map(char::from).collect());
    }
    String::from_utf8(text).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let valid = String::from_utf8_lossy(&error.as_bytes()[..at]);
        let problem = format!("the byte {:#04x} is not UTF-8", error.as_bytes()[at]);
        locate(&valid, Malformed { at, problem })
    })
}

/// The error with line and column for a byte position in the text.
fn locate(text: &str, Malformed { at, problem }: Malformed) -> Error {
    let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
    let last = before.rsplit('\n').next().unwrap_or_default();
    Error::Malformed {
        line: before.matches('\n').count() + 1,
        column: last.chars().count() + 1,
        problem,
    }
}

/// The three entries of the dictionary; other keys are an error. If a key is repeated, its last value counts.
fn entries<'a, 't>(literal: &'a Literal<'t>) -> Result<[&'a Literal<'t>; 3], Malformed> {
    const KEYS: [&str; 3] = ["descr", "fortran_order", "shape"];
    let Value::Dict(entries) = &literal.value else {
        return Err(literal.wrong("a header is a dictionary"));
    };
    let mut found = [None; 3];
    for (key, value) in entries {
        let place = match &key.value {
            Value::Str(name) => KEYS.iter().position(|known| known == name),
            _ => None,
        };
        let place =
            place.ok_or_else(|| key.wrong("the keys are 'descr', 'fortran_order' and 'shape'"))?;
        found[place] = Some(value);
    }
    if let Some(missing) = found.iter().position(Option::is_none) {
        let problem = format!("the dictionary has no key '{}'", KEYS[missing]);
        let at = literal.at;
        return Err(Malformed { at, problem });
    }
    Ok(found.map(|entry| entry.expect("none is missing")))
}

fn lengths(shape: &Literal<'_>) -> Result<Vec<usize>, Malformed> {
    let Value::Tuple(lengths) = &shape.value else {
        return Err(shape.wrong("the shape is a tuple of integers"));
    };
    let length = |length: &Literal<'_>| match length.value {
        Value::Integer(value) => usize::try_from(value).map_err(|_| {
            length.wrong("a length is between 0 and the largest integer of this machine")
        }),
        _ => Err(length.wrong("the shape is a tuple of integers")),
    };
    lengths.iter().map(length).collect()
}
