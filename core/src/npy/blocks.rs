//! The blocks of an npy file, for an array that is larger than memory.

use super::Reader;
use super::data::Elements;
use super::error::Error;
use super::header::Header;
use super::table::NpyTable;
use std::io::{Read, Seek, SeekFrom};
use std::prelude::rust_2024::*;
use std::{fmt, vec};

/// The blocks of an npy file in the order of the file: see [`Reader::blocks`].
///
/// The iterator ends after an error.
pub struct Blocks<R, M: NpyTable> {
    reader: Reader<R>,
    grid: Grid,
    /// The number of the next block.
    next: u64,
    /// The number of bytes of the elements that have been read.
    before: u64,
    has_failed: bool,
    spare: Option<M::Array>,
}

impl<R: fmt::Debug, M: NpyTable> fmt::Debug for Blocks<R, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocks")
            .field("reader", &self.reader)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl<R, M: NpyTable> Blocks<R, M> {
    pub(super) fn new(reader: Reader<R>, max_bytes: usize) -> Self {
        Self {
            grid: Grid::new(&reader.header, max_bytes),
            reader,
            next: 0,
            before: 0,
            has_failed: false,
            spare: None,
        }
    }

    /// The number of blocks of the whole array: at least one, because an empty array has one empty block.
    #[must_use]
    pub fn total_blocks(&self) -> u64 {
        self.grid.blocks
    }

    /// The number of bytes of all elements: see [`Reader::nbytes`]. A progress bar can compare the bytes of the blocks with it.
    #[must_use]
    pub fn nbytes(&self) -> Option<u64> {
        self.reader.nbytes()
    }

    /// Takes an array, such as a block that has been searched, whose memory the next block may have. New memory for each block
    /// takes longer.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::npy::{self, Reader};
    /// use argwhere::standard::Standard;
    ///
    /// let mut file = Vec::new();
    /// npy::write(&mut file, &ndarray::array![1i16, 5, 9, 2])?;
    ///
    /// let mut blocks = Reader::new(&file[..])?.blocks::<Standard>(4);
    /// while let Some(block) = blocks.next() {
    ///     let (_, block) = block?;
    ///     assert_eq!(block.len(), 2);
    ///     blocks.recycle(block);
    /// }
    /// # Ok::<(), npy::Error>(())
    /// ```
    pub fn recycle(&mut self, array: M::Array) {
        self.spare = Some(array);
    }

    /// The length of each axis of the whole array.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        self.reader.shape()
    }
}

impl<R: Seek, M: NpyTable> Blocks<R, M> {
    /// Continues at a block, which is given by its number in the order of the file. Of an array in blocks of one element, it
    /// finds one element. After an error or behind the last block, the iterator still ends.
    ///
    /// # Errors
    ///
    /// `Io` if seeking fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::npy::{self, Reader};
    /// use argwhere::standard::Standard;
    /// use std::io::Cursor;
    ///
    /// let mut file = Vec::new();
    /// npy::write(&mut file, &ndarray::array![[1i16, 5], [9, 2]])?;
    ///
    /// let mut elements = Reader::new(Cursor::new(file))?.blocks::<Standard>(1);
    /// elements.seek(2)?;
    /// let (origin, nine) = elements.next().unwrap()?;
    /// assert_eq!((origin, nine.to_string()), (vec![1, 0], "[[9]]".to_owned()));
    /// # Ok::<(), npy::Error>(())
    /// ```
    pub fn seek(&mut self, block: u64) -> Result<(), Error> {
        if self.has_failed {
            return Ok(());
        }
        let source = &mut self.reader.source;
        let found = if let Some(found) = self.reader.found {
            found
        } else {
            let here = source.stream_position()?;
            let end = source.seek(SeekFrom::End(0))?;
            source.seek(SeekFrom::Start(here))?;
            self.before + end.saturating_sub(here)
        };
        self.reader.found = Some(found);
        let before = self.grid.bytes_before(block);
        // A file system may refuse a place behind the end. Both fit, because those of an array fit in `isize`.
        let [from, to] = [self.before, before].map(|before| before.min(found).cast_signed());
        source.seek(SeekFrom::Current(to - from))?;
        (self.next, self.before) = (block, before);
        Ok(())
    }
}

impl<R: Read, M: NpyTable> Iterator for Blocks<R, M> {
    type Item = Result<(Vec<usize>, M::Array), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed || self.next >= self.grid.blocks {
            return None;
        }
        let (origin, shape) = self.grid.block(&self.reader.header.shape, self.next);
        let elements = Elements {
            source: &mut self.reader.source,
            header: &self.reader.header,
            shape: &shape,
            before: self.before,
            found: self.reader.found,
        };
        let read = M::read(elements, self.spare.take());
        self.next += 1;
        self.before = self.grid.bytes_before(self.next);
        self.has_failed = read.is_err();
        Some(read.map(|block| (origin, block)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.has_failed {
            return (0, Some(0));
        }
        let left = usize::try_from(self.grid.blocks.saturating_sub(self.next));
        // An error ends the iterator early.
        (usize::from(left != Ok(0)), left.ok())
    }
}

/// How an array is cut into blocks that are contiguous in the file.
struct Grid {
    /// The axes from that whose index changes most slowly in the file.
    order: Vec<usize>,
    /// The place in this order of the axis that is cut into parts. A block has one index of the axes before it, and all of those
    /// after it.
    cut: usize,
    /// The largest length of a block along the cut axis.
    part: usize,
    blocks: u64,
    /// The number of bytes of a block of full length, and of the whole array.
    block_bytes: u64,
    bytes: u64,
    /// The number of blocks, and their bytes, for one index of the axes before the cut axis.
    parts: u64,
    slice_bytes: u64,
}

impl Grid {
    fn new(header: &Header, max_bytes: usize) -> Self {
        let shape = &header.shape;
        let mut order: Vec<usize> = (0..shape.len()).collect();
        if header.fortran_order {
            order.reverse();
        }
        let size = header.descr.meaning.map_or(1, |stored| stored.size);
        let bytes = header.elements(size).map_or(0, |len| len * size);
        let mut grid = Self {
            order,
            cut: 0,
            part: usize::MAX,
            blocks: 1,
            block_bytes: bytes as u64,
            bytes: bytes as u64,
            parts: 1,
            slice_bytes: bytes as u64,
        };
        // Also an array that cannot be read is one block, and reading it returns the error.
        if header.descr.meaning.is_err() || bytes == 0 || shape.is_empty() {
            return grid;
        }
        // The bytes of all elements for one index of the axes up to the cut one.
        let mut inner = bytes;
        for (at, &axis) in grid.order.iter().enumerate() {
            grid.cut = at;
            grid.slice_bytes = inner as u64;
            inner /= shape[axis];
            if inner <= max_bytes {
                break;
            }
        }
        let len = shape[grid.order[grid.cut]];
        grid.part = (max_bytes / inner).clamp(1, len);
        grid.parts = len.div_ceil(grid.part) as u64;
        grid.block_bytes = (grid.part * inner) as u64;
        grid.blocks = grid.bytes / grid.slice_bytes * grid.parts;
        grid
    }

    /// The index of the first element and the shape of a block.
    fn block(&self, whole: &[usize], nth: u64) -> (Vec<usize>, Vec<usize>) {
        let (mut origin, mut shape) = (vec![0; whole.len()], whole.to_vec());
        let Some(&cut) = self.order.get(self.cut) else {
            return (origin, shape);
        };
        let at = usize::try_from(nth % self.parts).unwrap_or(usize::MAX);
        origin[cut] = at.saturating_mul(self.part);
        shape[cut] = self.part.min(whole[cut] - origin[cut]);
        let mut outer = nth / self.parts;
        for &axis in self.order[..self.cut].iter().rev() {
            let len = whole[axis] as u64;
            origin[axis] = usize::try_from(outer % len).unwrap_or(usize::MAX);
            shape[axis] = 1;
            outer /= len;
        }
        (origin, shape)
    }

    /// The number of bytes of the elements before a block.
    fn bytes_before(&self, nth: u64) -> u64 {
        if nth >= self.blocks {
            return self.bytes;
        }
        nth / self.parts * self.slice_bytes + nth % self.parts * self.block_bytes
    }
}
