//! Reads npy files like `numpy.load`: the files that NumPy reads into a dtype of the standard table, whichever program
//! wrote them. Files that NumPy refuses are errors.
//!
//! Three differences are deliberate. NumPy reads some files with a subarray dtype such as `(3,)<i4`, but miscounts
//! their elements. NumPy accepts a control character as the number of a dtype. NumPy reads `\N{NAME}` escapes in the
//! strings of a header. Here all three are errors.
//!
//! `header` reads the bytes before the elements, among them a Python dictionary, which `literal` parses. `descr` finds
//! the dtype that the dictionary describes, and `data` reads the elements.
//!
//! The crate ndarray-npy is not used: it accepts only headers of today's `numpy.save`, and besides the header there is
//! little to read.

mod data;
mod descr;
mod error;
mod header;
mod literal;

pub(crate) use error::Error;

use argwhere::Array;
use header::Header;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// An array, and its dtype and order in the file.
pub(crate) struct Npy {
    pub(crate) array: Array,
    /// The spelling of the dtype in the file, with the byte order, such as `>i2`.
    pub(crate) descriptor: String,
    pub(crate) fortran_order: bool,
}

/// Reads the npy file at a path.
pub(crate) fn open(path: &Path) -> Result<Npy, Error> {
    let metadata = fs::metadata(path)?;
    // Opening a pipe would block until it has a writer, and a device has no size.
    if !metadata.is_file() {
        return Err(Error::NotAFile);
    }
    read(&mut File::open(path)?, metadata.len())
}

/// Reads an npy file that is `size` bytes long.
pub(crate) fn read(source: &mut dyn Read, size: u64) -> Result<Npy, Error> {
    let header = Header::read(source)?;
    let array = data::read(source, &header, size.saturating_sub(header.bytes))?;
    Ok(Npy {
        array,
        descriptor: header.descr.text,
        fortran_order: header.fortran_order,
    })
}
