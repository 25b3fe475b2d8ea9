//! An npy file: its array, and how the file stores it.

use argwhere::Array;
use argwhere::npy::{Error, Reader};
use argwhere::standard::Standard;
use std::io::Read;

pub(crate) struct File {
    pub(crate) array: Array,
    /// The spelling of the dtype in the file, with the byte order, such as `>i2`.
    pub(crate) descriptor: String,
    pub(crate) is_fortran_order: bool,
}

impl File {
    pub(crate) fn read<R: Read>(reader: Reader<R>) -> Result<Self, Error> {
        Ok(Self {
            descriptor: reader.descr().to_owned(),
            is_fortran_order: reader.is_fortran_order(),
            array: reader.into_array::<Standard>()?,
        })
    }
}
