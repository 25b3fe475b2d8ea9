//! Visits the rows along the last of some axes, in order.

use super::axes::{Axes, Axis, Compiled, INLINE};
use smallvec::SmallVec;

impl<const K: usize> Axes<K>
where
    Self: Compiled<K>,
{
    /// The axes without the second-to-last one, and that axis. The rows along it form a block. If there is only one
    /// axis, the row is a block of its own.
    #[inline(always)]
    pub(crate) fn blocks(&self) -> (Self, Axis<K>) {
        let mut blocks = self.clone();
        let stack = blocks.split_off_stack();
        (blocks, stack)
    }

    /// Calls `row` with the offset of each row in each array, in elements from the first one. There is no recursion, so
    /// the stack does not limit the rank.
    #[inline(always)]
    pub(crate) fn each_row(&self, row: &mut dyn FnMut([isize; K])) {
        self.visit(row);
    }

    /// Whether a test holds for every row, which it takes as [`each_row`](Self::each_row) does. The first for which it
    /// does not is the last that is visited.
    #[inline(always)]
    pub(crate) fn all_rows(&self, test: &mut dyn FnMut([isize; K]) -> bool) -> bool {
        self.test(test)
    }
}

impl<const K: usize> Axes<K> {
    /// The last axis, along which rows run.
    pub(crate) fn inner(&self) -> Axis<K> {
        self.0[self.0.len() - 1]
    }

    /// The offset in each array of the element at a position, which counts elements in the order of these axes.
    pub(crate) fn offsets(&self, mut position: usize) -> [isize; K] {
        let mut offsets = [0; K];
        for axis in self.0.iter().rev() {
            let at = (position % axis.len).cast_signed();
            (0..K).for_each(|k| offsets[k] += at * axis.strides[k]);
            position /= axis.len;
        }
        offsets
    }

    /// The axes, outermost first.
    pub(crate) fn each_mut(&mut self) -> impl Iterator<Item = &mut Axis<K>> {
        self.0.iter_mut()
    }

    /// Calls `row` with the offset of each row, until it returns `false`. Returns whether it never did.
    #[inline(always)]
    pub(super) fn rows(&self, mut row: impl FnMut([isize; K]) -> bool) -> bool {
        let outer = &self.0[..self.0.len() - 1];
        if outer.is_empty() {
            // Most arrays are a single row, which needs no counters.
            return row([0; K]);
        }
        let mut counters: SmallVec<[usize; INLINE]> = SmallVec::from_elem(0, outer.len());
        let mut offsets = [0; K];
        loop {
            if !row(offsets) {
                return false;
            }
            let mut at = outer.len();
            loop {
                if at == 0 {
                    return true;
                }
                at -= 1;
                let Axis { len, strides } = outer[at];
                counters[at] += 1;
                if counters[at] < len {
                    (0..K).for_each(|k| offsets[k] += strides[k]);
                    break;
                }
                let back = isize::try_from(len - 1).unwrap_or(isize::MAX);
                (0..K).for_each(|k| offsets[k] -= strides[k] * back);
                counters[at] = 0;
            }
        }
    }
}
