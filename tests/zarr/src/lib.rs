//! Zarr arrays for the searches of argwhere, chunk by chunk: the array may be larger than memory.
//!
//! [`chunks`] turns an array of the crate zarrs into an iterator of blocks, and the types of [`argwhere::partial`] search them.
//! The storage may be any of zarrs: a file system, memory, or a server.
//!
//! # Examples
//!
//! ```
//! use argwhere::Along;
//! use argwhere::partial::Argmax;
//! use std::sync::Arc;
//! use zarrs::array::{ArrayBuilder, data_type};
//! use zarrs::storage::store::MemoryStore;
//!
//! let store = Arc::new(MemoryStore::new());
//! let array = ArrayBuilder::new(vec![3, 5], vec![2, 2], data_type::int16(), 0_i16).build(store, "/")?;
//! array.store_chunk(&[1, 1], &[4_i16, 9, 0, 0])?;
//!
//! let mut highest = Argmax::new(&[3, 5], Along::all())?;
//! for chunk in argwhere_zarr::chunks(&array, 1 << 20)? {
//!     let (origin, chunk) = chunk?;
//!     highest.update(&origin, &chunk)?;
//! }
//! assert_eq!(highest.finish()?, ndarray::arr0(13).into_dyn());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use argwhere::Array;
use ndarray::{ArrayD, IxDyn};
use num_complex::Complex;
use std::fmt;
use zarrs::array::{ArrayError, ArraySubset, DataType, Element, ElementOwned};
use zarrs::storage::ReadableStorageTraits;

/// Why a Zarr array cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The standard's table has no dtype for the elements. Contains the data type of the array.
    DType(String),
    /// A chunk is larger than allowed.
    LargeChunk {
        /// The number of bytes of its elements.
        bytes: u64,
        /// The largest number that is allowed.
        max_bytes: u64,
    },
    /// Reading or decoding a chunk failed, or the metadata is not one of a valid array.
    Zarr(ArrayError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DType(found) => write!(
                f,
                "no dtype of the standard's table has elements of {found}"
            ),
            Self::LargeChunk { bytes, max_bytes } => write!(
                f,
                "a chunk has {bytes} bytes, more than the {max_bytes} that are allowed; allow more memory, or store the array in smaller chunks"
            ),
            Self::Zarr(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Zarr(error) => Some(error),
            _ => None,
        }
    }
}

impl From<ArrayError> for Error {
    fn from(error: ArrayError) -> Self {
        Self::Zarr(error)
    }
}

/// A function that reads a part of an array as elements of one type.
type Read<S> = fn(&zarrs::array::Array<S>, &ArraySubset) -> Result<Array, Error>;

/// The chunks of a Zarr array: see [`chunks`].
pub struct Chunks<'a, S: ?Sized> {
    array: &'a zarrs::array::Array<S>,
    read: Read<S>,
    /// The size of an element in bytes.
    size: u64,
    max_bytes: u64,
    next: u64,
    total: u64,
}

/// The chunks of an array in row-major order: the index of the first element in the whole array, and the elements. A chunk at
/// the edge has only the elements that are in the array, and one that is not stored has the fill value. An empty array is one
/// empty chunk.
///
/// A chunk may have at most `max_bytes` bytes of elements. Memory holds one at a time, its encoded bytes, and the elements that
/// are cut out of it at the edge. If the array is sharded, a chunk is a shard.
///
/// An item is an error if the chunk is too large, or reading fails.
///
/// # Errors
///
/// [`Error::DType`] if the standard's table has no dtype for the elements.
pub fn chunks<S>(array: &zarrs::array::Array<S>, max_bytes: u64) -> Result<Chunks<'_, S>, Error>
where
    S: ReadableStorageTraits + ?Sized + 'static,
{
    let (read, size) = reader(array.data_type())
        .ok_or_else(|| Error::DType(format!("{:?}", array.data_type())))?;
    let is_empty = array.shape().contains(&0);
    Ok(Chunks {
        array,
        read,
        size,
        max_bytes,
        next: 0,
        total: if is_empty {
            1
        } else {
            array.chunk_grid_shape().iter().product()
        },
    })
}

impl<S: ?Sized> Chunks<'_, S> {
    /// The number of chunks of the whole array.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }
}

impl<S> Chunks<'_, S>
where
    S: ReadableStorageTraits + ?Sized + 'static,
{
    /// The chunk of this number in row-major order, or `None` if there are not so many. Several threads may read chunks at once.
    #[must_use]
    pub fn get(&self, nth: u64) -> Option<Result<(Vec<usize>, Array), Error>> {
        (nth < self.total).then(|| self.chunk(nth))
    }

    fn chunk(&self, nth: u64) -> Result<(Vec<usize>, Array), Error> {
        if self.array.shape().contains(&0) {
            let nothing = ArraySubset::new_with_shape(self.array.shape().to_vec());
            let origin = vec![0; self.array.dimensionality()];
            return Ok((origin, (self.read)(self.array, &nothing)?));
        }
        let mut rest = nth;
        let mut indices: Vec<u64> = self.array.chunk_grid_shape().to_vec();
        for along in indices.iter_mut().rev() {
            (rest, *along) = (rest / *along, rest % *along);
        }
        // A chunk at the edge is stored, and decoded, as a whole.
        let whole = self.array.chunk_subset(&indices)?;
        let bytes = whole.num_elements().saturating_mul(self.size);
        if bytes > self.max_bytes {
            let max_bytes = self.max_bytes;
            return Err(Error::LargeChunk { bytes, max_bytes });
        }
        let inside = self.array.chunk_subset_bounded(&indices)?;
        let origin = inside.start().iter();
        let origin = origin.map(|&start| usize::try_from(start).unwrap_or(usize::MAX));
        Ok((origin.collect(), (self.read)(self.array, &inside)?))
    }
}

impl<S> Iterator for Chunks<'_, S>
where
    S: ReadableStorageTraits + ?Sized + 'static,
{
    type Item = Result<(Vec<usize>, Array), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let chunk = self.get(self.next)?;
        self.next += 1;
        Some(chunk)
    }
}

/// The function that reads elements of this data type, and their size.
fn reader<S>(data_type: &DataType) -> Option<(Read<S>, u64)>
where
    S: ReadableStorageTraits + ?Sized + 'static,
{
    macro_rules! first_of {
        ($($element:ty)*) => {
            $(
                if <$element>::validate_data_type(data_type).is_ok() {
                    return Some((read::<$element, S>, size_of::<$element>() as u64));
                }
            )*
        };
    }
    first_of! { bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 Complex<f32> Complex<f64> }
    None
}

fn read<T, S>(array: &zarrs::array::Array<S>, subset: &ArraySubset) -> Result<Array, Error>
where
    T: ElementOwned,
    S: ReadableStorageTraits + ?Sized + 'static,
    Array: From<ArrayD<T>>,
{
    let elements: Vec<T> = if subset.is_empty() {
        Vec::new()
    } else {
        array.retrieve_array_subset(subset)?
    };
    let shape = subset.shape_usize();
    let block = ArrayD::from_shape_vec(IxDyn(&shape), elements)
        .map_err(|error| ArrayError::Other(error.to_string()))?;
    Ok(Array::from(block))
}
