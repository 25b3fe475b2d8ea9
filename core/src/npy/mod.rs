//! Arrays in npy files, the format of `numpy.save` and `numpy.load`. (Feature `npy`.)
//!
//! [`open`] and [`read`] read what `numpy.load` reads into a dtype of the table: every version of the format, byte order and
//! memory order, whichever program wrote the file. Files that NumPy refuses are errors. [`save`] and [`write()`] write what
//! `numpy.save` writes.
//!
//! A function whose name ends in `_as` is for another table, which its marker type names. It reads a dtype of the file as the
//! dtype of the table with the same element type. Newtypes and dtypes with portable kernels are errors.
//!
//! [`view`] makes a view of a file whose bytes are in memory, and copies nothing.
//!
//! For an array that is larger than memory, [`Reader::blocks`] reads one block after the other, for the searches of
//! `argwhere::partial`. With the feature `mmap`, `Mapped` makes a view of a file at a path.
//!
//! [`Reader`] also tells how the array is stored, before it reads the elements.
//!
//! # Examples
//!
//! ```
//! use argwhere::{Array, npy};
//!
//! let x = Array::from(ndarray::array![[1i16, 5, 5], [9, 2, 9]]);
//! let mut file = Vec::new();
//! npy::write(&mut file, &x)?;
//! assert_eq!(npy::read(&file[..])?, x);
//! # Ok::<(), npy::Error>(())
//! ```
// Three differences from `numpy.load` are deliberate. NumPy reads some files with a subarray dtype such as `(3,)<i4`, but
// miscounts their elements. NumPy accepts a control character as the number of a dtype. NumPy reads `\N{NAME}` escapes in the
// strings of a header. Here all three are errors.
//
// `header` reads the bytes before the elements, among them a Python dictionary, which `literal` parses. `descr` finds the
// element type that the dictionary describes, `data` reads the elements, `blocks` a part at a time, and `write` writes a file.
// `view` finds the elements of a file in memory, and `mapped` maps a file. `table` connects them with the dtypes of a table.
//
// Why not a crate: of the 1,921 files in tests/golden/npy_headers.json, npyz 0.9.1 refuses 453 that NumPy reads, and panics on
// 5; ndarray-npy accepts only headers of today's `numpy.save`.

mod blocks;
mod data;
mod descr;
mod element;
mod error;
mod header;
mod limits;
mod literal;
#[cfg(feature = "mmap")]
mod mapped;
mod table;
mod view;
mod write;

pub use blocks::Blocks;
#[doc(hidden)]
pub use data::Elements;
pub use element::NpyElement;
pub use error::Error;
#[cfg(feature = "mmap")]
#[cfg_attr(docsrs, doc(cfg(feature = "mmap")))]
pub use mapped::Mapped;
#[doc(hidden)]
pub use std::io::Write as Target;
pub use table::NpyTable;
#[doc(hidden)]
pub use view::Window;
#[doc(hidden)]
pub use write::{unsupported, write_elements};

use crate::tables::standard::standard::{Array, ArrayView, Standard};
use header::Header;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::prelude::rust_2024::*;

/// Reads the npy file at a path.
///
/// Memory is allocated only if the file is as long as its header claims.
///
/// # Errors
///
/// `NotAFile` if the path is not a regular file, and those of [`read`].
///
/// # Examples
///
/// ```no_run
/// let heights = argwhere::npy::open("heights.npy")?;
/// println!("{} of shape {:?}", heights.dtype(), heights.shape());
/// # Ok::<(), argwhere::npy::Error>(())
/// ```
pub fn open(path: impl AsRef<Path>) -> Result<Array, Error> {
    open_as::<Standard>(path)
}

/// Reads the npy file at a path as an array of another table: see [`open`].
///
/// # Examples
///
/// ```no_run
/// use argwhere::npy;
///
/// argwhere::kernels! {
///     mod terrain;
///     dtypes { Bool: bool; Level: u8; Height: f32; }
///     promotion { Level < Height; }
/// }
///
/// let heights: terrain::Array = npy::open_as::<terrain::Terrain>("heights.npy")?;
/// # Ok::<(), npy::Error>(())
/// ```
pub fn open_as<M: NpyTable>(path: impl AsRef<Path>) -> Result<M::Array, Error> {
    Reader::open(path)?.into_array::<M>()
}

/// Reads an npy file. Bytes after its last element are not read, so that several arrays may follow each other.
///
/// The size of the source is not known, so memory is allocated as the elements arrive.
///
/// # Errors
///
/// - `Io` if reading fails.
/// - `NotNpy`, `Version`, `TruncatedHeader`, `LongHeader` or `Malformed` if the header is not one of an npy file.
/// - `DType` if the table has no dtype for the elements, and `Rank` if the array has more axes than NumPy supports.
/// - `Shape`, `Truncated` or `Memory` if the shape is too large for the machine, the file, or memory.
///
/// # Examples
///
/// ```
/// let file = b"\x93NUMPY\x01\x00\x36\x00{'descr': '>i2', 'fortran_order': True, 'shape': (2,)}\0\x05\0\x09";
/// assert_eq!(argwhere::npy::read(&file[..])?, ndarray::array![5i16, 9].into());
/// # Ok::<(), argwhere::npy::Error>(())
/// ```
pub fn read(source: impl Read) -> Result<Array, Error> {
    read_as::<Standard>(source)
}

/// Reads an npy file as an array of another table: see [`read`].
pub fn read_as<M: NpyTable>(source: impl Read) -> Result<M::Array, Error> {
    Reader::new(source)?.into_array::<M>()
}

/// A view of an npy file whose bytes are in memory: read, embedded in the program, or mapped. No element is copied.
///
/// The elements must be stored as the machine holds them: in its byte order, and at an aligned address. [`read`] has no such
/// limits. Bytes after the last element are ignored, as [`read`] does.
///
/// The time does not depend on the size of the array, unless it is of bool: then every byte is checked to be 0 or 1.
///
/// # Errors
///
/// - `NotNpy`, `Version`, `TruncatedHeader`, `LongHeader` or `Malformed` if the header is not one of an npy file.
/// - `DType` if the table has no dtype for the elements, and `Rank` if the array has more axes than NumPy supports.
/// - `Shape` or `Truncated` if the shape is too large for the machine or the bytes.
/// - `ByteOrder`, `Unaligned` or `NotBool` if the elements are not stored as the machine holds them.
///
/// # Examples
///
/// ```
/// use argwhere::{Along, argmax, npy};
///
/// // A program of its own would map the file, or embed it at an aligned address.
/// # use ndarray::array;
/// # let mut words = vec![0_u64; 20];
/// # let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut words);
/// # npy::write(&mut bytes[..], &array![[1i16, 5], [9, 2]])?;
/// let x = npy::view(bytes)?;
/// assert_eq!(argmax(x, Along::all()).unwrap(), ndarray::arr0(2).into_dyn());
/// # Ok::<(), npy::Error>(())
/// ```
pub fn view(bytes: &[u8]) -> Result<ArrayView<'_>, Error> {
    view_as::<Standard>(bytes)
}

/// A view of an npy file as an array of another table: see [`view`].
pub fn view_as<M: NpyTable>(bytes: &[u8]) -> Result<M::ArrayView<'_>, Error> {
    let mut rest = bytes;
    let header = Header::read(&mut rest)?;
    M::window(Window {
        bytes: rest,
        header: &header,
    })
}

/// Writes an array to a new npy file at a path, and replaces a file that is there.
///
/// # Errors
///
/// Those of [`write()`]. Then the file may be incomplete.
///
/// # Examples
///
/// ```no_run
/// argwhere::npy::save("squares.npy", &ndarray::array![0i32, 1, 4, 9])?;
/// # Ok::<(), argwhere::npy::Error>(())
/// ```
pub fn save<'a>(path: impl AsRef<Path>, array: impl Into<ArrayView<'a>>) -> Result<(), Error> {
    save_as::<Standard>(path, array)
}

/// Writes an array of another table to a new npy file at a path: see [`save`].
pub fn save_as<'a, M: NpyTable>(
    path: impl AsRef<Path>,
    array: impl Into<M::ArrayView<'a>>,
) -> Result<(), Error> {
    write_as::<M>(File::create(path)?, array)
}

/// Writes an array as an npy file: version 1.0, C order, little-endian, aligned to 64 bytes.
///
/// # Errors
///
/// `Io` if writing fails, `Rank` if the array has more axes than NumPy supports, and in other tables `Unsupported` if the
/// dtype is not one of NumPy.
///
/// # Examples
///
/// ```
/// let mut file = Vec::new();
/// argwhere::npy::write(&mut file, &ndarray::array![[1u8, 2], [3, 4]].t())?;
/// assert_eq!(file[128..], [1, 3, 2, 4]);
/// # Ok::<(), argwhere::npy::Error>(())
/// ```
pub fn write<'a>(target: impl Write, array: impl Into<ArrayView<'a>>) -> Result<(), Error> {
    write_as::<Standard>(target, array)
}

/// Writes an array of another table as an npy file: see [`write()`].
pub fn write_as<'a, M: NpyTable>(
    mut target: impl Write,
    array: impl Into<M::ArrayView<'a>>,
) -> Result<(), Error> {
    M::write(&array.into(), &mut target)?;
    Ok(target.flush()?)
}

/// An npy file whose header has been read.
///
/// # Examples
///
/// ```
/// use argwhere::npy::{self, Reader};
/// use argwhere::standard::Standard;
///
/// let mut file = Vec::new();
/// npy::write(&mut file, &ndarray::array![[1i16, 5], [9, 2]])?;
///
/// let reader = Reader::new(&file[..])?;
/// assert_eq!((reader.descr(), reader.shape()), ("<i2", &[2, 2][..]));
/// assert!(!reader.is_fortran_order());
/// assert_eq!(reader.nbytes(), Some(8));
/// assert_eq!(reader.into_array::<Standard>()?.len(), 4);
/// # Ok::<(), npy::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    header: Header,
    source: R,
    /// The number of bytes after the header, if it is known.
    found: Option<u64>,
}

impl Reader<File> {
    /// Opens the file at a path and reads its header.
    ///
    /// # Errors
    ///
    /// As [`open`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let (file, len) = regular_file(path.as_ref())?;
        let mut reader = Self::new(file)?;
        reader.found = Some(len.saturating_sub(reader.header.bytes));
        Ok(reader)
    }
}

/// Opens a regular file, and returns its length.
fn regular_file(path: &Path) -> Result<(File, u64), Error> {
    let metadata = fs::metadata(path)?;
    // Opening a pipe would block until it has a writer, and a device has no size.
    if !metadata.is_file() {
        return Err(Error::NotAFile);
    }
    Ok((File::open(path)?, metadata.len()))
}

impl<R> Reader<R> {
    /// The spelling of the dtype in the file, with the byte order, such as `>i2`.
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

    /// The number of bytes of all elements, as the header claims, or `None` if no table has the dtype or the number overflows.
    #[must_use]
    pub fn nbytes(&self) -> Option<u64> {
        let size = self.header.descr.meaning.ok()?.size;
        let len = self.header.elements(size).ok()?;
        Some((len * size) as u64)
    }
}

impl<R: Read> Reader<R> {
    /// Reads a header.
    ///
    /// # Errors
    ///
    /// As [`read`].
    pub fn new(mut source: R) -> Result<Self, Error> {
        Ok(Self {
            header: Header::read(&mut source)?,
            source,
            found: None,
        })
    }

    /// Reads the elements in blocks of at most `max_bytes`, or of one element if that is larger, as arrays of the table `M`. So
    /// the array may be larger than memory, which holds one block at a time.
    ///
    /// An item is the index of the block's first element in the whole array, and the block. The types of `argwhere::partial`
    /// (feature `partial`) take both. The blocks are contiguous in the file and in its order. In C order a block is as many
    /// slices along the first axis as fit; if none fits, it is a part of one along the second axis, and so on. In Fortran order
    /// the same is true from the last axis. An empty array is one empty block.
    ///
    /// # Errors
    ///
    /// An item is an error, and the last one, as [`read`]: at the first block if the table has no dtype for the elements or the
    /// shape is too large for the machine, and at the block where a truncated file ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::npy::{self, Reader};
    /// use argwhere::standard::Standard;
    ///
    /// let mut file = Vec::new();
    /// npy::write(&mut file, &ndarray::array![[1i16, 5], [9, 2], [3, 4]])?;
    ///
    /// let mut found = Vec::new();
    /// for block in Reader::new(&file[..])?.blocks::<Standard>(10) {
    ///     let (origin, block) = block?;
    ///     found.push((origin, block.shape().to_vec()));
    /// }
    /// assert_eq!(found, [(vec![0, 0], vec![2, 2]), (vec![2, 0], vec![1, 2])]);
    /// # Ok::<(), npy::Error>(())
    /// ```
    pub fn blocks<M: NpyTable>(self, max_bytes: usize) -> Blocks<R, M> {
        Blocks::new(self, max_bytes)
    }

    /// Reads the elements, as an array of the table `M`.
    ///
    /// # Errors
    ///
    /// As [`read`].
    pub fn into_array<M: NpyTable>(mut self) -> Result<M::Array, Error> {
        let elements = Elements {
            source: &mut self.source,
            header: &self.header,
            shape: &self.header.shape,
            before: 0,
            found: self.found,
        };
        M::read(elements, None)
    }
}
