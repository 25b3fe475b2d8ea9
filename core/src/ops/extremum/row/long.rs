//! Rows that do not fit in registers.
//!
//! Each lane keeps its best value so far, and the number of the vector or group where it was found. One mask updates
//! both. At the end, the best of all lanes and the least number among the lanes that equal it are computed. If only one
//! lane equals the best, which is usual for wide elements, its number is read directly.
//!
//! [`IndexLanes`] numbers each vector, so the number and the lane give the position. [`guarded`] numbers groups of
//! 512 bytes, or of more if its [`Guard`] says so. It reduces each half group to one vector before it compares that with the
//! best, which halves the number of instructions. In return it has to search one group at the end. That pays off in rows
//! of more than 32 vectors.
//!
//! 1. All vectors but the first and the last are aligned, so the first one overlaps the second. A load that crosses
//!    cache lines takes as long as two. With AVX-512, rows in L1 are read twice as fast as with unaligned loads. Only
//!    rows of 48 to 384 KiB that come from L2 took a twelfth less time with unaligned loads, on Zen 5: see
//!    `unaligned_bytes`.
//! 2. Loads are issued in memory order. The compiler would reorder the loads of a group, and rows from L2 would be read
//!    at two thirds of the speed. For rows from beyond L1, the halves of a group are compared one after the other. With
//!    more loads in flight, some runs took a third longer, depending on the physical placement of the pages.
//! 3. Rows from L3 are prefetched, and on Zen 5 those from memory: see `group_prefetch_distance`. The processor's own
//!    prefetcher stops at the end of a page.
//! 4. A number fits in a byte, whatever the width of an element. In longer rows, the numbers of groups start again in
//!    each chunk of [`CHUNK`] groups, and a branch compares the best of a chunk with the best so far.
//! 5. If a group is compared as elements, only its extreme is turned into a key: see `compare`.
//! 6. After every [`GROUPS_PER_SCAN`] groups the search may end early: at what a [`Guard`] found, which is NaN for floats,
//!    or for integers at an element that no other can beat.
//! 7. The last group overlaps the one before it. With a costly guard, its first half is left out if the group before contains
//!    that half.

use super::lanes::{
    KeyOf, MAX_UNROLLED, broadcast_max, consecutive, first_found, first_nan, first_of,
};
use super::search::RowSearch;
use crate::ops::extremum::compare::{Compare, CompareOp, ToFind, Transformed, load, with_compare};
use crate::simd::{
    CACHE_LINE, KeyTransform, MemoryLevel, SimdElement, Vector, group_prefetch_distance, l1_bytes,
    prefetch_at, unaligned_bytes,
};
use core::ops::Range;
use core::sync::atomic::{Ordering, compiler_fence};

/// Elements of a group.
pub(super) const fn group<V: Vector, G: Guard<V>>() -> usize {
    G::GROUP_BYTES / size_of::<V::Element>()
}

/// Groups between two checks of whether the search may end.
pub(super) const GROUPS_PER_SCAN: usize = 16;

/// Groups whose numbers are distinct: a multiple of [`GROUPS_PER_SCAN`], and fewer than a byte can count.
pub(super) const CHUNK: usize = 240;

/// Whether vectors are as wide as a cache line.
pub(super) const fn is_wide<V>() -> bool {
    size_of::<V>() == CACHE_LINE
}

/// What may end a search of groups before the end of the row.
pub(super) trait Guard<V: Vector>: Copy {
    /// Bytes of a group: at least eight of the widest vectors.
    const GROUP_BYTES: usize;

    /// Whether [`see`](Self::see) takes an instruction per vector.
    const IS_COSTLY: bool;

    /// Whether the search may end at an element whose key no other can beat.
    const ENDS_AT_LARGEST: bool;

    /// Sees two vectors of elements.
    fn see(&mut self, a: V, b: V);

    /// Whether the search ends, after a scan. `best` are the best keys so far.
    fn is_hit(&self, best: V) -> bool;
}

/// The lanes in which a NaN was found. A NaN ends the search.
#[derive(Clone, Copy)]
pub(super) struct NanLanes<V: Vector>(V::Mask);

impl<V: Vector> Guard<V> for NanLanes<V> {
    const GROUP_BYTES: usize = 512;
    const IS_COSTLY: bool = false;
    const ENDS_AT_LARGEST: bool = true;

    #[inline(always)]
    fn see(&mut self, a: V, b: V) {
        if V::Element::HAS_NAN {
            self.0 = V::or(self.0, V::unordered(a, b));
        }
    }

    #[inline(always)]
    fn is_hit(&self, _: V) -> bool {
        V::Element::HAS_NAN && V::any(self.0)
    }
}

/// The offsets of equal steps through a row. The first step begins with the row, and the last one ends with it. All
/// others begin at an aligned vector, unless the steps are [`unaligned`](Steps::unaligned).
pub(super) struct Steps {
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
    pub(super) fn new<V: Vector>(row: &[V::Element], len: usize) -> Self {
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

    /// Steps that follow each other from the start of the row on, aligned or not. Only the last one overlaps the one
    /// before it.
    fn unaligned(self) -> Self {
        Self { shift: 0, ..self }
    }

    /// The number of steps.
    #[inline(always)]
    pub(super) fn count(&self) -> usize {
        (self.last + self.shift).div_ceil(self.len) + 1
    }

    /// Whether the first half of the last step is in the step before it.
    #[inline(always)]
    fn ends_with_half(&self) -> bool {
        let before = self.offset(self.count().saturating_sub(2));
        0 < self.last - before && self.last - before <= self.len / 2
    }

    /// The offset of a step. The whole step is in the row.
    #[inline(always)]
    pub(super) fn offset(&self, number: usize) -> usize {
        ((number * self.len).max(self.shift) - self.shift).min(self.last)
    }
}

/// The best of each lane so far, and the number of the vector or group in which it was found.
struct Accumulator<V: Vector> {
    best: V,
    numbers: V::IndexLanes,
}

impl<V: Vector> Accumulator<V> {
    /// Starts with a vector of keys, numbered 0.
    #[inline(always)]
    fn new(level: V::Level, best: V) -> Self {
        Self {
            best,
            numbers: V::splat_index(level, 0),
        }
    }

    /// Compares with a vector and its numbers.
    #[inline(always)]
    fn update(&mut self, vector: V, numbers: V::IndexLanes) {
        let wins = vector.gt(self.best);
        self.best = vector.max(self.best);
        self.numbers = V::select_index(wins, numbers, self.numbers);
    }

    /// Compares with two vectors. The two are compared with each other first, which halves the chain of dependent
    /// comparisons.
    #[inline(always)]
    fn update_two(&mut self, [a, b]: [V; 2], numbers: [V::IndexLanes; 2]) {
        let numbers = V::select_index(b.gt(a), numbers[1], numbers[0]);
        self.update(b.max(a), numbers);
    }

    /// Compares with groups of a row, numbered from `start` on. The guard sees their elements.
    #[inline(always)]
    fn scan<C: Compare<V>, X: KeyTransform<V>, G: Guard<V>>(
        &mut self,
        row: &GroupedRow<'_, V, X>,
        groups: Range<usize>,
        start: usize,
        guard: &mut G,
    ) {
        let ends_with_half =
            const { G::IS_COSTLY } && groups.end == row.steps.count() && row.steps.ends_with_half();
        let whole = groups.end - usize::from(ends_with_half);
        for at in groups.start..whole {
            let offset = row.steps.offset(at);
            if let Some(distance) = row.prefetch_distance {
                prefetch_at(
                    row.elements.as_ptr().wrapping_add(offset),
                    distance,
                    G::GROUP_BYTES,
                );
            }
            let number = V::splat_index(row.level, at - start);
            let halves = [offset, offset + group::<V, G>() / 2];
            // Both halves are compared at once only with wide vectors that hold elements, and if the guard takes as many
            // instructions as the comparison. With narrow vectors there are 16 registers, and they would spill. Wide
            // vectors hold keys only if the row is from beyond L1: see 2.
            if const { (is_wide::<V>() || G::IS_COSTLY) && !C::BY_KEY } {
                // SAFETY: the group at `offset` is in the row, and so is its first half.
                let low = unsafe { row.extreme::<C, G>(halves[0], guard) };
                // SAFETY: the group is in the row, and so is its second half.
                let high = unsafe { row.extreme::<C, G>(halves[1], guard) };
                self.update(C::key(row.keys, C::better(high, low)), number);
            } else {
                for half in halves {
                    // SAFETY: the group at `offset` is in the row, and so are its halves.
                    let extreme = unsafe { row.extreme::<C, G>(half, guard) };
                    self.update(C::key(row.keys, extreme), number);
                }
            }
        }
        if ends_with_half {
            let half = row.steps.last + group::<V, G>() / 2;
            // SAFETY: the last group is in the row, and so is its second half.
            let extreme = unsafe { row.extreme::<C, G>(half, guard) };
            self.update(
                C::key(row.keys, extreme),
                V::splat_index(row.level, whole - start),
            );
        }
    }

    /// The best of all lanes, in every lane; the least number that it was found with; and the first lane that has both.
    /// All numbers must be less than 255.
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

/// The search of rows of more than two vectors, and at most twice [`MAX_NUMBERED`].
pub(super) struct IndexLanes;

impl<V: Vector, X: KeyTransform<V>> RowSearch<V, X, Transformed> for IndexLanes {
    #[inline(always)]
    fn first(level: V::Level, row: &[V::Element], keys: X) -> usize {
        let from = row.as_ptr();
        let steps = Steps::new::<V>(row, V::LANES);
        let last = steps.last;
        let first = keys.keys(V::load_first(level, row));
        let mut nan = NanLanes::<V>(V::unordered(first, first));
        let mut found = Accumulator::new(level, first);
        let mut numbers = [V::splat_index(level, 1), V::splat_index(level, 2)];
        let mut at = V::LANES - steps.shift;
        while at + 3 * V::LANES < last {
            // SAFETY: the fourth vector begins before `last`, and `LANES` elements follow `last`. So all four are in
            // the row.
            let [a, b, c, d] = unsafe {
                load::<Transformed, V, X, 4>(
                    level,
                    keys,
                    from.wrapping_add(at),
                    const { consecutive::<V, 4>() },
                )
            };
            nan.see(a, b);
            found.update_two([a, b], numbers);
            numbers = [V::plus_two(numbers[0]), V::plus_two(numbers[1])];
            nan.see(c, d);
            found.update_two([c, d], numbers);
            numbers = [V::plus_two(numbers[0]), V::plus_two(numbers[1])];
            at += 4 * V::LANES;
        }
        if at + V::LANES < last {
            // SAFETY: the second vector begins before `last`, so both are in the row.
            let [a, b] =
                unsafe { load::<Transformed, V, X, 2>(level, keys, from, [at, at + V::LANES]) };
            nan.see(a, b);
            found.update_two([a, b], numbers);
            numbers = [V::plus_two(numbers[0]), V::plus_two(numbers[1])];
            at += 2 * V::LANES;
        }
        // SAFETY: both vectors begin at `last` or before, so both are in the row.
        let [a, b] =
            unsafe { load::<Transformed, V, X, 2>(level, keys, from, [at.min(last), last]) };
        nan.see(a, b);
        found.update_two([a, b], numbers);
        if nan.is_hit(found.best) {
            return first_nan::<V>(level, row);
        }
        let (_, number, lane) = found.first();
        steps.offset(number) + lane
    }
}

/// A row that is read in groups, and how it is read.
struct GroupedRow<'a, V: Vector, X> {
    level: V::Level,
    elements: &'a [V::Element],
    keys: X,
    steps: Steps,
    /// How far ahead later groups are prefetched, in bytes.
    prefetch_distance: Option<usize>,
}

impl<V: Vector, X: KeyTransform<V>> GroupedRow<'_, V, X> {
    /// The extreme of half a group per lane. The guard sees all its elements.
    ///
    /// # Safety
    ///
    /// The half group that begins at the offset ends in the row.
    #[inline(always)]
    unsafe fn extreme<C: Compare<V>, G: Guard<V>>(&self, offset: usize, guard: &mut G) -> V {
        let from = self.elements.as_ptr();
        // SAFETY: the caller promises half a group there, which is at least a vector.
        let first = C::of(self.keys, unsafe {
            V::load(self.level, from.wrapping_add(offset))
        });
        // Two accumulators take the pairs of vectors in turn.
        let mut best = [first; 2];
        for k in 0..group::<V, G>() / V::LANES / 4 {
            let pair = offset + 2 * k * V::LANES;
            let from = from.wrapping_add(pair);
            let offsets = [0, V::LANES];
            // SAFETY: the pair is in the half group, which the caller promises: `k` counts its pairs.
            let [a, b] = unsafe { load::<C, V, X, 2>(self.level, self.keys, from, offsets) };
            // The compiler loads the pair once.
            // SAFETY: as above.
            let first = unsafe { V::load(self.level, from) };
            // SAFETY: as above.
            let second = unsafe { V::load(self.level, from.wrapping_add(V::LANES)) };
            guard.see(first, second);
            let pair = C::better(a, b);
            best[k % 2] = if k < 2 {
                pair
            } else {
                C::better(pair, best[k % 2])
            };
            // Keeps later loads after these: see 2. in the head of this file.
            compiler_fence(Ordering::AcqRel);
        }
        C::better(best[1], best[0])
    }

    /// The first position of an element that equals `wanted`, a key, in the group at an offset.
    #[inline(always)]
    fn first_in_group<G: Guard<V>>(&self, offset: usize, wanted: V) -> usize {
        let group = &self.elements[offset..offset + group::<V, G>()];
        if const { self::group::<V, G>() > MAX_UNROLLED * V::LANES } {
            return offset
                + first_found(self.level, group, KeyOf::new(self.keys, wanted)).unwrap_or(0);
        }
        let offsets = const { consecutive::<V, MAX_UNROLLED>() };
        // SAFETY: no vector is wider than 64 bytes, so a group has at least `MAX_UNROLLED` vectors, and
        // here it has no more.
        let vectors = unsafe {
            load::<ToFind, V, X, MAX_UNROLLED>(self.level, self.keys, group.as_ptr(), offsets)
        };
        offset + first_of(&vectors, offsets, self.keys.wanted(wanted))
    }
}

/// How a search of groups ended.
pub(super) enum Found<V> {
    /// At the end of the row: the position of the first best element, and its key in all lanes.
    Best(usize, V),
    /// At a hit of the guard, which saw nothing of the kind before this position. At least a group follows the position.
    Hit(usize),
}

/// The position of the first best element of a row.
///
/// # Panics
///
/// If the row is shorter than a group.
#[inline(always)]
pub(super) fn groups<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    row: &[V::Element],
    order: X::Order,
    memory: MemoryLevel,
) -> usize {
    match guarded::<V, X, _>(level, row, order, memory, NanLanes(V::none(level))) {
        Found::Best(at, _) => at,
        Found::Hit(from) => from + first_nan::<V>(level, &row[from..]),
    }
}

/// The same, unless the guard ends the search.
///
/// # Panics
///
/// If the row is shorter than a group.
#[inline(always)]
pub(super) fn guarded<V: Vector, X: KeyTransform<V>, G: Guard<V>>(
    level: V::Level,
    row: &[V::Element],
    order: X::Order,
    memory: MemoryLevel,
    mut guard: G,
) -> Found<V> {
    let first = X::key(order, row[0]);
    let largest = V::Element::LARGEST.filter(|_| G::ENDS_AT_LARGEST);
    if largest == Some(first) {
        return Found::Best(0, V::splat(level, first));
    }
    let bytes = size_of_val(row);
    let mut steps = Steps::new::<V>(row, group::<V, G>());
    // With narrower vectors, the instructions take longer than loads from any cache, so the level of the cache is
    // ignored.
    let is_beyond_l1 = const { is_wide::<V>() } && bytes > l1_bytes();
    if const { is_wide::<V>() } && unaligned_bytes(bytes) && memory == MemoryLevel::L2 {
        steps = steps.unaligned();
    }
    let row = GroupedRow {
        level,
        elements: row,
        keys: X::new(level, order),
        steps,
        prefetch_distance: group_prefetch_distance(bytes, memory),
    };
    let operation = if is_beyond_l1 {
        CompareOp::Transformed
    } else {
        CompareOp::of::<V, X>(order)
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
            with_compare!(V, X, operation, C => found.scan::<C, X, G>(&row, scanned..at, start, &mut guard));
            if guard.is_hit(found.best) {
                return Found::Hit(row.steps.offset(scanned));
            }
            if let Some(largest) = largest {
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
    let position = row.first_in_group::<G>(row.steps.offset(best_group), best);
    Found::Best(position, best)
}
