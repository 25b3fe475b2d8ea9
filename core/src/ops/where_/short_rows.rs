//! Results with short rows: many rows are selected at once.
//!
//! ```text
//! for each block of rows of the result that are adjacent in memory:
//!     for each part of as many rows as fit in the buffers:
//!         out = select(rows of the condition, of x1, of x2)
//! ```
//!
//! The kernel is called once per part and not once per row. Rows of an operand that are adjacent are read in place. A row
//! that is broadcast over the others fills a buffer once, and is there for all parts. All other rows are copied next to
//! each other.

use super::dtype::WhereKernel;
use super::operand::Operands;
use crate::dtype::Element;
use crate::layout::{Axes, Matrix, Scratch, StridedMut, StridedSliceMut};
use crate::tuning::where_::{SHORT_ROW, SHORT_ROW_WITH_GAPS};
use core::mem::MaybeUninit;

/// Bytes of the buffer of an operand.
const BUFFER_BYTES: usize = 8192;

/// Writes every element of `out`, if its rows are short and adjacent, and the operands have its dtype. The axes are those
/// of the result, with the strides of the condition, `x1`, `x2` and `out`. Returns whether it has written them.
#[inline(always)]
pub(super) fn write<K: WhereKernel<B>, B: Element>(
    operands: &Operands<'_, B>,
    axes: &Axes<4>,
    out: &StridedMut<'_, B>,
) -> bool {
    axes.inner().len <= SHORT_ROW && write_blocks::<K, B>(operands, axes, out)
}

/// [`write`] for rows that are short.
#[inline(never)]
fn write_blocks<K: WhereKernel<B>, B: Element>(
    operands: &Operands<'_, B>,
    axes: &Axes<4>,
    out: &StridedMut<'_, B>,
) -> bool {
    let (blocks, stack) = axes.blocks();
    let (rows, columns) = (stack.len, axes.inner().len);
    let (down, across) = (stack.strides, axes.inner().strides);
    let most = Scratch::<B, BUFFER_BYTES>::LEN.min(BUFFER_BYTES) / columns;
    let has_gaps = |k: usize| down[k] != 0 && !matches!(across[k], 0 | 1);
    let (Some(x1), Some(x2)) = (operands.x1.to_strided(), operands.x2.to_strided()) else {
        return false;
    };
    if rows.min(most) < 2
        || [down[3], across[3]] != [columns.cast_signed(), 1]
        || columns > SHORT_ROW_WITH_GAPS && (0..3).any(has_gaps)
    {
        return false;
    }
    let mut scratch = (
        Scratch::<bool, BUFFER_BYTES>::new(),
        Scratch::<B, BUFFER_BYTES>::new(),
        Scratch::<B, BUFFER_BYTES>::new(),
    );
    let mut condition_rows = Rows::new(scratch.0.slots());
    let mut x1_rows = Rows::new(scratch.1.slots());
    let mut x2_rows = Rows::new(scratch.2.slots());
    blocks.each_row(&mut |offsets| {
        for start in (0..rows).step_by(most) {
            let lengths = [most.min(rows - start), columns];
            let [c, a, b, place] = core::array::from_fn(|k| {
                offsets[k].wrapping_add(start.cast_signed().wrapping_mul(down[k]))
            });
            let strides = |k: usize| [down[k], across[k]];
            // SAFETY: `axes` visits positions of the shape of `out`, to which the condition is broadcast.
            let condition =
                unsafe { Matrix::new(operands.condition.offset(c), lengths, strides(0)) };
            // SAFETY: likewise, `x1` is broadcast to this shape.
            let x1 = unsafe { Matrix::new(x1.offset(a), lengths, strides(1)) };
            // SAFETY: likewise, `x2` is broadcast to this shape.
            let x2 = unsafe { Matrix::new(x2.offset(b), lengths, strides(2)) };
            let first = out.offset(place).cast();
            // SAFETY: `out` has these rows. They are adjacent, by the strides that were compared above. They are not accessed
            // otherwise before the next part.
            let out = unsafe { StridedSliceMut::uninit(first, 1, lengths[0] * columns) };
            let Ok(out) = out.into_contiguous() else {
                unreachable!("adjacent rows");
            };
            K::row(
                condition_rows.adjacent(condition),
                x1_rows.adjacent(x1),
                x2_rows.adjacent(x2),
                out,
            );
        }
    });
    true
}

/// The rows of an operand that are not adjacent, copied.
struct Rows<'b, T> {
    slots: &'b mut [MaybeUninit<T>],
    /// The address of the row that fills the buffer, and how many times it is there. The other rows of the operand have the
    /// same strides.
    repeated: (*const (), usize),
}

impl<'b, T: Copy> Rows<'b, T> {
    fn new(slots: &'b mut [MaybeUninit<T>]) -> Self {
        Self {
            slots,
            repeated: (core::ptr::null(), 0),
        }
    }

    /// The rows of a matrix in place, or else copied to the buffer.
    ///
    /// # Panics
    ///
    /// If they need the buffer and do not fit.
    fn adjacent<'c>(&'c mut self, matrix: Matrix<'c, T>) -> &'c [T] {
        if let Some(elements) = matrix.adjacent() {
            return elements;
        }
        let [rows, columns] = matrix.lengths();
        let slots = &mut self.slots[..rows * columns];
        if matrix.strides()[0] != 0 {
            return matrix.gather(slots);
        }
        let first = matrix.as_ptr().cast();
        if self.repeated.0 != first || self.repeated.1 < rows {
            matrix.row(0).gather(&mut slots[..columns]);
            let mut filled = columns;
            while filled < slots.len() {
                let count = filled.min(slots.len() - filled);
                slots.copy_within(..count, filled);
                filled += count;
            }
            self.repeated = (first, rows);
        }
        // SAFETY: every slot was written, now or in an earlier call for the same row. A gather in between was for a matrix with
        // another distance between its rows, of which an operand has only one.
        unsafe { slots.assume_init_ref() }
    }
}
