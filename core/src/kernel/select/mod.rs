//! `where_`: elements of one array or another, by a condition, converted to the promoted dtype.
//!
//! ```text
//! for each row of the four arrays (condition, x1, x2, out), stretched to one shape:
//!     for each part that fits the first cache:
//!         if the condition is one element: copy x1's part, or x2's, to out
//!         else out = select(condition's part, x1's, x2's)
//! ```
//!
//! 1. A part of an operand is its own memory where that is contiguous and of the result's dtype; else a buffer that it is
//!    converted, gathered or repeated into. What a buffer holds is not made again: a row that is stretched over many is
//!    converted once, and so is a single element.
//! 2. An `Operand` knows how its elements become elements of the result. All the rest depends on the result's dtype
//!    alone, so that it is compiled 13 times for the standard's table and not for each of 73 pairs, each of some ranks.
//! 3. What selects is `bits`, one kernel for each width.

pub(crate) mod bits;

use crate::Error;
use crate::element::{Element, Rows};
use crate::layout::{
    Axes, Axis, Lane, Out, Scratch, Shape, Strided, StridedMut, broadcast_shape, filled, row_major,
    stretched,
};
use crate::simd::multiversion;
use crate::table::{Convert, Holds, Promotion};
use core::any::TypeId;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::slice;
use ndarray::{Array, ArrayBase, ArrayView, ArrayViewMut, Data, Dimension};

/// Bytes of the buffer of an operand.
const PART: usize = 8192;

/// The kernel of any rank: all operands have one shape, which is that of `out`.
pub fn kernel<'out, M: Promotion<A, B>, A: Element, B: Element, D: Dimension>(
    condition: &ArrayView<'_, bool, D>,
    x1: &ArrayView<'_, A, D>,
    x2: &ArrayView<'_, B, D>,
    mut out: Out<'out, M::Output, D>,
) -> Result<ArrayViewMut<'out, M::Output, D>, Error> {
    type RowsOf<M, R> = <M as Holds<R>>::Rows;
    let inputs = Inputs::of(condition, x1, x2);
    let room = out.strided();
    match inputs.whole(room.shape(), room.strides()) {
        Some(whole) => whole.given::<RowsOf<M, M::Output>>(&room),
        None => inputs
            .operands::<M>()
            .exact::<RowsOf<M, M::Output>>(&room)?,
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

    /// The elements, if these and an array of that shape and strides have one shape, lie in row-major order and are of one
    /// dtype, which is the result's.
    #[inline(always)]
    pub(crate) fn whole<R: Element>(
        &self,
        shape: &[usize],
        strides: &[isize],
    ) -> Option<Whole<'a, R>> {
        let is_own =
            TypeId::of::<A>() == TypeId::of::<R>() && TypeId::of::<B>() == TypeId::of::<R>();
        let arrays = [
            (self.condition.shape(), self.condition.strides()),
            (self.x1.shape(), self.x1.strides()),
            (self.x2.shape(), self.x2.strides()),
            (shape, strides),
        ];
        let ndim = shape.len();
        let mut is_whole = is_own && arrays.iter().all(|(shape, _)| shape.len() == ndim);
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
        is_whole.then(|| Whole {
            // SAFETY: the elements of each lie side by side, and are of the type R.
            condition: unsafe { slice::from_raw_parts(self.condition.first(), len) },
            // SAFETY: the same.
            x1: unsafe { slice::from_raw_parts(self.x1.first().cast(), len) },
            // SAFETY: the same.
            x2: unsafe { slice::from_raw_parts(self.x2.first().cast(), len) },
        })
    }

    /// The shape of `x1`, and its strides.
    #[inline]
    pub(crate) fn whole_like_x1<R: Element>(&self) -> Option<(&'a [usize], Whole<'a, R>)> {
        let (shape, strides) = (self.x1.shape(), self.x1.strides());
        Some((shape, self.whole(shape, strides)?))
    }

    /// The arrays as what becomes elements of the result.
    #[inline]
    pub(crate) fn operands<M: Promotion<A, B>>(&self) -> Operands<'a, M::Output> {
        Operands {
            condition: Operand::own(self.condition),
            x1: Operand::of::<M, A>(self.x1),
            x2: Operand::of::<M, B>(self.x2),
        }
    }
}

/// Inputs that are a row each, of the result's dtype: there is nothing to do but to select.
#[derive(Debug)]
pub(crate) struct Whole<'a, R> {
    condition: &'a [bool],
    x1: &'a [R],
    x2: &'a [R],
}

impl<R: Element> Whole<'_, R> {
    /// The result, as an array of its own. It has that shape, as the inputs do.
    #[inline]
    pub(crate) fn fresh<S: Rows<R>, D: Dimension>(
        self,
        shape: &[usize],
    ) -> Result<Array<R, D>, Error> {
        // SAFETY: each element is written.
        unsafe {
            filled(shape, |out| {
                S::select(self.condition, self.x1, self.x2, out)
            })
        }
    }

    /// The result, in memory of the caller's that is a row as well.
    #[inline]
    pub(crate) fn given<S: Rows<R>>(self, out: &StridedMut<'_, R>) {
        // SAFETY: `out` has as many elements side by side.
        let out = unsafe { slice::from_raw_parts_mut(out.first().cast(), self.x1.len()) };
        S::select(self.condition, self.x1, self.x2, out);
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

    /// The result, as an array of its own. `D` is the rank that the operands broadcast to.
    #[inline(never)]
    pub(crate) fn fresh<S: Rows<R>, D: Dimension>(&self) -> Result<Array<R, D>, Error> {
        let shape = self.shape()?;
        let strides = row_major(&shape);
        // SAFETY: `write_rows` writes an element for each position of the shape.
        unsafe {
            filled(&shape, |out| {
                self.write_rows::<S>(&StridedMut::room(out, &shape, &strides));
            })
        }
    }

    /// The result, in memory of the caller's that has the shape of the result.
    #[inline(never)]
    pub(crate) fn given<S: Rows<R>>(&self, out: &StridedMut<'_, R>) -> Result<(), Error> {
        let shape = self.shape()?;
        let common = broadcast_shape(&[&shape, out.shape()]);
        if !common.is_ok_and(|common| common[..] == *out.shape()) {
            return Err(Error::BroadcastTo {
                shape: shape.to_vec(),
                to: out.shape().to_vec(),
            });
        }
        self.write_rows::<S>(out);
        Ok(())
    }

    /// The same where all shapes are one: every element of `out` is written, or there is an error.
    #[inline(never)]
    fn exact<S: Rows<R>>(&self, out: &StridedMut<'_, R>) -> Result<(), Error> {
        for expected in [self.condition.shape, self.x1.shape, self.x2.shape] {
            if out.shape() != expected {
                return Err(Error::ShapeMismatch {
                    expected: expected.to_vec(),
                    found: out.shape().to_vec(),
                });
            }
        }
        self.write_rows::<S>(out);
        Ok(())
    }

    /// Writes every element of `out`, to whose shape the operands broadcast, row by row.
    #[inline(never)]
    fn write_rows<S: Rows<R>>(&self, out: &StridedMut<'_, R>) {
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
        let mut row = Row::<R, S> {
            len: inner.len,
            condition: Part::new(&self.condition, inner.strides[0], buffers.0.slots()),
            x1: Part::new(&self.x1, inner.strides[1], buffers.1.slots()),
            x2: Part::new(&self.x2, inner.strides[2], buffers.2.slots()),
            out: inner.strides[3],
            rows: PhantomData,
        };
        // SAFETY: the rows of `axes` are those of `out` and of the operands, each stretched to its shape.
        axes.each_row(&mut |[c, a, b, o]| unsafe {
            row.write([c, a, b], out.first().wrapping_offset(o).cast());
        });
    }
}

/// An array whose elements become elements of `R`.
#[derive(Debug, Clone, Copy)]
struct Operand<'a, R> {
    first: *const (),
    shape: &'a [usize],
    strides: &'a [isize],
    /// Bytes of an element.
    size: usize,
    /// Whether the elements are of `R` already.
    is_own: bool,
    fetch: Fetch<R>,
}

/// Fills a buffer with elements, so many `stride` behind each other from a pointer on, which are converted on the way.
///
/// # Safety
///
/// The elements can be read, and are of the type that the function is for.
type Fetch<R> = unsafe fn(*const (), isize, &mut [MaybeUninit<R>]);

impl<'a, R: Element> Operand<'a, R> {
    /// Of the result's dtype.
    fn own(x: Strided<'a, R>) -> Self {
        Self {
            first: x.first().cast(),
            shape: x.shape(),
            strides: x.strides(),
            size: size_of::<R>(),
            is_own: true,
            fetch: fetch_own::<R>,
        }
    }

    /// Of any dtype below it.
    fn of<M: Convert<T, R>, T: Element>(x: Strided<'a, T>) -> Self {
        let is_own = TypeId::of::<T>() == TypeId::of::<R>();
        Self {
            first: x.first().cast(),
            shape: x.shape(),
            strides: x.strides(),
            size: size_of::<T>(),
            is_own,
            fetch: if is_own {
                fetch_own::<R>
            } else {
                fetch::<M, T, R>
            },
        }
    }

    /// So many elements from an offset on.
    ///
    /// # Safety
    ///
    /// They are there, of the type `R`, and side by side.
    unsafe fn elements(&self, offset: isize, len: usize) -> &'a [R] {
        // SAFETY: the caller's promise.
        unsafe { slice::from_raw_parts(self.at(offset).cast(), len) }
    }

    /// The element so many behind the first.
    fn at(&self, offset: isize) -> *const () {
        self.first
            .wrapping_byte_offset(offset * self.size.cast_signed())
    }
}

unsafe fn fetch_own<R: Element>(first: *const (), stride: isize, to: &mut [MaybeUninit<R>]) {
    let first = first.cast::<R>();
    if stride == 0 {
        // SAFETY: the caller's promise.
        to.fill(MaybeUninit::new(unsafe { *first }));
    } else {
        // SAFETY: the caller's promise.
        unsafe { Lane::new(first, stride, to.len()) }.gather(to);
    }
}

unsafe fn fetch<M: Convert<T, R>, T: Element, R: Element>(
    first: *const (),
    stride: isize,
    to: &mut [MaybeUninit<R>],
) {
    let first = first.cast::<T>();
    if stride == 0 {
        // SAFETY: the caller's promise.
        to.fill(MaybeUninit::new(M::convert(unsafe { *first })));
    } else {
        // SAFETY: the caller's promise.
        let lane = unsafe { Lane::new(first, stride, to.len()) };
        lane.each_part(|part, start| convert::<M, T, R>(part, &mut to[start..start + part.len()]));
    }
}

/// Elements converted to a wider dtype. All of `to` is written.
fn convert<M: Convert<A, R>, A: Element, R: Element>(from: &[A], to: &mut [MaybeUninit<R>]) {
    multiversion! {
        fn each<F: Conversion>(from: &[F::From], to: &mut [MaybeUninit<F::To>]) = F::each;
    }
    assert_eq!(from.len(), to.len(), "a conversion writes each element");
    each::<By<M, A, R>>(from, to);
}

/// A conversion as one type, which is what a multiversioned function can be generic over.
trait Conversion {
    type From;
    type To;
    fn each(from: &[Self::From], to: &mut [MaybeUninit<Self::To>]);
}

/// The conversion of a table.
struct By<M, A, R>(PhantomData<(M, A, R)>);

impl<M: Convert<A, R>, A: Element, R: Element> Conversion for By<M, A, R> {
    type From = A;
    type To = R;

    #[inline(always)]
    fn each(from: &[A], to: &mut [MaybeUninit<R>]) {
        for (to, &from) in to.iter_mut().zip(from) {
            to.write(M::convert(from));
        }
    }
}

/// The rows of the operands, one after the other.
struct Row<'a, 'b, R, S> {
    len: usize,
    condition: Part<'a, 'b, bool>,
    x1: Part<'a, 'b, R>,
    x2: Part<'a, 'b, R>,
    /// How far apart the elements of the result are.
    out: isize,
    rows: PhantomData<S>,
}

impl<R: Element, S: Rows<R>> Row<'_, '_, R, S> {
    /// Writes a row of the result.
    ///
    /// # Safety
    ///
    /// The operands have a row at their offset, and the result has room for one at `out`.
    unsafe fn write(&mut self, [c, a, b]: [isize; 3], out: *mut MaybeUninit<R>) {
        let most = self.most();
        let mut start = 0;
        while start < self.len {
            let len = most.min(self.len - start);
            let at = start.cast_signed();
            let out = out.wrapping_offset(at * self.out);
            let along = |offset: isize, stride: isize| offset + at * stride;
            let offsets = (
                along(c, self.condition.stride),
                along(a, self.x1.stride),
                along(b, self.x2.stride),
            );
            let mut buffer = Scratch::<R, PART>::new();
            let part = if self.out == 1 {
                // SAFETY: the caller has room for the part, side by side.
                unsafe { slice::from_raw_parts_mut(out, len) }
            } else {
                &mut buffer.slots()[..len]
            };
            // SAFETY: the operands have the part.
            unsafe { self.part(offsets, part) };
            if self.out != 1 {
                for (at, &element) in part.iter().enumerate() {
                    let place = out.wrapping_offset(at.cast_signed() * self.out);
                    // SAFETY: the caller has room for the part at this distance.
                    unsafe { place.write(element) };
                }
            }
            start += len;
        }
    }

    /// The longest part: where every array is its own part there is no need to cut.
    fn most(&self) -> usize {
        let is_whole = self.out == 1
            && self.condition.is_itself()
            && self.x1.is_itself()
            && self.x2.is_itself();
        if is_whole {
            usize::MAX
        } else {
            Scratch::<R, PART>::LEN.min(PART)
        }
    }

    /// Writes all of a part of the result. It is no longer than a buffer, where an operand needs one.
    ///
    /// # Safety
    ///
    /// The operands have as many elements there.
    #[inline(always)]
    unsafe fn part(&mut self, (c, a, b): (isize, isize, isize), out: &mut [MaybeUninit<R>]) {
        let len = out.len();
        if self.condition.stride == 0 && len > 1 {
            // SAFETY: the caller's promise.
            let (chosen, offset) = match unsafe { self.condition.operand.elements(c, 1) } {
                [true] => (&self.x1, a),
                _ => (&self.x2, b),
            };
            let Operand { fetch, .. } = chosen.operand;
            // SAFETY: the function is that of the operand, which has the elements.
            return unsafe { fetch(chosen.operand.at(offset), chosen.stride, out) };
        }
        // SAFETY: the caller's promise.
        let condition = unsafe { self.condition.get(c, len) };
        // SAFETY: the same.
        let x1 = unsafe { self.x1.get(a, len) };
        // SAFETY: the same.
        let x2 = unsafe { self.x2.get(b, len) };
        S::select(condition, x1, x2, out);
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
        self.operand.is_own && self.stride == 1
    }

    /// So many elements from an offset on.
    ///
    /// # Safety
    ///
    /// The operand has them, and they are not more than the buffer holds, unless it is itself the part.
    #[inline(always)]
    unsafe fn get(&mut self, offset: isize, len: usize) -> &[R] {
        let from = self.operand.at(offset);
        if self.is_itself() {
            // SAFETY: the elements are of `R`, and the caller says that they are there.
            return unsafe { self.operand.elements(offset, len) };
        }
        let buffer = &mut self.buffer[..len];
        if self.held.0 != from || self.held.1 < len {
            // SAFETY: the function is that of the operand, which has the elements.
            unsafe { (self.operand.fetch)(from, self.stride, buffer) };
            self.held = (from, len);
        }
        // SAFETY: as many elements have been written to the buffer, now or before.
        unsafe { buffer.assume_init_ref() }
    }
}

/// Any elements, one after the other.
#[inline(always)]
pub(crate) fn by_element<T: Copy>(
    condition: &[bool],
    x1: &[T],
    x2: &[T],
    out: &mut [MaybeUninit<T>],
) {
    for (((out, &condition), &x1), &x2) in out.iter_mut().zip(condition).zip(x1).zip(x2) {
        out.write(if condition { x1 } else { x2 });
    }
}
