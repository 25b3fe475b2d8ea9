//! A matrix in an array: two of its axes, with any strides.

use super::row_block::RowBlock;
use super::slice::StridedSlice;
use core::marker::PhantomData;

/// Two axes of an array: rows at equal distances, with elements at equal distances.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matrix<'a, T> {
    first: *const T,
    /// The numbers of rows and of columns.
    lengths: [usize; 2],
    /// The distance between adjacent rows and between adjacent columns, in elements.
    strides: [isize; 2],
    /// Bytes of the matrix that this one is a part of, or 0 if this one counts.
    within_bytes: usize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> Matrix<'a, T> {
    /// # Safety
    ///
    /// The elements can be read for all of `'a`, and `first` is aligned and not null.
    pub(crate) unsafe fn new(first: *const T, lengths: [usize; 2], strides: [isize; 2]) -> Self {
        Self {
            first,
            lengths,
            strides,
            within_bytes: 0,
            elements: PhantomData,
        }
    }

    /// This matrix as a part of one of so many bytes, from which kernels estimate the cache that it comes from.
    pub(crate) fn within(self, bytes: usize) -> Self {
        Self {
            within_bytes: bytes,
            ..self
        }
    }

    /// The numbers of rows and of columns.
    pub(crate) fn lengths(self) -> [usize; 2] {
        self.lengths
    }

    /// The distance between adjacent rows and between adjacent columns, in elements.
    pub(crate) fn strides(self) -> [isize; 2] {
        self.strides
    }

    /// The transposed matrix.
    pub(crate) fn transposed(self) -> Self {
        let ([rows, columns], [down, across]) = (self.lengths, self.strides);
        Self {
            lengths: [columns, rows],
            strides: [across, down],
            ..self
        }
    }

    /// The columns from `start` on, `len` of them.
    ///
    /// # Panics
    ///
    /// If there are fewer columns.
    pub(crate) fn columns_from(self, start: usize, len: usize) -> Self {
        let [rows, columns] = self.lengths;
        assert!(
            start <= columns && len <= columns - start,
            "columns of the matrix"
        );
        Self {
            first: self.place(1, start),
            lengths: [rows, len],
            ..self
        }
    }

    /// The rows from `start` on, `len` of them.
    ///
    /// # Panics
    ///
    /// If there are fewer rows.
    pub(crate) fn rows_from(self, start: usize, len: usize) -> Self {
        self.transposed().columns_from(start, len).transposed()
    }

    /// One row.
    ///
    /// # Panics
    ///
    /// If there are fewer rows.
    pub(crate) fn row(self, at: usize) -> StridedSlice<'a, T> {
        assert!(at < self.lengths[0], "a row of the matrix");
        // SAFETY: `at` is less than the number of rows, so these are elements of the matrix.
        unsafe { StridedSlice::new(self.place(0, at), self.strides[1], self.lengths[1]) }
    }

    /// One column.
    ///
    /// # Panics
    ///
    /// If there are fewer columns.
    pub(crate) fn column(self, at: usize) -> StridedSlice<'a, T> {
        self.transposed().row(at)
    }

    /// A pointer to the first element.
    pub(crate) fn as_ptr(self) -> *const T {
        self.first
    }

    /// The elements, if they are adjacent, row after row.
    #[inline]
    pub(crate) fn adjacent(self) -> Option<&'a [T]> {
        let ([rows, columns], [down, across]) = (self.lengths, self.strides);
        let is_adjacent =
            (columns == 1 || across == 1) && (rows == 1 || down == columns.cast_signed());
        // SAFETY: the elements follow each other without gaps. The stride along an axis of length 1 leads nowhere.
        is_adjacent.then(|| unsafe { core::slice::from_raw_parts(self.first, rows * columns) })
    }

    /// The rows, if their elements are contiguous.
    pub(crate) fn contiguous_rows(self) -> Option<RowBlock<'a, T>> {
        let ([rows, columns], [down, across]) = (self.lengths, self.strides);
        // SAFETY: these are the rows of the matrix, and with a distance of 1 the elements of each are adjacent.
        let block =
            (across == 1).then(|| unsafe { RowBlock::new(self.first, rows, columns, down) });
        Some(block?.within(self.within_bytes))
    }

    /// A pointer to the first element of a row (axis 0) or a column (axis 1).
    fn place(self, axis: usize, at: usize) -> *const T {
        self.first
            .wrapping_offset(self.strides[axis].wrapping_mul(at.cast_signed()))
    }
}
