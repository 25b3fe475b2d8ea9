//! `where_`: elements of one array or another, by a condition, converted to the promoted dtype.
//!
//! Kernels see operands that have been broadcast to one shape, with stride 0 where they stretch. A row is selected in
//! parts that fit the first cache: each operand's part is its own memory where that is contiguous and of the result's
//! dtype, else a buffer that it is converted, gathered or repeated into. So a conversion is compiled once for each dtype
//! and its wider one, not for each pair; and what selects is `bits`, one kernel for each width.

pub(crate) mod bits;

use crate::Error;
use crate::element::{Element, Rows};
use crate::layout::Out;
use crate::simd::multiversion;
use crate::table::{Convert, Holds, Promotion};
use core::any::TypeId;
use core::mem::MaybeUninit;
use ndarray::{
    ArrayView, ArrayView1, ArrayViewMut, ArrayViewMut1, Dimension, Ix0, Ix1, RemoveAxis, s,
};

/// The operands: the condition and the two arrays.
pub type Operands<'a, A, B, D> = (
    ArrayView<'a, bool, D>,
    ArrayView<'a, A, D>,
    ArrayView<'a, B, D>,
);

/// Elements that are selected at a time where an operand needs a buffer.
const PART: usize = 1024;

/// Rank 0: one element.
pub fn rank0<'out, M: Promotion<A, B>, A: Element, B: Element>(
    (condition, x1, x2): Operands<'_, A, B, Ix0>,
    out: Out<'out, M::Output, Ix0>,
) -> Result<ArrayViewMut<'out, M::Output, Ix0>, Error> {
    let chosen = if *condition.into_scalar() {
        <M as Convert<A, M::Output>>::convert(*x1.into_scalar())
    } else {
        <M as Convert<B, M::Output>>::convert(*x2.into_scalar())
    };
    Ok(out.write_all(chosen))
}

/// Rank 1: a row.
pub fn rank1<'out, M: Promotion<A, B>, A: Element, B: Element>(
    operands: Operands<'_, A, B, Ix1>,
    out: Out<'out, M::Output, Ix1>,
) -> Result<ArrayViewMut1<'out, M::Output>, Error> {
    check(&operands, &out)?;
    let (condition, x1, x2) = operands;
    let whole = (
        condition.to_slice(),
        own::<A, M::Output>(&x1),
        own::<B, M::Output>(&x2),
    );
    if let (Some(condition), Some(x1), Some(x2)) = whole {
        return Ok(out.write_parts(usize::MAX, |start, out| {
            let part = start..start + out.len();
            let (condition, x1, x2) = (&condition[part.clone()], &x1[part.clone()], &x2[part]);
            <M as Holds<M::Output>>::Rows::select(condition, x1, x2, out);
        }));
    }
    Ok(in_parts::<M, A, B>((condition, x1, x2), out))
}

/// A row of which an operand needs a buffer.
#[inline(never)]
fn in_parts<'out, M: Promotion<A, B>, A: Element, B: Element>(
    (condition, x1, x2): Operands<'_, A, B, Ix1>,
    out: Out<'out, M::Output, Ix1>,
) -> ArrayViewMut1<'out, M::Output> {
    let mut buffers = (
        [const { MaybeUninit::uninit() }; PART],
        [const { MaybeUninit::uninit() }; PART],
        [const { MaybeUninit::uninit() }; PART],
    );
    let mut condition = Parts::new(condition, &mut buffers.0, copy);
    let mut x1 = Parts::new(x1, &mut buffers.1, convert::<M, A, M::Output>);
    let mut x2 = Parts::new(x2, &mut buffers.2, convert::<M, B, M::Output>);
    out.write_parts(PART, |start, out| {
        let len = out.len();
        let (condition, x1, x2) = (
            condition.get(start, len),
            x1.get(start, len),
            x2.get(start, len),
        );
        <M as Holds<M::Output>>::Rows::select(condition, x1, x2, out);
    })
}

/// An operand's row, part by part, as contiguous elements of the result's type.
struct Parts<'a, 'b, T, R> {
    source: Source<'a, T, R>,
    buffer: &'b mut [MaybeUninit<R>; PART],
    convert: fn(&[T], &mut [MaybeUninit<R>]),
}

/// Where a part comes from.
enum Source<'a, T, R> {
    /// The row's own memory.
    Own(&'a [R]),
    /// Elements to be converted.
    Contiguous(&'a [T]),
    /// Elements to be gathered and converted.
    Strided(ArrayView1<'a, T>),
    /// One element, already repeated in that much of the buffer.
    Repeated(usize),
}

impl<'a, 'b, T: Element, R: Element> Parts<'a, 'b, T, R> {
    fn new(
        row: ArrayView1<'a, T>,
        buffer: &'b mut [MaybeUninit<R>; PART],
        convert: fn(&[T], &mut [MaybeUninit<R>]),
    ) -> Self {
        let source = if let Some(own) = own(&row) {
            Source::Own(own)
        } else if let Some(elements) = row.to_slice() {
            Source::Contiguous(elements)
        } else if let ([0], Some(&element)) = (row.strides(), row.first()) {
            let mut converted = [MaybeUninit::uninit()];
            convert(&[element], &mut converted);
            let len = row.len().min(PART);
            buffer[..len].fill(converted[0]);
            Source::Repeated(len)
        } else {
            Source::Strided(row)
        };
        Self {
            source,
            buffer,
            convert,
        }
    }

    /// The elements from `start` on, at most a part.
    fn get(&mut self, start: usize, len: usize) -> &[R] {
        match self.source {
            Source::Own(elements) => return &elements[start..start + len],
            Source::Contiguous(elements) => {
                (self.convert)(&elements[start..start + len], &mut self.buffer[..len]);
            }
            Source::Strided(row) => {
                gather(
                    row.slice(s![start..start + len]),
                    &mut self.buffer[..len],
                    self.convert,
                );
            }
            Source::Repeated(repeated) => {
                assert!(len <= repeated, "no part is longer than the row");
            }
        }
        // SAFETY: `new` has repeated an element in as much of the buffer, or one of the two above has written all of it,
        // for a conversion writes each element of its target.
        unsafe { self.buffer[..len].assume_init_ref() }
    }
}

/// A row's own memory, if it is contiguous and of the result's type.
fn own<'a, T: Element, R: Element>(row: &ArrayView1<'a, T>) -> Option<&'a [R]> {
    if TypeId::of::<T>() != TypeId::of::<R>() {
        return None;
    }
    let elements = row.to_slice()?;
    // SAFETY: T and R are one type.
    Some(unsafe { core::slice::from_raw_parts(elements.as_ptr().cast(), elements.len()) })
}

/// Elements that are not contiguous, converted.
fn gather<T: Element, R: Element>(
    row: ArrayView1<'_, T>,
    to: &mut [MaybeUninit<R>],
    convert: fn(&[T], &mut [MaybeUninit<R>]),
) {
    let Some(&first) = row.first() else { return };
    let mut elements = [first; 64];
    for (part, to) in row
        .axis_chunks_iter(ndarray::Axis(0), 64)
        .zip(to.chunks_mut(64))
    {
        let elements = &mut elements[..part.len()];
        for (slot, &element) in elements.iter_mut().zip(&part) {
            *slot = element;
        }
        convert(elements, to);
    }
}

/// Elements of the result's type already.
fn copy<T: Element>(from: &[T], to: &mut [MaybeUninit<T>]) {
    to.write_copy_of_slice(from);
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
struct By<M, A, R>(core::marker::PhantomData<(M, A, R)>);

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

/// Rank N, by the kernel of rank N - 1.
pub fn outer<'out, R: Element, A: Element, B: Element, D: RemoveAxis>(
    operands: &Operands<'_, A, B, D>,
    out: Out<'out, R, D>,
    inner: impl for<'o> Fn(
        Operands<'_, A, B, D::Smaller>,
        Out<'o, R, D::Smaller>,
    ) -> Result<ArrayViewMut<'o, R, D::Smaller>, Error>,
) -> Result<ArrayViewMut<'out, R, D>, Error> {
    check(operands, &out)?;
    let (condition, x1, x2) = operands;
    let mut parts = condition
        .outer_iter()
        .zip(x1.outer_iter())
        .zip(x2.outer_iter());
    out.write_outer(&mut |out| match parts.next() {
        Some(((condition, x1), x2)) => inner((condition, x1, x2), out),
        None => unreachable!("all operands have one length"),
    })
}

fn check<A, B, R: Copy, D: Dimension>(
    (condition, x1, x2): &Operands<'_, A, B, D>,
    out: &Out<'_, R, D>,
) -> Result<(), Error> {
    out.expect_shape(condition.shape())?;
    out.expect_shape(x1.shape())?;
    out.expect_shape(x2.shape())
}
