//! The kernels of a key type, as function pointers.

use crate::best::Best;
use crate::dtype::Element;
use crate::index::Index;
use crate::layout::RowBlock;

/// The kernels of a key type for one extreme. The code that handles layouts takes them as function pointers, so it is
/// compiled once per key type, and not per extreme and table.
#[derive(Debug)]
pub struct Kernels<K> {
    /// The name of the public function.
    pub(super) name: &'static str,
    /// Whether NaN is passed over. If a part has no number, the index of its first element is found.
    pub(super) skips_nan: bool,
    /// The position of the first best element of a row. The second argument is the number of bytes
    /// in the working set that the row is part of, from which the kernel estimates the cache that the row comes from.
    pub(super) first: fn(&[K], usize) -> Option<usize>,
    /// Writes the index that `first` finds in each row. A row has at least one element.
    pub(super) rows: fn(RowBlock<'_, K>, &mut [Index]),
    /// Writes the index that `first` finds in each column. There is at least one row.
    pub(super) columns: fn(RowBlock<'_, K>, &mut [Index]),
    /// The better of the results of two parts.
    pub(super) merge: fn(Best<K>, Best<K>) -> Best<K>,
}

impl<K: Element> Kernels<K> {
    /// The first best element of a row.
    pub(super) fn best(&self, row: &[K]) -> Option<Best<K>> {
        Best::at(row, (self.first)(row, size_of_val(row)))
    }

    /// The better of the best so far, if there is one, and one that was found later.
    pub(super) fn merged(&self, best: Option<Best<K>>, found: Best<K>) -> Best<K> {
        best.map_or(found, |best| (self.merge)(best, found))
    }
}
