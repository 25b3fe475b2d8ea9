//! Operands of several shapes, strides or dtypes: row by row, with buffers for what the kernels cannot read in place.
//!
//! ```text
//! for each row of the condition, x1, x2 and out, stretched to the shape of out:
//!     for each part whose buffers fit in L1:
//!         if the condition is one element: copy the part of x1, or of x2, to out
//!         else out = select(condition's part, x1's, x2's)
//! ```
//!
//! A part of an operand is read in place where it is contiguous and of the result's dtype. Contiguous elements of another dtype
//! are converted in the loop that selects. Other elements are gathered, converted or repeated into a buffer; so are those
//! of `x1` if both `x1` and `x2` need a conversion. A buffer remembers its elements: a row that is stretched over many rows is
//! gathered once, and so is a single element.

use super::dtype::WhereOps;
use super::operand::{Operand, OperandSlice, Operands};
use crate::array::out::{NewOutput, filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::{Scratch, StridedMut, StridedSliceMut, row_major};
use core::mem::MaybeUninit;

/// Bytes of the buffer of an operand.
const BUFFER_BYTES: usize = 8192;

/// The result as a new array.
#[inline(never)]
pub(super) fn new_output<O: WhereOps<R>, R: Element, F: NewOutput<R>>(
    operands: &Operands<'_, R>,
) -> Result<F::Array, Error> {
    let shape = operands.shape()?;
    let strides = row_major(&shape);
    let write = |out: &mut _| {
        write::<O, R>(operands, &StridedMut::spare_capacity(out, &shape, &strides));
    };
    // SAFETY: `write` writes an element for each position of the shape.
    unsafe { filled::<_, F>(&shape, write) }
}

/// Writes every element of `out`, to whose shape the operands broadcast.
#[inline(never)]
pub(super) fn write<O: WhereOps<R>, R: Element>(
    operands: &Operands<'_, R>,
    out: &StridedMut<'_, R>,
) {
    if out.shape().contains(&0) {
        return;
    }
    let mut axes = operands.axes(out);
    axes.sort_by(3);
    let inner = axes.inner();
    let ([c, a, b, out_stride], len) = (inner.strides, inner.len);
    let mut scratch = (
        Scratch::<bool, BUFFER_BYTES>::new(),
        Scratch::<R, BUFFER_BYTES>::new(),
        Scratch::<R, BUFFER_BYTES>::new(),
    );
    let mut readers = Readers {
        condition: Reader::new(operands.condition, c, scratch.0.slots()),
        x1: Reader::new(operands.x1, a, scratch.1.slots()),
        x2: Reader::new(operands.x2, b, scratch.2.slots()),
    };
    let part_len = if out_stride == 1 && readers.need_no_buffer() {
        len
    } else {
        len.min(Scratch::<R, BUFFER_BYTES>::LEN).min(BUFFER_BYTES)
    };
    axes.each_row(&mut |[row_c, row_a, row_b, row_out]| {
        let offsets = [row_c, row_a, row_b];
        let first = out.offset(row_out).cast();
        // SAFETY: `out` has a row of this length and stride there. It is not accessed otherwise before the next row.
        let out = unsafe { StridedSliceMut::uninit(first, out_stride, len) };
        match out.into_contiguous() {
            Ok(out) if part_len == len => {
                // SAFETY: `axes` visits positions of the shape of `out`, to which the operands are stretched.
                unsafe { readers.select::<O>(offsets, out) };
            }
            out => {
                // SAFETY: as above, for a row of `len` elements.
                unsafe { readers.select_in_parts::<O>(offsets, out, len, part_len) };
            }
        }
    });
}

/// The operands, read row by row. Only offsets differ between rows, so that little is passed on per row.
struct Readers<'a, 'b, R: 'static> {
    condition: Reader<'a, 'b, bool>,
    x1: Reader<'a, 'b, R>,
    x2: Reader<'a, 'b, R>,
}

impl<R: Element> Readers<'_, '_, R> {
    /// Whether a part may be as long as a row: no operand that is not converted in the loop needs a buffer.
    fn need_no_buffer(&self) -> bool {
        let is_one_in_place = self.x1.is_in_place() || self.x2.is_in_place();
        [self.condition.stride, self.x1.stride, self.x2.stride] == [1; 3] && is_one_in_place
    }

    /// Writes a row in parts of at most `part_len`. If the row is not contiguous, each part goes through a buffer.
    ///
    /// # Safety
    ///
    /// Each operand has `len` elements from its offset on, and the row has that length.
    #[inline(never)]
    unsafe fn select_in_parts<O: WhereOps<R>>(
        &mut self,
        [c, a, b]: [isize; 3],
        mut out: Result<&mut [MaybeUninit<R>], StridedSliceMut<'_, MaybeUninit<R>>>,
        len: usize,
        part_len: usize,
    ) {
        let mut scratch = Scratch::<R, BUFFER_BYTES>::new();
        let mut start = 0;
        while start < len {
            let count = part_len.min(len - start);
            let at = start.cast_signed();
            let offsets = [
                c + at * self.condition.stride,
                a + at * self.x1.stride,
                b + at * self.x2.stride,
            ];
            let part = match &mut out {
                Ok(out) => &mut out[start..start + count],
                Err(_) => &mut scratch.slots()[..count],
            };
            // SAFETY: the part is in the row.
            unsafe { self.select::<O>(offsets, part) };
            if let Err(out) = &mut out {
                out.write_from(start, &scratch.slots()[..count]);
            }
            start += count;
        }
    }

    /// Writes all of a part of the result. It is no longer than a buffer, if an operand needs one.
    ///
    /// # Safety
    ///
    /// Each operand has as many elements from its offset on.
    #[inline(always)]
    unsafe fn select<O: WhereOps<R>>(&mut self, [c, a, b]: [isize; 3], out: &mut [MaybeUninit<R>]) {
        let len = out.len();
        // SAFETY: the caller's promise. A slice that is not used costs nothing.
        let x1 = unsafe { self.x1.slice(a, len) };
        // SAFETY: as for `x1`.
        let x2 = unsafe { self.x2.slice(b, len) };
        if self.condition.stride == 0 && len > 1 {
            // SAFETY: the caller's promise.
            return match unsafe { self.condition.slice(c, 1) }.to_slice() {
                Some([true]) => x1.gather_convert(out),
                _ => x2.gather_convert(out),
            };
        }
        // SAFETY: the caller's promise.
        let condition = unsafe { self.condition.slice(c, len) };
        let condition = self.condition.buffer.contiguous(condition);
        if x2.is_converted_in_loop() {
            x2.select_converted(false, condition, self.x1.buffer.contiguous(x1), out);
        } else if x1.is_converted_in_loop() {
            x1.select_converted(true, condition, self.x2.buffer.contiguous(x2), out);
        } else {
            let x1 = self.x1.buffer.contiguous(x1);
            let x2 = self.x2.buffer.contiguous(x2);
            O::row(condition, x1, x2, out);
        }
    }
}

/// One operand, the stride of its rows, and its buffer.
struct Reader<'a, 'b, R: 'static> {
    operand: Operand<'a, R>,
    stride: isize,
    buffer: Buffer<'b, R>,
}

impl<'a, 'b, R: Element> Reader<'a, 'b, R> {
    fn new(operand: Operand<'a, R>, stride: isize, slots: &'b mut [MaybeUninit<R>]) -> Self {
        let buffer = Buffer {
            slots,
            held: (core::ptr::null(), 0),
        };
        Self {
            operand,
            stride,
            buffer,
        }
    }

    /// Whether rows are contiguous and of the result's dtype.
    fn is_in_place(&self) -> bool {
        self.operand.is_same_dtype() && self.stride == 1
    }

    /// The elements from an offset on.
    ///
    /// # Safety
    ///
    /// The operand has them.
    #[inline(always)]
    unsafe fn slice(&self, offset: isize, len: usize) -> OperandSlice<'a, R> {
        // SAFETY: the caller's promise.
        unsafe { self.operand.slice(offset, self.stride, len) }
    }
}

/// The buffer of one operand. All slices that it is used for have one stride.
struct Buffer<'b, R> {
    slots: &'b mut [MaybeUninit<R>],
    /// The first element that the buffer holds, and how many it holds.
    held: (*const (), usize),
}

impl<R: Element> Buffer<'_, R> {
    /// The elements in place, or else copied into the buffer.
    ///
    /// # Panics
    ///
    /// If the elements need a buffer and do not fit.
    #[inline(always)]
    fn contiguous<'c>(&'c mut self, from: OperandSlice<'c, R>) -> &'c [R] {
        if let Some(elements) = from.to_slice() {
            return elements;
        }
        let (first, len) = (from.first(), from.len());
        let slots = &mut self.slots[..len];
        if self.held.0 != first || self.held.1 < len {
            from.gather_convert(slots);
            self.held = (first, len);
        }
        // SAFETY: `gather_convert` has written `held.1` elements from the start of the buffer on, now or in an earlier call, and
        // that is at least `len`.
        unsafe { slots.assume_init_ref() }
    }
}
