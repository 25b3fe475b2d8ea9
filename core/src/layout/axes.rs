//! Merges the axes of arrays of equal shape into fewer and longer ones.
//!
//! Kernels take rows. Three questions come first: which axis is the outermost loop, which axes merge, and where the row
//! of each array begins. The answers depend only on lengths and strides. So this code is compiled once per number of
//! arrays, and not per dtype, pair of dtypes or rank.
//!
//! - An axis of length 1 is dropped.
//! - Two adjacent axes merge if in every array the outer stride is the inner stride times the inner length. So a
//!   C-contiguous array of any rank becomes one row.
//! - If the order of the elements does not matter, axes are sorted by the strides of one of the arrays, so that its
//!   memory is read in order.

use smallvec::SmallVec;

/// Axes and shapes up to this rank are stored without an allocation.
pub(crate) const INLINE: usize = 6;

/// One axis of `K` arrays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Axis<const K: usize> {
    pub(crate) len: usize,
    /// The stride in each array, in elements.
    pub(crate) strides: [isize; K],
}

impl<const K: usize> Axis<K> {
    /// Whether this axis merges with the next inner one: in every array the outer stride is the inner stride times the
    /// inner length.
    fn joins(&self, inner: &Self) -> bool {
        let len = isize::try_from(inner.len).unwrap_or(isize::MAX);
        (0..K).all(|k| inner.strides[k].checked_mul(len) == Some(self.strides[k]))
    }

    /// Merges the next inner axis into this one.
    fn join(&mut self, inner: &Self) {
        self.len *= inner.len;
        self.strides = inner.strides;
    }
}

/// The axes of `K` arrays that are not empty, outermost first. There is at least one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axes<const K: usize>(pub(super) SmallVec<[Axis<K>; INLINE]>);

impl<const K: usize> Axes<K> {
    /// Merges axes, which stay in order. The function is inlined so that the result is written to its final place.
    /// Moving it took as long as computing it.
    #[inline(always)]
    pub(crate) fn new(axes: &mut dyn Iterator<Item = Axis<K>>) -> Self {
        let mut merged = Self(SmallVec::new());
        merged.fill(axes);
        merged
    }

    /// Merges axes into an empty list.
    #[inline(never)]
    fn fill(&mut self, axes: &mut dyn Iterator<Item = Axis<K>>) {
        for axis in axes {
            match self.0.last_mut() {
                _ if axis.len == 1 => {}
                Some(outer) if outer.joins(&axis) => outer.join(&axis),
                _ => self.0.push(axis),
            }
        }
        self.at_least_one();
    }

    /// Sorts by the strides of one array, the largest first, so that its memory is read in order. Axes of stride 0 come
    /// first.
    pub(crate) fn sort_by(&mut self, array: usize) {
        let distance = |axis: &Axis<K>| match axis.strides[array].unsigned_abs() {
            0 => usize::MAX,
            distance => distance,
        };
        // A stable insertion sort. No array has more than 64 axes of length 2 or more, and the sort of the standard library is
        // 5 kB of code per `K`.
        for sorted in 1..self.0.len() {
            let mut at = sorted;
            while at > 0 && distance(&self.0[at - 1]) < distance(&self.0[at]) {
                self.0.swap(at - 1, at);
                at -= 1;
            }
        }
        self.merge();
    }

    fn merge(&mut self) {
        let mut kept = 0;
        for at in 1..self.0.len() {
            let axis = self.0[at];
            if self.0[kept].joins(&axis) {
                self.0[kept].join(&axis);
            } else {
                kept += 1;
                self.0[kept] = axis;
            }
        }
        self.0.truncate(kept + 1);
    }

    /// Adds an axis of length 1 if there is none.
    fn at_least_one(&mut self) {
        if self.0.is_empty() {
            let strides = [1; K];
            self.0.push(Axis { len: 1, strides });
        }
    }

    /// Whether the array repeats its elements along an axis.
    pub(crate) fn has_repeats(&self, array: usize) -> bool {
        self.0.iter().any(|axis| axis.strides[array] == 0)
    }

    /// The axes without those along which the array repeats its elements.
    pub(crate) fn without_repeats(mut self, array: usize) -> Self {
        self.0.retain(|axis| axis.strides[array] != 0);
        self.merge();
        self.at_least_one();
        self
    }
}

/// The strides of a C-contiguous array of this shape. An offset by these strides is a position in row-major order.
#[inline(never)]
pub(crate) fn row_major(shape: &[usize]) -> SmallVec<[isize; INLINE]> {
    let mut strides = SmallVec::from_elem(1, shape.len());
    let mut inner = 1_usize;
    for (stride, &len) in strides.iter_mut().zip(shape).rev() {
        *stride = isize::try_from(inner).unwrap_or(isize::MAX);
        inner = inner.saturating_mul(len);
    }
    strides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes<const K: usize>(axes: &[(usize, [isize; K])]) -> Axes<K> {
        let mut axes = axes.iter().map(|&(len, strides)| Axis { len, strides });
        Axes::new(&mut axes)
    }

    fn rows<const K: usize>(axes: &Axes<K>) -> Vec<[isize; K]> {
        let mut rows = Vec::new();
        axes.each_row(&mut |offsets| rows.push(offsets));
        rows
    }

    use alloc::vec::Vec;

    #[test]
    fn neighbours_merge_only_where_every_array_lets_them() {
        let contiguous = axes(&[(2, [12, 12]), (1, [99, 7]), (3, [4, 4]), (4, [1, 1])]);
        assert_eq!(contiguous, axes(&[(24, [1, 1])]));
        let repeated = axes(&[(2, [12, 0]), (3, [4, 4]), (4, [1, 1])]);
        assert_eq!(repeated.0.len(), 2);
        assert_eq!(rows(&repeated), [[0, 0], [12, 0]]);
        assert_eq!(repeated.offsets(13), [13, 1]);
    }

    #[test]
    fn a_single_element_is_a_row() {
        assert_eq!(axes::<1>(&[]).inner().len, 1);
        assert_eq!(rows(&axes(&[(1, [5])])), [[0]]);
    }

    #[test]
    fn every_row_is_visited_once_whatever_the_strides() {
        let reversed = axes(&[(2, [-100]), (3, [10]), (4, [-1])]);
        assert_eq!(rows(&reversed), [[0], [10], [20], [-100], [-90], [-80]]);
    }

    #[test]
    fn sorted_axes_follow_memory_and_repeats_are_outermost() {
        let mut transposed = axes(&[(5, [1, 0]), (3, [5, 1])]);
        transposed.sort_by(0);
        assert_eq!(transposed.inner().len, 5);
        transposed.sort_by(1);
        assert_eq!(transposed.inner().len, 3);
        assert_eq!(transposed.without_repeats(1), axes(&[(3, [5, 1])]));
    }

    #[test]
    fn strides_of_a_row_major_array() {
        assert_eq!(row_major(&[2, 3, 4])[..], [12, 4, 1]);
        assert_eq!(row_major(&[])[..], []);
    }
}
