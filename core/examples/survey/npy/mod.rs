//! Reads npy files as `numpy.load` does: whatever it reads into a dtype of the standard table is read here, whichever
//! program wrote it, and whatever it refuses is refused here.
//!
//! These differences are deliberate. NumPy ignores bytes behind the last element; here they are an error, because
//! they mean that the header and the elements do not belong together. NumPy reads some files of a subarray dtype, as
//! `(3,)<i4`, by counting elements of one level as those of another. And it takes a control character as the number of
//! a dtype.
//!
//! `header` reads what precedes the elements: a Python dictionary, which `literal` parses. `descr` finds the dtype
//! that the dictionary describes, and `data` reads the elements.
//!
//! The crates that read npy files, ndarray-npy and npyz, take only the headers that `numpy.save` writes today. Without
//! the header there is so little left to do that neither is used.

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

/// An array and how its file stores it.
pub(crate) struct Npy {
    pub(crate) array: Array,
    /// The dtype as the file spells it, with the byte order: `>i2`.
    pub(crate) descriptor: String,
    pub(crate) fortran_order: bool,
}

/// Reads the npy file at a path.
pub(crate) fn open(path: &Path) -> Result<Npy, Error> {
    let metadata = fs::metadata(path)?;
    // Opening a pipe would wait for its writer, and a device has no size.
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
