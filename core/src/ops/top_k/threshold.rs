//! The best elements of a lane, for keys that fit in vectors.
//!
//! ```text
//! entries = the first elements
//! for each other element that beats the worst of the k best entries:   // vectors of elements are compared with it
//!     add the element to the entries                                   // which raises the bar, at once or later
//! ```
//!
//! The number of elements that are added after the first ones grows with the logarithm of the length. So for a small `k`,
//! nearly all of the time is spent on the comparison with the threshold, which reads as fast as `argmax`.
//!
//! - For a small `k`, there are `k` entries, sorted. A new one is inserted, and the worst one is dropped.
//! - Otherwise there are up to four times `k` entries, in any order. When there is no space for another one, all but the `k`
//!   best are removed, and at the end these are sorted. If `k` is a quarter of the length or more, the entries hold the
//!   whole lane.
//!
//! A scan reads at most as many elements as were read before it. With the threshold of the first `k` elements for the whole
//! lane, the 10 largest of 1,000 float32 took 4.2 us, and take 1.4 us (Cascade Lake). With all entries in any order, and
//! twice `k` of them, they took 2.0 us.
//!
//! An entry is an integer: the rank of the element, inverted, and then its index. A smaller entry is a better one, and of
//! equal elements the one with the lower index. So selecting and sorting need no comparison function, and are compiled for
//! two types only: 64 bits for elements of up to 4 bytes, and 128 bits for wider elements and for lanes of more than 2^32
//! elements.

use super::kernels::Select;
use super::rank::Rank;
use super::scan::Found;
use crate::dtype::Element;
use crate::dtype::native::OrderedKey;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::{Matrix, Scratch};
use crate::simd::CACHE_LINE;
use crate::tuning::top_k::{MAX_SORTED, MIN_SCANNED};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use bytemuck::cast_slice;

/// Entries beyond four times `k`.
const SPARE_ENTRIES: usize = 64;

/// The most bytes of entries of columns that are searched together.
const BYTES_TOGETHER: usize = 256 * 1024;

/// Rows of a matrix that are gathered before the next ones: a cache line for each of them fits in L1.
const ROWS_TOGETHER: usize = 32;

/// The most elements per scan, so that a position fits in 32 bits.
const MAX_SCANNED: usize = 1 << 31;

/// Results that are passed on together.
const RESULTS_TOGETHER: usize = 128;

/// How many elements are kept, and when a lane need not be read further.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    /// The number of results.
    pub(super) k: usize,
    /// The rank that no other beats, if there is one.
    pub(super) unbeatable: Option<u64>,
}

/// An element with its index. A smaller entry is a better one.
trait Entry: Copy + Ord {
    /// The entry of an element.
    fn new(rank: u64, index: usize) -> Self;
    /// The rank of the element.
    fn rank(self) -> u64;
    /// The index of the element.
    fn index(self) -> usize;
}

macro_rules! entries {
    ($($entry:ident, $half:ident, $bits:literal;)*) => {$(
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_lossless,
            reason = "a rank and an index fit in half an entry: see `selector`"
        )]
        impl Entry for $entry {
            #[inline(always)]
            fn new(rank: u64, index: usize) -> Self {
                (!(rank as $half) as $entry) << $bits | index as $entry
            }

            #[inline(always)]
            fn rank(self) -> u64 {
                !((self >> $bits) as $half) as u64
            }

            #[inline(always)]
            fn index(self) -> usize {
                self as $half as usize
            }
        }
    )*};
}

entries! {
    u64, u32, 32;
    u128, u64, 64;
}

/// What is known of a lane so far.
struct Lane<P> {
    /// The `k` best elements so far, and others.
    entries: Vec<P>,
    /// The worst of the `k` best elements, once there are more than fit in the entries.
    worst: Option<P>,
    /// Whether no element can beat the worst entry.
    is_done: bool,
}

impl<P: Entry> Lane<P> {
    fn with_capacity(capacity: usize) -> Result<Self, Error> {
        let mut entries = Vec::new();
        let reserved = entries.try_reserve_exact(capacity);
        reserved.map_err(|_| Error::TooLarge {
            shape: vec![capacity],
            item: size_of::<P>(),
        })?;
        Ok(Self {
            entries,
            worst: None,
            is_done: false,
        })
    }

    fn clear(&mut self) {
        self.entries.clear();
        (self.worst, self.is_done) = (None, false);
    }

    /// Reads a part of the lane that begins at index `start`.
    #[inline(never)]
    fn read<K: Rank>(
        &mut self,
        part: &[K],
        start: usize,
        capacity: usize,
        rule: &Rule,
        order: K::Order,
        found: &mut Found,
    ) {
        let entry = |at: usize| P::new(part[at].rank(order), start + at);
        let mut at = 0;
        while at < part.len() && !self.is_done {
            if self.worst.is_none() && self.entries.len() == capacity {
                self.keep_best(rule);
            } else if let Some(worst) = self.worst {
                // At most as many elements as were read before, so that the threshold is never much too low.
                let more = (start + at).clamp(MIN_SCANNED, MAX_SCANNED);
                let end = part.len().min(at + more);
                let read = K::scan(&part[at..end], worst.rank(), order, found);
                for &position in found.positions() {
                    self.add(entry(at + position as usize), capacity, rule);
                }
                at += read;
            } else {
                let end = part.len().min(at + capacity - self.entries.len());
                self.entries.extend((at..end).map(entry));
                at = end;
            }
        }
    }

    /// Adds an entry if it beats the worst one.
    #[inline(always)]
    fn add(&mut self, entry: P, capacity: usize, rule: &Rule) {
        if capacity == rule.k {
            if self.worst.is_some_and(|worst| entry < worst) {
                self.insert(entry, rule);
            }
            return;
        }
        if self.entries.len() == capacity {
            self.keep_best(rule);
        }
        if self.worst.is_none_or(|worst| entry < worst) {
            self.entries.push(entry);
        }
    }

    /// Inserts an entry into the sorted ones, in place of the worst one.
    #[inline(always)]
    fn insert(&mut self, entry: P, rule: &Rule) {
        let mut at = self.entries.len() - 1;
        while at > 0 && entry < self.entries[at - 1] {
            self.entries[at] = self.entries[at - 1];
            at -= 1;
        }
        self.entries[at] = entry;
        self.raise_threshold(rule);
    }

    /// Takes the last of the `k` best entries as the one to beat.
    #[inline(always)]
    fn raise_threshold(&mut self, rule: &Rule) {
        let worst = self.entries[rule.k - 1];
        self.worst = Some(worst);
        self.is_done = rule.unbeatable == Some(worst.rank());
    }

    /// Removes all entries but the `k` best ones. If there are no others, it sorts them.
    #[inline(never)]
    fn keep_best(&mut self, rule: &Rule) {
        if self.entries.len() == rule.k {
            self.entries.sort_unstable();
        } else {
            self.entries.select_nth_unstable(rule.k - 1);
            self.entries.truncate(rule.k);
        }
        self.raise_threshold(rule);
    }

    /// Passes the indices of the `k` best entries to `write`, best first.
    fn results(&mut self, k: usize, write: &mut dyn FnMut(usize, &[Index])) {
        if self.entries.len() > k {
            self.entries.select_nth_unstable(k - 1);
            self.entries.truncate(k);
        }
        self.entries.sort_unstable();
        let mut results = [0; RESULTS_TOGETHER];
        let mut start = 0;
        for entries in self.entries.chunks(RESULTS_TOGETHER) {
            let results = &mut results[..entries.len()];
            for (result, entry) in results.iter_mut().zip(entries) {
                *result = index(entry.index());
            }
            write(start, results);
            start += entries.len();
        }
    }
}

/// The search of lanes of one length. It has one [`Lane`], or several for columns that are searched together.
struct Threshold<K: OrderedKey, P> {
    rule: Rule,
    /// What turns elements into keys. The larger key wins.
    order: K::Order,
    capacity: usize,
    lanes: Vec<Lane<P>>,
    found: Found,
}

/// A key type whose lanes are searched by their ranks. The implementations are not generic. So they are compiled in this
/// crate only, and the tables of other crates call them.
pub(super) trait Selector: Rank {
    /// The search of lanes of a length. `columns` are the lanes that are adjacent in memory, if the elements of a lane are
    /// not.
    fn selector(
        len: usize,
        columns: usize,
        rule: Rule,
        order: Self::Order,
    ) -> Result<Box<dyn Select<Self::Bits>>, Error>;
}

macro_rules! selectors {
    ($($key:ident)*) => {$(
        impl Selector for $key {
            fn selector(
                len: usize,
                columns: usize,
                rule: Rule,
                order: <$key as OrderedKey>::Order,
            ) -> Result<Box<dyn Select<Self::Bits>>, Error> {
                selector::<$key>(len, columns, rule, order)
            }
        }
    )*};
}

selectors! { i8 i16 i32 i64 f32 f64 }
#[cfg(feature = "half")]
mod half {
    use super::{Box, Error, OrderedKey, Rule, Select, Selector, selector};
    use ::half::{bf16, f16};

    selectors! { f16 bf16 }
}

/// See [`Selector::selector`].
fn selector<K: Rank>(
    len: usize,
    columns: usize,
    rule: Rule,
    order: K::Order,
) -> Result<Box<dyn Select<K::Bits>>, Error> {
    let is_narrow = size_of::<K>() <= 4 && u32::try_from(len).is_ok();
    if is_narrow {
        Ok(Box::new(Threshold::<K, u64>::new(
            len, columns, rule, order,
        )?))
    } else {
        Ok(Box::new(Threshold::<K, u128>::new(
            len, columns, rule, order,
        )?))
    }
}

impl<K: Rank, P: Entry> Threshold<K, P> {
    fn new(len: usize, columns: usize, rule: Rule, order: K::Order) -> Result<Self, Error> {
        let capacity = if rule.k <= MAX_SORTED {
            rule.k
        } else {
            len.min(rule.k.saturating_mul(4).saturating_add(SPARE_ENTRIES))
        };
        let together = BYTES_TOGETHER / capacity.saturating_mul(size_of::<P>());
        let together = together.min(CACHE_LINE / size_of::<K>()).min(columns);
        Ok(Self {
            rule,
            order,
            capacity,
            lanes: lanes(together.max(1), capacity)?,
            found: Found::new(),
        })
    }
}

/// Lanes that have memory for a number of entries each.
#[inline(never)]
fn lanes<P: Entry>(count: usize, capacity: usize) -> Result<Vec<Lane<P>>, Error> {
    (0..count).map(|_| Lane::with_capacity(capacity)).collect()
}

/// Lanes that are read in parts. So the code that makes the parts is compiled once per width.
trait ReadLanes<B> {
    /// The number of lanes that are searched together.
    fn count(&self) -> usize;
    /// Reads a part of a lane that begins at index `start`.
    fn read(&mut self, lane: usize, part: &[B], start: usize);
    /// Passes the results of the first lanes to `write`, which is that of [`Select`], as those of the columns from `first`
    /// on. Then these lanes are as new.
    fn finish(&mut self, count: usize, first: usize, write: &mut dyn FnMut(usize, usize, &[Index]));
}

impl<K: Rank, P: Entry> ReadLanes<K::Bits> for Threshold<K, P> {
    fn count(&self) -> usize {
        self.lanes.len()
    }

    #[inline]
    fn read(&mut self, lane: usize, part: &[K::Bits], start: usize) {
        let (capacity, rule, found) = (self.capacity, &self.rule, &mut self.found);
        self.lanes[lane].read::<K>(cast_slice(part), start, capacity, rule, self.order, found);
    }

    fn finish(
        &mut self,
        count: usize,
        first: usize,
        write: &mut dyn FnMut(usize, usize, &[Index]),
    ) {
        finish(&mut self.lanes[..count], self.rule.k, first, write);
    }
}

/// See [`ReadLanes::finish`].
fn finish<P: Entry>(
    lanes: &mut [Lane<P>],
    k: usize,
    first: usize,
    write: &mut dyn FnMut(usize, usize, &[Index]),
) {
    for (at, lane) in lanes.iter_mut().enumerate() {
        lane.results(k, &mut |start, results| write(first + at, start, results));
        lane.clear();
    }
}

impl<K: Rank, P: Entry> Select<K::Bits> for Threshold<K, P> {
    fn select(
        &mut self,
        matrix: Matrix<'_, K::Bits>,
        write: &mut dyn FnMut(usize, usize, &[Index]),
    ) {
        search_columns(self, matrix, write);
    }
}

/// Searches the columns of a matrix: see [`Select`].
#[inline(never)]
fn search_columns<B: Element>(
    lanes: &mut dyn ReadLanes<B>,
    matrix: Matrix<'_, B>,
    write: &mut dyn FnMut(usize, usize, &[Index]),
) {
    let [len, columns] = matrix.lengths();
    let mut buffer = Scratch::<B, { ROWS_TOGETHER * 8 }>::new();
    let buffer = &mut buffer.slots()[..ROWS_TOGETHER];
    let together = lanes.count();
    for first in (0..columns).step_by(together) {
        let count = together.min(columns - first);
        if count == 1 {
            let column = matrix.column(first);
            column.each_part(|part, start| lanes.read(0, part, start));
        } else {
            for start in (0..len).step_by(ROWS_TOGETHER) {
                let rows = ROWS_TOGETHER.min(len - start);
                for lane in 0..count {
                    let part = matrix.column(first + lane).part(start, rows);
                    lanes.read(lane, part.gather(&mut buffer[..rows]), start);
                }
            }
        }
        lanes.finish(count, first, write);
    }
}
