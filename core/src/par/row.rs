//! The search of all elements of a contiguous array: one row, which is cut into parts of adjacent elements. A part costs less than
//! with a partial result, which counts in an array of a few MiB: one thread reads 4 MiB in 40 us.

use super::cut::{Cut, many, ranges};
use super::each;
use crate::best::{Best, Extreme, is_nan};
use crate::dtype::Element;
use crate::index::{Index, index};
use crate::layout::Strided;
use crate::ops::count_nonzero::count;
use crate::ops::extremum::{ExtremumOps, Kernels, PairKernels, pair_kernels};
use crate::ops::nonzero::NonzeroOps;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;
use ndarray::{ArrayD, ArrayView1, ArrayViewD, IxDyn};

/// A part starts at a multiple of this many elements, so that parts share no cache line if the row starts with one.
const ALIGNED: usize = 64;

/// The index of the first best element; `None` if the array is not contiguous, if it is empty, or if NaN is passed over and there is no
/// number.
pub(super) fn extremum<E: Extreme, T: Element, O: ExtremumOps<T>>(
    x: &ArrayViewD<'_, T>,
    keeps_dims: bool,
    cut: Cut,
) -> Option<ArrayD<Index>> {
    let row = O::keys(Strided::of(x)).to_slice()?;
    let best = best(row, O::kernels::<E>(), cut)?;
    (!E::SKIPS_NAN || !is_nan(best.value)).then(|| only(x.ndim(), keeps_dims, best.index))
}

/// The first best key of a row.
fn best<K: Element>(row: &[K], kernels: &Kernels<K>, cut: Cut) -> Option<Best<K>> {
    let found = each(parts(row, cut), cut.threads, |part| {
        kernels.best_of_part(row, part)
    });
    let found = found.into_iter().flatten();
    found.fold(None, |best, found| Some(kernels.merged(best, found)))
}

/// The indices of the first smallest and the first largest element; `None` if the array is not contiguous, or if it is empty.
pub(super) fn argminmax<T: Element, O: ExtremumOps<T>>(
    x: &ArrayViewD<'_, T>,
    keeps_dims: bool,
    cut: Cut,
) -> Option<(ArrayD<Index>, ArrayD<Index>)> {
    let row = O::keys(Strided::of(x)).to_slice()?;
    let [min, max] = best_pair(row, pair_kernels::<T, O>(), cut)?;
    let only = |best: Best<O::Key>| only(x.ndim(), keeps_dims, best.index);
    Some((only(min), only(max)))
}

/// The first smallest and the first largest key of a row.
fn best_pair<K: Element>(row: &[K], kernels: PairKernels<K>, cut: Cut) -> Option<[Best<K>; 2]> {
    let found = each(parts(row, cut), cut.threads, |part| {
        kernels.best_of_part(row, part)
    });
    let found = found.into_iter().flatten();
    found.fold(None, |best, found| Some(kernels.merged(best, found)))
}

/// The number of elements that are not zero; `None` if the array is not contiguous.
pub(super) fn count_nonzero<T: Element, O: NonzeroOps<T>>(
    x: &ArrayViewD<'_, T>,
    keeps_dims: bool,
    cut: Cut,
) -> Option<ArrayD<Index>> {
    let row = x.as_slice()?;
    let count = |part: Range<usize>| count::<T, O, _>(&ArrayView1::from(&row[part]));
    let counts = each(parts(row, cut), cut.threads, count);
    Some(only(x.ndim(), keeps_dims, counts.into_iter().sum()))
}

/// The parts of a row.
fn parts<T>(row: &[T], cut: Cut) -> Vec<Range<usize>> {
    parts_of(row.len(), size_of_val(row), cut)
}

/// The parts of a row of so many elements and bytes.
fn parts_of(len: usize, bytes: usize, cut: Cut) -> Vec<Range<usize>> {
    let ranges = ranges(len.div_ceil(ALIGNED), many(cut.threads, bytes));
    let at = |lines: usize| (lines * ALIGNED).min(len);
    ranges.map(|range| at(range.start)..at(range.end)).collect()
}

/// A result of all axes.
fn only(ndim: usize, keeps_dims: bool, position: usize) -> ArrayD<Index> {
    let ndim = if keeps_dims { ndim } else { 0 };
    ArrayD::from_elem(IxDyn(&vec![1; ndim]), index(position))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_the_whole_row_and_start_at_cache_lines() {
        let cut = Cut {
            axis: 0,
            parts: 2,
            threads: 2,
        };
        for len in [1, 63, 64, 65, 1_000_003, 8 << 20] {
            let mut end = 0;
            for part in parts_of(len, 8 << 20, cut) {
                assert_eq!(part.start, end, "{len}");
                assert!(part.start % ALIGNED == 0 || part.is_empty(), "{len}");
                end = part.end;
            }
            assert_eq!(end, len);
        }
    }
}
