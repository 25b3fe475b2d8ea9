//! `nonzero`: the indices of the elements that are not zero, one vector an axis, in row-major order.
//!
//! ```text
//! for each row, for each 64 elements:
//!     mask = one bit an element, set where it is not zero                  // vectors; the only part that knows the dtype
//! found = bits of all masks: so long the vectors become
//! for each 64 masks:
//!     for each of them that is not 0:                                      // found as what is not zero is: `Test`
//!         write the positions of its bits behind those before
//! ```
//!
//! 1. Elements are read once. Their masks are kept, an eighth of a byte for each, and counted before the vectors are made.
//!    Where nothing may be allocated, or a mask would be longer than the elements of its row, elements are read twice.
//! 2. What to write depends on no branch that is as good as random: four positions are written whether or not they count,
//!    or eight for each byte of the mask. Vectors have room for eight more than they need.
//! 3. Above rank 1, for each position of the first axis, that position is appended as often as something was found in
//!    what lies behind it. A contiguous array of rows shorter than a mask is searched as one row, whose positions are cut
//!    into rows after that; where fewer are found than there are rows, they are divided.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use crate::Index;
use crate::element::{Element, Rows};
use crate::kernel::extremum::index;
use crate::layout::{Lane, Scratch, Strided};
use crate::simd::{Lanes, Vector, multiversion};
use alloc::vec::Vec;
use smallvec::SmallVec;

/// Elements a mask.
pub(crate) const MASK: usize = 64;

/// Masks that are looked at together.
pub(crate) const BLOCK: usize = 64;

/// Positions that are written at once, whether or not they count: the room that a vector needs beyond its length.
pub(crate) const SPARE: usize = 8;

/// Up to so many bits of a mask, their positions are written one after the other.
const FEW: usize = 4;

/// The positions of the bits that are set in a byte, then zeros.
static POSITIONS: [[u8; 8]; 256] = positions_of_bytes();

const fn positions_of_bytes() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut found) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                table[byte][found] = bit;
                found += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    table
}

/// Tells what is not zero, 64 elements at a time.
pub(crate) trait Test<T> {
    /// A bit for each element that is not zero, the first element lowest.
    ///
    /// # Safety
    ///
    /// The processor has the level of the test's vectors.
    unsafe fn mask(&self, elements: &[T; MASK]) -> u64;

    /// The same of fewer elements.
    ///
    /// # Safety
    ///
    /// The same, and there are less than 64.
    unsafe fn part(&self, elements: &[T]) -> u64;
}

/// A test by vectors.
pub(crate) struct ByVector<V>(core::marker::PhantomData<V>);

impl<V> ByVector<V> {
    pub(crate) const TEST: Self = Self(core::marker::PhantomData);
}

impl<V: Vector> Test<V::Element> for ByVector<V> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[V::Element; MASK]) -> u64 {
        // SAFETY: the caller has the level; LANES divides 64, the number of elements.
        unsafe {
            let zero = V::splat(V::Element::ZERO);
            let mut is_zero = 0;
            for k in 0..MASK / V::LANES {
                let vector = V::load(elements.as_ptr().add(k * V::LANES));
                is_zero |= V::bits(vector.eq(zero)) << (k * V::LANES);
            }
            !is_zero
        }
    }

    #[inline(always)]
    unsafe fn part(&self, elements: &[V::Element]) -> u64 {
        let (from, len) = (elements.as_ptr(), elements.len());
        // SAFETY: the caller has the level; each load is of elements that are there.
        unsafe {
            let zero = V::splat(V::Element::ZERO);
            let (mut is_zero, mut at) = (0, 0);
            while at + V::LANES <= len {
                is_zero |= V::bits(V::load(from.add(at)).eq(zero)) << at;
                at += V::LANES;
            }
            if at < len {
                is_zero |= V::bits(V::load_part(from.add(at), len - at).eq(zero)) << at;
            }
            !is_zero & ((1 << len) - 1)
        }
    }
}

/// A test by pairs of floats: not zero if either is not.
pub(crate) struct ByPair<V>(core::marker::PhantomData<V>);

impl<V> ByPair<V> {
    pub(crate) const TEST: Self = Self(core::marker::PhantomData);
}

impl<V: Vector> Test<[V::Element; 2]> for ByPair<V> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[[V::Element; 2]; MASK]) -> u64 {
        let (halves, _) = elements.as_flattened().as_chunks();
        let test = ByVector::<V>::TEST;
        // SAFETY: the caller has the level.
        let (low, high) = unsafe { (test.mask(&halves[0]), test.mask(&halves[1])) };
        either_of_pairs(low) | either_of_pairs(high) << (MASK / 2)
    }

    #[inline(always)]
    unsafe fn part(&self, elements: &[[V::Element; 2]]) -> u64 {
        let test = ByVector::<V>::TEST;
        // SAFETY: the caller has the level; of less than 64 pairs the rest is less than 64 floats.
        let (low, high) = unsafe {
            match elements.as_flattened().as_chunks() {
                ([], rest) => (test.part(rest), 0),
                ([low, ..], rest) => (test.mask(low), test.part(rest)),
            }
        };
        either_of_pairs(low) | either_of_pairs(high) << (MASK / 2)
    }
}

/// A bit for each pair of bits: set if either is.
#[inline(always)]
fn either_of_pairs(bits: u64) -> u64 {
    let mut even = (bits | bits >> 1) & 0x5555_5555_5555_5555;
    for (shift, keep) in [
        (1, 0x3333_3333_3333_3333),
        (2, 0x0f0f_0f0f_0f0f_0f0f),
        (4, 0x00ff_00ff_00ff_00ff),
        (8, 0x0000_ffff_0000_ffff),
        (16, 0x0000_0000_ffff_ffff),
    ] {
        even = (even | even >> shift) & keep;
    }
    even
}

/// A test of any elements, one after the other.
pub(crate) struct ByElement<F>(pub(crate) F);

impl<T, F: Fn(&T) -> bool> Test<T> for ByElement<F> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[T; MASK]) -> u64 {
        bit_by_bit(elements, &self.0)
    }

    #[inline(always)]
    unsafe fn part(&self, elements: &[T]) -> u64 {
        bit_by_bit(elements, &self.0)
    }
}

#[inline(always)]
fn bit_by_bit<T>(elements: &[T], is_set: impl Fn(&T) -> bool) -> u64 {
    elements
        .iter()
        .rev()
        .fold(0, |bits, element| bits << 1 | u64::from(is_set(element)))
}

/// Writes the masks of a row: one for each 64 elements, the last for what is left.
///
/// # Safety
///
/// The processor has the level of the test.
#[inline(always)]
pub(crate) unsafe fn masks<T>(row: &[T], masks: &mut [u64], test: impl Test<T>) {
    assert!(
        row.len().div_ceil(MASK) == masks.len(),
        "a mask for each 64 elements"
    );
    let (whole, rest) = row.as_chunks::<MASK>();
    for (elements, mask) in whole.iter().zip(&mut *masks) {
        // SAFETY: the caller has the level.
        *mask = unsafe { test.mask(elements) };
    }
    if let (false, Some(mask)) = (rest.is_empty(), masks.last_mut()) {
        // SAFETY: the same, and they are less than 64.
        *mask = unsafe { test.part(rest) };
    }
}

multiversion! {
    /// How many bits are set.
    pub(crate) fn count_bits(masks: &[u64]) -> usize = bits;
}

#[inline(always)]
fn bits(masks: &[u64]) -> usize {
    masks.iter().map(|mask| mask.count_ones() as usize).sum()
}

multiversion! {
    /// Appends the positions of the bits that are set; those of the first mask begin at `start`.
    pub(crate) fn append_bits(masks: &[u64], start: Index, positions: &mut Vec<Index>) =
        append_by::<<u64 as Lanes>::Baseline>,
        append_by::<<u64 as Lanes>::Avx2>,
        append_by::<<u64 as Lanes>::Avx512>;
}

/// # Safety
///
/// The processor has the level of `V`.
#[inline(always)]
unsafe fn append_by<V: Vector<Element = u64>>(
    masks: &[u64],
    mut start: Index,
    positions: &mut Vec<Index>,
) {
    for block in masks.chunks(BLOCK) {
        let found = bits(block);
        positions.reserve(found + SPARE);
        let len = positions.len();
        // SAFETY: the caller has the level; there is room for the positions of all bits and `SPARE` more.
        unsafe {
            let mut room = positions.as_mut_ptr().add(len);
            if let Some(block) = block.as_array::<BLOCK>() {
                let mut set = ByVector::<V>::TEST.mask(block);
                while set != 0 {
                    let at = set.trailing_zeros() as usize;
                    room = write::<V>(block[at], start + index(at * MASK), room);
                    set &= set - 1;
                }
            } else {
                for (at, &mask) in block.iter().enumerate() {
                    room = write::<V>(mask, start + index(at * MASK), room);
                }
            }
            positions.set_len(len + found);
        }
        start += index(BLOCK * MASK);
    }
}

/// Appends the positions of the bits that are set among `len` bits from one on.
fn append_range(masks: &[u64], from: usize, len: usize, positions: &mut Vec<Index>) {
    let (first, shift) = (from / MASK, from % MASK);
    let count = len.div_ceil(MASK);
    if shift == 0 && (len.is_multiple_of(MASK) || first + count == masks.len()) {
        return append_bits(&masks[first..first + count], 0, positions);
    }
    let mut shifted = [0; BLOCK];
    for start in (0..count).step_by(BLOCK) {
        let shifted = &mut shifted[..BLOCK.min(count - start)];
        for (k, word) in shifted.iter_mut().enumerate() {
            let at = first + start + k;
            let high = masks
                .get(at + 1)
                .map_or(0, |&mask| mask << 1 << (MASK - 1 - shift));
            *word = masks[at] >> shift | high;
        }
        // The last one ends with the range.
        if let (true, Some(word)) = (start + BLOCK >= count, shifted.last_mut()) {
            *word &= u64::MAX >> (count * MASK - len);
        }
        append_bits(shifted, index(start * MASK), positions);
    }
}

/// Writes the positions of a mask's bits, which begin at `start`; answers the place behind them.
///
/// # Safety
///
/// The processor has the level of `V`, and there is room for `SPARE` more than bits are set.
#[inline(always)]
unsafe fn write<V: Vector>(mask: u64, start: Index, room: *mut Index) -> *mut Index {
    let found = mask.count_ones() as usize;
    // SAFETY: the caller has the level and the room, and `FEW` is less than `SPARE`.
    unsafe {
        if found <= FEW {
            let mut left = mask;
            for k in 0..FEW {
                room.add(k)
                    .write(start + Index::from(left.trailing_zeros()));
                left &= left.wrapping_sub(1);
            }
        } else if !V::write_positions(mask, start, room) {
            by_table(mask, start, room);
        }
        room.add(found)
    }
}

/// Writes the positions of a mask's bits, eight at a time.
///
/// # Safety
///
/// There is room for `SPARE` more than bits are set.
#[inline(always)]
unsafe fn by_table(mask: u64, mut start: Index, mut room: *mut Index) {
    for byte in mask.to_le_bytes() {
        let positions = POSITIONS[usize::from(byte)].map(|position| start + Index::from(position));
        // SAFETY: eight positions fit behind those of the bytes before, whatever this byte's bits are.
        unsafe { room.cast::<[Index; 8]>().write_unaligned(positions) };
        // SAFETY: as many as bits are set stay inside the room.
        room = unsafe { room.add(byte.count_ones() as usize) };
        start += 8;
    }
}

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
        if all > elements.div_ceil(8).max(BLOCK) || kept.masks.try_reserve_exact(all).is_err() {
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
        // SAFETY: the row is one of `x`, for an offset is that of a position of the other axes.
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

/// The masks of an array, row by row; each row begins with one of its own.
#[derive(Default)]
pub(crate) struct Masks {
    masks: SmallVec<[u64; BLOCK]>,
    /// How many elements are not zero.
    pub(crate) found: usize,
}

/// Hands out the masks of a row, up to `BLOCK` at a time.
fn each_masks<T: Element, R: Rows<T>>(row: Lane<'_, T>, found: &mut dyn FnMut(&[u64])) {
    if let Some(elements) = row.to_slice() {
        return each_masks_of::<T, R>(elements, found);
    }
    let mut buffer = Scratch::<T, 4096>::new();
    let buffer = buffer.slots();
    // Whole masks; elements of which 64 do not fit the buffer are looked at one by one.
    let most = (buffer.len() / MASK * MASK).max(1);
    let (mut start, mut mask) = (0, 0);
    while start < row.len() {
        let part = row.part(start, most.min(row.len() - start));
        let part = part.gather(&mut buffer[..part.len()]);
        if most > 1 {
            each_masks_of::<T, R>(part, found);
        } else {
            let mut bit = [0];
            R::masks(part, &mut bit);
            mask |= bit[0] << (start % MASK);
            if (start + 1).is_multiple_of(MASK) || start + 1 == row.len() {
                found(&[mask]);
                mask = 0;
            }
        }
        start += part.len();
    }
}

/// The same of contiguous elements.
fn each_masks_of<T: Element, R: Rows<T>>(elements: &[T], found: &mut dyn FnMut(&[u64])) {
    let mut room = [0; BLOCK];
    for elements in elements.chunks(BLOCK * MASK) {
        let masks = &mut room[..elements.len().div_ceil(MASK)];
        R::masks(elements, masks);
        found(masks);
    }
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
