//! Compares shapes and broadcasts them by the rule of the array API standard: shapes are aligned at the right, and an
//! axis of length 1 stretches to any length, 0 included.
//!
//! The rule: <https://data-apis.org/array-api/latest/API_specification/broadcasting.html>.

use super::axes::INLINE;
use crate::error::Error;
use ndarray::{ArrayViewD, IxDyn};
use smallvec::SmallVec;

/// The length of each axis, without an allocation up to rank [`INLINE`].
pub(crate) type Shape = SmallVec<[usize; INLINE]>;

/// Whether two shapes are equal. The lengths are compared one by one. `==` would call `memcmp`, and for a shape without
/// axes, whose slice is a dangling pointer, its masked load takes 90 ns although it loads nothing.
#[inline]
pub(crate) fn same_shape(a: &[usize], b: &[usize]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a == b)
}

/// Returns an error if a shape is not the expected one.
pub(crate) fn expect_shape(expected: &[usize], found: &[usize]) -> Result<(), Error> {
    if same_shape(expected, found) {
        Ok(())
    } else {
        Err(Error::ShapeMismatch {
            expected: expected.to_vec(),
            found: found.to_vec(),
        })
    }
}

/// The shape that all of these shapes broadcast to, if there is one.
pub(crate) fn broadcast_shape(shapes: &[&[usize]]) -> Option<Shape> {
    let ndim = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    if ndim <= 2 {
        // The lengths of a matrix stay in registers.
        let mut result = [1; 2];
        for shape in shapes {
            let [rows, columns] = match **shape {
                [rows, columns] => [rows, columns],
                [columns] => [1, columns],
                _ => [1; 2],
            };
            result = [
                common_len(result[0], rows)?,
                common_len(result[1], columns)?,
            ];
        }
        return Some(Shape::from_slice(&result[2 - ndim..]));
    }
    let mut result = Shape::from_elem(1, ndim);
    for shape in shapes {
        for (common, &len) in result[ndim - shape.len()..].iter_mut().zip(*shape) {
            *common = common_len(*common, len)?;
        }
    }
    Some(result)
}

/// The length that two lengths of an axis broadcast to.
#[inline(always)]
fn common_len(a: usize, b: usize) -> Option<usize> {
    match (a, b) {
        (1, len) | (len, 1) => Some(len),
        _ => (a == b).then_some(a),
    }
}

/// A view broadcast to a shape, with stride 0 along the axes that stretch. Returns an error if it does not broadcast to
/// that shape, or if the shape is too large.
pub fn broadcast_to<'a, T>(
    view: &ArrayViewD<'a, T>,
    shape: &[usize],
) -> Result<ArrayViewD<'a, T>, Error> {
    if same_shape(view.shape(), shape) {
        return Ok(view.clone());
    }
    let error = || {
        let len = shape
            .iter()
            .try_fold(1_usize, |len, &axis| len.checked_mul(axis.max(1)));
        let stretches =
            broadcast_shape(&[view.shape(), shape]).is_some_and(|common| common[..] == *shape);
        if stretches && len.is_none_or(|len| isize::try_from(len).is_err()) {
            Error::TooLarge {
                shape: shape.to_vec(),
                item: size_of::<T>(),
            }
        } else {
            Error::BroadcastTo {
                shape: view.shape().to_vec(),
                to: shape.to_vec(),
            }
        }
    };
    let stretched = view.broadcast(IxDyn(shape)).ok_or_else(error)?.raw_view();
    // SAFETY: `stretched` reaches only elements of `view`, which borrows them for all of `'a`. `broadcast` limits its
    // result to the borrow of the view itself only because it also serves arrays that own their elements.
    Ok(unsafe { stretched.deref_into_view() })
}

/// The stride of an array along one axis of the shape that it broadcasts to. 0 if it stretches along that axis.
pub(crate) fn stretched(shape: &[usize], strides: &[isize], ndim: usize, axis: usize) -> isize {
    match (axis + shape.len()).checked_sub(ndim) {
        Some(own) if shape[own] != 1 => strides[own],
        _ => 0,
    }
}
