//! The errors of reading and writing a file.

use super::limits::{LARGEST_RANK, LONGEST};
use std::fmt;
use std::io;
use std::prelude::rust_2024::*;

/// Why an npy file cannot be read or written.
///
/// # Examples
///
/// ```
/// let error = argwhere::npy::read(&b"row,column,height"[..]).unwrap_err();
/// assert_eq!(error.to_string(), "not an npy file: it does not start with \\x93NUMPY");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Reading or writing failed.
    Io(io::Error),
    /// The path is a directory, a pipe or a device.
    NotAFile,
    /// The file does not start with the magic string. Contains what the file is instead.
    NotNpy(&'static str),
    /// The version of the format does not exist.
    Version {
        /// The major version.
        major: u8,
        /// The minor version.
        minor: u8,
    },
    /// The file ends inside the header.
    TruncatedHeader,
    /// The header is too long.
    LongHeader {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The header is malformed.
    Malformed {
        /// The line of the header, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The table has no dtype for the elements of the file.
    DType {
        /// The spelling of the dtype in the file.
        descr: String,
        /// What it means.
        meaning: &'static str,
        /// The name of the table.
        table: &'static str,
        /// The names of the table's dtypes that an npy file holds.
        known: &'static [&'static str],
    },
    /// The elements of the array have a type that npy files do not hold.
    Unsupported {
        /// The dtype of the array.
        dtype: &'static str,
        /// The name of the table.
        table: &'static str,
    },
    /// The array has more axes than NumPy supports.
    Rank(usize),
    /// The size in bytes of the shape overflows.
    Shape(Vec<usize>),
    /// The shape takes more bytes than the file has.
    Truncated {
        /// The shape.
        shape: Vec<usize>,
        /// The number of bytes of its elements.
        bytes: u64,
        /// The number of bytes that follow the header.
        found: u64,
    },
    /// The allocation of this number of bytes failed.
    Memory(u64),
    /// A view needs elements in the byte order of the machine. Contains the spelling of the dtype in the file.
    ByteOrder(String),
    /// A view needs elements at an address that is a multiple of their alignment.
    Unaligned {
        /// The alignment.
        alignment: usize,
    },
    /// A view needs bytes 0 or 1 for bool.
    NotBool {
        /// The position of another byte among the elements.
        at: usize,
        /// The byte.
        byte: u8,
    },
}

const LITTLE_AND_BIG: [&str; 2] = ["little", "big"];
const NATIVE: &str = LITTLE_AND_BIG[cfg!(target_endian = "big") as usize];
const OTHER: &str = LITTLE_AND_BIG[cfg!(target_endian = "little") as usize];

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::NotAFile => f.write_str("not a regular file"),
            Self::NotNpy(instead) => write!(f, "not an npy file: {instead}"),
            Self::Version { major, minor } => write!(
                f,
                "npy format version {major}.{minor} does not exist; 1.0, 2.0 and 3.0 do"
            ),
            Self::TruncatedHeader => f.write_str("truncated npy file: it ends inside the header"),
            Self::LongHeader { bytes } => write!(
                f,
                "a header of {bytes} bytes; NumPy reads at most {LONGEST} characters"
            ),
            Self::Malformed {
                line,
                column,
                problem,
            } => write!(
                f,
                "malformed npy header at line {line}, column {column}: {problem}"
            ),
            Self::DType {
                descr,
                meaning,
                table,
                known,
            } => {
                write!(f, "dtype {descr} is ")?;
                // A dtype's name needs no explanation.
                if descr.trim_matches('\'') != *meaning {
                    write!(f, "{meaning}, ")?;
                }
                write!(f, "not one of the {table} table: {}", known.join(", "))
            }
            Self::Unsupported { dtype, table } => write!(
                f,
                "npy files hold no elements of dtype {dtype} of the {table} table; convert the array to a dtype of NumPy first"
            ),
            Self::Rank(rank) => write!(
                f,
                "the shape has {rank} axes; NumPy reads at most {LARGEST_RANK}"
            ),
            Self::Shape(shape) => write!(
                f,
                "no memory holds the shape {shape:?} of the header: its size in bytes overflows"
            ),
            Self::Truncated {
                shape,
                bytes,
                found,
            } => write!(
                f,
                "truncated npy file: shape {shape:?} takes {bytes} bytes, but only {found} follow the header"
            ),
            Self::Memory(bytes) => write!(f, "no memory for {bytes} bytes"),
            Self::ByteOrder(descr) => write!(
                f,
                "a view needs the byte order of this machine, {NATIVE}-endian, but {descr} is {OTHER}-endian; read the file instead"
            ),
            Self::Unaligned { alignment } => write!(
                f,
                "a view needs aligned elements, but their address is not a multiple of {alignment}; read the file instead"
            ),
            Self::NotBool { at, byte } => write!(
                f,
                "a view of bool needs bytes 0 or 1, but byte {at} of the elements is {byte}; read the file instead"
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
