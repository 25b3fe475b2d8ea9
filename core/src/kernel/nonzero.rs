//! `nonzero`: the indices of the elements that are not zero, one vector an axis, in row-major order.
//!
//! ```text
//! for each 64 elements of a row:
//!     mask = one bit an element, set where it is not zero        // vectors
//!     if mask is 0: next
//!     if few bits are set: append the position of each
//!     else for each byte of the mask: write 8 positions from a table, of which as many count as bits are set
//! ```
//!
//! 1. What to write never depends on a branch in the dense case: eight positions are written in one go, and the length
//!    grows by the number of bits. The vector has room for eight more than it needs.
//! 2. Above rank 1, for each position of the first axis, that position is appended as often as something was found in
//!    what lies behind it: no index is divided into a multi-index. Contiguous rows shorter than a mask are searched as one;
//!    their positions are cut into rows after that, or divided where there are fewer of them than rows.
//! 3. Counting first, with the same masks, makes the vectors as long as they must be; of few elements it is not worth it.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use crate::Index;
use crate::element::{Element, Rows};
use crate::kernel::extremum::index;
use crate::layout::{Axes, Axis, Lane, Shape, Strided};
use crate::simd::{Lanes, Vector};
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// Elements a mask.
const MASK: usize = 64;

/// Positions that are written at once, whether or not they count: the room that a vector needs beyond its length.
pub(crate) const SPARE: usize = 8;

/// With fewer bits in a mask, they are appended one by one.
const FEW: u32 = 8;

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
    /// The processor has the level of the test's vectors, and there are at most 64 elements.
    unsafe fn mask(&self, elements: &[T]) -> u64;

    /// Writes the positions of a mask's bits, counted from `start`, eight at a time.
    ///
    /// # Safety
    ///
    /// The processor has the level of the test's vectors, and there is room for `SPARE` more than bits are set.
    #[inline(always)]
    unsafe fn write(mask: u64, start: Index, room: *mut Index) {
        // SAFETY: the caller has the room.
        unsafe { by_table(mask, start, room) }
    }
}

/// A test by vectors.
pub(crate) struct ByVector<V>(core::marker::PhantomData<V>);

impl<V> ByVector<V> {
    pub(crate) const TEST: Self = Self(core::marker::PhantomData);
}

impl<V: Vector> Test<V::Element> for ByVector<V> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[V::Element]) -> u64 {
        let (from, len) = (elements.as_ptr(), elements.len());
        // SAFETY: the caller has the level; each load is of elements that are there.
        unsafe {
            let zero = V::splat(V::Element::ZERO);
            let mut is_zero = 0;
            if len == MASK {
                for k in 0..MASK / V::LANES {
                    let vector = V::load(from.add(k * V::LANES));
                    is_zero |= V::bits(vector.eq(zero)) << (k * V::LANES);
                }
                return !is_zero;
            }
            let mut at = 0;
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

    #[inline(always)]
    unsafe fn write(mask: u64, start: Index, room: *mut Index) {
        // SAFETY: the caller has the level and the room.
        unsafe { by_level::<V>(mask, start, room) }
    }
}

/// A test by pairs of floats: not zero if either is not.
pub(crate) struct ByPair<V>(core::marker::PhantomData<V>);

impl<V> ByPair<V> {
    pub(crate) const TEST: Self = Self(core::marker::PhantomData);
}

impl<V: Vector> Test<[V::Element; 2]> for ByPair<V> {
    #[inline(always)]
    unsafe fn mask(&self, elements: &[[V::Element; 2]]) -> u64 {
        let parts = elements.as_flattened();
        let (low, high) = parts.split_at(parts.len().min(MASK));
        // SAFETY: the caller has the level; both halves have at most 64 elements.
        let (low, high) = unsafe {
            let test = ByVector::<V>::TEST;
            (test.mask(low), test.mask(high))
        };
        either_of_pairs(low) | either_of_pairs(high) << (MASK / 2)
    }

    #[inline(always)]
    unsafe fn write(mask: u64, start: Index, room: *mut Index) {
        // SAFETY: the caller has the level and the room.
        unsafe { by_level::<V>(mask, start, room) }
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
    unsafe fn mask(&self, elements: &[T]) -> u64 {
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

/// How many elements of a row are not zero.
///
/// # Safety
///
/// The processor has the level of the test.
#[inline(always)]
pub(crate) unsafe fn count<T>(row: &[T], test: impl Test<T>) -> usize {
    // SAFETY: the caller has the level.
    row.chunks(MASK)
        .map(|elements| unsafe { test.mask(elements) }.count_ones() as usize)
        .sum()
}

/// Appends where they are; the row begins at the position `start`.
///
/// # Safety
///
/// The processor has the level of the test.
#[inline(always)]
pub(crate) unsafe fn positions<T, F: Test<T>>(
    row: &[T],
    mut start: Index,
    positions: &mut Vec<Index>,
    test: F,
) {
    for elements in row.chunks(MASK) {
        // SAFETY: the caller has the level.
        let mask = unsafe { test.mask(elements) };
        let found = mask.count_ones();
        if found > 0 {
            positions.reserve(found as usize + SPARE);
            let len = positions.len();
            if found < FEW {
                one_by_one(mask, start, positions.spare_capacity_mut());
            } else {
                // SAFETY: the caller has the level; room for `SPARE` more has been reserved.
                unsafe { F::write(mask, start, positions.as_mut_ptr().add(len)) };
            }
            // SAFETY: one position for each bit of the mask has been written behind `len`.
            unsafe { positions.set_len(len + found as usize) };
        }
        start += index(MASK);
    }
}

/// Writes the positions of a mask's bits one by one; there is room for them.
#[inline(always)]
fn one_by_one(mut mask: u64, start: Index, room: &mut [MaybeUninit<Index>]) {
    for slot in room {
        if mask == 0 {
            break;
        }
        slot.write(start + Index::from(mask.trailing_zeros()));
        mask &= mask - 1;
    }
}

/// Writes the positions of a mask's bits by the level's instruction, or by the table.
///
/// # Safety
///
/// The processor has the level of `V`, and there is room for `SPARE` more than bits are set.
#[inline(always)]
unsafe fn by_level<V: Vector>(mask: u64, start: Index, room: *mut Index) {
    // SAFETY: the caller has the level and the room.
    unsafe {
        if !V::write_positions(mask, start, room) {
            by_table(mask, start, room);
        }
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

/// How many elements of an array are not zero.
pub(crate) fn count_all<T: Element, R: Rows<T>>(x: Strided<'_, T>) -> usize {
    if x.is_empty() {
        return 0;
    }
    if let Some(row) = x.to_slice() {
        return R::count(row);
    }
    let axes = x.shape().iter().zip(x.strides());
    let mut axes = Axes::new(&mut axes.map(|(&len, &stride)| Axis {
        len,
        strides: [stride],
    }));
    axes.sort_by(0);
    let Axis { len, strides } = axes.inner();
    let mut count = 0;
    axes.each_row(&mut |[offset]| {
        // SAFETY: the row is one of `x`.
        let lane = unsafe { Lane::new(x.first().wrapping_offset(offset), strides[0], len) };
        lane.each_part(|part, _| count += R::count(part));
    });
    count
}

/// Rows that are shorter are searched together, where they follow each other without a gap.
const SHORT_ROW: usize = 64;

/// Appends the indices of what is not zero, one vector an axis. All vectors have one length before and after.
///
/// # Panics
///
/// If there are fewer vectors than axes, or no axis.
pub fn append<T: Element, R: Rows<T>>(x: Strided<'_, T>, indices: &mut [Vec<Index>]) {
    if let ([positions], Some(row)) = (&mut *indices, x.to_slice()) {
        return R::nonzero(row, 0, positions);
    }
    if x.is_empty() {
        return;
    }
    let ndim = x.shape().len();
    // An axis of length 1 has the index 0 everywhere, and is not looped over.
    let mut outer: Shape = (0..ndim).filter(|&axis| x.shape()[axis] != 1).collect();
    let inner = outer.pop().unwrap_or(ndim - 1);
    let search = Search { x, inner };
    let before = indices[inner].len();
    match x.to_slice() {
        Some(elements) if x.shape()[inner] < SHORT_ROW => {
            R::nonzero(elements, 0, &mut indices[inner]);
            let rows = elements.len() / x.shape()[inner];
            if indices[inner].len() - before > rows {
                let mut place = (before, 0);
                regroup(x.shape(), &outer, inner, &mut place, indices);
            } else {
                unravel(x.shape(), &outer, inner, before, indices);
            }
        }
        _ => search.below::<R>(&outer, x.first(), indices),
    }
    let found = indices[inner].len();
    for axis in (0..ndim).filter(|&axis| x.shape()[axis] == 1 && axis != inner) {
        indices[axis].resize(found, 0);
    }
}

/// An array, searched in rows along its inner axis.
struct Search<'a, T> {
    x: Strided<'a, T>,
    inner: usize,
}

impl<T: Element> Search<'_, T> {
    /// Appends what is found along the outer axes and the inner one, from an element on: for each position of the first
    /// outer axis, that position as often as something was found there.
    fn below<R: Rows<T>>(&self, outer: &[usize], first: *const T, indices: &mut [Vec<Index>]) {
        let (shape, strides) = (self.x.shape(), self.x.strides());
        let Some((&axis, rest)) = outer.split_first() else {
            // SAFETY: the row is one of `x`, for `first` has been moved along the other axes within their lengths.
            let row = unsafe { Lane::new(first, strides[self.inner], shape[self.inner]) };
            let positions = &mut indices[self.inner];
            return row.each_part(|part, start| R::nonzero(part, index(start), positions));
        };
        for at in 0..shape[axis] {
            let first = first.wrapping_offset(at.cast_signed() * strides[axis]);
            self.below::<R>(rest, first, indices);
            let found = indices[self.inner].len();
            indices[axis].resize(found, index(at));
        }
    }
}

/// Makes positions in row-major order, which the vector of the inner axis holds, into an index an axis, row by row: for
/// many positions. `place` is the first that is left, and the position that its row begins at.
fn regroup(
    shape: &[usize],
    outer: &[usize],
    inner: usize,
    place: &mut (usize, Index),
    indices: &mut [Vec<Index>],
) {
    let Some((&axis, rest)) = outer.split_first() else {
        let (next, start) = *place;
        let end = start + index(shape[inner]);
        let left = indices[inner][next..].iter_mut();
        let row = left.take_while(|position| **position < end);
        let found = row.map(|position| *position -= start).count();
        *place = (next + found, end);
        return;
    };
    for at in 0..shape[axis] {
        regroup(shape, rest, inner, place, indices);
        indices[axis].resize(place.0, index(at));
    }
}

/// The same by division: for few positions, the vector's from `before` on.
fn unravel(
    shape: &[usize],
    outer: &[usize],
    inner: usize,
    before: usize,
    indices: &mut [Vec<Index>],
) {
    let found = indices[inner].len();
    for at in before..found {
        let mut place = indices[inner][at];
        for axis in core::iter::once(inner).chain(outer.iter().rev().copied()) {
            let len = index(shape[axis]);
            let here = place % len;
            place /= len;
            if axis == inner {
                indices[axis][at] = here;
            } else {
                indices[axis].push(here);
            }
        }
    }
}
