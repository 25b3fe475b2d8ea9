//! `nonzero`: the indices of the elements that are not zero, one vector an axis, in row-major order.
//!
//! ```text
//! for each row, for each 64 elements:
//!     mask = one bit an element, set where it is not zero                  // vectors; the only part that knows the dtype
//! found = bits of all masks: so long the vectors become
//! for each 64 masks:
//!     for each of them that is not 0:
//!         write the positions of its bits behind those before
//! ```
//!
//! 1. Elements are read once. Their masks are kept, an eighth of a byte for each, and counted before the vectors are made.
//!    Elements are read twice where nothing may be allocated, where they are repeated, and where a mask would be longer
//!    than the elements of its row.
//! 2. `mask` makes masks of elements, `positions` makes positions of masks.
//! 3. Above rank 1, for each position of the first axis, that position is appended as often as something was found in
//!    what lies behind it. A contiguous array of rows shorter than a mask is searched as one row, whose positions are cut
//!    into rows after that; where fewer are found than there are rows, they are divided.

pub(crate) mod mask;
pub(crate) mod positions;

use crate::Index;
use crate::element::{Element, Rows};
use crate::kernel::extremum::index;
use crate::layout::{Lane, Strided};
use alloc::vec::Vec;
use mask::{BLOCK, MASK, each_masks};
use positions::{append_bits, append_range, count_bits};
use smallvec::SmallVec;

/// Rows that are shorter are searched together, where they follow each other without a gap.
const SHORT_ROW: usize = 64;

/// The rows in which an array is searched.
pub(crate) struct Search<'a, T> {
    x: Strided<'a, T>,
    /// The axis of the rows, the last that is longer than 1. Those before it are looped over.
    inner: usize,
    /// Whether the array is contiguous, in row-major order.
    contiguous: bool,
    /// Whether all of it is searched as one row.
    together: bool,
}

impl<'a, T: Element> Search<'a, T> {
    /// The search of an array of rank 1 or higher.
    pub(crate) fn new(x: Strided<'a, T>) -> Self {
        let shape = x.shape();
        let inner = shape.iter().rposition(|&len| len != 1).unwrap_or(0);
        let contiguous = x.to_slice().is_some();
        let is_short = shape[inner] < SHORT_ROW || shape[..inner].iter().all(|&len| len == 1);
        Self {
            x,
            inner,
            contiguous,
            together: contiguous && is_short,
        }
    }

    /// Keeps the masks of the whole array, if they are no longer than a byte an element.
    #[must_use]
    pub(crate) fn keep<R: Rows<T>>(&self, kept: &mut Masks) -> bool {
        let elements = self.x.shape().iter().product::<usize>();
        let row = if self.contiguous {
            elements
        } else {
            self.row(0).len()
        };
        let rows = elements.checked_div(row).unwrap_or(0);
        let all = rows.saturating_mul(row.div_ceil(MASK));
        // Of elements that are repeated there may be more than memory has bits.
        let mut axes = self.x.shape().iter().zip(self.x.strides());
        let are_repeated = axes.any(|(&len, &stride)| len > 1 && stride == 0);
        let most = if are_repeated {
            0
        } else {
            elements.div_ceil(8)
        };
        if all > most.max(BLOCK) || kept.masks.try_reserve_exact(all).is_err() {
            return false;
        }
        kept.masks.resize(all, 0);
        if let Some(elements) = self.x.to_slice() {
            R::masks(elements, &mut kept.masks);
        } else {
            let mut left = &mut kept.masks[..];
            self.each_row(&mut |row| {
                each_masks::<T, R>(row, &mut |found| {
                    if let Some(masks) = left.split_off_mut(..found.len()) {
                        masks.copy_from_slice(found);
                    }
                });
            });
        }
        kept.found = count_bits(&kept.masks);
        true
    }

    /// How many elements are not zero.
    pub(crate) fn count<R: Rows<T>>(&self) -> usize {
        let mut count = 0;
        self.each_row(&mut |row| each_masks::<T, R>(row, &mut |masks| count += count_bits(masks)));
        count
    }

    /// Appends the indices of what is not zero, one vector an axis.
    pub(crate) fn append<R: Rows<T>>(&self, indices: &mut [Vec<Index>]) {
        self.append_by(indices, &mut |offset, positions| {
            let mut start = 0;
            each_masks::<T, R>(self.row(offset), &mut |masks| {
                append_bits(masks, start, positions);
                start += index(masks.len() * MASK);
            });
        });
    }

    /// The same by the masks of the array.
    pub(crate) fn append_kept(&self, masks: &Masks, indices: &mut [Vec<Index>]) {
        let rows = self.x.shape()[..self.inner].iter().product::<usize>();
        let search = Self {
            together: self.together || self.contiguous && masks.found <= rows,
            ..*self
        };
        let len = search.row(0).len();
        // Rows of a contiguous array follow each other bit by bit, others begin with a mask of their own.
        let step = if self.contiguous {
            len
        } else {
            len.next_multiple_of(MASK)
        };
        let mut next = 0;
        search.append_by(indices, &mut |_, positions| {
            append_range(&masks.masks, next, len, positions);
            next += step;
        });
    }

    /// The row at an offset; all of the array, where it is one.
    fn row(&self, offset: isize) -> Lane<'a, T> {
        let x = &self.x;
        let first = x.first().wrapping_offset(offset);
        let (stride, len) = if self.together {
            (1, x.shape().iter().product())
        } else {
            (x.strides()[self.inner], x.shape()[self.inner])
        };
        // SAFETY: the row is all of `x`, which is contiguous then, or one of its rows, for an offset is that of a position of the
        // other axes.
        unsafe { Lane::new(first, stride, len) }
    }

    /// Calls a function with each row, in row-major order.
    fn each_row(&self, row: &mut dyn FnMut(Lane<'a, T>)) {
        if self.together {
            return row(self.row(0));
        }
        let (shape, strides) = (&self.x.shape()[..self.inner], self.x.strides());
        each_offset(shape, strides, 0, &mut |offset| row(self.row(offset)));
    }

    /// Appends indices. The function appends the positions in the row at an offset.
    fn append_by(&self, indices: &mut [Vec<Index>], row: &mut dyn FnMut(isize, &mut Vec<Index>)) {
        let (shape, inner) = (self.x.shape(), self.inner);
        let (looped, behind) = indices.split_at_mut(inner);
        let Some((positions, behind)) = behind.split_first_mut() else {
            unreachable!("a vector for each axis");
        };
        let before = positions.len();
        if self.together {
            row(0, positions);
            split(shape, before, looped, positions);
        } else {
            let strides = self.x.strides();
            below(&shape[..inner], strides, 0, row, looped, positions);
        }
        for indices in behind {
            indices.resize(positions.len(), 0);
        }
    }
}

/// The masks of an array: of a contiguous one as of one row, of any other row by row.
#[derive(Default)]
pub(crate) struct Masks {
    masks: SmallVec<[u64; BLOCK]>,
    /// How many elements are not zero.
    pub(crate) found: usize,
}

/// Appends the indices of what is not zero, one vector an axis. All vectors have one length before and after.
///
/// # Panics
///
/// If there are fewer vectors than axes, or no axis.
pub fn append<T: Element, R: Rows<T>>(x: Strided<'_, T>, indices: &mut [Vec<Index>]) {
    if !x.is_empty() {
        Search::new(x).append::<R>(indices);
    }
}

/// Calls a function with the offset of each position of axes, in row-major order.
fn each_offset(shape: &[usize], strides: &[isize], offset: isize, row: &mut dyn FnMut(isize)) {
    let (Some((&len, shape)), Some((&stride, strides))) =
        (shape.split_first(), strides.split_first())
    else {
        return row(offset);
    };
    for at in 0..len {
        each_offset(shape, strides, offset + at.cast_signed() * stride, row);
    }
}

/// Appends the indices of the rows at an offset: for each position of the first axis, that position as often as something
/// was found there.
fn below(
    shape: &[usize],
    strides: &[isize],
    offset: isize,
    row: &mut dyn FnMut(isize, &mut Vec<Index>),
    looped: &mut [Vec<Index>],
    positions: &mut Vec<Index>,
) {
    let Some((indices, looped)) = looped.split_first_mut() else {
        return row(offset, positions);
    };
    for at in 0..shape[0] {
        let offset = offset + at.cast_signed() * strides[0];
        below(&shape[1..], &strides[1..], offset, row, looped, positions);
        indices.resize(positions.len(), index(at));
    }
}

/// Makes positions in row-major order, from `before` on, into an index an axis: those of the axes that are looped over are
/// appended, that of the axis behind them takes the position's place.
fn split(shape: &[usize], before: usize, looped: &mut [Vec<Index>], positions: &mut [Index]) {
    if looped.is_empty() {
        return;
    }
    let rows = shape[..looped.len()].iter().product::<usize>();
    if positions.len() - before > rows {
        regroup(shape, &mut (before, 0), looped, positions);
    } else {
        unravel(shape, before, looped, positions);
    }
}

/// The same row by row, for many positions. `place` is the first that is left, and the position that its row begins at.
fn regroup(
    shape: &[usize],
    place: &mut (usize, Index),
    looped: &mut [Vec<Index>],
    positions: &mut [Index],
) {
    let Some((indices, looped)) = looped.split_first_mut() else {
        let (next, start) = *place;
        let end = start + index(shape[0]);
        let row = positions[next..].iter_mut();
        let row = row.take_while(|position| **position < end);
        let found = row.map(|position| *position -= start).count();
        *place = (next + found, end);
        return;
    };
    for at in 0..shape[0] {
        regroup(&shape[1..], place, looped, positions);
        indices.resize(place.0, index(at));
    }
}

/// The same by division, for few positions.
fn unravel(shape: &[usize], before: usize, looped: &mut [Vec<Index>], positions: &mut [Index]) {
    let inner = index(shape[looped.len()]);
    for position in &mut positions[before..] {
        let mut place = *position / inner;
        *position %= inner;
        for (indices, &len) in looped.iter_mut().zip(shape).rev() {
            indices.push(place % index(len));
            place /= index(len);
        }
    }
}
