//! The kernels of a key type, as function pointers.

use crate::along::Along;
use crate::best::Best;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{Lanes, RowBlock, Strided, StridedMut};
use alloc::vec::Vec;
#[cfg(feature = "rayon")]
use core::ops::Range;
use ndarray::ArrayD;

/// The kernels of a key type for one extreme. The code that handles layouts takes them as function pointers, so it is
/// compiled once per key type, and not per extreme and table.
#[derive(Debug)]
pub struct Kernels<K: 'static> {
    /// The name of the public function.
    pub(super) name: &'static str,
    /// Whether NaN is passed over. If a part has no number, the index of its first element is found.
    pub(super) skips_nan: bool,
    /// The position of the first best element of a row. The second argument is the number of bytes
    /// in the working set that the row is part of, from which the kernel estimates the cache that the row comes from.
    pub(super) first: fn(&[K], usize) -> Option<usize>,
    /// Writes the index that `first` finds in each row. A row has at least one element.
    pub(super) rows: fn(RowBlock<'_, K>, &mut [Index]),
    /// Writes the index of the first best element of each lane of a small array. No lane is empty. It is not called for a search
    /// that passes over NaN.
    pub(super) lanes: fn(Lanes<'_, K>, &mut [Index]),
    /// Writes the index that `first` finds in each column. There is at least one row.
    pub(super) columns: fn(RowBlock<'_, K>, &mut [Index]),
    /// The better of the results of two parts.
    pub(super) merge: fn(Best<K>, Best<K>) -> Best<K>,
    /// The functions that search an array with these kernels.
    pub(super) entries: &'static Entries<K>,
}

/// The functions that search an array of any layout, as function pointers. The code of another crate that calls them
/// through a static of this one has no copy of them.
#[derive(Debug)]
pub struct Entries<K: 'static> {
    /// The indices in a new array of dynamic rank.
    pub(super) dynamic: fn(Strided<'_, K>, Along, &Kernels<K>) -> Result<ArrayD<Index>, Error>,
    /// Writes the indices to an existing array.
    pub(super) dynamic_into:
        fn(Strided<'_, K>, Along, &StridedMut<'_, Index>, &Kernels<K>) -> Result<(), Error>,
    /// The same, with the axis and whether it is kept.
    pub(super) into_existing: Write<K>,
    /// See [`axis::of_lanes`](super::axis::of_lanes).
    pub(super) of_lanes:
        fn(Strided<'_, K>, usize, &Kernels<K>) -> Result<Option<Vec<Index>>, Error>,
    /// The same, for an axis that exists and is not empty, and an array of the result shape.
    pub(super) write: Write<K>,
    /// The first best key of an array that is not contiguous.
    pub(super) scattered: fn(Strided<'_, K>, &Kernels<K>) -> Option<Best<K>>,
}

/// See [`Entries`].
type Write<K> = fn(
    Strided<'_, K>,
    Option<usize>,
    bool,
    &StridedMut<'_, Index>,
    &Kernels<K>,
) -> Result<(), Error>;

/// The kernels of a key type for both extremes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairKernels<K: 'static> {
    /// The functions that search an array with these kernels.
    pub(super) entries: &'static PairEntries<K>,
    /// Those of `argmin` and of `argmax`.
    pub(super) each: [&'static Kernels<K>; 2],
    /// The positions of the first smallest and of the first largest key of a row.
    pub(super) first: fn(&[K]) -> Option<[usize; 2]>,
}

/// The functions of [`Entries`] for both extremes. The smallest key comes first.
#[derive(Debug)]
pub struct PairEntries<K: 'static> {
    /// See [`Entries::dynamic`].
    pub(super) dynamic:
        fn(Strided<'_, K>, Along, PairKernels<K>) -> Result<(ArrayD<Index>, ArrayD<Index>), Error>,
    /// See [`Entries::dynamic_into`].
    pub(super) dynamic_into:
        fn(Strided<'_, K>, Along, [&StridedMut<'_, Index>; 2], PairKernels<K>) -> Result<(), Error>,
    /// See [`Entries::into_existing`].
    pub(super) into_existing: WritePair<K>,
    /// See [`Entries::write`].
    pub(super) write: WritePair<K>,
    /// See [`Entries::scattered`].
    pub(super) scattered: fn(Strided<'_, K>, PairKernels<K>) -> Option<[Best<K>; 2]>,
}

/// See [`PairEntries`].
type WritePair<K> = fn(
    Strided<'_, K>,
    Option<usize>,
    bool,
    [&StridedMut<'_, Index>; 2],
    PairKernels<K>,
) -> Result<(), Error>;

impl<K: Element> Kernels<K> {
    /// The first best element of a row.
    pub(super) fn best(&self, row: &[K]) -> Option<Best<K>> {
        Best::at(row, (self.first)(row, size_of_val(row)))
    }

    /// The first best element of a part of a row.
    #[cfg(feature = "rayon")]
    pub(crate) fn best_of_part(&self, row: &[K], part: Range<usize>) -> Option<Best<K>> {
        let (start, part) = (part.start, &row[part]);
        let best = Best::at(part, (self.first)(part, size_of_val(row)))?;
        Some(best.offset(start))
    }

    /// The better of the best so far, if there is one, and one that was found later.
    pub(crate) fn merged(&self, best: Option<Best<K>>, found: Best<K>) -> Best<K> {
        best.map_or(found, |best| (self.merge)(best, found))
    }
}

#[cfg(feature = "rayon")]
impl<K: Element> PairKernels<K> {
    /// The first smallest and the first largest element of a part of a row.
    pub(crate) fn best_of_part(self, row: &[K], part: Range<usize>) -> Option<[Best<K>; 2]> {
        let (start, part) = (part.start, &row[part]);
        let best = super::pair::best_at(part, (self.first)(part))?;
        Some(best.map(|best| best.offset(start)))
    }

    /// See [`Kernels::merged`].
    pub(crate) fn merged(self, best: Option<[Best<K>; 2]>, found: [Best<K>; 2]) -> [Best<K>; 2] {
        let [min, max] = self.each;
        best.map_or(found, |best| {
            [
                (min.merge)(best[0], found[0]),
                (max.merge)(best[1], found[1]),
            ]
        })
    }
}
