//! The extremes of a long row of 16-bit floats, found without turning every element into a key.
//!
//! The bits of a float are a sign and a magnitude. So as integers, the order of bits is that of the elements among those
//! without a sign, and the reverse among those with one. Three extremes of the bits give both extremes of the elements:
//!
//! ```text
//! largest:   the largest signed integer, or if that has a sign, then all have one: the smallest signed integer
//! smallest:  the largest unsigned integer, or if that has no sign, then none has one: the smallest signed integer
//! NaN:       there is one without a sign if the largest signed integer is above infinity,
//!            and one with a sign if the largest unsigned integer is above -infinity
//!
//! for each chunk of the row:                       // it stays in L1
//!     for each lane: these extremes of the bits, in four accumulators each
//!     if there is a NaN: it is the answer, or the keys of the chunk are compared, without those of NaN
//!     for each lane: keep the best so far, and the number of its chunk
//! the best of all lanes and its chunk; find the first element with its key there
//! ```
//!
//! 1. Per vector this takes two instructions. Keys would take five or more: see [`SignMagnitude`]. They are compared only in
//!    chunks with NaN, and to find a zero.
//! 2. The best element usually has the sign of the extreme: none for the largest. Once one with that sign was found, only
//!    those can be better, and the smallest signed integer is not needed. Until then, if all elements have the other sign,
//!    the largest unsigned integer is the largest signed one. Only the first chunk, and the one in which the sign appears,
//!    take three instructions.
//! 3. All chunks but the first begin at an aligned vector, because a load that crosses cache lines takes as long as two.
//! 4. A number of a chunk fits in a byte. So the best of all lanes is computed once per [`SEGMENT`] chunks, and compared
//!    with the best before. There is no branch on whether a chunk is better, which would often be mispredicted.

use super::find::find_target;
use super::lanes::{ElementOf, KeyOf, broadcast_max};
use crate::ops::extremum::compare::Larger;
use crate::simd::{
    HalfLanes, HalfOrder, KeyTransform, MemoryLevel, SignMagnitude, Vector, prefetch_ahead,
    prefetches_rows_of,
};
use core::ops::Range;

/// Elements of a chunk: 4 KiB. The chunk with the answer is searched again.
const CHUNK: usize = 2048;

/// Chunks whose numbers are distinct: fewer than a byte can count.
const SEGMENT: usize = 240;

/// Vectors that are compared with different accumulators.
const ACCUMULATORS: usize = 4;

/// Per lane, extremes of the bits of a chunk.
#[derive(Clone, Copy)]
struct Extremes<V> {
    largest: V,
    smallest: V,
    /// The largest unsigned integer, with the top bit inverted, so that it is ordered as a signed one.
    unsigned: V,
}

/// Which extremes of a chunk are found.
#[derive(Clone, Copy)]
enum Signs {
    /// All three.
    Both,
    /// Not the smallest integer: see 2. in the head of this file.
    Wanted,
    /// Not the largest unsigned integer.
    Other,
}

/// A row, and how it is read.
#[derive(Clone, Copy)]
struct Row<'a, V: Vector> {
    level: V::Level,
    bits: &'a [i16],
    /// Elements of the first chunk, if there are as many.
    first: usize,
    /// Whether later chunks are prefetched.
    prefetches: bool,
}

impl<'a, V: HalfLanes> Row<'a, V> {
    #[inline(always)]
    fn new(level: V::Level, bits: &'a [i16], working_set_bytes: usize) -> Self {
        let memory = MemoryLevel::of(working_set_bytes);
        let after_aligned = bits.as_ptr().addr() % size_of::<V>() / size_of::<i16>();
        Self {
            level,
            bits,
            first: CHUNK - after_aligned,
            prefetches: prefetches_rows_of(size_of_val(bits), memory),
        }
    }

    /// The end of the chunk that begins at a position.
    #[inline(always)]
    fn end(&self, start: usize) -> usize {
        self.bits.len().min(self.start(self.number(start) + 1))
    }

    /// The number of the chunk that begins at a position.
    #[inline(always)]
    fn number(&self, start: usize) -> usize {
        (start + CHUNK - self.first) / CHUNK
    }

    /// The start of a chunk.
    #[inline(always)]
    fn start(&self, number: usize) -> usize {
        (number * CHUNK + self.first).saturating_sub(CHUNK)
    }
}

/// The best element so far.
struct Best<V: Vector> {
    level: V::Level,
    order: HalfOrder,
    /// The key of the best element of all segments before, and of chunks with NaN.
    key: i16,
    /// The start of its chunk.
    start: usize,
    /// Whether an element with the sign of the extreme was found.
    has_sign: bool,
    /// Per lane, the best of this segment: the bits that [`wanted`](Self::wanted) gives.
    lanes: V,
    /// Per lane, the number of its chunk.
    numbers: V::IndexLanes,
    /// What the segment has to beat, in every lane.
    floor: V,
    /// The start of the segment.
    segment: usize,
}

impl<V: HalfLanes> Best<V> {
    #[inline(always)]
    fn new(level: V::Level, order: HalfOrder) -> Self {
        let least = V::splat(level, i16::MIN);
        Self {
            level,
            order,
            key: i16::MIN,
            start: 0,
            has_sign: false,
            lanes: least,
            numbers: V::splat_index(level, 0),
            floor: least,
            segment: 0,
        }
    }

    /// Per lane the bits of a chunk of which the largest are the best: those of the best element, with the top bit inverted
    /// if it has the sign of the smallest, or all bits if no element has the sign of the extreme.
    #[inline(always)]
    fn wanted(&self, found: &Extremes<V>) -> V {
        if !self.has_sign {
            found.smallest.xor(V::splat(self.level, -1))
        } else if self.order.is_max() {
            found.largest
        } else {
            found.unsigned
        }
    }

    /// Compares with the extremes of a chunk without NaN. They have the smallest integer unless an element with the sign
    /// of the extreme was found before.
    #[inline(always)]
    fn update(&mut self, row: &Row<'_, V>, found: &Extremes<V>, start: usize) {
        let number = row.number(start) - row.number(self.segment);
        if !self.has_sign {
            let with_sign = if self.order.is_max() {
                found.largest
            } else {
                found.unsigned
            };
            let none = V::splat(self.level, -1);
            if V::any(with_sign.gt(none)) {
                self.end_segment(row);
                self.has_sign = true;
                (self.lanes, self.floor) = (none, none);
            }
        }
        let wanted = self.wanted(found);
        let wins = wanted.gt(self.lanes);
        let number = V::splat_index(self.level, number);
        self.numbers = V::select_index(wins, number, self.numbers);
        self.lanes = wanted.max(self.lanes);
    }

    /// Compares the segment with those before it.
    #[inline(always)]
    fn end_segment(&mut self, row: &Row<'_, V>) {
        if !V::any(self.lanes.gt(self.floor)) {
            return;
        }
        let best = broadcast_max::<Larger, V>(self.lanes);
        let lanes = self.lanes.eq(best);
        let number = match V::only_index(lanes, self.numbers) {
            Some(number) => number,
            None => V::least_index(lanes, self.numbers).0,
        };
        self.floor = best;
        self.lanes = best;
        let inverted = match (self.has_sign, self.order.is_max()) {
            (false, _) => -1,
            (true, true) => 0,
            (true, false) => i16::MIN,
        };
        let key = self.order.key(first_lane(best) ^ inverted);
        self.replace(key, row.start(row.number(self.segment) + number));
    }

    /// Compares with the best key of a chunk.
    #[inline(always)]
    fn replace(&mut self, key: i16, start: usize) {
        if key > self.key || key == self.key && start < self.start {
            (self.key, self.start) = (key, start);
        }
    }

    /// Begins a new segment with a chunk, if this one is full.
    #[inline(always)]
    fn next_segment(&mut self, row: &Row<'_, V>, start: usize) {
        if row.number(start) - row.number(self.segment) == SEGMENT {
            self.end_segment(row);
            self.segment = start;
        }
    }

    /// The position of the first best element; `None` if there is none.
    #[inline(always)]
    fn position(&mut self, row: &Row<'_, V>) -> Option<usize> {
        self.end_segment(row);
        if self.key == i16::MIN {
            return None;
        }
        let found = find_key::<V>(self.level, &row.bits[self.start..], self.order, self.key);
        Some(self.start + found)
    }
}

/// The position of the first best element of a row, which is not empty; `None` if all are NaN and the order passes over
/// them. The row is part of a working set of `working_set_bytes`.
#[inline(always)]
pub(in crate::ops::extremum) fn first_half<V: HalfLanes>(
    level: V::Level,
    bits: &[i16],
    order: HalfOrder,
    working_set_bytes: usize,
) -> Option<usize> {
    let row = Row::<V>::new(level, bits, working_set_bytes);
    let mut best = Best::<V>::new(level, order);
    let mut start = 0;
    while start < bits.len() {
        let end = row.end(start);
        best.next_segment(&row, start);
        let signs = match start {
            0 => Signs::Both,
            _ if best.has_sign => Signs::Wanted,
            _ => Signs::Other,
        };
        let found = extremes_for(row, start..end, signs, order);
        if !has_nan(level, &found, order) {
            best.update(&row, &found, start);
        } else if order.skips_nan() {
            best.replace(best_key::<V>(level, &bits[start..end], order), start);
        } else {
            best.replace(HalfOrder::NAN_WINS, start);
            break;
        }
        start = end;
    }
    best.position(&row)
}

/// The positions of the first smallest and of the first largest element of a row, which is not empty. `order` is that of
/// the largest.
#[inline(always)]
pub(in crate::ops::extremum) fn first_pair_of_halves<V: HalfLanes>(
    level: V::Level,
    bits: &[i16],
    order: HalfOrder,
) -> Option<[usize; 2]> {
    let row = Row::<V>::new(level, bits, size_of_val(bits));
    let mut min = Best::<V>::new(level, order.smallest_of());
    let mut max = Best::<V>::new(level, order);
    let mut start = 0;
    while start < bits.len() {
        let end = row.end(start);
        min.next_segment(&row, start);
        max.next_segment(&row, start);
        let found = if min.has_sign && max.has_sign {
            extremes::<V, false, true>(row, start..end)
        } else {
            extremes::<V, true, true>(row, start..end)
        };
        if has_nan(level, &found, order) {
            min.replace(HalfOrder::NAN_WINS, start);
            max.replace(HalfOrder::NAN_WINS, start);
            break;
        }
        min.update(&row, &found, start);
        max.update(&row, &found, start);
        start = end;
    }
    Some([min.position(&row)?, max.position(&row)?])
}

/// The extremes of a chunk that an order needs.
#[inline(always)]
fn extremes_for<V: HalfLanes>(
    row: Row<'_, V>,
    chunk: Range<usize>,
    signs: Signs,
    order: HalfOrder,
) -> Extremes<V> {
    match signs {
        Signs::Both => extremes::<V, true, true>(row, chunk),
        Signs::Wanted => extremes::<V, false, true>(row, chunk),
        Signs::Other => {
            let mut found = extremes::<V, true, false>(row, chunk.clone());
            let zero = V::splat(row.level, 0);
            let has_sign = if order.is_max() {
                found.largest.gt(V::splat(row.level, -1))
            } else {
                zero.gt(found.smallest)
            };
            if V::any(has_sign) {
                return extremes::<V, true, true>(row, chunk);
            }
            found.unsigned = found.largest.xor(V::splat(row.level, i16::MIN));
            found
        }
    }
}

/// The first position of an element with a key that the row has.
#[inline(always)]
fn find_key<V: HalfLanes>(level: V::Level, row: &[i16], order: HalfOrder, key: i16) -> usize {
    let found = if let Some(bits) = order.only_bits(key) {
        find_target(level, row, ElementOf(V::splat(level, bits)))
    } else {
        let keys = SignMagnitude::<V>::new(level, order);
        find_target(level, row, KeyOf::new(keys, V::splat(level, key)))
    };
    found.unwrap_or(0)
}

/// The best key of a chunk.
#[inline(always)]
fn best_key<V: HalfLanes>(level: V::Level, chunk: &[i16], order: HalfOrder) -> i16 {
    let keys = SignMagnitude::<V>::new(level, order);
    let mut best = V::splat(level, i16::MIN);
    for part in chunk.chunks(V::LANES) {
        best = keys.keys(V::load_part(level, part)).max(best);
    }
    first_lane(broadcast_max::<Larger, V>(best))
}

/// Whether one of these elements is NaN.
#[inline(always)]
fn has_nan<V: HalfLanes>(level: V::Level, found: &Extremes<V>, order: HalfOrder) -> bool {
    // With the top bit inverted, -infinity has the bits of infinity.
    let infinity = V::splat(level, order.infinity());
    V::any(found.largest.max(found.unsigned).gt(infinity))
}

/// Extremes of the bits of a chunk, per lane: the smallest integer only with `SMALLEST`, and the largest unsigned one only
/// with `UNSIGNED`.
#[inline(always)]
fn extremes<V: HalfLanes, const SMALLEST: bool, const UNSIGNED: bool>(
    row: Row<'_, V>,
    chunk: Range<usize>,
) -> Extremes<V> {
    let level = row.level;
    let mut found = [Extremes::<V>::none(level); ACCUMULATORS];
    let groups = row.bits[chunk].chunks_exact(ACCUMULATORS * V::LANES);
    let rest = groups.remainder();
    for group in groups {
        if row.prefetches {
            prefetch_ahead(group.as_ptr(), size_of_val(group));
        }
        for k in 0..ACCUMULATORS {
            let vector = V::load_first(level, &group[k * V::LANES..]);
            found[k].update::<SMALLEST, UNSIGNED>(level, vector);
        }
    }
    for part in rest.chunks(V::LANES) {
        let vector = if part.len() == V::LANES {
            V::load_first(level, part)
        } else {
            V::load_part(level, part)
        };
        found[0].update::<SMALLEST, UNSIGNED>(level, vector);
    }
    let [mut all, others @ ..] = found;
    for other in others {
        all.largest = other.largest.max(all.largest);
        all.smallest = other.smallest.min(all.smallest);
        all.unsigned = larger_unsigned(other.unsigned, all.unsigned);
    }
    if V::HAS_UNSIGNED {
        all.unsigned = all.unsigned.xor(V::splat(level, i16::MIN));
    }
    all
}

/// The larger of two unsigned integers. Their top bits are inverted if the level has no instruction for them.
#[inline(always)]
fn larger_unsigned<V: HalfLanes>(a: V, b: V) -> V {
    if V::HAS_UNSIGNED {
        a.max_unsigned(b)
    } else {
        a.max(b)
    }
}

impl<V: HalfLanes> Extremes<V> {
    /// Those of no elements. The unsigned one is as [`larger_unsigned`] takes it.
    #[inline(always)]
    fn none(level: V::Level) -> Self {
        let least = if V::HAS_UNSIGNED { 0 } else { i16::MIN };
        Self {
            largest: V::splat(level, i16::MIN),
            smallest: V::splat(level, i16::MAX),
            unsigned: V::splat(level, least),
        }
    }

    #[inline(always)]
    fn update<const SMALLEST: bool, const UNSIGNED: bool>(&mut self, level: V::Level, vector: V) {
        self.largest = vector.max(self.largest);
        if SMALLEST {
            self.smallest = vector.min(self.smallest);
        }
        if UNSIGNED {
            let unsigned = if V::HAS_UNSIGNED {
                vector
            } else {
                vector.xor(V::splat(level, i16::MIN))
            };
            self.unsigned = larger_unsigned(unsigned, self.unsigned);
        }
    }
}

/// The first lane of a vector.
#[inline(always)]
fn first_lane<V: HalfLanes>(vector: V) -> i16 {
    let mut lanes = [0; MAX_LANES];
    const { assert!(V::LANES <= MAX_LANES, "the lanes of a vector fit") };
    // SAFETY: the array has `LANES` elements, as just asserted.
    unsafe { vector.store(lanes.as_mut_ptr()) };
    lanes[0]
}

/// The most lanes of a vector.
const MAX_LANES: usize = 32;

#[cfg(test)]
mod tests;
