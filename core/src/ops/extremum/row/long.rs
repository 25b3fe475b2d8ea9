//! Rows that do not fit in registers.
//!
//! Beside the best of each lane stands the number of the vectors that it was found in; one mask moves both. At the end the
//! best of all lanes is known, and the least of the numbers where a lane equals it. [`IndexLanes`] numbers each vector, and
//! the lane then tells the position. [`groups`] numbers groups of 512 bytes. It takes the extreme of each half group before
//! it compares with the best, which halves the instructions, and searches one group at the end. That pays in rows of more
//! than 32 vectors. Where only one lane equals the best, which is usual for wide elements, its number is read directly.
//!
//! 1. All vectors but the first and the last are aligned, so the first overlaps the second. A load that crosses cache lines
//!    takes as long as two. With AVX-512, rows from L1 are read twice as fast as with unaligned loads. Only rows of 48 to
//!    384 KiB, from L2, were faster by a twelfth with unaligned loads: see `unaligned_bytes`.
//! 2. Loads stay in the order of memory. The compiler would mix the loads of a group, and rows from L2 would be read at two
//!    thirds of the speed. For rows from L2 the halves of a group are compared one after the other: with more loads in
//!    flight, some runs took a third longer, where pages lay badly.
//! 3. Rows from beyond L2 are prefetched where that paid: see `prefetches_rows_of`. The processor's prefetcher stops at the
//!    end of a page.
//! 4. A number is a byte, whatever the element. In longer rows, groups are numbered anew in each chunk of [`CHUNK`] groups,
//!    and chunks are compared by a branch.
//! 5. In groups that are compared as elements, only the extreme becomes a key: see `compare`.
//! 6. Every [`GROUPS_PER_SCAN`] groups the search may end: at a NaN, or, for integers, at an element that nothing beats.

use super::lanes::{MAX_UNROLLED, broadcast_max, consecutive, first_found, first_nan, first_of};
use super::search::RowSearch;
use crate::ops::extremum::compare::{
    Compare, CompareOp, KeyTransform, Larger, Transformed, load, with_compare,
};
use crate::simd::{
    CACHE_LINE, MemoryLevel, SimdElement, Vector, l1_bytes, prefetch_ahead, prefetches_rows_of,
    unaligned_bytes,
};
use core::ops::Range;
use core::sync::atomic::{Ordering, compiler_fence};

/// The most vectors of a single row that are numbered one by one. Of many rows of integers, twice as many are.
pub(super) const MAX_NUMBERED: usize = 32;

/// Bytes of a group: eight of the widest vectors.
const GROUP_BYTES: usize = 512;

/// Elements of a group.
pub(super) const fn group<V: Vector>() -> usize {
    GROUP_BYTES / size_of::<V::Element>()
}

/// Groups between two checks whether the search may end.
pub(super) const GROUPS_PER_SCAN: usize = 16;

/// Groups that are numbered together: whole scans, and fewer than a byte can count.
pub(super) const CHUNK: usize = 240;

/// Whether vectors are as wide as a cache line.
pub(super) const fn is_wide<V>() -> bool {
    size_of::<V>() == CACHE_LINE
}

/// Where equal steps through a row begin. The first and the last are inside the row. The others begin with an aligned
/// vector, unless they are made [`unaligned`](Steps::unaligned).
struct Steps {
    len: usize,
    shift: usize,
    last: usize,
}

impl Steps {
    /// Steps of `len` elements.
    ///
    /// # Panics
    ///
    /// If a step is shorter than a vector or longer than the row.
    #[inline(always)]
    fn new<V: Vector>(row: &[V::Element], len: usize) -> Self {
        assert!(
            V::LANES <= len && len <= row.len(),
            "a step is a vector or more, in the row"
        );
        Self {
            len,
            shift: row.as_ptr().addr() % size_of::<V>() / size_of::<V::Element>(),
            last: row.len() - len,
        }
    }

    /// Steps that begin with the row; only the last is out of step.
    fn unaligned(self) -> Self {
        Self { shift: 0, ..self }
    }

    /// The number of steps.
    #[inline(always)]
    fn count(&self) -> usize {
        (self.last + self.shift).div_ceil(self.len) + 1
    }

    /// The offset of a step, which ends in the row.
    #[inline(always)]
    fn offset(&self, number: usize) -> usize {
        ((number * self.len).max(self.shift) - self.shift).min(self.last)
    }
}

/// The best of each lane so far, and the number of the vectors that it was found in.
struct Accumulator<V: Vector> {
    best: V,
    numbers: V::IndexLanes,
    /// Where a NaN was.
    nan: V::Mask,
}

impl<V: Vector> Accumulator<V> {
    /// Starts with a vector, numbered 0.
    #[inline(always)]
    fn new(level: V::Level, best: V) -> Self {
        Self {
            best,
            numbers: V::splat_index(level, 0),
            nan: V::unordered(best, best),
        }
    }

    /// Compares with a vector and its numbers. It does not look for NaN.
    #[inline(always)]
    fn update(&mut self, vector: V, numbers: V::IndexLanes) {
        let wins = vector.gt(self.best);
        self.best = vector.max(self.best);
        self.numbers = V::select_index(wins, numbers, self.numbers);
    }

    /// Compares with two vectors, and looks for NaN in them. They are compared with each other first, so that the chain of
    /// dependent comparisons is half as long.
    #[inline(always)]
    fn update_two(&mut self, [a, b]: [V; 2], numbers: [V::IndexLanes; 2]) {
        if V::Element::HAS_NAN {
            self.nan = V::or(self.nan, V::unordered(a, b));
        }
        let numbers = V::select_index(b.gt(a), numbers[1], numbers[0]);
        self.update(b.max(a), numbers);
    }

    /// Compares with groups of a row, numbered from `start` on.
    #[inline(always)]
    fn scan<C: Compare<V>>(&mut self, row: &GroupedRow<'_, V>, groups: Range<usize>, start: usize) {
        for at in groups {
            let offset = row.steps.offset(at);
            if row.prefetches {
                prefetch_ahead(row.elements.as_ptr().wrapping_add(offset), GROUP_BYTES);
            }
            let number = V::splat_index(row.level, at - start);
            let halves = [offset, offset + group::<V>() / 2];
            // With 16 registers, halves that are compared together spill. Wide vectors compare keys only from L2: see 2.
            if is_wide::<V>() && !C::BY_KEY {
                // SAFETY: the step is in the row, and so are its halves.
                let (low, nan) = unsafe { row.extreme::<C>(halves[0]) };
                self.nan = V::or(self.nan, nan);
                // SAFETY: as for the first half.
                let (high, nan) = unsafe { row.extreme::<C>(halves[1]) };
                self.nan = V::or(self.nan, nan);
                self.update(C::key(row.keys, C::better(high, low)), number);
            } else {
                for half in halves {
                    // SAFETY: the step is in the row, and so are its halves.
                    let (extreme, nan) = unsafe { row.extreme::<C>(half) };
                    self.nan = V::or(self.nan, nan);
                    self.update(C::key(row.keys, extreme), number);
                }
            }
        }
    }

    /// The best of all lanes, in all lanes; the least of its numbers; the first lane that holds it with that number.
    /// Numbers are less than 255.
    #[inline(always)]
    fn first(&self) -> (V, usize, usize) {
        let best = broadcast_max::<Transformed, V>(self.best);
        let lanes = self.best.eq(best);
        let (number, lanes) = match V::only_index(lanes, self.numbers) {
            Some(number) => (number, lanes),
            None => V::least_index(lanes, self.numbers),
        };
        (best, number, V::bits(lanes).trailing_zeros() as usize)
    }
}

/// Rows of more than two vectors, and at most twice [`MAX_NUMBERED`].
pub(super) struct IndexLanes;

impl<V: Vector> RowSearch<V, Transformed> for IndexLanes {
    #[inline(always)]
    fn first(level: V::Level, row: &[V::Element], keys: KeyTransform<V>) -> usize {
        let from = row.as_ptr();
        let steps = Steps::new::<V>(row, V::LANES);
        let last = steps.last;
        let first = keys.apply(V::load_first(level, row));
        let mut found = Accumulator::new(level, first);
        let mut numbers = [V::splat_index(level, 1), V::splat_index(level, 2)];
        let mut at = V::LANES - steps.shift;
        while at + 3 * V::LANES < last {
            // SAFETY: the fourth vector begins before `last`.
            let [a, b, c, d] = unsafe {
                load::<Transformed, V, 4>(
                    level,
                    keys,
                    from.wrapping_add(at),
                    const { consecutive::<V, 4>() },
                )
            };
            found.update_two([a, b], numbers);
            numbers = [V::plus_two(numbers[0]), V::plus_two(numbers[1])];
            found.update_two([c, d], numbers);
            numbers = [V::plus_two(numbers[0]), V::plus_two(numbers[1])];
            at += 4 * V::LANES;
        }
        if at + V::LANES < last {
            // SAFETY: the second vector begins before `last`.
            let two = unsafe { load::<Transformed, V, 2>(level, keys, from, [at, at + V::LANES]) };
            found.update_two(two, numbers);
            numbers = [V::plus_two(numbers[0]), V::plus_two(numbers[1])];
            at += 2 * V::LANES;
        }
        // SAFETY: both vectors begin at `last` at most.
        let two = unsafe { load::<Transformed, V, 2>(level, keys, from, [at.min(last), last]) };
        found.update_two(two, numbers);
        if V::Element::HAS_NAN && V::any(found.nan) {
            return first_nan::<V>(level, row);
        }
        let (_, number, lane) = found.first();
        steps.offset(number) + lane
    }
}

/// A row of groups, and how it is read.
struct GroupedRow<'a, V: Vector> {
    level: V::Level,
    elements: &'a [V::Element],
    keys: KeyTransform<V>,
    steps: Steps,
    /// Whether later groups are prefetched.
    prefetches: bool,
}

impl<V: Vector> GroupedRow<'_, V> {
    /// The extreme of half a group per lane, and where a NaN was.
    ///
    /// # Safety
    ///
    /// The half group that begins at the offset ends in the row.
    #[inline(always)]
    unsafe fn extreme<C: Compare<V>>(&self, offset: usize) -> (V, V::Mask) {
        let from = self.elements.as_ptr();
        let mut nan = V::none(self.level);
        // SAFETY: the caller has half a group there, which is a vector or more.
        let first = C::of(self.keys, unsafe {
            V::load(self.level, from.wrapping_add(offset))
        });
        // Two accumulators, which take the pairs in turn.
        let mut best = [first; 2];
        for k in 0..group::<V>() / V::LANES / 4 {
            let pair = offset + 2 * k * V::LANES;
            // SAFETY: the pair is in the half group.
            let [a, b] = unsafe {
                load::<C, V, 2>(
                    self.level,
                    self.keys,
                    from.wrapping_add(pair),
                    [0, V::LANES],
                )
            };
            if V::Element::HAS_NAN {
                nan = V::or(nan, V::unordered(a, b));
            }
            let pair = C::better(a, b);
            best[k % 2] = if k < 2 {
                pair
            } else {
                C::better(pair, best[k % 2])
            };
            // No later load moves before this: see 2. in the head.
            compiler_fence(Ordering::AcqRel);
        }
        (C::better(best[1], best[0]), nan)
    }

    /// The first position of an element that equals `wanted`, a key, in the group at an offset.
    #[inline(always)]
    fn first_in_group(&self, offset: usize, wanted: V) -> usize {
        // The wanted key is transformed, and not each element that it is compared with.
        let wanted = self.keys.apply(wanted);
        let group = &self.elements[offset..offset + group::<V>()];
        if group.len() > MAX_UNROLLED * V::LANES {
            return offset + first_found::<V, false>(self.level, group, wanted).unwrap_or(0);
        }
        let offsets = const { consecutive::<V, MAX_UNROLLED>() };
        // SAFETY: the group has as many vectors.
        let vectors = unsafe {
            load::<Larger, V, MAX_UNROLLED>(self.level, self.keys, group.as_ptr(), offsets)
        };
        offset + first_of(&vectors, offsets, wanted)
    }
}

/// The position of the first best element of a row.
///
/// # Panics
///
/// If the row is shorter than a group.
#[inline(always)]
pub(super) fn groups<V: Vector>(
    level: V::Level,
    row: &[V::Element],
    xor_mask: V::Element,
    memory: MemoryLevel,
) -> usize {
    let first = row[0].xor(xor_mask);
    if V::Element::LARGEST == Some(first) {
        return 0;
    }
    let bytes = size_of_val(row);
    let mut steps = Steps::new::<V>(row, group::<V>());
    // With narrower vectors, instructions take longer than loads from any cache.
    let is_beyond_l1 = is_wide::<V>() && bytes > l1_bytes();
    if is_wide::<V>() && unaligned_bytes(bytes) && memory == MemoryLevel::L2 {
        steps = steps.unaligned();
    }
    let row = GroupedRow {
        level,
        elements: row,
        keys: KeyTransform::new(level, xor_mask),
        steps,
        prefetches: prefetches_rows_of(bytes, memory),
    };
    let operation = if is_beyond_l1 {
        CompareOp::Transformed
    } else {
        CompareOp::of::<V>(xor_mask)
    };
    let count = row.steps.count();
    let mut best = V::splat(level, first);
    let mut best_group = 0;
    let mut start = 0;
    let mut is_done = false;
    while start < count && !is_done {
        let end = count.min(start + CHUNK);
        let mut found = Accumulator::new(level, best);
        let mut at = start;
        while at < end && !is_done {
            let scanned = at;
            at = end.min(scanned + GROUPS_PER_SCAN);
            with_compare!(operation, C => found.scan::<C>(&row, scanned..at, start));
            if V::Element::HAS_NAN && V::any(found.nan) {
                let offset = row.steps.offset(scanned);
                return offset + first_nan::<V>(level, &row.elements[offset..]);
            }
            if let Some(largest) = V::Element::LARGEST {
                is_done = V::any(found.best.eq(V::splat(level, largest)));
            }
        }
        if V::any(found.best.gt(best)) {
            let (value, number, _) = found.first();
            best = value;
            best_group = start + number;
        }
        start = end;
    }
    row.first_in_group(row.steps.offset(best_group), best)
}
