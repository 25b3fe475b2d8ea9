//! Rows that do not fit the registers.
//!
//! Beside the best of each lane stands the number of the vectors it was found in: one mask moves both. At the end the best
//! of all lanes is known, and the least of the numbers where a lane equals it. [`Numbered`] numbers each vector, and the
//! lane then tells the position. [`groups`] numbers groups of 512 bytes, takes the extreme of each half before it is compared,
//! which leaves half of the instructions, and looks into one group at the end; that pays in rows of more than 32 vectors.
//! Where one lane alone equals the best, as it mostly does of wide elements, its number is brought to the front in place of
//! the least of all.
//!
//! 1. All vectors but the first and the last are aligned, for which the first overlaps the second: a load across two cache
//!    lines takes as long as two. With AVX-512, what comes from the first cache is read twice as fast as without it. Only
//!    from the second cache, in rows of 48 to 384 KiB, loads of 64 bytes across lines were faster by a twelfth: these rows
//!    are read as they lie.
//! 2. Loads are kept in the order of memory. The compiler would mix those of a group, and what comes from the second cache
//!    would be read at two thirds of the speed. There the halves of a group are compared one after the other: asked for
//!    faster than they come, lines took a third longer in some runs, where pages lay badly.
//! 3. What comes from beyond the second cache is asked for ahead where that was seen to pay: see `Source::is_asked_ahead`. What
//!    the processor fetches ahead by itself ends with the page.
//! 4. A number is a byte whatever the element is. In longer rows, groups are numbered anew in each chunk of [`CHUNK`], and
//!    chunks are compared by a branch.
//! 5. Of groups that are compared as they lie, the extreme becomes a key; see `order`.
//! 6. Every [`LOOK`] groups the search may end: with a NaN, or, of integers, with what cannot be beaten.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use super::registers::first_of;
use super::{FEW, Search, first_found, first_nan, side_by_side, spread};
use crate::kernel::extremum::order::{ByKey, Chosen, Keys, Larger, Order, in_order, load};
use crate::simd::{LINE, Lanes, Source, Vector, ask_ahead};
use core::ops::Range;
use core::sync::atomic::{Ordering, compiler_fence};

/// The most vectors of a single row that are numbered one by one; of many rows of integers, twice as many are.
pub(super) const NUMBERED: usize = 32;

/// Bytes of a group: eight of the widest vectors.
const GROUP_BYTES: usize = 512;

/// Elements of a group.
pub(super) const fn group<V: Vector>() -> usize {
    GROUP_BYTES / size_of::<V::Element>()
}

/// Groups between two looks at what was found.
pub(super) const LOOK: usize = 16;

/// Groups that are numbered together: whole looks, and less than a byte can count.
pub(super) const CHUNK: usize = 240;

/// What fits the first cache.
pub(super) const NEAR_BYTES: usize = 49_152;

/// Up to here, what comes from the second cache is read faster by loads across lines.
const SECOND_BYTES: usize = 393_216;

/// Whether vectors are as wide as a line.
pub(super) const fn is_wide<V>() -> bool {
    size_of::<V>() == LINE
}

/// Where equal steps through a row begin, the first and the last inside of the row, the others with a vector that is
/// aligned, unless they are made [`unaligned`](Steps::unaligned).
struct Steps {
    len: usize,
    shift: usize,
    last: usize,
}

impl Steps {
    /// Steps of `len` elements, at least a vector and not more than the row.
    #[inline(always)]
    fn new<V: Vector>(row: &[V::Element], len: usize) -> Self {
        Self {
            len,
            shift: row.as_ptr().addr() % size_of::<V>() / size_of::<V::Element>(),
            last: row.len() - len,
        }
    }

    /// The same, wherever the row begins: only the last is out of step.
    fn unaligned(self) -> Self {
        Self { shift: 0, ..self }
    }

    /// How many there are.
    #[inline(always)]
    fn count(&self) -> usize {
        (self.last + self.shift).div_ceil(self.len) + 1
    }

    /// Where one begins; it ends inside of the row.
    #[inline(always)]
    fn place(&self, number: usize) -> usize {
        ((number * self.len).max(self.shift) - self.shift).min(self.last)
    }
}

/// The best of what was seen so far, a lane, and the number of what it was found in.
struct Seen<V: Vector> {
    best: V,
    numbers: V::Counts,
    /// Where a NaN was.
    nan: V::Mask,
}

impl<V: Vector> Seen<V> {
    /// A vector, with the number 0.
    #[inline(always)]
    unsafe fn new(best: V) -> Self {
        // SAFETY: the caller has the level.
        unsafe {
            Self {
                best,
                numbers: number::<V>(0),
                nan: V::unordered(best, best),
            }
        }
    }

    /// Sees a vector and its numbers. That there is no NaN in it was seen, or is by [`see_two`](Self::see_two).
    #[inline(always)]
    unsafe fn see(&mut self, vector: V, numbers: V::Counts) {
        // SAFETY: the caller has the level.
        unsafe {
            let wins = vector.gt(self.best);
            self.best = vector.max(self.best);
            self.numbers = V::select_counts(wins, numbers, self.numbers);
        }
    }

    /// Sees two vectors. They are compared with each other first, so that a compare waits for another half as often.
    #[inline(always)]
    unsafe fn see_two(&mut self, vectors: [V; 2], numbers: [V::Counts; 2]) {
        let [a, b] = vectors;
        // SAFETY: the caller has the level.
        unsafe {
            if V::Element::HAS_NAN {
                self.nan = V::or(self.nan, V::unordered(a, b));
            }
            let numbers = V::select_counts(b.gt(a), numbers[1], numbers[0]);
            self.see(b.max(a), numbers);
        }
    }

    /// Sees some groups, numbered from `start` on.
    #[inline(always)]
    unsafe fn look<O: Order<V>>(&mut self, row: &Row<V>, groups: Range<usize>, start: usize) {
        for at in groups {
            // SAFETY: the caller has the level; a step is a group inside of the row.
            unsafe {
                let from = row.from.add(row.steps.place(at));
                if row.asks {
                    ask_ahead(from, GROUP_BYTES);
                }
                let number = number::<V>(at - start);
                let half = from.add(group::<V>() / 2);
                // With sixteen registers, halves that are compared together do not fit them. A wide row by key is far: see 2.
                if is_wide::<V>() && !O::BY_KEY {
                    let (low, nan) = extreme::<O, V>(row.keys, from);
                    self.nan = V::or(self.nan, nan);
                    let (high, nan) = extreme::<O, V>(row.keys, half);
                    self.nan = V::or(self.nan, nan);
                    self.see(O::key(row.keys, O::better(high, low)), number);
                } else {
                    for half in [from, half] {
                        let (extreme, nan) = extreme::<O, V>(row.keys, half);
                        self.nan = V::or(self.nan, nan);
                        self.see(O::key(row.keys, extreme), number);
                    }
                }
            }
        }
    }

    /// The best of all lanes, in all lanes; the least of its numbers; the first lane where it stands with that number.
    #[inline(always)]
    unsafe fn first(&self) -> (V, usize, usize) {
        // SAFETY: the caller has the level; numbers are less than 255.
        unsafe {
            let best = spread::<ByKey, V>(self.best);
            let lanes = self.best.eq(best);
            let (number, lanes) = match V::only_count(lanes, self.numbers) {
                Some(number) => (number, lanes),
                None => V::least_count(lanes, self.numbers),
            };
            (best, number, V::bits(lanes).trailing_zeros() as usize)
        }
    }
}

/// The number in all lanes.
#[inline(always)]
pub(super) unsafe fn number<V: Vector>(number: usize) -> V::Counts {
    // SAFETY: the caller has the level.
    unsafe { V::splat_count(V::Element::count(number)) }
}

/// Rows of more than two vectors, and less than a number counts: at most twice [`NUMBERED`].
pub(super) struct Numbered;

impl<V: Vector> Search<V, ByKey> for Numbered {
    #[inline(always)]
    unsafe fn first(row: &[V::Element], keys: Keys<V>) -> usize {
        let from = row.as_ptr();
        let steps = Steps::new::<V>(row, V::LANES);
        let last = steps.last;
        // SAFETY: the caller has the level, and LANES elements from `last` on.
        unsafe {
            let mut seen = Seen::new(keys.load(from));
            let mut numbers = [number::<V>(1), number::<V>(2)];
            let mut at = V::LANES - steps.shift;
            while at + 3 * V::LANES < last {
                let [a, b, c, d] =
                    load::<ByKey, V, 4>(keys, from.add(at), const { side_by_side::<V, 4>() });
                seen.see_two([a, b], numbers);
                numbers = [V::after_next(numbers[0]), V::after_next(numbers[1])];
                seen.see_two([c, d], numbers);
                numbers = [V::after_next(numbers[0]), V::after_next(numbers[1])];
                at += 4 * V::LANES;
            }
            if at + V::LANES < last {
                seen.see_two(
                    load::<ByKey, V, 2>(keys, from, [at, at + V::LANES]),
                    numbers,
                );
                numbers = [V::after_next(numbers[0]), V::after_next(numbers[1])];
                at += 2 * V::LANES;
            }
            seen.see_two(
                load::<ByKey, V, 2>(keys, from, [at.min(last), last]),
                numbers,
            );
            if V::Element::HAS_NAN && V::any(seen.nan) {
                return first_nan::<V>(row);
            }
            let (_, number, lane) = seen.first();
            steps.place(number) + lane
        }
    }
}

/// A row of groups, and how it is read.
struct Row<V: Vector> {
    from: *const V::Element,
    keys: Keys<V>,
    steps: Steps,
    /// Whether what comes later is asked for ahead.
    asks: bool,
}

/// A row of more than a group.
#[inline(always)]
pub(super) unsafe fn groups<V: Vector>(
    row: &[V::Element],
    flip: V::Element,
    source: Source,
) -> usize {
    let first = row[0].flipped(flip);
    if V::Element::LARGEST == Some(first) {
        return 0;
    }
    let from = row.as_ptr();
    let mut steps = Steps::new::<V>(row, group::<V>());
    // With narrower vectors, instructions take longer than what comes from any cache.
    let is_far = is_wide::<V>() && size_of_val(row) > NEAR_BYTES;
    if is_far && size_of_val(row) <= SECOND_BYTES && source == Source::Cache {
        steps = steps.unaligned();
    }
    let count = steps.count();
    // SAFETY: the caller has the level; a step is a group inside of the row.
    unsafe {
        let keys = Keys::new(flip);
        let groups = Row {
            from,
            keys,
            steps,
            asks: source.is_asked_ahead(size_of_val(row)),
        };
        let order = if is_far {
            Chosen::ByKey
        } else {
            Chosen::of::<V>(flip)
        };
        let mut best = V::splat(first);
        let mut home = 0;
        let mut start = 0;
        let mut done = false;
        while start < count && !done {
            let end = count.min(start + CHUNK);
            let mut seen = Seen::new(best);
            let mut at = start;
            while at < end && !done {
                let look = at;
                at = end.min(look + LOOK);
                in_order!(order, O => seen.look::<O>(&groups, look..at, start));
                if V::Element::HAS_NAN && V::any(seen.nan) {
                    let place = groups.steps.place(look);
                    return place + first_nan::<V>(&row[place..]);
                }
                if let Some(largest) = V::Element::LARGEST {
                    done = V::any(seen.best.eq(V::splat(largest)));
                }
            }
            if V::any(seen.best.gt(best)) {
                let (found, number, _) = seen.first();
                best = found;
                home = start + number;
            }
            start = end;
        }
        let home = groups.steps.place(home);
        // The one that is looked for is turned over, and not all that it is compared with.
        let wanted = keys.turn(best);
        if group::<V>() > FEW * V::LANES {
            let group = &row[home..home + group::<V>()];
            return home + first_found::<V, false>(group, wanted).unwrap_or(0);
        }
        let at = const { side_by_side::<V, FEW>() };
        let vectors = load::<Larger, V, FEW>(keys, from.add(home), at);
        home + first_of(&vectors, at, wanted)
    }
}

/// The extreme of half a group a lane, and where a NaN was seen.
#[inline(always)]
unsafe fn extreme<O: Order<V>, V: Vector>(keys: Keys<V>, from: *const V::Element) -> (V, V::Mask) {
    // SAFETY: the caller has the level, and the elements of half a group.
    unsafe {
        let mut nan = V::none();
        // Two accumulators, each of which sees every other pair.
        let mut best = [O::load(keys, from); 2];
        for k in 0..group::<V>() / V::LANES / 4 {
            let [a, b] = load::<O, V, 2>(keys, from.add(2 * k * V::LANES), [0, V::LANES]);
            if V::Element::HAS_NAN {
                nan = V::or(nan, V::unordered(a, b));
            }
            let pair = O::better(a, b);
            best[k % 2] = if k < 2 {
                pair
            } else {
                O::better(pair, best[k % 2])
            };
            // Nothing behind it is loaded before it: see 2. in the head.
            compiler_fence(Ordering::AcqRel);
        }
        (O::better(best[1], best[0]), nan)
    }
}
