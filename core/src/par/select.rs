//! `where_` on several threads: each writes a part of the result.
//!
//! Most tables have a function for each pair of dtypes. So what does not depend on the pair is compiled once, or once per dtype of
//! the result: [`cut`] and [`written`].

use super::cut::{Cut, Least, many, threads};
use super::{Par, try_each};
use crate::array::out::{Out, Wrapped, try_filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::broadcast_shape;
use crate::ops::operand::element;
use crate::ops::where_::{self as select, HasWhere, WeakScalar};
use crate::table::HasDType;
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ops::Range;
use ndarray::{ArrayViewD, ArrayViewMutD, Axis, IxDyn, Slice, arr0};

/// `where_`, for a pair of dtypes.
pub fn where_<M: HasWhere<A, B>, A: Element, B: Element>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, A>,
    x2: &ArrayViewD<'_, B>,
    par: Par,
) -> Result<M::Array, Error> {
    let shapes = [condition.shape(), x1.shape(), x2.shape()];
    let Some((shape, cut)) = cut(&shapes, size_of::<M::Output>(), par) else {
        return select::dynamic::<M, A, B>(condition, x1, x2);
    };
    let write: &Write<'_, M::Output> = &|range, out| {
        let condition = part(condition, &shape, cut.axis, &range)?;
        let (x1, x2) = (
            part(x1, &shape, cut.axis, &range)?,
            part(x2, &shape, cut.axis, &range)?,
        );
        select::kernel::<M, A, B, IxDyn>(&condition, &x1, &x2, Out::from(out)).map(|_| ())
    };
    // SAFETY: unless there is an error, the kernel has written every element of the part.
    unsafe { written::<M, M::Output>(&shape, cut, write) }
}

/// `where_` with a scalar as one of the two operands, for a dtype.
pub fn where_scalar<M: HasWhere<T, T, Output = T>, T: Element>(
    condition: &ArrayViewD<'_, bool>,
    array: &ArrayViewD<'_, T>,
    scalar: WeakScalar,
    par: Par,
) -> Result<M::Array, Error> {
    let element = arr0(element::<M, T>(scalar.scalar())?).into_dyn();
    match scalar {
        WeakScalar::X1(_) => where_::<M, T, T>(condition, &element.view(), array, par),
        WeakScalar::X2(_) => where_::<M, T, T>(condition, array, &element.view(), par),
    }
}

/// Writes the part of a result that has these indices along the axis that is cut.
type Write<'a, R> =
    dyn Fn(Range<usize>, ArrayViewMutD<'_, MaybeUninit<R>>) -> Result<(), Error> + Sync + 'a;

/// The result, written in parts.
///
/// # Safety
///
/// `write` writes every element of a part, or returns an error.
unsafe fn written<M: HasDType<R>, R: Element>(
    shape: &[usize],
    cut: Cut,
    write: &Write<'_, R>,
) -> Result<M::Array, Error> {
    let write = |slots: &mut [MaybeUninit<R>]| {
        let out = ArrayViewMutD::from_shape(IxDyn(shape), slots);
        let out = out.map_err(|_| mismatch(shape))?;
        let ranges = cut.ranges(shape[cut.axis]);
        let parts = ranges.zip(cut.views_mut(out, cut.axis)).collect();
        try_each(parts, cut.threads, |(range, out)| write(range, out))
    };
    // SAFETY: the parts are all of the result, and `write` writes every element of each.
    unsafe { try_filled::<R, Wrapped<M>>(shape, write) }
}

/// The part of an operand, broadcast to the shape of the result, that has these indices along an axis.
fn part<'a, T>(
    x: &'a ArrayViewD<'_, T>,
    shape: &[usize],
    axis: usize,
    range: &Range<usize>,
) -> Result<ArrayViewD<'a, T>, Error> {
    let mut part = x.broadcast(IxDyn(shape)).ok_or_else(|| mismatch(shape))?;
    part.slice_axis_inplace(Axis(axis), Slice::from(range.clone()));
    Ok(part)
}

#[cold]
fn mismatch(shape: &[usize]) -> Error {
    Error::ShapeMismatch {
        expected: shape.to_vec(),
        found: Vec::new(),
    }
}

/// The shape of a result whose elements have `size` bytes, and how it is cut: along the first axis that is long enough, so that
/// parts are long in memory. There is none if it is not cut, or if the shapes cannot be broadcast together.
fn cut(shapes: &[&[usize]], size: usize, par: Par) -> Option<(Vec<usize>, Cut)> {
    let shape = broadcast_shape(shapes)?;
    let len = shape
        .iter()
        .fold(1_usize, |len, &axis| len.saturating_mul(axis));
    let bytes = len.saturating_mul(size);
    let threads = threads(bytes, Least::of_writes(), par);
    if threads < 2 {
        return None;
    }
    let most = shape.iter().max()?;
    let axis = shape
        .iter()
        .position(|len| *len >= threads || len == most)?;
    let parts = many(threads, bytes).min(shape[axis]);
    (parts > 1).then(|| {
        let cut = Cut {
            axis,
            parts,
            threads,
        };
        (shape.to_vec(), cut)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_axis_that_is_long_enough_is_cut() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(8).build();
        pool.expect("threads").install(|| {
            let axis = |shape: &[usize]| {
                cut(&[shape], size_of::<f32>(), Par::rayon(8)).map(|(_, cut)| cut.axis)
            };
            // Shorter than all parts, and not shorter than the number of threads.
            assert_eq!(axis(&[30, 30, 30, 60]), Some(0));
            assert_eq!(axis(&[7, 9, 100_000]), Some(1));
            // The first of the longest ones.
            assert_eq!(axis(&[2, 7, 7, 7, 7, 7, 7, 7]), Some(1));
            assert_eq!(axis(&[7, 9]), None);
        });
    }
}
