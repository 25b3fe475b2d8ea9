//! Counts per column, for 64 columns of a mask at once.
//!
//! ```text
//! for each 8 rows:
//!     add their masks to bit planes: bit j of plane k is bit k of the count of column j
//! every 248 rows, and at the end: turn the planes into counts, and clear them
//! ```
//!
//! Full adders take three bits of one weight, and return one of that weight and one of the next. Seven of them add the
//! masks of 8 rows to the three lowest planes. So adding takes about one operation per row and 64 columns with vectors of
//! 512 bits, and the test of the elements dominates.
//!
//! The planes have a fixed cost. Where there is little to count, the bits of each column are counted in each mask instead: see
//! [`add_columns_of_masks`]. Of a single row, each bit is a count: see [`add_each_bit`].
//!
//! Rows of few columns leave most of a mask empty. Where rows follow each other without gaps, or are gathered, several of
//! them are folded into one that fills whole masks. Column `j` of it counts for column `j % columns`.

use super::block::Block;
use crate::index::Index;
use crate::ops::nonzero::{MASK, MASKS_PER_BATCH, RowMasks};
use crate::simd::multiversion;
use crate::tuning::count_nonzero::MAX_POPULATION_COUNTS;

/// The most columns that are counted at once.
pub(super) const MAX_COLUMNS: usize = MASKS_PER_BATCH * MASK;

/// Whether the bits of so many columns and rows are counted column by column. The rows are assumed to follow each other.
pub(super) fn are_few(rows: usize, columns: usize) -> bool {
    let masks = rows.saturating_mul(columns).div_ceil(MASK);
    columns <= MASK && masks.saturating_mul(columns) <= MAX_POPULATION_COUNTS
}

/// Masks that fill a vector of 512 bits.
const LANES: usize = 8;

type Lanes = [u64; LANES];

/// Rows that are added together.
const ROWS: usize = 8;

/// The bits of a count in the planes.
const PLANES: usize = 8;

/// The most rows that the planes count.
const MAX_ROWS: usize = ((1 << PLANES) - 1) / ROWS * ROWS;

/// Rows are folded up to this number of columns if they have fewer: then 8 folded rows fill the masks of one call.
const FOLDED_COLUMNS: usize = MAX_COLUMNS / ROWS;

/// The masks of rows that have yet to be added, and the planes, of 512 columns.
#[derive(Clone, Copy)]
struct Group {
    rows: [Lanes; ROWS],
    planes: [Lanes; PLANES],
}

impl Group {
    const EMPTY: Self = Self {
        rows: [[0; LANES]; ROWS],
        planes: [[0; LANES]; PLANES],
    };
}

/// The number of elements that are not zero in each column of some blocks of equal lengths.
pub(super) struct Columns<'a> {
    groups: &'a mut [Group],
    masks: &'a dyn RowMasks,
    counts: &'a mut [Index],
    /// Rows of a block that are folded into one, and the number of columns of that row.
    folded: usize,
    width: usize,
    /// The number of rows that wait in the groups, and of masks of the next one.
    waiting: usize,
    filled: usize,
    /// The number of rows that the planes count.
    added: usize,
}

impl<'a> Columns<'a> {
    /// Adds the counts of the blocks that `blocks` passes on. All of them have the form of `block`.
    pub(super) fn with(
        block: Block,
        masks: &'a dyn RowMasks,
        counts: &'a mut [Index],
        blocks: &mut dyn FnMut(&mut dyn FnMut(Block)),
    ) {
        let folded = folded_rows(block, masks);
        let width = block.lengths[1] * folded;
        // All groups would be cleared even for few columns.
        let (mut one, mut all);
        let groups: &mut [Group] = if width <= LANES * MASK {
            one = [Group::EMPTY];
            &mut one
        } else {
            all = [Group::EMPTY; MASKS_PER_BATCH / LANES];
            &mut all[..width.div_ceil(LANES * MASK)]
        };
        let mut columns = Columns {
            groups,
            masks,
            counts,
            folded,
            width,
            waiting: 0,
            filled: 0,
            added: 0,
        };
        blocks(&mut |block| columns.add(block));
        columns.add_waiting();
        columns.flush();
    }

    /// Adds the rows of a block.
    fn add(&mut self, block: Block) {
        let masks = self.masks;
        let batch = block.batch_len(masks);
        // Folded rows fill whole masks, so several of them come in one call.
        let together = if self.width.is_multiple_of(MASK) {
            (batch / self.width).clamp(1, ROWS) * self.folded
        } else {
            self.folded
        };
        block.each_masks(masks, together, &mut |_, masks| self.push(masks));
        // The last rows may not fill a folded one. Its other masks are 0.
        while self.filled > 0 {
            self.push(&[0; LANES][..LANES.min(self.masks_per_row() - self.filled)]);
        }
    }

    fn masks_per_row(&self) -> usize {
        self.width.div_ceil(MASK)
    }

    /// Adds masks to the next row. They may be those of several rows.
    fn push(&mut self, mut masks: &[u64]) {
        while !masks.is_empty() {
            let (group, lane) = (self.filled / LANES, self.filled % LANES);
            let left = self.masks_per_row() - self.filled;
            let lanes = &mut self.groups[group].rows[self.waiting];
            let len = (LANES - lane).min(masks.len()).min(left);
            if let (LANES, Some(first)) = (len, masks.first_chunk()) {
                *lanes = *first;
            } else {
                lanes[lane..lane + len].copy_from_slice(&masks[..len]);
            }
            masks = &masks[len..];
            self.filled += len;
            if self.filled == self.masks_per_row() {
                self.filled = 0;
                self.waiting += 1;
                if self.waiting == ROWS {
                    self.add_waiting();
                }
            }
        }
    }

    /// Adds the rows that wait to the planes.
    fn add_waiting(&mut self) {
        if self.waiting == 0 {
            return;
        }
        for group in &mut *self.groups {
            group.rows[self.waiting..].fill([0; LANES]);
        }
        add_rows(self.groups);
        self.added += self.waiting;
        self.waiting = 0;
        if self.added == MAX_ROWS {
            self.flush();
        }
    }

    /// Adds the counts in the planes to the result, and clears the planes.
    fn flush(&mut self) {
        if self.added == 0 {
            return;
        }
        let used = (usize::BITS - self.added.leading_zeros()) as usize;
        add_planes(self.groups, used, self.width, self.counts);
        for group in &mut *self.groups {
            group.planes = Group::EMPTY.planes;
        }
        self.added = 0;
    }
}

/// How many rows are folded into one: as many as fill whole masks, or all if there are fewer.
fn folded_rows(block: Block, masks: &dyn RowMasks) -> usize {
    let [rows, columns] = block.lengths;
    let whole = MASK >> columns.trailing_zeros().min(MASK.trailing_zeros());
    let batch = block.batch_len(masks);
    if rows <= whole && rows * columns <= batch {
        return rows;
    }
    if rows == 1 || whole * columns > batch {
        return 1;
    }
    let most = FOLDED_COLUMNS.min(batch) / (whole * columns);
    whole * most.min(rows / whole).max(1)
}

multiversion! {
    /// Adds the rows of each group to its planes.
    fn add_rows(groups: &mut [Group]) = add_rows_of_groups;
}

#[inline(always)]
fn add_rows_of_groups(groups: &mut [Group]) {
    for Group { rows, planes } in groups {
        // The sums of the first adders, their carries, and the carries of those.
        let (first, carry_1) = full_add(rows[0], rows[1], rows[2]);
        let (second, carry_2) = full_add(rows[3], rows[4], rows[5]);
        let (third, carry_3) = full_add(rows[6], rows[7], planes[0]);
        let (ones, carry_4) = full_add(first, second, third);
        let (twos, second_carry_1) = full_add(carry_1, carry_2, carry_3);
        let (twos, second_carry_2) = full_add(twos, carry_4, planes[1]);
        let (fours, mut carry) = full_add(second_carry_1, second_carry_2, planes[2]);
        [planes[0], planes[1], planes[2]] = [ones, twos, fours];
        for plane in &mut planes[3..] {
            let before = *plane;
            for lane in 0..LANES {
                plane[lane] = before[lane] ^ carry[lane];
                carry[lane] &= before[lane];
            }
        }
    }
}

/// The sum of three bits in each place, as a bit of their weight and a bit of the next.
#[inline(always)]
fn full_add(a: Lanes, b: Lanes, c: Lanes) -> (Lanes, Lanes) {
    let (mut sum, mut carry) = (a, a);
    for lane in 0..LANES {
        let either = a[lane] ^ b[lane];
        sum[lane] = either ^ c[lane];
        carry[lane] = a[lane] & b[lane] | either & c[lane];
    }
    (sum, carry)
}

/// For each byte, a byte per bit: 1 where the bit is set. The lowest bit is the first byte in memory.
static SPREAD: [u64; 256] = spread_bits();

const fn spread_bits() -> [u64; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut bytes) = (0, [0; 8]);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                bytes[bit] = 1;
            }
            bit += 1;
        }
        table[byte] = u64::from_ne_bytes(bytes);
        byte += 1;
    }
    table
}

multiversion! {
    /// Adds the counts in the `used` lowest planes to those of the columns.
    fn add_planes(groups: &[Group], used: usize, width: usize, counts: &mut [Index]) = add_planes_of_groups;
}

#[inline(always)]
fn add_planes_of_groups(groups: &[Group], used: usize, width: usize, counts: &mut [Index]) {
    for mask in 0..width.div_ceil(MASK) {
        let Group { planes, .. } = &groups[mask / LANES];
        let mut found = [0; MASK / 8];
        for (weight, plane) in planes[..used.min(PLANES)].iter().enumerate() {
            let bytes = plane[mask % LANES].to_le_bytes();
            for (found, byte) in found.iter_mut().zip(bytes) {
                // No byte overflows, because no count does.
                *found += SPREAD[usize::from(byte)] << weight;
            }
        }
        let start = mask * MASK;
        let found: &[u8] = &bytemuck::bytes_of(&found)[..MASK.min(width - start)];
        if width == counts.len() {
            for (count, &found) in counts[start..].iter_mut().zip(found) {
                *count += Index::from(found);
            }
        } else {
            let mut column = start % counts.len();
            for &found in found {
                counts[column] += Index::from(found);
                column += 1;
                if column == counts.len() {
                    column = 0;
                }
            }
        }
    }
}

/// For each distance, the bits at its multiples.
static EVERY: [u64; MASK + 1] = bits_at_multiples();

const fn bits_at_multiples() -> [u64; MASK + 1] {
    let mut table = [0; MASK + 1];
    let mut distance = 1;
    while distance <= MASK {
        let mut bit = 0;
        while bit < MASK {
            table[distance] |= 1 << bit;
            bit += distance;
        }
        distance += 1;
    }
    table
}

multiversion! {
    /// Adds each bit of the masks to a count of its own.
    pub(super) fn add_each_bit(masks: &[u64], counts: &mut [Index]) = bits_of_masks;
}

#[inline(always)]
fn bits_of_masks(masks: &[u64], counts: &mut [Index]) {
    for (&mask, counts) in masks.iter().zip(counts.chunks_mut(MASK)) {
        for (bit, count) in counts.iter_mut().enumerate() {
            *count += (mask >> bit & 1).cast_signed();
        }
    }
}

multiversion! {
    /// Adds the number of set bits in each of up to 64 columns of masks. The rows follow each other without gaps, and the first
    /// mask begins with one.
    pub(super) fn add_columns_of_masks(masks: &[u64], counts: &mut [Index]) = columns_of_masks;
}

#[inline(always)]
fn columns_of_masks(masks: &[u64], counts: &mut [Index]) {
    let columns = counts.len();
    let every = EVERY[columns];
    // The column of the first bit of a mask.
    let mut first = 0;
    for &mask in masks {
        let (before, after) = counts.split_at_mut(first);
        for (bit, count) in after.iter_mut().chain(before).enumerate() {
            *count += Index::from((mask >> bit & every).count_ones());
        }
        first = (first + MASK) % columns;
    }
}
