//! A row that is a little longer than L1.
//!
//! When such a row is read repeatedly from start to end, every load misses L1: the line was replaced by an earlier part
//! of the row. So the row is cut into streams of whole pages. One step of each stream is read in turn:
//!
//! ```text
//! stream 0 | step 1, then    step 2, ...
//! stream 1 | step 1, then    step 2, ...
//! ...
//! ```
//!
//! Lines at the same offset of their pages map to the same L1 set, which has few ways. So the lines of the streams
//! replace each other, and the lines in all other sets stay in L1. See `interleaved_bytes` for the sizes, and
//! `INTERLEAVED_HALVES_OF_L1` for the measurements.
//!
//! Each stream has its own best value per lane, and the number of the step in which it was found. At the end the streams
//! are compared lane by lane, in order. The position is found in the first stream that has the best value, in its first
//! step with that value.

use super::lanes::{broadcast_max, consecutive, first_nan, first_of};
use super::long::is_wide;
use crate::ops::extremum::compare::{Compare, CompareOp, ToFind, Transformed, load, with_compare};
use crate::simd::{CACHE_LINE, KeyTransform, SimdElement, Vector, interleaved_bytes};
use crate::tuning::memory::MAX_INTERLEAVED_BYTES;
use core::sync::atomic::{self, compiler_fence};

/// The most streams.
const STREAMS: usize = 8;

/// Vectors of a step.
const STEP: usize = 4;

/// Lines that lie a page apart share a set of L1.
const PAGE: usize = 4096;

// A stream of the longest row has fewer steps than a byte can count.
const _: () = assert!(
    MAX_INTERLEAVED_BYTES
        .div_ceil(STREAMS)
        .next_multiple_of(PAGE)
        / (STEP * CACHE_LINE)
        < 255
);

/// Whether a row, part of a working set, is read like this. Only with the widest vectors: narrower ones have too few
/// registers for the streams, and loads from L2 are not the limit.
#[inline(always)]
pub(super) fn applies_to<V: Vector>(row: &[V::Element], working_set_bytes: usize) -> bool {
    // Two streams of pages at least, the last of which ends with the row.
    size_of_val(row) > 2 * PAGE && interleaved_bytes(size_of_val(row), working_set_bytes)
}

/// The position of the first best element of a row to which this [applies](applies_to).
///
/// # Panics
///
/// If the row is shorter than a stream or longer than `MAX_INTERLEAVED_BYTES`.
#[inline(always)]
pub(super) fn first<V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    row: &[V::Element],
    order: X::Order,
) -> usize {
    let streams = Streams::<V>::new(row);
    let keys = X::new(level, order);
    let head = keys.keys(V::load_first(level, row));
    let mut found = Accumulators::new(level, head);
    // For integers, an instance per operation saved a twentieth of the time and cost half a second of the build.
    if V::Element::HAS_NAN {
        with_compare!(V, X, CompareOp::of::<V, X>(order), C => found.scan::<C, X>(level, &streams, keys));
    } else {
        found.scan::<Transformed, X>(level, &streams, keys);
    }
    if V::Element::HAS_NAN && V::any(found.nan) {
        return first_nan::<V>(level, row);
    }
    let (best, stream, number) = found.first(level);
    let start = streams.offset(stream, number);
    let step = &row[start..start + STEP * V::LANES];
    let offsets = const { consecutive::<V, STEP>() };
    // SAFETY: a step has as many vectors.
    let vectors = unsafe { load::<ToFind, V, X, STEP>(level, keys, step.as_ptr(), offsets) };
    start + first_of(&vectors, offsets, keys.wanted(best))
}

/// A row as streams of equal length. The first vector is before them, so that all steps are aligned but those of the last
/// stream, which ends with the row and overlaps the one before it.
pub(super) struct Streams<'a, V: Vector> {
    row: &'a [V::Element],
    /// Where each begins. Those beyond `count` repeat the last.
    pub(super) starts: [usize; STREAMS],
    /// The number of streams.
    count: usize,
    /// The number of steps of each.
    steps: usize,
}

impl<'a, V: Vector> Streams<'a, V> {
    #[inline(always)]
    pub(super) fn new(row: &'a [V::Element]) -> Self {
        let bytes = size_of_val(row);
        let each = bytes.div_ceil(STREAMS).next_multiple_of(PAGE);
        assert!(
            is_wide::<V>() && each <= bytes && bytes <= MAX_INTERLEAVED_BYTES,
            "a row of a stream or more"
        );
        let len = each / size_of::<V::Element>();
        let head = V::LANES - row.as_ptr().addr() % size_of::<V>() / size_of::<V::Element>();
        Self {
            row,
            starts: core::array::from_fn(|k| (head + k * len).min(row.len() - len)),
            count: (row.len() - head).div_ceil(len),
            steps: each / (STEP * size_of::<V>()),
        }
    }

    /// The position at which a step begins. The first step is number 1; number 0 is the first vector of the row.
    #[inline(always)]
    fn offset(&self, stream: usize, number: usize) -> usize {
        match number {
            0 => 0,
            _ => self.starts[stream] + (number - 1) * STEP * V::LANES,
        }
    }
}

/// Per stream and lane, the best value so far and the number of its step. The streams share one mask for NaN, because the
/// processor has only eight mask registers.
struct Accumulators<V: Vector> {
    best: [V; STREAMS],
    numbers: [V::IndexLanes; STREAMS],
    /// The lanes in which a NaN was found.
    nan: V::Mask,
}

impl<V: Vector> Accumulators<V> {
    /// Starts with the vector before all streams, numbered 0.
    #[inline(always)]
    fn new(level: V::Level, head: V) -> Self {
        Self {
            best: [head; STREAMS],
            numbers: [V::splat_index(level, 0); STREAMS],
            nan: V::unordered(head, head),
        }
    }

    /// Compares with all streams, up to a NaN, or up to an element of the first stream that nothing beats.
    #[inline(always)]
    fn scan<C: Compare<V>, X: KeyTransform<V>>(
        &mut self,
        level: V::Level,
        streams: &Streams<'_, V>,
        keys: X,
    ) {
        for at in 1..=streams.steps {
            let number = V::splat_index(level, at);
            for k in 0..STREAMS {
                if k == streams.count {
                    break;
                }
                let from = streams.row.as_ptr().wrapping_add(streams.offset(k, at));
                // SAFETY: `at` is at most `steps`, so the step ends at or before `starts[k]` plus the length of a stream,
                // and every stream is in the row.
                let [a, b, c, d] = unsafe {
                    load::<C, V, X, STEP>(level, keys, from, const { consecutive::<V, STEP>() })
                };
                if V::Element::HAS_NAN {
                    let nan = V::or(V::unordered(a, b), V::unordered(c, d));
                    self.nan = V::or(self.nan, nan);
                }
                let better = C::key(keys, C::better(C::better(a, b), C::better(c, d)));
                let wins = better.gt(self.best[k]);
                self.numbers[k] = V::select_index(wins, number, self.numbers[k]);
                self.best[k] = better.max(self.best[k]);
                // The streams are read in turn, and the compiler does not reorder them.
                compiler_fence(atomic::Ordering::AcqRel);
            }
            if V::Element::HAS_NAN && V::any(self.nan) {
                break;
            }
            if let Some(largest) = V::Element::LARGEST
                && V::any(self.best[0].eq(V::splat(level, largest)))
            {
                break;
            }
        }
    }

    /// The best of all lanes, in all lanes; the first stream that has it, and there the first number.
    #[inline(always)]
    fn first(self, level: V::Level) -> (V, usize, usize) {
        let Self {
            mut best,
            mut numbers,
            ..
        } = self;
        let mut streams = [V::splat_index(level, 0); STREAMS];
        for (k, stream) in streams.iter_mut().enumerate() {
            *stream = V::splat_index(level, k);
        }
        let mut apart = 1;
        while apart < STREAMS {
            for k in (0..STREAMS).step_by(2 * apart) {
                let wins = best[k + apart].gt(best[k]);
                numbers[k] = V::select_index(wins, numbers[k + apart], numbers[k]);
                streams[k] = V::select_index(wins, streams[k + apart], streams[k]);
                best[k] = best[k + apart].max(best[k]);
            }
            apart *= 2;
        }
        let ([lanes, ..], [numbers, ..], [streams, ..]) = (best, numbers, streams);
        let best = broadcast_max::<Transformed, V>(lanes);
        let lanes = lanes.eq(best);
        if let (Some(stream), Some(number)) =
            (V::only_index(lanes, streams), V::only_index(lanes, numbers))
        {
            return (best, stream, number);
        }
        let (stream, lanes) = V::least_index(lanes, streams);
        (best, stream, V::least_index(lanes, numbers).0)
    }
}
