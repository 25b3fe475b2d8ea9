//! How an array is cut into parts, one per thread.

use super::Par;
use alloc::vec::Vec;
use core::ops::Range;
use ndarray::{ArrayViewD, ArrayViewMutD, Axis, Slice};

/// An array of fewer bytes is not cut. Waking a thread of the pool from outside of it takes some 10 us, in which a thread
/// searches up to 500 KiB. Two threads took up to 1.4 times as long as one on 1 MiB, and not longer on 1.5 MiB (Cascade Lake,
/// `--bin threads`).
const MIN_BYTES: usize = 3 << 19;

/// The fewest bytes of a part, but for the length of an index of the axis that is cut.
const MIN_PART_BYTES: usize = 256 << 10;

/// The bytes that a part should have side by side in memory if it has less than whole rows.
const RUN_BYTES: usize = 1024;

/// The fewest of these bytes. Parts of shorter runs share cache lines, and their threads read most of them twice.
const MIN_RUN_BYTES: usize = 256;

/// The fewest elements per lane if the results of parts are merged, which takes as long per lane as searching some 300
/// elements.
const MIN_MERGED: usize = 4096;

/// An axis that is cut, and into how many parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) axis: usize,
    pub(super) parts: usize,
}

impl Cut {
    /// How an array is cut whose axes are reduced or kept; `None` if it is too small. A cut through a reduced axis leaves
    /// results to merge.
    pub(super) fn new<T>(
        x: &ArrayViewD<'_, T>,
        is_reduced: impl Fn(usize) -> bool,
        par: Par,
    ) -> Option<Self> {
        let (shape, strides) = (x.shape(), x.strides());
        let item = size_of::<T>();
        // Along an axis of stride 0 an element is stored once.
        let stored = (0..shape.len()).filter(|&axis| strides[axis] != 0);
        let len = stored
            .clone()
            .fold(1_usize, |len, axis| len.saturating_mul(shape[axis]));
        let parts = parts(len.saturating_mul(item), par);
        if parts < 2 || x.is_empty() {
            return None;
        }
        let is_long = |&axis: &usize| shape[axis] >= parts;
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
        let with_runs = |bytes: usize| {
            let run = move |axis: usize| (shape[axis] / parts * stride(axis)).saturating_mul(item);
            kept.clone()
                .filter(|&axis| run(axis) >= bytes)
                .max_by_key(|&axis| stride(axis))
        };
        let axis = if is_kept(&outer) {
            outer
        } else if let Some(axis) = with_runs(RUN_BYTES) {
            axis
        } else if len / lanes >= MIN_MERGED {
            outer
        } else {
            with_runs(MIN_RUN_BYTES)?
        };
        let parts = parts.min(shape[axis]);
        (parts > 1).then_some(Self { axis, parts })
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

/// The number of parts of so many bytes.
pub(super) fn parts(bytes: usize, par: Par) -> usize {
    if bytes < MIN_BYTES {
        1
    } else {
        // More parts than threads in the pool would only be merged for nothing.
        let threads = par.threads().min(rayon::current_num_threads());
        threads.min(bytes / MIN_PART_BYTES)
    }
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

    const TWO: Par = Par::Rayon(NonZeroUsize::new(2).unwrap());

    /// Runs a test in a pool of 16 threads.
    fn in_pool(test: impl FnOnce() + Send) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(16).build();
        pool.expect("threads").install(test);
    }

    fn cut(shape: &[usize], reduced: &[usize]) -> Option<Cut> {
        let x = ArrayD::<u8>::zeros(IxDyn(shape));
        Cut::new(&x.view(), |axis| reduced.contains(&axis), TWO)
    }

    #[test]
    fn a_small_array_is_not_cut() {
        in_pool(|| {
            assert_eq!(cut(&[MIN_BYTES - 1], &[0]), None);
            assert_eq!(cut(&[MIN_BYTES, 0], &[0]), None);
            assert_eq!(cut(&[MIN_BYTES], &[0]), Some(Cut { axis: 0, parts: 2 }));
            let one = ndarray::arr0(1_u8);
            let repeated = one.broadcast(IxDyn(&[MIN_BYTES, 4])).unwrap();
            assert_eq!(Cut::new(&repeated, |_| true, TWO), None);
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
            assert_eq!(parts(MIN_BYTES, sixteen), 6);
            assert_eq!(parts(usize::MAX, sixteen), 16);
            assert_eq!(parts(usize::MAX, Par::Seq), 1);
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
