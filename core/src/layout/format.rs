//! Prints arrays as `ndarray` does, but for any rank. `ndarray` calls itself once per axis, so that some thousand axes
//! overflow the stack, and its separators take memory that grows with the square of the rank.
//!
//! The elements are read in place. The shape alone determines which of them are printed, and with which separators. So
//! this code is compiled once, and not per dtype.

use super::axes::INLINE;
use super::strided::Strided;
use core::fmt::{self, Debug, Formatter};
use smallvec::SmallVec;

/// With fewer elements than these, all are printed.
const FEW: usize = 500;

/// The most indices that are printed of the last axis and the one before it, and of any other.
const SHOWN: [usize; 2] = [11, 6];

const OPEN: &str = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";
const CLOSE: &str = "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]";
const LINES: &str = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
const SPACES: &str = "                                ";

/// Prints the elements of an array, each by a function, with commas, line breaks and brackets between them. Long axes are
/// abbreviated unless the format is alternate (`{:#}`).
pub(crate) fn format_elements<T>(
    array: Strided<'_, T>,
    f: &mut Formatter<'_>,
    element: impl Fn(&T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    let mut at = |offset, f: &mut Formatter<'_>| {
        // SAFETY: `write` calls this with the offsets of elements of this shape and strides only.
        element(unsafe { &*array.offset(offset) }, f)
    };
    write(array.shape(), array.strides(), f, &mut at)
}

/// The array for `Debug`: elements, shape and strides.
pub(crate) struct Debugged<'a, T>(pub(crate) Strided<'a, T>);

impl<T: Copy + Debug> Debug for Debugged<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        format_elements(self.0, f, T::fmt)?;
        let (shape, strides) = (self.0.shape(), self.0.strides());
        write!(f, ", shape={shape:?}, strides={strides:?}")
    }
}

/// Calls `element` with the offset of each element that is printed, and prints the brackets and separators.
fn write(
    shape: &[usize],
    strides: &[isize],
    f: &mut Formatter<'_>,
    element: &mut dyn FnMut(isize, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    let ndim = shape.len();
    repeat(OPEN, ndim, f)?;
    if shape.contains(&0) {
        return repeat(CLOSE, ndim, f);
    }
    let all = f.alternate() || shape.iter().product::<usize>() < FEW;
    let mut index: SmallVec<[usize; INLINE]> = SmallVec::from_elem(0, ndim);
    let mut offset = 0_isize;
    loop {
        element(offset, f)?;
        // The axes that end with this element.
        let mut ended = 0;
        let axis = loop {
            let Some(axis) = (ndim - ended).checked_sub(1) else {
                return repeat(CLOSE, ndim, f);
            };
            if index[axis] + 1 < shape[axis] {
                break axis;
            }
            offset -= strides[axis] * index[axis].cast_signed();
            index[axis] = 0;
            ended += 1;
        };
        repeat(CLOSE, ended, f)?;
        separate(axis, ndim, f)?;
        let (len, shown) = (shape[axis], SHOWN[usize::from(ndim - axis > 2)]);
        let mut step = 1;
        if index[axis] + 1 == shown / 2 && len > shown && !all {
            f.write_str("...")?;
            separate(axis, ndim, f)?;
            step += len - shown / 2 * 2;
        }
        index[axis] += step;
        offset += strides[axis] * step.cast_signed();
        repeat(OPEN, ended, f)?;
    }
}

/// Prints the separator between two indices of an axis.
fn separate(axis: usize, ndim: usize, f: &mut Formatter<'_>) -> fmt::Result {
    let inner = ndim - axis - 1;
    if inner == 0 {
        return f.write_str(", ");
    }
    f.write_str(",")?;
    repeat(LINES, inner, f)?;
    repeat(SPACES, axis + 1, f)
}

/// Prints a character several times, of which some are given.
fn repeat(some: &str, mut times: usize, f: &mut Formatter<'_>) -> fmt::Result {
    while times > some.len() {
        f.write_str(some)?;
        times -= some.len();
    }
    f.write_str(&some[..times])
}
