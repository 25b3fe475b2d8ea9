//! The extremes of a row of 16-bit floats that is not short. From [`GROUP_BYTES`] on, they are found without turning every
//! element into a key.
//!
//! The bits of a float are a sign and a magnitude. So as integers, the order of bits is that of the elements among those
//! without a sign, and the reverse among those with one:
//!
//! ```text
//!                                      largest element                  smallest element
//! one has the sign of the extreme:     the largest signed integer       the largest unsigned integer
//! none has:                            the smallest signed integer      the smallest signed integer
//! ```
//!
//! So a row is searched by the kernel of integers, `long::guarded`, with a constant [key](Side) per case. The guard finds
//! what this key does not order: NaN, and the first element with the sign of the extreme, if none was expected.
//!
//! ```text
//! if the row is shorter than a group: turn its elements into keys
//! if none of the first elements has the sign of the extreme:
//!     search as if none had                // the guard ends this at an element with the sign, or a NaN
//! search the rest as if one had            // the guard ends this at a NaN
//! if there is a NaN: it is the answer, or all elements are turned into keys
//! if the answer is a zero: find the first zero of either sign
//! ```
//!
//! 1. Per vector this takes two instructions: one finds the extreme, and one is the guard's. Keys would take five or more:
//!    see [`SignMagnitude`]. A level that compares no unsigned integers of 16 bits takes more. The largest element of a
//!    row without large magnitudes is an exception: see [`HighBytes`].
//! 2. Elements without the sign of the extreme lose against those with it. So nothing has to be kept when the side changes,
//!    and it changes at most once. At most one scan is read again.
//! 3. Both extremes of a row are found in one pass, with three instructions per vector, and a key per chunk: see
//!    [`first_pair_of_halves`].

use super::find::find_target;
use super::lanes::{ElementOf, KeyOf, broadcast_max};
use super::long::{self, Found, Guard, IndexLanes};
use super::search::RowSearch;
use crate::ops::extremum::compare::Larger;
use crate::simd::{HalfLanes, HalfOrder, KeyTransform, MemoryLevel, SignMagnitude, Vector, Xor};
use core::marker::PhantomData;

/// Bytes of a group. In groups of half this size, a twelfth of all instructions are those per group.
const GROUP_BYTES: usize = 1024;

/// What is expected of the elements of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// One has the sign of the extreme: none for the largest element, a sign for the smallest.
    Sign,
    /// All have the other sign.
    Other,
}

/// The integers of which a guard keeps the largest.
trait Integers<V: HalfLanes>: Copy {
    /// The largest of no elements.
    const LEAST: i16;

    /// Turns elements into lanes that [`larger`](Self::larger) compares.
    fn of(level: V::Level, elements: V) -> V;

    /// The larger lanes.
    fn larger(a: V, b: V) -> V;

    /// Turns the largest lanes into signed integers of the same order.
    fn signed(level: V::Level, largest: V) -> V;

    /// The integer above which NaN is, in lanes of [`signed`](Self::signed).
    fn infinity(infinity: i16) -> i16 {
        infinity
    }
}

/// The bits of elements as signed integers.
#[derive(Clone, Copy)]
struct Signed;

impl<V: HalfLanes> Integers<V> for Signed {
    const LEAST: i16 = i16::MIN;

    #[inline(always)]
    fn of(_: V::Level, elements: V) -> V {
        elements
    }

    #[inline(always)]
    fn larger(a: V, b: V) -> V {
        a.max(b)
    }

    #[inline(always)]
    fn signed(_: V::Level, largest: V) -> V {
        largest
    }
}

/// The bits of elements as unsigned integers.
#[derive(Clone, Copy)]
struct Unsigned;

impl<V: HalfLanes> Integers<V> for Unsigned {
    const LEAST: i16 = if V::HAS_UNSIGNED { 0 } else { i16::MIN };

    #[inline(always)]
    fn of(level: V::Level, elements: V) -> V {
        if V::HAS_UNSIGNED {
            elements
        } else {
            invert_top(level, elements)
        }
    }

    #[inline(always)]
    fn larger(a: V, b: V) -> V {
        if V::HAS_UNSIGNED {
            a.max_unsigned(b)
        } else {
            a.max(b)
        }
    }

    #[inline(always)]
    fn signed(level: V::Level, largest: V) -> V {
        if V::HAS_UNSIGNED {
            invert_top(level, largest)
        } else {
            largest
        }
    }
}

/// The high bytes of elements as unsigned integers. The low byte may come from another element. So an infinity is seen as a
/// NaN, and in bfloat16 every magnitude above 1.7e38 is.
#[derive(Clone, Copy)]
struct HighBytes;

impl<V: HalfLanes> Integers<V> for HighBytes {
    const LEAST: i16 = 0;

    #[inline(always)]
    fn of(_: V::Level, elements: V) -> V {
        elements
    }

    #[inline(always)]
    fn larger(a: V, b: V) -> V {
        a.max_unsigned_bytes(b)
    }

    #[inline(always)]
    fn signed(level: V::Level, largest: V) -> V {
        invert_top(level, largest)
    }

    fn infinity(infinity: i16) -> i16 {
        (infinity & !0xFF) - 1
    }
}

/// Inverts the top bits, which gives unsigned integers the order of signed ones.
#[inline(always)]
fn invert_top<V: HalfLanes>(level: V::Level, lanes: V) -> V {
    lanes.xor(V::splat(level, i16::MIN))
}

/// Finds NaN, and the sign of the extreme where it is not expected.
///
/// The largest signed and the largest unsigned integer together show all that: a NaN without a sign is above infinity,
/// and one with a sign is above -infinity. The guard finds the one of the two that the search does not find.
#[derive(Clone, Copy)]
struct HalfGuard<V: Vector, I> {
    level: V::Level,
    side: Side,
    infinity: i16,
    /// The largest of the integers per lane.
    largest: V,
    integers: PhantomData<I>,
}

impl<V: HalfLanes, I: Integers<V>> HalfGuard<V, I> {
    #[inline(always)]
    fn new(level: V::Level, side: Side, infinity: i16) -> Self {
        Self {
            level,
            side,
            infinity: I::infinity(infinity),
            largest: V::splat(level, I::LEAST),
            integers: PhantomData,
        }
    }
}

impl<V: HalfLanes, I: Integers<V>> Guard<V> for HalfGuard<V, I> {
    const GROUP_BYTES: usize = GROUP_BYTES;
    const IS_COSTLY: bool = true;
    // That element may be NaN, and a later one may be on another side.
    const ENDS_AT_LARGEST: bool = false;

    #[inline(always)]
    fn see(&mut self, a: V, b: V) {
        let pair = I::larger(I::of(self.level, a), I::of(self.level, b));
        self.largest = I::larger(pair, self.largest);
    }

    #[inline(always)]
    fn is_hit(&self, best: V) -> bool {
        let largest = I::signed(self.level, self.largest);
        match self.side {
            Side::Sign => is_above(self.level, largest.max(best), self.infinity),
            // Of the elements that are expected here, infinity has the largest integer.
            Side::Other => is_above(self.level, largest, i16::MIN + self.infinity),
        }
    }
}

/// Whether a lane is larger.
#[inline(always)]
fn is_above<V: HalfLanes>(level: V::Level, lanes: V, bits: i16) -> bool {
    V::any(lanes.gt(V::splat(level, bits)))
}

/// The position of the first best element of a row that is not short, part of a working set of `working_set_bytes`. If
/// all elements are NaN and the order passes over them, the position of a NaN.
///
/// # Panics
///
/// If the row is shorter than a vector.
#[inline(always)]
pub(in crate::ops::extremum) fn first_half<V: HalfLanes>(
    level: V::Level,
    row: &[i16],
    order: HalfOrder,
    working_set_bytes: usize,
) -> usize {
    if row.len() < GROUP_BYTES / size_of::<i16>() {
        return IndexLanes::first(level, row, SignMagnitude::<V>::new(level, order));
    }
    let memory = MemoryLevel::of(working_set_bytes);
    let mut from = 0;
    if !starts_with_sign::<V>(level, row, order) {
        match first_of_side::<V>(level, row, Side::Other, order, memory) {
            Found::Best(at, _) => return at,
            Found::Hit(at) => from = at,
        }
    }
    match first_of_side::<V>(level, &row[from..], Side::Sign, order, memory) {
        Found::Best(_, best) if first_lane(best) == 0 => {
            first_with_key::<V>(level, row, order, order.key(0))
        }
        Found::Best(at, _) => from + at,
        Found::Hit(_) if order.skips_nan() => {
            long::groups::<V, SignMagnitude<V>>(level, row, order, memory)
        }
        Found::Hit(at) => {
            from += at;
            from + first_with_key::<V>(level, &row[from..], order, HalfOrder::NAN_WINS)
        }
    }
}

/// Whether an element of the first vector has the sign of the extreme.
#[inline(always)]
fn starts_with_sign<V: HalfLanes>(level: V::Level, row: &[i16], order: HalfOrder) -> bool {
    let first = V::load_first(level, row);
    let top = V::splat(level, if order.is_max() { 0 } else { i16::MIN });
    is_above(level, first.xor(top), -1)
}

/// Searches a row whose elements are expected on a side.
#[inline(always)]
fn first_of_side<V: HalfLanes>(
    level: V::Level,
    row: &[i16],
    side: Side,
    order: HalfOrder,
    memory: MemoryLevel,
) -> Found<V> {
    match (side, order.is_max()) {
        (Side::Sign, true) => {
            if !V::HAS_UNSIGNED {
                let found = guarded::<V, HighBytes>(level, row, side, 0, order, memory);
                if let Found::Best(..) = found {
                    return found;
                }
                // There may be no NaN, so the row is searched again.
            }
            guarded::<V, Unsigned>(level, row, side, 0, order, memory)
        }
        (Side::Sign, false) => guarded::<V, Signed>(level, row, side, i16::MIN, order, memory),
        (Side::Other, true) => guarded::<V, Signed>(level, row, side, -1, order, memory),
        (Side::Other, false) => guarded::<V, Unsigned>(level, row, side, -1, order, memory),
    }
}

/// Searches a row for the largest integer, after some bits of each element are inverted.
#[inline(always)]
fn guarded<V: HalfLanes, I: Integers<V>>(
    level: V::Level,
    row: &[i16],
    side: Side,
    inverted: i16,
    order: HalfOrder,
    memory: MemoryLevel,
) -> Found<V> {
    let guard = HalfGuard::<V, I>::new(level, side, order.infinity());
    long::guarded::<V, Xor<V>, _>(level, row, inverted, memory, guard)
}

/// The first position of an element with a key that the row has.
#[inline(always)]
fn first_with_key<V: HalfLanes>(level: V::Level, row: &[i16], order: HalfOrder, key: i16) -> usize {
    let found = if let Some(bits) = order.only_bits(key) {
        find_target(level, row, ElementOf(V::splat(level, bits)))
    } else {
        let keys = SignMagnitude::<V>::new(level, order);
        find_target(level, row, KeyOf::new(keys, V::splat(level, key)))
    };
    found.unwrap_or(0)
}

/// Bytes of a chunk, in the search for both extremes.
const CHUNK_BYTES: usize = 4096;

/// Vectors that are compared with different accumulators.
const ACCUMULATORS: usize = 4;

/// The positions of the first smallest and of the first largest element of a row; `None` if it is empty. `order` is that of
/// the largest. NaN wins.
#[inline(always)]
pub(in crate::ops::extremum) fn first_pair_of_halves<V: HalfLanes>(
    level: V::Level,
    row: &[i16],
    order: HalfOrder,
) -> Option<[usize; 2]> {
    let orders = [order.smallest_of(), order];
    let mut best = [i16::MIN; 2];
    let mut starts = [0; 2];
    let len = CHUNK_BYTES / size_of::<i16>();
    for (at, chunk) in row.chunks(len).enumerate() {
        let extremes = Extremes::<V>::of(level, chunk);
        if extremes.has_nan(level, order) {
            let nan = at * len + first_with_key::<V>(level, chunk, order, HalfOrder::NAN_WINS);
            return Some([nan; 2]);
        }
        for k in 0..2 {
            let keys = extremes.keys(level, orders[k]);
            if is_above(level, keys, best[k]) {
                best[k] = first_lane(broadcast_max::<Larger, V>(keys));
                starts[k] = at * len;
            }
        }
    }
    row.first()?;
    let mut found = [0; 2];
    for k in 0..2 {
        let row = &row[starts[k]..];
        found[k] = starts[k] + first_with_key::<V>(level, row, orders[k], best[k]);
    }
    Some(found)
}

/// Per lane, extremes of the bits of a chunk.
#[derive(Clone, Copy)]
struct Extremes<V> {
    largest: V,
    smallest: V,
    /// The largest unsigned integer, with the top bit inverted, so that it is ordered as a signed one.
    unsigned: V,
}

impl<V: HalfLanes> Extremes<V> {
    #[inline(always)]
    fn of(level: V::Level, chunk: &[i16]) -> Self {
        let mut found = [Self::none(level); ACCUMULATORS];
        let groups = chunk.chunks_exact(ACCUMULATORS * V::LANES);
        let rest = groups.remainder();
        for group in groups {
            for k in 0..ACCUMULATORS {
                let vector = V::load_first(level, &group[k * V::LANES..]);
                found[k].update(level, vector);
            }
        }
        for part in rest.chunks(V::LANES) {
            let vector = if part.len() == V::LANES {
                V::load_first(level, part)
            } else {
                V::load_part(level, part)
            };
            found[0].update(level, vector);
        }
        let [mut all, others @ ..] = found;
        for other in others {
            all.largest = other.largest.max(all.largest);
            all.smallest = other.smallest.min(all.smallest);
            all.unsigned = Unsigned::larger(other.unsigned, all.unsigned);
        }
        all.unsigned = Unsigned::signed(level, all.unsigned);
        all
    }

    /// Those of no elements. The unsigned one is as [`Unsigned`] compares it.
    #[inline(always)]
    fn none(level: V::Level) -> Self {
        Self {
            largest: V::splat(level, i16::MIN),
            smallest: V::splat(level, i16::MAX),
            unsigned: V::splat(level, <Unsigned as Integers<V>>::LEAST),
        }
    }

    #[inline(always)]
    fn update(&mut self, level: V::Level, vector: V) {
        self.largest = vector.max(self.largest);
        self.smallest = vector.min(self.smallest);
        self.unsigned = Unsigned::larger(Unsigned::of(level, vector), self.unsigned);
    }

    /// Whether one of the elements is NaN.
    #[inline(always)]
    fn has_nan(&self, level: V::Level, order: HalfOrder) -> bool {
        is_above(level, self.largest.max(self.unsigned), order.infinity())
    }

    /// The best keys of the lanes, none of which has a NaN.
    #[inline(always)]
    fn keys(&self, level: V::Level, order: HalfOrder) -> V {
        let with_sign = if order.is_max() {
            self.largest
        } else {
            self.unsigned.xor(V::splat(level, i16::MIN))
        };
        let has_sign = if order.is_max() {
            with_sign.gt(V::splat(level, -1))
        } else {
            V::splat(level, 0).gt(with_sign)
        };
        let best = V::select(has_sign, with_sign, self.smallest);
        SignMagnitude::new(level, order).keys(best)
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
