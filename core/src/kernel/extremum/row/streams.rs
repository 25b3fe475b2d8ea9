//! A row that is a little longer than the first cache.
//!
//! Read from its start to its end, nothing of it is found there that was just written or read: each line has been replaced by
//! those that follow it. So it is cut into streams of whole pages, which are read side by side, a step of each in turn:
//!
//! ```text
//! stream 0 | step 1, then    step 2, ...
//! stream 1 | step 1, then    step 2, ...
//! ...
//! ```
//!
//! Lines that lie at the same place of their pages share few places of the cache. Those of the streams that come together replace
//! each other, and what is in the other places stays. 64 KiB that were read or written before took two thirds of the time; from
//! the second cache alone, a seventh more. Beyond [`MOST_BYTES`], the first became as much as the second.
//!
//! Each stream has its own best of each lane, and the number of the step it was found in. In the end streams are compared lane by
//! lane, the earlier first; what is looked for is in the first stream that has the best of all, and there in the first such step.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use super::long::{NEAR_BYTES, is_wide, number};
use super::registers::first_of;
use super::{first_nan, side_by_side, spread};
use crate::kernel::extremum::order::{ByKey, Chosen, Keys, Larger, Order, in_order, load};
use crate::simd::{LINE, Lanes, Vector};
use core::sync::atomic::{self, compiler_fence};

/// The most streams.
const STREAMS: usize = 8;

/// Vectors of a step.
const STEP: usize = 4;

/// The longest row that is cut.
pub(super) const MOST_BYTES: usize = 73_728;

/// Lines a page apart share places of the first cache.
const PAGE: usize = 4096;

/// A stream of the longest row has fewer steps than a byte can count.
const _: () = assert!(MOST_BYTES.div_ceil(STREAMS).next_multiple_of(PAGE) / (STEP * LINE) < 255);

/// Whether a row is cut, a part of `among` bytes that are searched. What other rows leave of it in the first cache is not worth
/// it. Narrower vectors have no registers for so many streams, nor do they wait for a cache.
#[inline(always)]
pub(super) const fn is_cut<V: Vector>(row: &[V::Element], among: usize) -> bool {
    is_wide::<V>() && NEAR_BYTES < size_of_val(row) && among <= MOST_BYTES
}

/// The position of the first best element of a row that is cut.
#[inline(always)]
pub(super) unsafe fn first<V: Vector>(row: &[V::Element], flip: V::Element) -> usize {
    let cut = Cut::<V>::new(row);
    // SAFETY: the caller has the level. A step is inside of the row, and is not shorter than the first vector.
    unsafe {
        let keys = Keys::new(flip);
        let mut seen = Streams::new(keys.load(row.as_ptr()));
        // Of integers an order for each dtype and sense took up to a twentieth less, and half a second of the build.
        if V::Element::HAS_NAN {
            in_order!(Chosen::of::<V>(flip), O => seen.look::<O>(&cut, keys));
        } else {
            seen.look::<ByKey>(&cut, keys);
        }
        if V::Element::HAS_NAN && V::any(seen.nan) {
            return first_nan::<V>(row);
        }
        let (best, stream, number) = seen.first();
        let home = cut.place(stream, number);
        let at = const { side_by_side::<V, STEP>() };
        let vectors = load::<Larger, V, STEP>(keys, row.as_ptr().add(home), at);
        home + first_of(&vectors, at, keys.turn(best))
    }
}

/// A row as streams of equal length. The first vector is before them, so that all steps are aligned but those of the last
/// stream, which ends with the row and overlaps the one before.
pub(super) struct Cut<V: Vector> {
    from: *const V::Element,
    /// Where each begins; there is no stream where they repeat the last.
    pub(super) starts: [usize; STREAMS],
    /// How many there are.
    count: usize,
    /// Steps of each.
    steps: usize,
}

impl<V: Vector> Cut<V> {
    /// Of a row that [`is_cut`].
    #[inline(always)]
    pub(super) fn new(row: &[V::Element]) -> Self {
        debug_assert!(is_cut::<V>(row, size_of_val(row)), "not too short or long");
        let from = row.as_ptr();
        let each = size_of_val(row).div_ceil(STREAMS).next_multiple_of(PAGE);
        let len = each / size_of::<V::Element>();
        let head = V::LANES - from.addr() % size_of::<V>() / size_of::<V::Element>();
        Self {
            from,
            starts: core::array::from_fn(|k| (head + k * len).min(row.len() - len)),
            count: (row.len() - head).div_ceil(len),
            steps: each / (STEP * size_of::<V>()),
        }
    }

    /// Where a step begins. They are numbered from 1 on; 0 is the first vector of the row.
    #[inline(always)]
    fn place(&self, stream: usize, number: usize) -> usize {
        match number {
            0 => 0,
            _ => self.starts[stream] + (number - 1) * STEP * V::LANES,
        }
    }
}

/// What was seen of each stream: the best so far, a lane, and the number of the step it was found in. Of NaN there is one mask for
/// all: the processor has eight.
struct Streams<V: Vector> {
    best: [V; STREAMS],
    numbers: [V::Counts; STREAMS],
    /// Where a NaN was.
    nan: V::Mask,
}

impl<V: Vector> Streams<V> {
    /// The vector before all streams, with the number 0.
    #[inline(always)]
    unsafe fn new(best: V) -> Self {
        // SAFETY: the caller has the level.
        unsafe {
            Self {
                best: [best; STREAMS],
                numbers: [number::<V>(0); STREAMS],
                nan: V::unordered(best, best),
            }
        }
    }

    /// Sees all streams, up to a NaN, or to what cannot be beaten nor come earlier.
    #[inline(always)]
    unsafe fn look<O: Order<V>>(&mut self, cut: &Cut<V>, keys: Keys<V>) {
        for at in 1..=cut.steps {
            // SAFETY: the caller has the level; a step is inside of the row, and there are fewer than 255.
            unsafe {
                let number = number::<V>(at);
                for k in 0..STREAMS {
                    if k == cut.count {
                        break;
                    }
                    let from = cut.from.add(cut.place(k, at));
                    let [a, b, c, d] =
                        load::<O, V, STEP>(keys, from, const { side_by_side::<V, STEP>() });
                    if V::Element::HAS_NAN {
                        let nan = V::or(V::unordered(a, b), V::unordered(c, d));
                        self.nan = V::or(self.nan, nan);
                    }
                    let better = O::key(keys, O::better(O::better(a, b), O::better(c, d)));
                    let wins = better.gt(self.best[k]);
                    self.numbers[k] = V::select_counts(wins, number, self.numbers[k]);
                    self.best[k] = better.max(self.best[k]);
                    // The streams are read in turn, whatever the compiler would prefer.
                    compiler_fence(atomic::Ordering::AcqRel);
                }
                if V::Element::HAS_NAN && V::any(self.nan) {
                    break;
                }
                if let Some(largest) = V::Element::LARGEST
                    && V::any(self.best[0].eq(V::splat(largest)))
                {
                    break;
                }
            }
        }
    }

    /// The best of all lanes, in all lanes; the first stream where it is, and there the first number.
    #[inline(always)]
    unsafe fn first(self) -> (V, usize, usize) {
        let Self {
            mut best,
            mut numbers,
            ..
        } = self;
        // SAFETY: the caller has the level; numbers are less than 255.
        unsafe {
            let mut streams = [number::<V>(0); STREAMS];
            for (k, stream) in streams.iter_mut().enumerate() {
                *stream = number::<V>(k);
            }
            let mut apart = 1;
            while apart < STREAMS {
                for k in (0..STREAMS).step_by(2 * apart) {
                    let wins = best[k + apart].gt(best[k]);
                    numbers[k] = V::select_counts(wins, numbers[k + apart], numbers[k]);
                    streams[k] = V::select_counts(wins, streams[k + apart], streams[k]);
                    best[k] = best[k + apart].max(best[k]);
                }
                apart *= 2;
            }
            let ([lanes, ..], [numbers, ..], [streams, ..]) = (best, numbers, streams);
            let best = spread::<ByKey, V>(lanes);
            let lanes = lanes.eq(best);
            let only = V::only_count(lanes, streams).zip(V::only_count(lanes, numbers));
            let (stream, number) = only.unwrap_or_else(|| {
                let (stream, lanes) = V::least_count(lanes, streams);
                (stream, V::least_count(lanes, numbers).0)
            });
            (best, stream, number)
        }
    }
}
