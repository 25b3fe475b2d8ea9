//! Merges the axes of arrays of equal shape into fewer and longer ones.
//!
//! Kernels take rows. Three questions come first: which axis is the outermost loop, which axes merge, and where the row
//! of each array begins. The answers depend only on lengths and strides. So this code is compiled once per number of
//! arrays, and not per dtype, pair of dtypes or rank. It is not compiled again in the crates of users: see [`Compiled`].
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
#[derive(Debug, PartialEq)]
pub(crate) struct Axes<const K: usize>(pub(super) SmallVec<[Axis<K>; INLINE]>);

/// What axes do, as functions that are not generic. A user's crate has a copy of every generic function that it reaches, and of
/// none of these.
pub(crate) trait Compiled<const K: usize>: Sized {
    /// See [`Axes::new`].
    fn fill(&mut self, axes: &mut dyn Iterator<Item = Axis<K>>);
    /// See [`Clone::clone`].
    fn copied(&self) -> Self;
    /// See [`Axes::sort_by`].
    fn sort(&mut self, array: usize);
    /// See [`Axes::without_repeats`].
    fn leave_out_repeats(&mut self, array: usize);
    /// See [`Axes::blocks`].
    fn split_off_stack(&mut self) -> Axis<K>;
    /// See [`Axes::each_row`].
    fn visit(&self, row: &mut dyn FnMut([isize; K]));
    /// See [`Axes::all_rows`].
    fn test(&self, row: &mut dyn FnMut([isize; K]) -> bool) -> bool;
}

macro_rules! compiled_for {
    ($($arrays:literal)*) => {$(
        impl Compiled<$arrays> for Axes<$arrays> {
            #[inline(never)]
            fn fill(&mut self, axes: &mut dyn Iterator<Item = Axis<$arrays>>) {
                self.push_all(axes);
            }

            fn copied(&self) -> Self {
                Self(SmallVec::from_slice(&self.0))
            }

            fn sort(&mut self, array: usize) {
                self.insertion_sort(array);
                self.merge();
            }

            fn leave_out_repeats(&mut self, array: usize) {
                self.0.retain(|axis| axis.strides[array] != 0);
                self.merge();
                self.at_least_one();
            }

            fn split_off_stack(&mut self) -> Axis<$arrays> {
                match self.0.len() {
                    1 => Axis { len: 1, strides: [0; $arrays] },
                    axes => self.0.remove(axes - 2),
                }
            }

            fn visit(&self, row: &mut dyn FnMut([isize; $arrays])) {
                self.rows(|offsets| {
                    row(offsets);
                    true
                });
            }

            fn test(&self, row: &mut dyn FnMut([isize; $arrays]) -> bool) -> bool {
                self.rows(row)
            }
        }
    )*};
}

compiled_for!(1 2 3 4);

impl<const K: usize> Clone for Axes<K>
where
    Self: Compiled<K>,
{
    #[inline(always)]
    fn clone(&self) -> Self {
        self.copied()
    }
}

impl<const K: usize> Axes<K>
where
    Self: Compiled<K>,
{
    /// Merges axes, which stay in order. The function is inlined so that the result is written to its final place.
    /// Moving it took as long as computing it.
    #[inline(always)]
    pub(crate) fn new(axes: &mut dyn Iterator<Item = Axis<K>>) -> Self {
        let mut merged = Self(SmallVec::new());
        merged.fill(axes);
        merged
    }

    /// Sorts by the strides of one array, the largest first, so that its memory is read in order. Axes of stride 0 come
    /// first.
    #[inline(always)]
    pub(crate) fn sort_by(&mut self, array: usize) {
        if self.0.len() > 1 {
            self.sort(array);
        }
    }

    /// The axes without those along which the array repeats its elements.
    #[inline(always)]
    pub(crate) fn without_repeats(mut self, array: usize) -> Self {
        self.leave_out_repeats(array);
        self
    }
}

impl<const K: usize> Axes<K> {
    /// Whether the array repeats its elements along an axis.
    pub(crate) fn has_repeats(&self, array: usize) -> bool {
        self.0.iter().any(|axis| axis.strides[array] == 0)
    }

    /// Merges axes into an empty list.
    #[inline(always)]
    fn push_all(&mut self, axes: &mut dyn Iterator<Item = Axis<K>>) {
        for axis in axes {
            match self.0.last_mut() {
                _ if axis.len == 1 => {}
                Some(outer) if outer.joins(&axis) => outer.join(&axis),
                _ => self.0.push(axis),
            }
        }
        self.at_least_one();
    }

    /// A stable insertion sort. No array has more than 64 axes of length 2 or more, and the sort of the standard library is 5 kB
    /// of code per `K`.
    #[inline(always)]
    fn insertion_sort(&mut self, array: usize) {
        let distance = |axis: &Axis<K>| match axis.strides[array].unsigned_abs() {
            0 => usize::MAX,
            distance => distance,
        };
        let all = &mut self.0[..];
        for sorted in 1..all.len() {
            let mut at = sorted;
            while at > 0 && distance(&all[at - 1]) < distance(&all[at]) {
                all.swap(at - 1, at);
                at -= 1;
            }
        }
    }

    #[inline(always)]
    fn merge(&mut self) {
        let all = &mut self.0[..];
        let mut kept = 0;
        for at in 1..all.len() {
            let axis = all[at];
            if all[kept].joins(&axis) {
                all[kept].join(&axis);
            } else {
                kept += 1;
                all[kept] = axis;
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

    fn axes<const K: usize>(axes: &[(usize, [isize; K])]) -> Axes<K>
    where
        Axes<K>: Compiled<K>,
    {
        let mut axes = axes.iter().map(|&(len, strides)| Axis { len, strides });
        Axes::new(&mut axes)
    }

    fn rows<const K: usize>(axes: &Axes<K>) -> Vec<[isize; K]>
    where
        Axes<K>: Compiled<K>,
    {
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
        assert!(row_major(&[]).is_empty());
    }
}
