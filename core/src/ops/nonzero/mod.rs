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
//! 3. A row whose masks fit a block, as most calls have that take little time, is read once, whoever asks; its masks are on the
//!    stack (`append_small`).
//! 4. Above rank 1, an axis' index is written as often as something was found behind it. Rows of up to `SHORT_ROW` elements are
//!    searched many at a time, whose masks follow each other bit by bit; for longer ones, one after the other. Where a
//!    contiguous array has fewer elements that are not zero than rows, their positions in it are divided.

mod dtype;
mod entry;
mod mask;
mod positions;

pub use dtype::NonzeroOps;
pub use entry::*;

use crate::dtype::Element;
use crate::index::Index;
use crate::index::index;
use crate::layout::{Strided, StridedSlice};
use alloc::vec::Vec;
use core::convert::Infallible;
use mask::{MASK, MASKS_PER_BATCH, each_masks, each_masks_of};
use positions::{BitRows, SPARE, append_bits, append_range, append_rows, count_bits};
use smallvec::SmallVec;

/// The longest rows of which many are searched together. Of longer ones, masks are passed over that are 0.
const SHORT_ROW: usize = 512;

/// The rows in which an array is searched.
pub(crate) struct Search<'a, T> {
    x: Strided<'a, T>,
    /// The axis of the rows, the last that is longer than 1. Those before it are looped over.
    inner: usize,
    /// The elements, if they lie in row-major order.
    contiguous: Option<&'a [T]>,
}

impl<'a, T: Element> Search<'a, T> {
    /// The search of an array of rank 1 or higher.
    pub(crate) fn new(x: Strided<'a, T>) -> Self {
        let inner = x.shape().iter().rposition(|&len| len != 1).unwrap_or(0);
        Self {
            x,
            inner,
            contiguous: x.to_slice(),
        }
    }

    /// Elements of a row.
    fn row_len(&self) -> usize {
        self.x.shape()[self.inner]
    }

    /// How many rows there are.
    fn rows(&self) -> usize {
        self.x.shape()[..self.inner].iter().product()
    }

    /// Whether many rows are searched together.
    fn are_short(&self) -> bool {
        self.inner > 0 && self.row_len() <= SHORT_ROW
    }

    /// Keeps the masks of the whole array, if they are no longer than a byte an element.
    #[must_use]
    pub(crate) fn keep<O: NonzeroOps<T>>(&self, kept: &mut Masks) -> bool {
        let elements = self.x.shape().iter().product::<usize>();
        let all = match self.contiguous {
            Some(elements) => elements.len().div_ceil(MASK),
            None => self.rows().saturating_mul(self.row_len().div_ceil(MASK)),
        };
        // Of elements that are repeated there may be more than memory has bits.
        let mut axes = self.x.shape().iter().zip(self.x.strides());
        let are_repeated = axes.any(|(&len, &stride)| len > 1 && stride == 0);
        let most = if are_repeated {
            0
        } else {
            elements.div_ceil(8)
        };
        if all > most.max(MASKS_PER_BATCH) || kept.masks.try_reserve_exact(all).is_err() {
            return false;
        }
        kept.masks.resize(all, 0);
        if let Some(elements) = self.contiguous {
            O::masks(elements, &mut kept.masks);
        } else {
            let mut left = &mut kept.masks[..];
            self.each_row(&mut |row| {
                each_masks::<T, O>(row, &mut |found| {
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
    pub(crate) fn count<O: NonzeroOps<T>>(&self) -> usize {
        let mut count = 0;
        let mut add = |masks: &[u64]| count += count_bits(masks);
        match self.contiguous {
            Some(elements) => each_masks_of::<T, O>(elements, &mut add),
            None => self.each_row(&mut |row| each_masks::<T, O>(row, &mut add)),
        }
        count
    }

    /// Appends the indices of what is not zero, one vector an axis.
    pub(crate) fn append<O: NonzeroOps<T>>(&self, indices: &mut [Vec<Index>]) {
        let len = self.row_len();
        match self.contiguous {
            Some(elements) if self.are_short() => {
                let most = MASKS_PER_BATCH * MASK / len;
                self.append_by_rows(indices, &mut |first, count, numbers, positions| {
                    for number in (0..count).step_by(most) {
                        let count = most.min(count - number);
                        let elements = &elements[(first + number) * len..][..count * len];
                        let masks = &mut [0; MASKS_PER_BATCH][..elements.len().div_ceil(MASK)];
                        O::masks(elements, masks);
                        let rows = BitRows {
                            from: 0,
                            len,
                            step: len,
                            count,
                            number,
                        };
                        append_rows(masks, rows, numbers, positions);
                    }
                });
            }
            _ => self.append_by_row(indices, &mut |offset, positions| {
                let mut start = 0;
                each_masks::<T, O>(self.row(offset), &mut |masks| {
                    append_bits(masks, start, positions);
                    start += index(masks.len() * MASK);
                });
            }),
        }
    }

    /// The same by the masks of the array.
    pub(crate) fn append_kept(&self, kept: &Masks, indices: &mut [Vec<Index>]) {
        let len = self.row_len();
        // Rows of a contiguous array follow each other bit by bit, others begin with a mask of their own.
        let step = match self.contiguous {
            Some(_) => len,
            None => len.next_multiple_of(MASK),
        };
        if self.contiguous.is_some() && kept.found <= self.rows() {
            let (looped, behind) = indices.split_at_mut(self.inner);
            let (positions, behind) = first_of(behind);
            append_bits(&kept.masks, 0, positions);
            unravel(self.x.shape(), looped, positions);
            zeros(behind, kept.found);
        } else if self.are_short() {
            self.append_by_rows(indices, &mut |first, count, numbers, positions| {
                let rows = BitRows {
                    from: first * step,
                    len,
                    step,
                    count,
                    number: 0,
                };
                append_rows(&kept.masks, rows, numbers, positions);
            });
        } else {
            let mut from = 0;
            self.append_by_row(indices, &mut |_, positions| {
                append_range(&kept.masks, from, len, positions);
                from += step;
            });
        }
    }

    /// The row at an offset.
    fn row(&self, offset: isize) -> StridedSlice<'a, T> {
        let first = self.x.as_ptr().wrapping_offset(offset);
        // SAFETY: it is one of the rows of `x`, for an offset is that of a position of the other axes.
        unsafe { StridedSlice::new(first, self.x.strides()[self.inner], self.row_len()) }
    }

    /// Calls a function with each row, in row-major order.
    fn each_row(&self, row: &mut dyn FnMut(StridedSlice<'a, T>)) {
        let (shape, strides) = (&self.x.shape()[..self.inner], self.x.strides());
        each_offset(shape, strides, 0, &mut |offset| row(self.row(offset)));
    }

    /// Appends indices. The function appends the positions in the row at an offset.
    fn append_by_row(
        &self,
        indices: &mut [Vec<Index>],
        row: &mut dyn FnMut(isize, &mut Vec<Index>),
    ) {
        let (looped, behind) = indices.split_at_mut(self.inner);
        let (positions, behind) = first_of(behind);
        let shape = &self.x.shape()[..self.inner];
        below(shape, self.x.strides(), 0, row, looped, positions);
        zeros(behind, positions.len());
    }

    /// Appends indices of an array of more than one axis. The function appends those of `count` rows from the row `first` on: the
    /// number of a row among them, and the position in it.
    fn append_by_rows(
        &self,
        indices: &mut [Vec<Index>],
        rows: &mut dyn FnMut(usize, usize, &mut Vec<Index>, &mut Vec<Index>),
    ) {
        let (looped, behind) = indices.split_at_mut(self.inner - 1);
        let (numbers, behind) = first_of(behind);
        let (positions, behind) = first_of(behind);
        let (shape, count) = self.x.shape().split_at(self.inner - 1);
        let (mut first, count) = (0, count[0]);
        let mut row = |_, positions: &mut Vec<Index>| {
            rows(first, count, numbers, positions);
            first += count;
        };
        below(shape, self.x.strides(), 0, &mut row, looped, positions);
        zeros(behind, positions.len());
    }
}

/// The first of some vectors, and the others.
fn first_of(indices: &mut [Vec<Index>]) -> (&mut Vec<Index>, &mut [Vec<Index>]) {
    indices.split_first_mut().expect("a vector for each axis")
}

/// The indices of axes of length 1.
fn zeros(indices: &mut [Vec<Index>], len: usize) {
    for indices in indices {
        indices.resize(len, 0);
    }
}

/// The masks of an array: of a contiguous one as of one row, of any other row by row.
#[derive(Default)]
pub(crate) struct Masks {
    masks: SmallVec<[u64; MASKS_PER_BATCH]>,
    /// How many elements are not zero.
    pub(crate) found: usize,
}

/// Up to so many positions of a small row take less time than to choose the kernel of a level that writes them.
const BY_HAND: usize = 8;

/// The one row of an array whose masks fit a block, and the vector of its only axis.
#[inline]
pub(crate) fn as_small<'i, 'a, T>(
    x: Strided<'a, T>,
    indices: &'i mut [Vec<Index>],
) -> Option<(&'i mut Vec<Index>, &'a [T])> {
    match (indices, x.shape()) {
        ([positions], [len]) if *len <= MASKS_PER_BATCH * MASK => Some((positions, x.to_slice()?)),
        _ => None,
    }
}

/// Appends the positions of what is not zero in such a row. `reserve` is called once, when the row has been read and before
/// anything is appended: it is told how many positions there are and how much room beside them, and may empty the vector.
#[inline]
pub(crate) fn append_small<T: Element, O: NonzeroOps<T>, E>(
    row: &[T],
    positions: &mut Vec<Index>,
    reserve: impl FnOnce(&mut Vec<Index>, usize, usize) -> Result<(), E>,
) -> Result<(), E> {
    if row.len() > MASK {
        let masks = &mut [0; MASKS_PER_BATCH][..row.len().div_ceil(MASK)];
        O::masks(row, masks);
        let found = count_bits(masks);
        reserve(positions, found, if found > 0 { SPARE } else { 0 })?;
        append_bits(masks, 0, positions);
        return Ok(());
    }
    let mut masks = [0];
    O::masks(row, &mut masks[..row.len().div_ceil(MASK)]);
    let [mut left] = masks;
    let found = left.count_ones() as usize;
    if found > BY_HAND {
        reserve(positions, found, SPARE)?;
        append_bits(&masks, 0, positions);
    } else {
        reserve(positions, found, 0)?;
        positions.extend((0..found).map(|_| {
            let position = Index::from(left.trailing_zeros());
            left &= left.wrapping_sub(1);
            position
        }));
    }
    Ok(())
}

/// Appends the indices of what is not zero, one vector an axis. All vectors have one length before and after.
///
/// # Panics
///
/// If there are fewer vectors than axes, or no axis.
pub fn append<T: Element, O: NonzeroOps<T>>(x: Strided<'_, T>, indices: &mut [Vec<Index>]) {
    if let Some((positions, row)) = as_small(x, indices) {
        let Ok(()) = append_small::<T, O, Infallible>(row, positions, |positions, found, spare| {
            positions.reserve(found + spare);
            Ok(())
        });
    } else if !x.is_empty() {
        Search::new(x).append::<O>(indices);
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

/// Makes positions in row-major order into an index an axis: those of the axes that are looped over are appended, that of the
/// axis behind them takes the position's place.
fn unravel(shape: &[usize], looped: &mut [Vec<Index>], positions: &mut [Index]) {
    let inner = index(shape[looped.len()]);
    for position in positions {
        let mut place = *position / inner;
        *position %= inner;
        for (indices, &len) in looped.iter_mut().zip(shape).rev() {
            indices.push(place % index(len));
            place /= index(len);
        }
    }
}
