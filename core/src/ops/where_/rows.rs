//! Operands of different shapes, strides or dtypes: row by row, with buffers for the elements that the kernels cannot
//! read in place.
//!
//! ```text
//! for each row of the condition, x1, x2 and out, broadcast to the shape of out:
//!     for each part whose buffers fit in L1:
//!         if the condition is one element: copy the part of x1, or of x2, to out
//!         else out = select(condition's part, x1's, x2's)
//! ```
//!
//! Contiguous operands of the shape of a contiguous result are a single row, also if they are converted. A small result is one
//! part, whatever the strides of the operands, and its axes are neither sorted nor merged. Short rows
//! are selected many at a time: see `short_rows`.
//!
//! A part of an operand is read in place if it is contiguous and of the result's dtype. Contiguous elements of another
//! dtype are converted in the loop that selects, also those of both `x1` and `x2`. All other elements are gathered, converted or
//! repeated into a buffer. A buffer remembers which elements it holds. So a row that
//! is broadcast over many rows is gathered once, and so is a single element.

use super::dtype::{WhereKernel, WhereOps};
use super::operand::{OperandSlice, Operands, both_converted, select_converted};
use super::short_rows;
use crate::array::out::{NewOutput, filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::{
    Axes, FewAxes, FewElements, Scratch, Strided, StridedMut, StridedSlice, StridedSliceMut,
    row_len, row_major, same_shape,
};
use core::mem::MaybeUninit;

/// Bytes of the buffer of an operand.
const BUFFER_BYTES: usize = 8192;

/// The result as a new array.
#[inline(never)]
pub(super) fn new_output<O: WhereOps<R>, R: Element, F: NewOutput<R>>(
    operands: &Operands<'_, O::Bits>,
) -> Result<F::Array, Error> {
    let shape = operands.shape()?;
    let write = |out: &mut [_]| {
        let out = O::slots(out);
        if convert_contiguous(operands, &shape, out) {
            return;
        }
        let is_few = select_few::<O::Kernel, O::Bits>(operands, &shape, |_, select| select(out));
        if !is_few {
            let strides = row_major(&shape);
            let out = StridedMut::spare_capacity(out, &shape, &strides);
            write_many::<O::Kernel, O::Bits>(operands, &out);
        }
    };
    // SAFETY: `write` writes an element for each position of the shape.
    unsafe { filled::<_, F>(&shape, write) }
}

/// Writes every element of `out`, to whose shape the operands broadcast.
#[inline(never)]
pub(super) fn write<K: WhereKernel<B>, B: Element>(
    operands: &Operands<'_, B>,
    out: &StridedMut<'_, B>,
) {
    let are_converted = !operands.x1.is_same_dtype() || !operands.x2.is_same_dtype();
    if let Some(len) = row_len(out.shape(), out.strides()).filter(|_| are_converted) {
        let first = out.as_mut_ptr().cast();
        // SAFETY: the elements of `out` are adjacent, and there are `len`. They are not accessed otherwise before the end of this
        // block.
        let slots = unsafe { core::slice::from_raw_parts_mut(first, len) };
        if convert_contiguous(operands, out.shape(), slots) {
            return;
        }
    }
    let is_few = select_few::<K, B>(operands, out.shape(), |axes, select| {
        // SAFETY: `select` writes every slot.
        unsafe { axes.write_with(out, select) };
    });
    if !is_few {
        write_many::<K, B>(operands, out);
    }
}

/// Writes a contiguous result of contiguous operands of its shape, if one or both are converted. Returns whether they are such
/// operands.
#[inline]
fn convert_contiguous<B: Element>(
    operands: &Operands<'_, B>,
    shape: &[usize],
    out: &mut [MaybeUninit<B>],
) -> bool {
    let Operands { condition, x1, x2 } = operands;
    if x1.is_same_dtype() && x2.is_same_dtype() {
        return false;
    }
    let arrays = [
        (condition.shape(), condition.strides()),
        (x1.shape, x1.strides),
        (x2.shape, x2.strides),
    ];
    let is_row = |(other, strides)| same_shape(other, shape) && row_len(other, strides).is_some();
    if !arrays.into_iter().all(is_row) {
        return false;
    }
    // SAFETY: each operand has as many elements as the result, in the order of its axes and adjacent.
    let (condition, x1, x2) = unsafe { operands.slices([0; 3], [1; 3], out.len()) };
    let Some(condition) = condition.to_slice() else {
        return false;
    };
    if let Some(select) = both_converted(x1, x2) {
        select(x1, x2, condition, out);
    } else if let Some(x1) = x1.to_slice() {
        select_converted(x2, false, condition, x1, out);
    } else if let Some(x2) = x2.to_slice() {
        select_converted(x1, true, condition, x2, out);
    } else {
        return false;
    }
    true
}

/// [`write`] for a result of any size.
#[inline(never)]
fn write_many<K: WhereKernel<B>, B: Element>(operands: &Operands<'_, B>, out: &StridedMut<'_, B>) {
    if out.shape().contains(&0) {
        return;
    }
    let mut axes = operands.axes(out);
    axes.sort_by(3);
    if short_rows::write::<K, B>(operands, &axes, out) {
        return;
    }
    let inner = axes.inner();
    let ([c, a, b, out_stride], len) = (inner.strides, inner.len);
    if c == 0
        && out_stride == 1
        && let (Some(x1), Some(x2)) = (operands.x1.to_strided(), operands.x2.to_strided())
    {
        return copy_rows(operands.condition, [x1, x2], &axes, out);
    }
    let mut scratch = (
        Scratch::<bool, BUFFER_BYTES>::new(),
        Scratch::<B, BUFFER_BYTES>::new(),
        Scratch::<B, BUFFER_BYTES>::new(),
    );
    let mut buffers = Buffers {
        condition: Buffer::new(scratch.0.slots()),
        x1: Buffer::new(scratch.1.slots()),
        x2: Buffer::new(scratch.2.slots()),
    };
    let is_same_dtype = [operands.x1.is_same_dtype(), operands.x2.is_same_dtype()];
    let need_no_buffer = [c, a, b, out_stride] == [1; 4]
        && (is_same_dtype.contains(&true) || operands.are_converted_together());
    let part_len = if need_no_buffer {
        len
    } else {
        len.min(Scratch::<B, BUFFER_BYTES>::LEN).min(BUFFER_BYTES)
    };
    let row = |[row_c, row_a, row_b, row_out]: [isize; 4]| {
        let first = out.offset(row_out).cast();
        // SAFETY: `out` has a row of this length and stride there. It is not accessed otherwise before the next row.
        let out = unsafe { StridedSliceMut::uninit(first, out_stride, len) };
        // SAFETY: `axes` visits positions of the shape of `out`, to which the operands are broadcast.
        let operands = unsafe { operands.slices([row_c, row_a, row_b], [c, a, b], len) };
        (operands, out.into_contiguous())
    };
    // The two kinds of rows have a loop each, so that a whole row keeps its operands in registers.
    if part_len == len && out_stride == 1 && is_same_dtype == [true; 2] && c != 0 {
        axes.each_row(&mut |offsets| {
            let ((condition, x1, x2), Ok(out)) = row(offsets) else {
                unreachable!("a row of stride 1 is contiguous");
            };
            buffers.select::<K>(condition, x1, x2, out);
        });
    } else {
        axes.each_row(&mut |offsets| {
            let ((condition, x1, x2), out) = row(offsets);
            buffers.select_in_parts::<K>(condition, x1, x2, out, part_len);
        });
    }
}

/// [`write_many`] where the condition is one element per row, the rows of the result are contiguous, and no operand is converted:
/// each row is copied from one of the two operands.
fn copy_rows<B: Element>(
    condition: Strided<'_, bool>,
    [x1, x2]: [Strided<'_, B>; 2],
    axes: &Axes<4>,
    out: &StridedMut<'_, B>,
) {
    let inner = axes.inner();
    let ([_, a, b, _], len) = (inner.strides, inner.len);
    axes.each_row(&mut |[row_c, row_a, row_b, row_out]| {
        // SAFETY: `axes` visits positions of the shape of `out`, to which the condition is broadcast.
        let is_first = unsafe { *condition.offset(row_c) };
        let (first, stride) = if is_first {
            (x1.offset(row_a), a)
        } else {
            (x2.offset(row_b), b)
        };
        // SAFETY: the operands are broadcast to that shape, too.
        let from = unsafe { StridedSlice::new(first, stride, len) };
        let to = out.offset(row_out).cast();
        // SAFETY: `out` has a contiguous row there. It is not accessed otherwise before the next row.
        let to = unsafe { core::slice::from_raw_parts_mut(to, len) };
        match from.repeated() {
            Some(element) => to.fill(MaybeUninit::new(element)),
            None => {
                from.gather(to);
            }
        }
    });
}

/// Passes on the axes of a small result whose operands have its dtype, and the function that writes its elements to a slot
/// each, in order. Operands that are not adjacent are copied to buffers. Returns whether this is such a result.
#[inline]
fn select_few<K: WhereKernel<B>, B: Element>(
    operands: &Operands<'_, B>,
    shape: &[usize],
    write: impl FnOnce(&FewAxes, &mut dyn FnMut(&mut [MaybeUninit<B>])),
) -> bool {
    let (Some(axes), Some(x1), Some(x2)) = (
        FewAxes::new(shape),
        operands.x1.to_strided(),
        operands.x2.to_strided(),
    ) else {
        return false;
    };
    let mut condition = FewElements::new();
    let (mut x1_elements, mut x2_elements) = (FewElements::new(), FewElements::new());
    let (Some(condition), Some(x1), Some(x2)) = (
        operands
            .condition
            .broadcast_to_few(axes.lengths, &mut condition),
        x1.broadcast_to_few(axes.lengths, &mut x1_elements),
        x2.broadcast_to_few(axes.lengths, &mut x2_elements),
    ) else {
        return false;
    };
    write(&axes, &mut |out| K::row(condition, x1, x2, out));
    true
}

/// The elements that the kernels cannot read in place, contiguous and converted.
struct Buffers<'b, B> {
    condition: Buffer<'b, bool>,
    x1: Buffer<'b, B>,
    x2: Buffer<'b, B>,
}

impl<B: Element> Buffers<'_, B> {
    /// Writes a row in parts of at most `part_len`. If the row is not contiguous, each part goes through a buffer.
    #[inline(never)]
    fn select_in_parts<K: WhereKernel<B>>(
        &mut self,
        condition: OperandSlice<'_, bool>,
        x1: OperandSlice<'_, B>,
        x2: OperandSlice<'_, B>,
        mut out: Result<&mut [MaybeUninit<B>], StridedSliceMut<'_, MaybeUninit<B>>>,
        part_len: usize,
    ) {
        let len = x1.len();
        let mut scratch = Scratch::<B, BUFFER_BYTES>::new();
        let mut start = 0;
        while start < len {
            let count = part_len.min(len - start);
            let part = match &mut out {
                Ok(out) => &mut out[start..start + count],
                Err(_) => &mut scratch.slots()[..count],
            };
            let condition = condition.part(start, count);
            let (x1, x2) = (x1.part(start, count), x2.part(start, count));
            self.convert_and_select::<K>(condition, x1, x2, part);
            if let Err(out) = &mut out {
                out.write_from(start, &scratch.slots()[..count]);
            }
            start += count;
        }
    }

    /// Writes a part of the result, no longer than a buffer if an operand needs one.
    #[inline(always)]
    fn select<K: WhereKernel<B>>(
        &mut self,
        condition: OperandSlice<'_, bool>,
        x1: OperandSlice<'_, B>,
        x2: OperandSlice<'_, B>,
        out: &mut [MaybeUninit<B>],
    ) {
        let condition = self.condition.contiguous(condition);
        let (x1, x2) = (self.x1.contiguous(x1), self.x2.contiguous(x2));
        K::row(condition, x1, x2, out);
    }

    /// Writes a part of the result: a copy of one operand if the condition is one element. A contiguous operand of another
    /// dtype is converted in the loop that selects.
    #[inline(always)]
    fn convert_and_select<K: WhereKernel<B>>(
        &mut self,
        condition: OperandSlice<'_, bool>,
        x1: OperandSlice<'_, B>,
        x2: OperandSlice<'_, B>,
        out: &mut [MaybeUninit<B>],
    ) {
        if let Some(condition) = condition.repeated() {
            let chosen = if condition { x1 } else { x2 };
            chosen.gather_convert(out);
            return;
        }
        if let Some(select) = both_converted(x1, x2) {
            return select(x1, x2, self.condition.contiguous(condition), out);
        }
        let (converted, when, other, buffer) = if x2.is_contiguous_of_other_dtype() {
            (x2, false, x1, &mut self.x1)
        } else if x1.is_contiguous_of_other_dtype() {
            (x1, true, x2, &mut self.x2)
        } else {
            return self.select::<K>(condition, x1, x2, out);
        };
        let condition = self.condition.contiguous(condition);
        select_converted(converted, when, condition, buffer.contiguous(other), out);
    }
}

/// The buffer of one operand. It knows its elements by the address of the first. So all slices that it is used for must
/// have the same stride.
struct Buffer<'b, B> {
    slots: &'b mut [MaybeUninit<B>],
    /// The first element that the buffer holds, and how many it holds.
    held: (*const (), usize),
}

impl<'b, B: Element> Buffer<'b, B> {
    fn new(slots: &'b mut [MaybeUninit<B>]) -> Self {
        Self {
            slots,
            held: (core::ptr::null(), 0),
        }
    }

    /// The elements in place, or else copied into the buffer.
    ///
    /// # Panics
    ///
    /// If the elements need a buffer and do not fit.
    #[inline(always)]
    fn contiguous<'c>(&'c mut self, from: OperandSlice<'c, B>) -> &'c [B] {
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
