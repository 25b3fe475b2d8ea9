//! `where_`: elements of one array or another, by a condition, converted to the promoted dtype.
//!
//! ```text
//! for each row of the four arrays (condition, x1, x2, out), stretched to one shape:
//!     for each part that fits the first cache:
//!         if the condition is one element: copy x1's part, or x2's, to out
//!         else out = select(condition's part, x1's, x2's)
//! ```
//!
//! 1. A part of an operand is its own memory where that is contiguous and of the result's dtype. Elements of another dtype
//!    are converted while they are selected, in the same loop: by way of a buffer it took half as long again. All else is
//!    converted, gathered or repeated into a buffer, as is the first of two operands that both need conversion. What a buffer
//!    holds is not made again: a row that is stretched over many is gathered once, and so is a single element.
//! 2. An `Operand` knows how its elements become elements of the result. All the rest depends on the result's dtype
//!    alone, so that it is compiled 13 times for the standard's table and not for each of 73 pairs, each of some ranks.
//! 3. What selects is `bits`, one kernel for each width, or the operand's own, one for each conversion.
//! 4. Arrays that are whole rows of one dtype are selected before anything is written about them: eight elements take
//!    less time than it takes to write down what is known of three operands.

mod aligned_stores;
mod bits;
mod dtype;
mod entry;
mod operand;

pub use dtype::WhereOps;
pub use entry::*;

use crate::array::out::{NewOutput, Out, filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::{
    Axes, Axis, Scratch, Shape, Strided, StridedMut, broadcast_shape, expect_shape, row_major,
    same_shape, stretched,
};
use crate::table::HasDType;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::slice;
use ndarray::{ArrayBase, ArrayView, ArrayViewMut, Data, Dimension};
use operand::Operand;

/// Bytes of the buffer of an operand.
const PART: usize = 8192;

/// The kernel of any rank: all operands have one shape, which is that of `out`.
#[inline]
pub fn kernel<'out, M: HasWhere<A, B>, A: Element, B: Element, D: Dimension>(
    condition: &ArrayView<'_, bool, D>,
    x1: &ArrayView<'_, A, D>,
    x2: &ArrayView<'_, B, D>,
    mut out: Out<'out, M::Output, D>,
) -> Result<ArrayViewMut<'out, M::Output, D>, Error> {
    type OpsOf<M, R> = <M as HasDType<R>>::Ops;
    let inputs = Inputs::of(condition, x1, x2);
    let room = out.strided();
    if !inputs.write_if_whole::<OpsOf<M, M::Output>, _>(&room) {
        inputs.operands::<M>().exact::<OpsOf<M, M::Output>>(&room)?;
    }
    // SAFETY: every element has been written.
    Ok(unsafe { out.written() })
}

/// The condition and the two arrays.
#[derive(Debug)]
pub(crate) struct Inputs<'a, A, B> {
    condition: Strided<'a, bool>,
    x1: Strided<'a, A>,
    x2: Strided<'a, B>,
}

impl<'a, A: Element, B: Element> Inputs<'a, A, B> {
    #[inline]
    pub(crate) fn of<C: Dimension, D: Dimension, E: Dimension>(
        condition: &'a ArrayBase<impl Data<Elem = bool>, C>,
        x1: &'a ArrayBase<impl Data<Elem = A>, D>,
        x2: &'a ArrayBase<impl Data<Elem = B>, E>,
    ) -> Self {
        Self {
            condition: Strided::of(condition),
            x1: Strided::of(x1),
            x2: Strided::of(x2),
        }
    }

    /// Writes the result to memory of the caller's, if all are whole; answers whether.
    #[inline]
    pub(crate) fn write_if_whole<O: WhereOps<R>, R: Element>(
        &self,
        out: &StridedMut<'_, R>,
    ) -> bool {
        let Some(whole) = self.whole(out.shape(), out.strides()) else {
            return false;
        };
        // SAFETY: `out` has as many elements side by side.
        let out = unsafe { slice::from_raw_parts_mut(out.as_mut_ptr().cast(), whole.x1.len()) };
        O::row(whole.condition, whole.x1, whole.x2, out);
        true
    }

    /// The elements, if these and an array of that shape and strides have one shape, lie in row-major order and are of one
    /// dtype, which is the result's.
    #[inline]
    fn whole<R: Element>(&self, shape: &[usize], strides: &[isize]) -> Option<Contiguous<'a, R>> {
        let (x1, x2) = (self.x1.as_of()?, self.x2.as_of()?);
        Contiguous::of(self.condition, x1, x2, shape, strides)
    }

    /// The shape of `x1` and the elements of all three, if they are [`whole`](Self::whole) in it.
    #[inline]
    pub(crate) fn whole_like_x1<R: Element>(&self) -> Option<(&'a [usize], Contiguous<'a, R>)> {
        let (shape, strides) = (self.x1.shape(), self.x1.strides());
        Some((shape, self.whole(shape, strides)?))
    }

    /// These inputs, if both arrays are of that type.
    #[inline]
    pub(crate) fn of_one_dtype<R: Element>(&self) -> Option<Inputs<'a, R, R>> {
        Some(Inputs {
            condition: self.condition,
            x1: self.x1.as_of()?,
            x2: self.x2.as_of()?,
        })
    }

    /// The arrays as what becomes elements of the result.
    #[inline]
    pub(crate) fn operands<M: HasWhere<A, B>>(&self) -> Operands<'a, M::Output> {
        Operands {
            condition: Operand::own(self.condition),
            x1: Operand::of::<M, A>(self.x1),
            x2: Operand::of::<M, B>(self.x2),
        }
    }
}

impl<'a, R: Element> Inputs<'a, R, R> {
    /// The arrays as operands that are of the result's dtype.
    pub(crate) fn alike(&self) -> Operands<'a, R> {
        Operands {
            condition: Operand::own(self.condition),
            x1: Operand::own(self.x1),
            x2: Operand::own(self.x2),
        }
    }
}

/// Inputs that are a row each, of the result's dtype: there is nothing to do but to select.
#[derive(Debug)]
pub(crate) struct Contiguous<'a, R> {
    condition: &'a [bool],
    x1: &'a [R],
    x2: &'a [R],
}

impl<'a, R: Element> Contiguous<'a, R> {
    /// See [`Inputs::whole`].
    #[inline(always)]
    fn of(
        condition: Strided<'a, bool>,
        x1: Strided<'a, R>,
        x2: Strided<'a, R>,
        shape: &[usize],
        strides: &[isize],
    ) -> Option<Self> {
        let arrays = [
            (condition.shape(), condition.strides()),
            (x1.shape(), x1.strides()),
            (x2.shape(), x2.strides()),
            (shape, strides),
        ];
        let ndim = shape.len();
        let mut is_whole = arrays.iter().all(|(shape, _)| shape.len() == ndim);
        let mut behind = 1;
        for axis in (0..if is_whole { ndim } else { 0 }).rev() {
            let len = shape[axis];
            for (shape, strides) in arrays {
                is_whole &= shape[axis] == len;
                is_whole &= len == 1 || strides[axis] == behind;
            }
            behind *= len.cast_signed();
        }
        let len = behind.unsigned_abs();
        is_whole.then(|| Self {
            // SAFETY: the elements of each lie side by side.
            condition: unsafe { slice::from_raw_parts(condition.as_ptr(), len) },
            // SAFETY: the same.
            x1: unsafe { slice::from_raw_parts(x1.as_ptr(), len) },
            // SAFETY: the same.
            x2: unsafe { slice::from_raw_parts(x2.as_ptr(), len) },
        })
    }

    /// The result, as a new array. It has that shape, as the inputs do.
    #[inline]
    pub(crate) fn fresh<O: WhereOps<R>, F: NewOutput<R>>(
        self,
        shape: &[usize],
    ) -> Result<F::Array, Error> {
        let select = |out: &mut _| O::row(self.condition, self.x1, self.x2, out);
        // SAFETY: each element is written.
        unsafe { filled::<_, F>(shape, select) }
    }
}

/// The condition and the two arrays, as what becomes elements of `R`.
#[derive(Debug)]
pub(crate) struct Operands<'a, R> {
    condition: Operand<'a, bool>,
    x1: Operand<'a, R>,
    x2: Operand<'a, R>,
}

impl<R: Element> Operands<'_, R> {
    /// The shape that the operands broadcast to.
    fn shape(&self) -> Result<Shape, Error> {
        broadcast_shape(&[self.condition.shape, self.x1.shape, self.x2.shape])
    }

    /// The result, as a new array.
    #[inline(never)]
    pub(crate) fn fresh<O: WhereOps<R>, F: NewOutput<R>>(&self) -> Result<F::Array, Error> {
        let shape = self.shape()?;
        let strides = row_major(&shape);
        let write =
            |out: &mut _| self.write_rows::<O>(&StridedMut::spare_capacity(out, &shape, &strides));
        // SAFETY: `write_rows` writes an element for each position of the shape.
        unsafe { filled::<_, F>(&shape, write) }
    }

    /// The result, in memory of the caller's that has the shape of the result.
    #[inline(never)]
    pub(crate) fn given<O: WhereOps<R>>(&self, out: &StridedMut<'_, R>) -> Result<(), Error> {
        let shape = self.shape()?;
        let common = broadcast_shape(&[&shape, out.shape()]);
        if !common.is_ok_and(|common| same_shape(&common, out.shape())) {
            return Err(Error::BroadcastTo {
                shape: shape.to_vec(),
                to: out.shape().to_vec(),
            });
        }
        self.write_rows::<O>(out);
        Ok(())
    }

    /// The same where all shapes are one: every element of `out` is written, or there is an error.
    #[inline(never)]
    fn exact<O: WhereOps<R>>(&self, out: &StridedMut<'_, R>) -> Result<(), Error> {
        for expected in [self.condition.shape, self.x1.shape, self.x2.shape] {
            expect_shape(expected, out.shape())?;
        }
        self.write_rows::<O>(out);
        Ok(())
    }

    /// Writes every element of `out`, to whose shape the operands broadcast, row by row.
    #[inline(never)]
    fn write_rows<O: WhereOps<R>>(&self, out: &StridedMut<'_, R>) {
        if out.shape().contains(&0) {
            return;
        }
        let ndim = out.shape().len();
        let mut axes = Axes::new(&mut (0..ndim).map(|axis| Axis {
            len: out.shape()[axis],
            strides: [
                stretched(self.condition.shape, self.condition.strides, ndim, axis),
                stretched(self.x1.shape, self.x1.strides, ndim, axis),
                stretched(self.x2.shape, self.x2.strides, ndim, axis),
                out.strides()[axis],
            ],
        }));
        axes.sort_by(3);
        let inner = axes.inner();
        let mut buffers = (
            Scratch::<bool, PART>::new(),
            Scratch::<R, PART>::new(),
            Scratch::<R, PART>::new(),
        );
        let mut row = Row::<R, O> {
            len: inner.len,
            condition: Part::new(&self.condition, inner.strides[0], buffers.0.slots()),
            x1: Part::new(&self.x1, inner.strides[1], buffers.1.slots()),
            x2: Part::new(&self.x2, inner.strides[2], buffers.2.slots()),
            out: inner.strides[3],
            rows: PhantomData,
        };
        let most = row.most();
        let is_one_part = row.out == 1 && row.len <= most;
        axes.each_row(&mut |[c, a, b, o]| {
            let out = out.as_mut_ptr().wrapping_offset(o).cast();
            if is_one_part {
                // SAFETY: the rows of `axes` are those of `out`, here side by side.
                let out = unsafe { slice::from_raw_parts_mut(out, row.len) };
                // SAFETY: and those of the operands, each stretched to its shape.
                unsafe { row.part([c, a, b], out) };
            } else {
                // SAFETY: the rows are those of `out` and of the operands.
                unsafe { row.by_parts(most, [c, a, b], out) };
            }
        });
    }
}

/// The rows of the operands, one after the other.
struct Row<'a, 'b, R, O> {
    len: usize,
    condition: Part<'a, 'b, bool>,
    x1: Part<'a, 'b, R>,
    x2: Part<'a, 'b, R>,
    /// How far apart the elements of the result are.
    out: isize,
    rows: PhantomData<O>,
}

impl<R: Element, O: WhereOps<R>> Row<'_, '_, R, O> {
    /// The longest part: where no operand needs a buffer there is no need to cut.
    fn most(&self) -> usize {
        let is_row = self.out == 1
            && self.condition.stride == 1
            && self.x1.stride == 1
            && self.x2.stride == 1;
        if is_row && (self.x1.is_itself() || self.x2.is_itself()) {
            usize::MAX
        } else {
            Scratch::<R, PART>::LEN.min(PART)
        }
    }

    /// Writes a row of the result by parts of at most that length.
    ///
    /// # Safety
    ///
    /// The operands have a row at their offset, and the result has room for one at `out`.
    #[inline(never)]
    unsafe fn by_parts(&mut self, most: usize, [c, a, b]: [isize; 3], out: *mut MaybeUninit<R>) {
        let mut start = 0;
        while start < self.len {
            let len = most.min(self.len - start);
            let at = start.cast_signed();
            let out = out.wrapping_offset(at * self.out);
            let offsets = [
                c + at * self.condition.stride,
                a + at * self.x1.stride,
                b + at * self.x2.stride,
            ];
            if self.out == 1 {
                // SAFETY: the caller has room for the part, side by side.
                let part = unsafe { slice::from_raw_parts_mut(out, len) };
                // SAFETY: the operands have the part.
                unsafe { self.part(offsets, part) };
            } else {
                let mut buffer = Scratch::<R, PART>::new();
                let part = &mut buffer.slots()[..len];
                // SAFETY: the operands have the part.
                unsafe { self.part(offsets, part) };
                for (at, &element) in part.iter().enumerate() {
                    let place = out.wrapping_offset(at.cast_signed() * self.out);
                    // SAFETY: the caller has room for the part at this distance.
                    unsafe { place.write(element) };
                }
            }
            start += len;
        }
    }

    /// Writes all of a part of the result. It is no longer than a buffer, where an operand needs one.
    ///
    /// # Safety
    ///
    /// The operands have as many elements there.
    #[inline(never)]
    unsafe fn part(&mut self, [c, a, b]: [isize; 3], out: &mut [MaybeUninit<R>]) {
        let len = out.len();
        let (x1, x2) = (self.x1.operand, self.x2.operand);
        if self.condition.stride == 0 && len > 1 {
            // SAFETY: the caller's promise.
            let (chosen, offset, stride) = match unsafe { self.condition.operand.elements(c, 1) } {
                [true] => (x1, a, self.x1.stride),
                _ => (x2, b, self.x2.stride),
            };
            // SAFETY: the operand has the elements.
            return unsafe { chosen.fetch(offset, stride, out) };
        }
        // SAFETY: the caller's promise.
        let condition = unsafe { self.condition.get(c, len) };
        match (
            x1.convert_selected(self.x1.stride),
            x2.convert_selected(self.x2.stride),
        ) {
            (_, Some(select)) => {
                // SAFETY: the caller's promise.
                let x1 = unsafe { self.x1.get(a, len) };
                // SAFETY: the function is that of `x2`, which has the elements side by side.
                unsafe { select(false, condition, x2.at(b), x1, out) }
            }
            (Some(select), None) => {
                // SAFETY: the caller's promise.
                let x2 = unsafe { self.x2.get(b, len) };
                // SAFETY: the function is that of `x1`, which has the elements side by side.
                unsafe { select(true, condition, x1.at(a), x2, out) }
            }
            (None, None) => {
                // SAFETY: the caller's promise.
                let x1 = unsafe { self.x1.get(a, len) };
                // SAFETY: the same.
                let x2 = unsafe { self.x2.get(b, len) };
                O::row(condition, x1, x2, out);
            }
        }
    }
}

/// A part of an operand's row as contiguous elements.
struct Part<'a, 'b, R> {
    operand: &'b Operand<'a, R>,
    /// How far apart the elements of the row are.
    stride: isize,
    buffer: &'b mut [MaybeUninit<R>],
    /// From where, and how many elements, the buffer holds.
    held: (*const (), usize),
}

impl<'a, 'b, R: Element> Part<'a, 'b, R> {
    fn new(operand: &'b Operand<'a, R>, stride: isize, buffer: &'b mut [MaybeUninit<R>]) -> Self {
        Self {
            operand,
            stride,
            buffer,
            held: (core::ptr::null(), 0),
        }
    }

    /// Whether its own memory is contiguous, and of the result's dtype.
    fn is_itself(&self) -> bool {
        self.operand.is_own() && self.stride == 1
    }

    /// So many elements from an offset on.
    ///
    /// # Safety
    ///
    /// The operand has them, and they are not more than the buffer holds, unless it is itself the part.
    #[inline(always)]
    unsafe fn get(&mut self, offset: isize, len: usize) -> &[R] {
        if self.is_itself() {
            // SAFETY: the elements are of `R`, and the caller says that they are there.
            return unsafe { self.operand.elements(offset, len) };
        }
        let from = self.operand.at(offset);
        let buffer = &mut self.buffer[..len];
        if self.held.0 != from || self.held.1 < len {
            // SAFETY: the operand has the elements.
            unsafe { self.operand.fetch(offset, self.stride, buffer) };
            self.held = (from, len);
        }
        // SAFETY: as many elements have been written to the buffer, now or before.
        unsafe { buffer.assume_init_ref() }
    }
}
