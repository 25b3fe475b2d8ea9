//! How an array is cut into parts. A thread takes the next part when it is done with one.

use super::Par;
use super::job::has_helpers;
use crate::simd::{detected, is_zen_4, is_zen_5};
use crate::tuning::par::{
    LONG_RUN_BYTES, MIN_BYTES, MIN_BYTES_OF_FAST_POSITIONS, MIN_BYTES_OF_FAST_READS,
    MIN_BYTES_OF_FAST_WRITES, MIN_MERGED, MIN_PART_BYTES, MIN_RUN_BYTES, PARTS_PER_THREAD,
    RUN_BYTES,
};
use alloc::vec::Vec;
use core::ops::Range;
use ndarray::{ArrayViewD, ArrayViewMutD, Axis, Slice};

/// The fewest bytes on an AMD processor of family 25 or later, of which Zen 4 was measured. It reads fast, compared with the
/// waking of a thread. On others these are [`MIN_BYTES`].
fn fast_or_min(fast: usize) -> usize {
    // The family is detected with the level.
    detected();
    if is_zen_4() || is_zen_5() {
        fast
    } else {
        MIN_BYTES
    }
}

/// The fewest bytes that are cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Least {
    /// If other threads must be woken.
    alone: usize,
    /// If they are awake, or if calls follow each other quickly.
    with_helpers: usize,
}

impl Least {
    /// For a search that takes longer than reading.
    pub(super) const fn of_work() -> Self {
        Self {
            alone: MIN_BYTES,
            with_helpers: MIN_BYTES,
        }
    }

    /// For a search that takes no longer than reading.
    pub(super) fn of_reads() -> Self {
        Self {
            alone: fast_or_min(MIN_BYTES_OF_FAST_READS),
            ..Self::of_work()
        }
    }

    /// For a selection.
    pub(super) fn of_writes() -> Self {
        Self {
            alone: fast_or_min(MIN_BYTES_OF_FAST_WRITES),
            ..Self::of_work()
        }
    }

    /// For a search for positions.
    pub(super) fn of_positions() -> Self {
        let least = fast_or_min(MIN_BYTES_OF_FAST_POSITIONS);
        Self {
            alone: least,
            with_helpers: least,
        }
    }
}

/// An axis that is cut, into how many parts, and on how many threads these are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) axis: usize,
    pub(super) parts: usize,
    pub(super) threads: usize,
}

impl Cut {
    /// How an array is cut whose axes are reduced or kept; `None` if it is too small. A cut through a reduced axis
    /// leaves results to merge.
    pub(super) fn new<T>(
        x: &ArrayViewD<'_, T>,
        is_reduced: impl Fn(usize) -> bool,
        least: Least,
        par: Par,
    ) -> Option<Self> {
        let (shape, strides) = (x.shape(), x.strides());
        let item = size_of::<T>();
        // Along an axis of stride 0 an element is stored once.
        let stored = (0..shape.len()).filter(|&axis| strides[axis] != 0);
        let len = stored
            .clone()
            .fold(1_usize, |len, axis| len.saturating_mul(shape[axis]));
        let bytes = len.saturating_mul(item);
        let threads = threads(bytes, least, par);
        if threads < 2 || x.is_empty() {
            return None;
        }
        let is_long = |&axis: &usize| shape[axis] >= threads;
        let stride = |axis: usize| strides[axis].unsigned_abs();
        let outer = stored
            .clone()
            .filter(is_long)
            .max_by_key(|&axis| stride(axis))
            .or_else(|| stored.clone().max_by_key(|&axis| shape[axis]))?;
        let is_kept = |&axis: &usize| !is_reduced(axis);
        let lanes = stored
            .clone()
            .filter(is_kept)
            .fold(1_usize, |lanes, axis| lanes.saturating_mul(shape[axis]));
        let kept = stored.filter(is_kept).filter(is_long);
        // The bytes that a part has side by side if the axis is cut into so many.
        let run_bytes =
            |axis: usize, parts: usize| (shape[axis] / parts * stride(axis)).saturating_mul(item);
        let with_runs = |bytes: usize| {
            kept.clone()
                .filter(|&axis| run_bytes(axis, threads) >= bytes)
                .max_by_key(|&axis| stride(axis))
        };
        let many = many(threads, bytes);
        let (axis, parts) = if is_kept(&outer) && run_bytes(outer, many) >= MIN_RUN_BYTES {
            (outer, many)
        } else if is_kept(&outer) {
            (outer, threads)
        } else if let Some(axis) = with_runs(RUN_BYTES) {
            let is_long = run_bytes(axis, many) >= LONG_RUN_BYTES;
            (axis, if is_long { many } else { threads })
        } else if len / lanes >= MIN_MERGED * many / 2 {
            (outer, many)
        } else if len / lanes >= MIN_MERGED {
            (outer, threads)
        } else {
            (with_runs(MIN_RUN_BYTES)?, threads)
        };
        let parts = parts.min(shape[axis]);
        (parts > 1).then_some(Self {
            axis,
            parts,
            threads,
        })
    }

    /// The indices of each part along the axis.
    pub(super) fn ranges(self, len: usize) -> impl Iterator<Item = Range<usize>> {
        ranges(len, self.parts)
    }

    /// The parts of an array that is cut along the axis.
    pub(super) fn views<'a, T>(self, x: &ArrayViewD<'a, T>) -> Vec<ArrayViewD<'a, T>> {
        let axis = Axis(self.axis);
        self.ranges(x.len_of(axis))
            .map(|range| {
                let mut part = x.clone();
                part.slice_axis_inplace(axis, Slice::from(range));
                part
            })
            .collect()
    }

    /// The parts of a result, which has the axis in this place.
    pub(super) fn views_mut<T>(
        self,
        out: ArrayViewMutD<'_, T>,
        place: usize,
    ) -> Vec<ArrayViewMutD<'_, T>> {
        let axis = Axis(place);
        let mut parts = Vec::with_capacity(self.parts);
        let mut rest = out;
        for range in self.ranges(rest.len_of(axis)) {
            let (part, others) = rest.split_at(axis, range.len());
            parts.push(part);
            rest = others;
        }
        parts
    }
}

/// The number of parts of so many bytes, if more parts than threads cost no more.
pub(super) fn many(threads: usize, bytes: usize) -> usize {
    (threads * PARTS_PER_THREAD).min(bytes / MIN_PART_BYTES)
}

/// The number of threads that search so many bytes, one if these are fewer than the least that are cut.
pub(super) fn threads(bytes: usize, least: Least, par: Par) -> usize {
    let threads = par.threads();
    if threads < 2 || bytes < least.with_helpers || !has_helpers() && bytes < least.alone {
        return 1;
    }
    threads
        .min(rayon::current_num_threads())
        .min(bytes / MIN_PART_BYTES)
}

/// Ranges of almost equal lengths.
pub(super) fn ranges(len: usize, parts: usize) -> impl Iterator<Item = Range<usize>> {
    // The first `longer` ranges have one more than the others, so that no product overflows.
    let (short, longer) = (len / parts, len % parts);
    let start = move |part: usize| part * short + part.min(longer);
    (0..parts).map(move |part| start(part)..start(part + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::num::NonZeroUsize;
    use ndarray::{ArrayD, IxDyn};

    const LEAST: Least = Least::of_work();
    const TWO: Par = Par::Rayon(NonZeroUsize::new(2).unwrap());

    /// Runs a test in a pool of 16 threads.
    fn in_pool(test: impl FnOnce() + Send) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(16).build();
        pool.expect("threads").install(test);
    }

    fn cut(shape: &[usize], reduced: &[usize]) -> Option<Cut> {
        let x = ArrayD::<u8>::zeros(IxDyn(shape));
        Cut::new(&x.view(), |axis| reduced.contains(&axis), LEAST, TWO)
    }

    #[test]
    fn a_small_array_is_not_cut() {
        in_pool(|| {
            assert_eq!(cut(&[MIN_BYTES - 1], &[0]), None);
            assert_eq!(cut(&[MIN_BYTES, 0], &[0]), None);
            assert_eq!(
                cut(&[MIN_BYTES], &[0]),
                Some(Cut {
                    axis: 0,
                    parts: 6,
                    threads: 2
                })
            );
            let one = ndarray::arr0(1_u8);
            let repeated = one.broadcast(IxDyn(&[MIN_BYTES, 4])).unwrap();
            assert_eq!(Cut::new(&repeated, |_| true, LEAST, TWO), None);
        });
    }

    #[test]
    fn a_kept_axis_is_cut_if_its_parts_have_long_rows() {
        in_pool(|| {
            assert_eq!(cut(&[1000, 10_000], &[1]).map(|cut| cut.axis), Some(0));
            assert_eq!(cut(&[1000, 10_000], &[0]).map(|cut| cut.axis), Some(1));
            assert_eq!(cut(&[1_000_000, 4], &[0]).map(|cut| cut.axis), Some(0));
            assert_eq!(cut(&[4000, 1000], &[0]).map(|cut| cut.axis), Some(1));
            assert_eq!(cut(&[10_000, 400], &[0]).map(|cut| cut.axis), Some(0));
            assert_eq!(cut(&[20_000, 100], &[0]).map(|cut| cut.axis), Some(0));
            // Merging would take longer than half of the search.
            assert_eq!(cut(&[2000, 3, 500], &[0]).map(|cut| cut.axis), Some(1));
            assert_eq!(cut(&[4000, 400], &[0]), None);
            assert_eq!(cut(&[1, 4_000_000], &[0]).map(|cut| cut.axis), Some(1));
        });
    }

    #[test]
    fn parts_are_neither_many_nor_small() {
        in_pool(|| {
            let sixteen = Par::Rayon(NonZeroUsize::new(16).unwrap());
            assert_eq!(threads(MIN_BYTES, LEAST, sixteen), 6);
            assert_eq!(threads(MIN_BYTES - 1, LEAST, sixteen), 1);
            assert_eq!(threads(usize::MAX, LEAST, sixteen), 16);
            assert_eq!(threads(usize::MAX, LEAST, Par::Seq), 1);
        });
    }

    #[test]
    fn ranges_are_all_of_the_length() {
        let all: Vec<_> = ranges(7, 3).collect();
        assert_eq!(all, [0..3, 3..5, 5..7]);
        assert_eq!(
            ranges(usize::MAX, 2).last(),
            Some(usize::MAX / 2 + 1..usize::MAX)
        );
    }
}
