//! The errors of reading a file.

use argwhere::DType;
use std::{fmt, io};

#[derive(Debug)]
pub(crate) enum Error {
    Io(io::Error),
    /// The path is a directory, a pipe or a device.
    NotAFile,
    /// The file does not start with the magic string. Contains what the file is instead.
    NotNpy(&'static str),
    /// The version of the format, major and minor, does not exist.
    Version(u8, u8),
    /// The file ends inside the header.
    TruncatedHeader,
    /// The header is too long. Contains its length in bytes.
    LongHeader(usize),
    /// The header is malformed. Line and column count from 1.
    Malformed {
        line: usize,
        column: usize,
        problem: String,
    },
    /// The descriptor is not a dtype of the table. Contains its spelling in the file and its meaning.
    DType {
        text: String,
        meaning: &'static str,
    },
    /// The array has more axes than NumPy supports.
    Rank(usize),
    /// The size in bytes of the shape overflows.
    Shape(Vec<usize>),
    /// The shape takes more bytes than the file has.
    Length {
        shape: Vec<usize>,
        bytes: u64,
        found: u64,
    },
    /// The allocation of this number of bytes failed.
    Memory(u64),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::NotAFile => f.write_str("not a regular file"),
            Self::NotNpy(instead) => write!(f, "not an npy file: {instead}"),
            Self::Version(major, minor) => write!(
                f,
                "npy format version {major}.{minor} does not exist; 1.0, 2.0 and 3.0 do"
            ),
            Self::TruncatedHeader => f.write_str("truncated npy file: it ends inside the header"),
            Self::LongHeader(length) => write!(
                f,
                "a header of {length} bytes; NumPy reads at most {} characters",
                super::header::LONGEST
            ),
            Self::Malformed {
                line,
                column,
                problem,
            } => write!(
                f,
                "malformed npy header at line {line}, column {column}: {problem}"
            ),
            Self::DType { text, meaning } => {
                let names: Vec<_> = DType::ALL.iter().map(|dtype| dtype.name()).collect();
                let names = names.join(", ");
                write!(f, "dtype {text} is ")?;
                // A dtype's name needs no explanation.
                if text.trim_matches('\'') != *meaning {
                    write!(f, "{meaning}, ")?;
                }
                write!(f, "not one of the standard table: {names}")
            }
            Self::Rank(rank) => write!(
                f,
                "the shape has {rank} axes; NumPy reads at most {}",
                super::header::LARGEST_RANK
            ),
            Self::Shape(shape) => write!(
                f,
                "no memory holds the shape {shape:?} of the header: its size in bytes overflows"
            ),
            Self::Length {
                shape,
                bytes,
                found,
            } => write!(
                f,
                "truncated npy file: shape {shape:?} takes {bytes} bytes, but only {found} follow the header"
            ),
            Self::Memory(bytes) => write!(f, "no memory for {bytes} bytes"),
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
