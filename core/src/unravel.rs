//! `unravel_index`: positions in row-major order as one index per axis.
//!
//! A position is divided by the length of the last axis. The remainder is the index along this axis, and the quotient is
//! the position in an array without it. So there is one division per axis and position. The array for the first axis
//! holds the quotients meanwhile, and in the end the indices along it.

use crate::array::out::{OfRank, zeros};
use crate::error::Error;
use crate::index::Index;
use alloc::vec::Vec;
use ndarray::{Array, ArrayRef, ArrayView, Axis, Dimension, Zip};

/// The indices along each axis of an array of shape `shape`, of elements that are given by their positions in row-major
/// order.
///
/// `indices` has any shape. The result is one array per axis of `shape`, each of the shape of `indices`. The function takes
/// what [`argmax`](crate::argmax), [`argmin`](crate::argmin) and [`flatnonzero`](crate::flatnonzero) return for a whole
/// array. It follows [`unravel_index`](https://numpy.org/doc/stable/reference/generated/numpy.unravel_index.html) of NumPy.
///
/// # Errors
///
/// - [`Error::FlatIndexOutOfRange`] if an index is negative, or not less than the number of elements of the shape.
/// - [`Error::TooLarge`] if the result does not fit in memory.
///
/// # Examples
///
/// ```
/// use argwhere::{Along, argmax, unravel_index};
///
/// let x = ndarray::array![[1i16, 5, 5], [9, 2, 9]];
/// let largest = argmax(&x, Along::all())?;
/// let [row, column] = &unravel_index(&largest, x.shape())?[..] else { panic!("two axes") };
/// assert_eq!((row[[]], column[[]]), (1, 0));
/// # Ok::<(), argwhere::Error>(())
/// ```
pub fn unravel_index<D: Dimension>(
    indices: &ArrayRef<Index, D>,
    shape: &[usize],
) -> Result<Vec<Array<Index, D>>, Error> {
    let len = count(shape);
    let is_element = |index: Index| u64::try_from(index).is_ok_and(|index| index < len);
    if let Some(&index) = stored(indices).iter().find(|&&index| !is_element(index)) {
        return Err(Error::FlatIndexOutOfRange {
            index,
            shape: shape.to_vec(),
        });
    }
    let mut axes = Vec::new();
    axes.try_reserve_exact(shape.len())
        .map_err(|_| Error::TooLarge {
            shape: [&[shape.len()], indices.shape()].concat(),
            item: size_of::<Index>(),
        })?;
    for _ in shape {
        axes.push(zeros::<OfRank<D>>(indices.shape())?);
    }
    if let Some((first, others)) = axes.split_first_mut() {
        first.assign(indices);
        for (axis, &len) in others.iter_mut().zip(&shape[1..]).rev() {
            // An axis of length 0 has no positions, so nothing is divided by it.
            let len = u64::try_from(len).unwrap_or(u64::MAX).max(1);
            Zip::from(axis).and(&mut *first).for_each(|index, rest| {
                let position = rest.cast_unsigned();
                *index = (position % len).cast_signed();
                *rest = (position / len).cast_signed();
            });
        }
    }
    Ok(axes)
}

/// The indices without the axes that repeat them, so that a broadcast index is tested once.
fn stored<D: Dimension>(indices: &ArrayRef<Index, D>) -> ArrayView<'_, Index, D> {
    let mut stored = indices.view();
    for axis in 0..indices.ndim() {
        if indices.strides()[axis] == 0 && indices.shape()[axis] > 1 {
            stored.collapse_axis(Axis(axis), 0);
        }
    }
    stored
}

/// The number of elements of a shape. If it overflows, the largest number: every index that is not negative is less.
fn count(shape: &[usize]) -> u64 {
    if shape.contains(&0) {
        return 0;
    }
    shape.iter().fold(1, |len: u64, &axis| {
        len.saturating_mul(u64::try_from(axis).unwrap_or(u64::MAX))
    })
}
