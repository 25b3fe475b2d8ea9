//! Contiguous rows at equal distances: the input of kernels that search many rows or columns.

use core::marker::PhantomData;

/// Rows of contiguous elements. Each row begins `stride` elements after the one before it.
#[derive(Debug, Clone, Copy)]
pub struct RowBlock<'a, T> {
    first: *const T,
    rows: usize,
    columns: usize,
    stride: isize,
    /// Bytes from the first row to the end of the last one, of the block that this one is a part of.
    span_bytes: usize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> RowBlock<'a, T> {
    /// # Safety
    ///
    /// The elements of all rows can be read for all of `'a`, and `first` is aligned and not null.
    pub(crate) unsafe fn new(first: *const T, rows: usize, columns: usize, stride: isize) -> Self {
        Self {
            first,
            rows,
            columns,
            stride,
            span_bytes: stride
                .unsigned_abs()
                .saturating_mul(size_of::<T>())
                .saturating_mul(rows),
            elements: PhantomData,
        }
    }

    /// The elements of a slice as rows, in row-major order.
    ///
    /// # Panics
    ///
    /// If the slice has fewer elements.
    pub(crate) fn of(elements: &'a [T], rows: usize, columns: usize) -> Self {
        let len = rows.checked_mul(columns);
        assert!(
            len.is_some_and(|len| len <= elements.len()),
            "all rows of the block"
        );
        // SAFETY: the rows follow each other without gaps, and all of their elements are in the slice, as just
        // asserted.
        unsafe { Self::new(elements.as_ptr(), rows, columns, columns.cast_signed()) }
    }

    /// The elements as another type of the same size.
    #[cfg(feature = "half")]
    pub(crate) fn cast<U: bytemuck::AnyBitPattern>(self) -> RowBlock<'a, U>
    where
        T: bytemuck::NoUninit,
    {
        const {
            assert!(
                size_of::<U>() == size_of::<T>() && align_of::<U>() == align_of::<T>(),
                "a type of the same size and alignment"
            );
        }
        // SAFETY: the same memory can be read, and it is aligned. All of its bits are valid elements of the other type.
        let block =
            unsafe { RowBlock::new(self.first.cast(), self.rows, self.columns, self.stride) };
        block.within(self.span_bytes)
    }

    /// The number of rows.
    pub(crate) fn rows(self) -> usize {
        self.rows
    }

    /// The number of elements of each row.
    pub(crate) fn columns(self) -> usize {
        self.columns
    }

    /// Bytes from one row to the next.
    pub(crate) fn row_step(self) -> isize {
        // The stride of a single row may have any value, so the product may overflow.
        self.stride.wrapping_mul(size_of::<T>().cast_signed())
    }

    /// Whether the rows follow each other without gaps.
    fn is_contiguous(self) -> bool {
        self.stride == self.columns.cast_signed()
    }

    /// The number of adjacent bytes: those of all rows, or of one row if there are gaps between rows. If this block is a part
    /// of another, all rows of that one count.
    pub(crate) fn contiguous_bytes(self) -> usize {
        if self.is_contiguous() {
            self.span_bytes
        } else {
            self.columns * size_of::<T>()
        }
    }

    /// Bytes from the first row to the end of the last one. If this block is a part of another, all rows of that one count.
    pub(crate) fn span_bytes(self) -> usize {
        self.span_bytes
    }

    /// This block as a part of one that spans as many bytes, or of itself if it spans more.
    pub(crate) fn within(self, bytes: usize) -> Self {
        Self {
            span_bytes: self.span_bytes.max(bytes),
            ..self
        }
    }

    /// One row.
    ///
    /// # Panics
    ///
    /// If there are fewer rows.
    #[inline(always)]
    pub(crate) fn row(self, at: usize) -> &'a [T] {
        assert!(at < self.rows, "a row of the block");
        let first = self.first.wrapping_offset(self.stride * at.cast_signed());
        // SAFETY: `at` is less than the number of rows, and the elements of all rows can be read.
        unsafe { core::slice::from_raw_parts(first, self.columns) }
    }

    /// Splits the block into blocks of at most `most` rows.
    pub(crate) fn by_rows(self, most: usize) -> impl Iterator<Item = Self> {
        (0..self.rows).step_by(most).map(move |start| Self {
            first: self
                .first
                .wrapping_offset(self.stride * start.cast_signed()),
            rows: most.min(self.rows - start),
            ..self
        })
    }

    /// The columns from `start` on, `len` of them.
    ///
    /// # Panics
    ///
    /// If there are fewer columns.
    #[inline(always)]
    pub(crate) fn part(self, start: usize, len: usize) -> Self {
        assert!(
            start <= self.columns && len <= self.columns - start,
            "columns of the block"
        );
        Self {
            first: self.first.wrapping_add(start),
            columns: len,
            ..self
        }
    }

    /// The block with every `folded` rows treated as one row, if rows follow each other without gaps. Rows that do not
    /// fill a folded row are left out.
    pub(crate) fn fold_rows(self, folded: usize) -> Option<Self> {
        self.is_contiguous().then(|| Self {
            rows: self.rows / folded,
            columns: self.columns * folded,
            stride: self.stride * folded.cast_signed(),
            ..self
        })
    }
}
