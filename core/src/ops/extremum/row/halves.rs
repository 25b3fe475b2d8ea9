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
//!     if a lane is better than the best so far: the best of all lanes; keep the start of the chunk
//! find the first element with the key of the best, from the start of its chunk
//! ```
//!
//! Per vector this takes three instructions, and two once an element with the sign of the answer was found. Keys would take
//! six or more: see [`SignMagnitude`]. They are compared only in chunks with NaN, and to find a zero.

use super::find::find_target;
use super::lanes::{ElementOf, KeyOf, broadcast_max};
use crate::ops::extremum::compare::{Larger, Smaller};
use crate::simd::{HalfLanes, HalfOrder, KeyTransform, SignMagnitude};

/// Elements of a chunk: 4 KiB. The chunk with the answer is searched again.
const CHUNK: usize = 2048;

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

/// The best element so far.
struct Best<V> {
    order: HalfOrder,
    /// Its bits in every lane, with the top bit inverted if the smallest element is searched for. Until an element with the
    /// sign of the answer is found, it is what all of these are better than.
    bits: V,
    /// Its key.
    key: i16,
    /// The start of the chunk in which it was found.
    start: usize,
}

impl<V: HalfLanes> Best<V> {
    fn new(level: V::Level, order: HalfOrder) -> Self {
        Self {
            order,
            // For either extreme: no element with the sign of the answer.
            bits: V::splat(level, -1),
            key: i16::MIN,
            start: 0,
        }
    }

    /// Whether an element with the sign of the answer was found.
    #[inline(always)]
    fn has_sign(&self, level: V::Level) -> bool {
        V::any(self.bits.gt(V::splat(level, -1)))
    }

    /// Compares with the extremes of a chunk without NaN. They have the smallest integer unless an element with the sign
    /// of the answer was found before.
    #[inline(always)]
    fn update(&mut self, level: V::Level, found: &Extremes<V>, start: usize) {
        let wanted = if self.order.is_max() {
            found.largest
        } else {
            found.unsigned
        };
        if V::any(wanted.gt(self.bits)) {
            self.bits = broadcast_max::<Larger, V>(wanted);
            let top = if self.order.is_max() { 0 } else { i16::MIN };
            self.replace(first_lane(self.bits) ^ top, start);
        } else if !self.has_sign(level) {
            let smallest = broadcast_max::<Smaller, V>(found.smallest);
            self.replace(first_lane(smallest), start);
        }
    }

    /// Compares with the best bits of a chunk.
    #[inline(always)]
    fn replace(&mut self, bits: i16, start: usize) {
        self.replace_key(self.order.key(bits), start);
    }

    #[inline(always)]
    fn replace_key(&mut self, key: i16, start: usize) {
        if key > self.key {
            (self.key, self.start) = (key, start);
        }
    }
}

/// The position of the first best element of a row, which is not empty; `None` if all are NaN and the order passes over
/// them.
#[inline(always)]
pub(in crate::ops::extremum) fn first_half<V: HalfLanes>(
    level: V::Level,
    row: &[i16],
    order: HalfOrder,
) -> Option<usize> {
    let mut best = Best::<V>::new(level, order);
    for (at, chunk) in row.chunks(CHUNK).enumerate() {
        let start = at * CHUNK;
        let found = if best.has_sign(level) {
            extremes::<V, false>(level, chunk)
        } else {
            extremes::<V, true>(level, chunk)
        };
        if !has_nan(level, &found, order) {
            best.update(level, &found, start);
        } else if order.skips_nan() {
            best.replace_key(best_key::<V>(level, chunk, order), start);
        } else {
            best.replace_key(HalfOrder::NAN_WINS, start);
            break;
        }
    }
    if best.key == i16::MIN {
        return None;
    }
    Some(best.start + find_key::<V>(level, &row[best.start..], order, best.key))
}

/// The positions of the first smallest and of the first largest element of a row, which is not empty. `order` is that of
/// the largest.
#[inline(always)]
pub(in crate::ops::extremum) fn first_pair_of_halves<V: HalfLanes>(
    level: V::Level,
    row: &[i16],
    order: HalfOrder,
) -> [usize; 2] {
    let orders = [order.smallest_of(), order];
    let mut best = orders.map(|order| Best::<V>::new(level, order));
    for (at, chunk) in row.chunks(CHUNK).enumerate() {
        let start = at * CHUNK;
        let found = if best[0].has_sign(level) && best[1].has_sign(level) {
            extremes::<V, false>(level, chunk)
        } else {
            extremes::<V, true>(level, chunk)
        };
        let has_nan = has_nan(level, &found, order);
        for best in &mut best {
            if has_nan {
                best.replace_key(HalfOrder::NAN_WINS, start);
            } else {
                best.update(level, &found, start);
            }
        }
        if has_nan {
            break;
        }
    }
    best.map(|best| best.start + find_key::<V>(level, &row[best.start..], best.order, best.key))
}

/// The first position of an element with a key that the row has.
#[inline(always)]
fn find_key<V: HalfLanes>(level: V::Level, row: &[i16], order: HalfOrder, key: i16) -> usize {
    let found = match order.only_bits(key) {
        Some(bits) => find_target(level, row, ElementOf(V::splat(level, bits))),
        None => {
            let keys = SignMagnitude::<V>::new(level, order);
            find_target(level, row, KeyOf::new(keys, V::splat(level, key)))
        }
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

/// The extremes of the bits of a chunk, per lane. The smallest integer is found only with `SMALLEST`.
#[inline(always)]
fn extremes<V: HalfLanes, const SMALLEST: bool>(level: V::Level, chunk: &[i16]) -> Extremes<V> {
    let mut found = [Extremes::<V>::none(level); ACCUMULATORS];
    let groups = chunk.chunks_exact(ACCUMULATORS * V::LANES);
    let rest = groups.remainder();
    for group in groups {
        for k in 0..ACCUMULATORS {
            let vector = V::load_first(level, &group[k * V::LANES..]);
            found[k].update::<SMALLEST>(level, vector);
        }
    }
    for part in rest.chunks(V::LANES) {
        let vector = if part.len() == V::LANES {
            V::load_first(level, part)
        } else {
            V::load_part(level, part)
        };
        found[0].update::<SMALLEST>(level, vector);
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
    fn update<const SMALLEST: bool>(&mut self, level: V::Level, vector: V) {
        self.largest = vector.max(self.largest);
        if SMALLEST {
            self.smallest = vector.min(self.smallest);
        }
        let unsigned = if V::HAS_UNSIGNED {
            vector
        } else {
            vector.xor(V::splat(level, i16::MIN))
        };
        self.unsigned = larger_unsigned(unsigned, self.unsigned);
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
mod tests {
    use super::super::{each, short};
    use super::*;
    use crate::best::{Extreme, Max, Min, NanMax, NanMin};
    use crate::index::index;
    use crate::layout::RowBlock;
    use crate::ops::extremum::{columns, portable};
    use crate::simd::at_each_level;
    use ::half::{bf16, f16};
    use alloc::vec;
    use alloc::vec::Vec;

    /// Elements of a kind of row. The lengths of rows are on both sides of each border.
    type Elements = fn(usize) -> f32;

    const KINDS: [Elements; 8] = [
        |at| ((at * 7919) % 1000) as f32 - 500.0,
        |at| ((at * 7919) % 1000) as f32 + 1.0,
        |at| -((at * 7919 % 1000) as f32) - 1.0,
        // Both zeros, as the largest and as the smallest elements.
        |at| [-0.0, -1.0, 0.0][at * 7919 % 3],
        |at| [0.0, 1.0, -0.0][at * 7919 % 3],
        // The sign of the answer appears late.
        |at| {
            if at > 2500 {
                1.0
            } else {
                -1.0 - (at % 50) as f32
            }
        },
        |at| {
            if at > 2500 {
                -1.0
            } else {
                1.0 + (at % 50) as f32
            }
        },
        |at| [f32::INFINITY, f32::NEG_INFINITY, 0.0][at * 7919 % 3],
    ];

    const LENGTHS: [usize; 18] = [
        1, 2, 7, 8, 9, 31, 33, 64, 255, 256, 257, 500, 2047, 2048, 2049, 4096, 4100, 6151,
    ];

    fn agrees<V: HalfLanes, T: PartialOrd + Copy>(
        level: V::Level,
        elements: &[T],
        bits: &[i16],
        largest: HalfOrder,
    ) {
        fn one<V: HalfLanes, T: PartialOrd + Copy, E: Extreme>(
            level: V::Level,
            elements: &[T],
            bits: &[i16],
            order: HalfOrder,
        ) {
            let order = if E::SKIPS_NAN {
                order.over_nan()
            } else {
                order
            };
            let is_number = |at: &usize| elements[*at].partial_cmp(&elements[*at]).is_some();
            let expected = portable::row::<E, T>(elements);
            let number = expected.filter(|at| !E::SKIPS_NAN || is_number(at));
            assert_eq!(first_half::<V>(level, bits, order), number, "{}", E::NAME);
            if size_of_val(bits) <= super::super::MAX_UNROLLED_BYTES {
                let found = short::<V, SignMagnitude<V>>(level, bits, order);
                assert_eq!(found, expected, "{} of a short row", E::NAME);
            }
            for rows in [1, 3] {
                let columns = bits.len() / rows;
                let (block, wanted) = (
                    RowBlock::of(bits, rows, columns),
                    RowBlock::of(elements, rows, columns),
                );
                let mut out = vec![-1; rows];
                if each::<V, SignMagnitude<V>>(level, block, &mut out, order) {
                    let expected =
                        (0..rows).map(|at| portable::row::<E, T>(wanted.row(at)).map_or(-1, index));
                    assert_eq!(out, expected.collect::<Vec<_>>(), "{} of rows", E::NAME);
                }
            }
            let columns = if bits.len() < 100 { 3 } else { 37 }.min(bits.len());
            let rows = bits.len() / columns;
            let (mut out, mut expected) = (vec![-1; columns], vec![-1; columns]);
            let block = RowBlock::of(bits, rows, columns);
            columns::first::<V, SignMagnitude<V>>(level, block, &mut out, order, false);
            portable::columns::<E, T>(RowBlock::of(elements, rows, columns), &mut expected);
            assert_eq!(out, expected, "{} of columns", E::NAME);
        }
        one::<V, T, Max>(level, elements, bits, largest);
        one::<V, T, Min>(level, elements, bits, largest.smallest_of());
        one::<V, T, NanMax>(level, elements, bits, largest);
        one::<V, T, NanMin>(level, elements, bits, largest.smallest_of());
        let expected = [
            portable::row::<Min, T>(elements),
            portable::row::<Max, T>(elements),
        ];
        let found = first_pair_of_halves::<V>(level, bits, largest);
        assert_eq!(found.map(Some), expected, "argminmax");
    }

    fn rows_of<V: HalfLanes>(level: V::Level) {
        for (kind, len) in KINDS
            .iter()
            .enumerate()
            .flat_map(|(kind, _)| LENGTHS.map(|len| (kind, len)))
        {
            let floats: Vec<f32> = (0..len).map(KINDS[kind]).collect();
            // Without NaN, with one of either sign somewhere, and of NaN alone.
            let places = [0, len / 2, len - 1];
            let mut rows = vec![floats.clone(), vec![f32::NAN; len]];
            for nan in [f32::NAN, -f32::NAN] {
                for at in places {
                    let mut row = floats.clone();
                    row[at] = nan;
                    rows.push(row);
                }
            }
            for row in rows {
                let half: Vec<_> = row.iter().map(|&float| f16::from_f32(float)).collect();
                let bits: Vec<_> = half
                    .iter()
                    .map(|half| half.to_bits().cast_signed())
                    .collect();
                let order = HalfOrder::largest(f16::INFINITY.to_bits());
                agrees::<V, f16>(level, &half, &bits, order);
                let half: Vec<_> = row.iter().map(|&float| bf16::from_f32(float)).collect();
                let bits: Vec<_> = half
                    .iter()
                    .map(|half| half.to_bits().cast_signed())
                    .collect();
                let order = HalfOrder::largest(bf16::INFINITY.to_bits());
                agrees::<V, bf16>(level, &half, &bits, order);
            }
        }
    }

    #[test]
    fn halves() {
        at_each_level!(rows_of::<i16>());
    }
}
