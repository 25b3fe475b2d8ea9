//! Npy files mapped into memory.

use super::error::Error;
use super::header::Header;
use super::regular_file;
use super::table::NpyTable;
use super::view::Window;
use crate::tables::standard::standard::{ArrayView, Standard};
use memmap2::Mmap;
use std::path::Path;
use std::prelude::rust_2024::*;

/// An npy file mapped into memory: the array may be larger than memory, and no element is copied. (Feature `mmap`.)
///
/// The system reads a page of the file when a search comes to it, and drops it when memory is short. The mapping is read-only.
///
/// # Examples
///
/// ```no_run
/// use argwhere::{Along, argmax, npy::Mapped};
///
/// // SAFETY: no other program writes to the file or truncates it.
/// let file = unsafe { Mapped::open("heights.npy")? };
/// println!("{} of shape {:?}", file.descr(), file.shape());
/// let highest = argmax(file.view()?, Along::all());
/// # Ok::<(), argwhere::npy::Error>(())
/// ```
#[derive(Debug)]
pub struct Mapped {
    header: Header,
    map: Mmap,
}

impl Mapped {
    /// Maps the file at a path, and reads its header.
    ///
    /// # Safety
    ///
    /// As long as the map lives, nobody may write to the file or truncate it: no other program, and no other part of this one.
    /// The elements of a view must not change, as those of every `&[T]`. An access behind the new end of a truncated file ends
    /// the process: Unix sends it the signal `SIGBUS`. Reading the file with [`Reader`](super::Reader) is safe instead: there a
    /// truncated file is an error.
    ///
    /// # Errors
    ///
    /// - `Io` if the file cannot be opened or mapped, and `NotAFile` if the path is not a regular file.
    /// - `NotNpy`, `Version`, `TruncatedHeader`, `LongHeader`, `Malformed` or `Rank` if the header is not one of an npy file that
    ///   NumPy reads.
    pub unsafe fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let (file, _) = regular_file(path.as_ref())?;
        // SAFETY: the caller promises that the file does not change.
        let map = unsafe { Mmap::map(&file)? };
        let header = Header::read(&mut &map[..])?;
        // A hint to read ahead. Without it a search is slower, but right.
        #[cfg(unix)]
        let _ = map.advise(memmap2::Advice::Sequential);
        Ok(Self { header, map })
    }

    /// The spelling of the dtype in the file, with the byte order, such as `<i2`.
    #[must_use]
    pub fn descr(&self) -> &str {
        &self.header.descr.text
    }

    /// Whether the elements are in column-major order in the file.
    #[must_use]
    pub fn is_fortran_order(&self) -> bool {
        self.header.fortran_order
    }

    /// The length of each axis.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.header.shape
    }

    /// A view of the array.
    ///
    /// If it is of bool, each call reads the whole file, because every byte is checked to be 0 or 1.
    ///
    /// # Errors
    ///
    /// - `DType` if the table has no dtype for the elements.
    /// - `Shape` or `Truncated` if the shape is too large for the machine or the file.
    /// - `ByteOrder`, `Unaligned` or `NotBool` if the elements are not stored as the machine holds them. [`open`](super::open)
    ///   and [`Reader::blocks`](super::Reader::blocks) read such files.
    pub fn view(&self) -> Result<ArrayView<'_>, Error> {
        self.view_as::<Standard>()
    }

    /// A view of the array as one of another table: see [`view`](Self::view).
    pub fn view_as<M: NpyTable>(&self) -> Result<M::ArrayView<'_>, Error> {
        let start = usize::try_from(self.header.bytes).unwrap_or(usize::MAX);
        M::window(Window {
            bytes: self.map.get(start..).unwrap_or_default(),
            header: &self.header,
        })
    }
}
