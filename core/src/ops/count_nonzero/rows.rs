//! Counts along rows: the set bits of the masks of a row.
//!
//! The order of the counted elements does not matter. So counted axes of negative stride are reversed, and all counted
//! axes are sorted by stride and merged. Rows without gaps share masks, and so do short rows that are gathered.

use super::block::Block;
use super::columns::{Columns, MAX_COLUMNS, add_columns_of_masks, add_each_bit, are_few};
use crate::index::{Index, index};
use crate::layout::{Axes, Axis};
use crate::ops::nonzero::{MASK, MASKS_PER_BATCH, RowMasks, bits_from, count_bits};
use crate::simd::multiversion;

/// The counted axes of an array that is not empty.
pub(super) struct Counted {
    /// The offset of the first element in memory.
    offset: isize,
    /// The axes that do not repeat, in memory order.
    axes: Axes<1>,
    /// The number of positions along these axes.
    rows: usize,
    /// How often the other axes repeat each element.
    repeats: usize,
}

impl Counted {
    /// The axes, given by their lengths and strides. None of them is empty.
    pub(super) fn new(axes: &mut dyn Iterator<Item = (usize, isize)>) -> Self {
        let (mut offset, mut rows, mut repeats) = (0, 1_usize, 1_usize);
        let mut stored = axes.filter_map(|(len, stride)| {
            if len == 1 {
                return None;
            }
            if stride == 0 {
                repeats = repeats.saturating_mul(len);
                return None;
            }
            if stride < 0 {
                offset += (len - 1).cast_signed() * stride;
            }
            rows = rows.saturating_mul(len);
            let strides = [stride.abs()];
            Some(Axis { len, strides })
        });
        let mut axes = Axes::new(&mut stored);
        axes.sort_by(0);
        Self {
            offset,
            axes,
            rows,
            repeats,
        }
    }

    /// The number of elements that are not zero, from an offset on.
    fn count(&self, masks: &dyn RowMasks, offset: isize) -> usize {
        let Axis { len, strides } = self.axes.inner();
        let (blocks, stack) = self.axes.blocks();
        let mut count = 0;
        blocks.each_row(&mut |[outer]| {
            let block = Block {
                offset: self.offset + offset + outer,
                lengths: [stack.len, len],
                strides: [stack.strides[0], strides[0]],
            };
            let together = (block.batch_len(masks) / len).max(1);
            block.each_masks(masks, together, &mut |_, masks| count += count_bits(masks));
        });
        count * self.repeats
    }

    /// Adds the counts of up to [`MAX_COLUMNS`] kept elements, the first of which is at an offset.
    pub(super) fn add(
        &self,
        masks: &dyn RowMasks,
        offset: isize,
        stride: isize,
        counts: &mut [Index],
    ) {
        if let [count] = counts {
            *count = index(self.count(masks, offset));
            return;
        }
        let Axis {
            len,
            strides: [down],
        } = self.axes.inner();
        let offset = self.offset + offset;
        let kept = counts.len();
        let columns = |outer| Block {
            offset: offset + outer,
            lengths: [len, kept],
            strides: [down, stride],
        };
        if len > 1 && down.unsigned_abs() <= stride.unsigned_abs() {
            self.axes.each_row(&mut |[outer]| {
                let rows = Block {
                    offset: offset + outer,
                    lengths: [kept, len],
                    strides: [stride, down],
                };
                add_rows(rows, masks, counts);
            });
        } else if self.rows == 1 {
            let mut counts = &mut *counts;
            columns(0).each_masks(masks, 1, &mut |_, masks| {
                let counted = counts.len().min(masks.len() * MASK);
                if let Some(counts) = counts.split_off_mut(..counted) {
                    add_each_bit(masks, counts);
                }
            });
        } else if kept <= columns(0).batch_len(masks) && are_few(self.rows, kept) {
            self.axes
                .each_row(&mut |[outer]| add_few_columns(columns(outer), masks, counts));
        } else {
            Columns::with(columns(0), masks, counts, &mut |add| {
                self.axes.each_row(&mut |[outer]| add(columns(outer)));
            });
        }
        if self.repeats > 1 {
            for count in counts {
                *count *= index(self.repeats);
            }
        }
    }
}

/// The lanes of an array of rank 1 or 2 along an axis, if each is counted as a row, or there is little to count. Neither axis
/// repeats or is empty, and there are at most [`MAX_COLUMNS`] lanes.
pub(super) struct CountedMatrix {
    /// A row per lane.
    lanes: Block,
    /// Whether the lanes are counted as columns.
    by_column: bool,
}

impl CountedMatrix {
    pub(super) fn new(masks: &dyn RowMasks, axis: usize) -> Option<Self> {
        let (lengths, strides) = match (masks.shape(), masks.strides()) {
            (&[len], &[stride]) => ([1, len], [1, stride]),
            (&[len, lanes], &[along, across]) if axis == 0 => ([lanes, len], [across, along]),
            (&[lanes, len], &[across, along]) => ([lanes, len], [across, along]),
            _ => return None,
        };
        let lanes = Block {
            offset: 0,
            lengths,
            strides,
        };
        if lengths.contains(&0) || strides.contains(&0) || lengths[0] > MAX_COLUMNS {
            return None;
        }
        let [count, len] = lengths;
        let by_column = count > 1 && strides[0].unsigned_abs() < strides[1].unsigned_abs();
        let fits = count <= lanes.transposed().batch_len(masks) && are_few(len, count);
        (!by_column || fits).then_some(Self { lanes, by_column })
    }

    /// The number of lanes.
    pub(super) fn len(&self) -> usize {
        self.lanes.lengths[0]
    }

    /// Adds the count of each lane.
    pub(super) fn add(&self, masks: &dyn RowMasks, counts: &mut [Index]) {
        if self.by_column {
            add_few_columns(self.lanes.transposed(), masks, counts);
        } else {
            add_rows(self.lanes, masks, counts);
        }
    }
}

/// Adds the count of each column, where [`are_few`] says so.
fn add_few_columns(rows: Block, masks: &dyn RowMasks, counts: &mut [Index]) {
    let together = rows.batch_len(masks) / counts.len();
    rows.each_masks(masks, together, &mut |_, masks| {
        add_columns_of_masks(masks, counts);
    });
}

/// The number of elements that are not zero, of an array that is not empty.
pub(super) fn count_all(masks: &dyn RowMasks) -> usize {
    if let Some((_, mask)) = masks.few(None) {
        return mask.count_ones() as usize;
    }
    let axes = masks.shape().iter().zip(masks.strides());
    Counted::new(&mut axes.map(|(&len, &stride)| (len, stride))).count(masks, 0)
}

/// Adds the count of each row.
fn add_rows(rows: Block, masks: &dyn RowMasks, counts: &mut [Index]) {
    let [_, len] = rows.lengths;
    let together = rows.batch_len(masks) / len;
    if together > 1 {
        rows.each_masks(masks, together, &mut |first, masks| {
            let left = counts.len() - first;
            add_bits(masks, len, &mut counts[first..][..together.min(left)]);
        });
    } else {
        rows.each_masks(masks, 1, &mut |row, masks| {
            counts[row] += index(count_bits(masks));
        });
    }
}

multiversion! {
    /// Adds the number of set bits in each group of `len` bits to a count.
    fn add_bits(masks: &[u64], len: usize, counts: &mut [Index]) = bits_of_groups;
}

#[inline(always)]
fn bits_of_groups(masks: &[u64], len: usize, counts: &mut [Index]) {
    if len <= MASK {
        for (row, count) in counts.iter_mut().enumerate() {
            *count += Index::from(bits_from(masks, row * len, len).count_ones());
        }
        return;
    }
    for (row, count) in counts.iter_mut().enumerate() {
        for start in (0..len).step_by(MASK) {
            let bits = bits_from(masks, row * len + start, MASK.min(len - start));
            *count += Index::from(bits.count_ones());
        }
    }
}

const _: () = assert!(
    MAX_COLUMNS == MASKS_PER_BATCH * MASK,
    "the masks of a row come in one call"
);
