//! The condition: how many elements it chooses, and its masks. This file does not depend on the dtype of `x`.
//!
//! The masks of a contiguous condition are kept. They take an eighth of a byte per element, and no memory is allocated
//! for up to [`MASKS_PER_BATCH`] of them. A condition that repeats its elements is counted without the repeats.

use crate::dtype::native::Native;
use crate::error::Error;
use crate::layout::{Scratch, Stored, Strided, StridedSlice, each_row, expect_shape};
use crate::ops::nonzero::{MASK, MASKS_PER_BATCH, NonzeroOps, count_bits};
use crate::tuning::extract::SHORT_ROW;
use smallvec::SmallVec;

/// The most elements whose masks are computed together.
pub(super) const BATCH: usize = MASK * MASKS_PER_BATCH;

/// Memory for the masks of a contiguous condition.
pub(super) type Masks = SmallVec<[u64; MASKS_PER_BATCH]>;

/// The elements that a condition chooses.
#[derive(Debug)]
pub struct Choice<'a> {
    condition: Strided<'a, bool>,
    /// One bit per element, if the masks were kept.
    masks: Option<&'a [u64]>,
    found: usize,
}

impl<'a> Choice<'a> {
    /// Counts the chosen elements. Returns an error if the condition does not have the shape. If `allocates` is false,
    /// masks are kept only if they fit in `masks` as it is.
    pub(super) fn new(
        condition: Strided<'a, bool>,
        shape: &[usize],
        masks: &'a mut Masks,
        allocates: bool,
    ) -> Result<Self, Error> {
        expect_shape(shape, condition.shape())?;
        let Some(row) = condition.to_slice() else {
            return Ok(Self {
                condition,
                masks: None,
                found: count(condition),
            });
        };
        let len = row.len().div_ceil(MASK);
        let is_kept = len <= MASKS_PER_BATCH || allocates && masks.try_reserve_exact(len).is_ok();
        if !is_kept {
            return Ok(Self {
                condition,
                masks: None,
                found: count_row(row),
            });
        }
        masks.resize(len, 0);
        Native::masks(row, masks);
        Ok(Self {
            condition,
            found: count_bits(masks),
            masks: Some(masks),
        })
    }

    /// The number of chosen elements.
    pub(super) fn found(&self) -> usize {
        self.found
    }

    /// The condition.
    pub(super) fn condition(&self) -> Strided<'a, bool> {
        self.condition
    }

    /// The masks of all elements, as if they were one row, if they were kept.
    pub(super) fn masks(&self) -> Option<&'a [u64]> {
        self.masks
    }
}

/// The number of elements that are true. The condition is not contiguous, so it has an axis and is not empty.
#[inline(never)]
fn count(condition: Strided<'_, bool>) -> usize {
    let stored = Stored::new(condition);
    let mut found = 0;
    each_row(stored.as_strided(), &mut |row| {
        if row.len() < SHORT_ROW {
            found += (0..row.len()).filter(|&at| row.get(at)).count();
        } else {
            row.each_part(|part, _| found += count_row(part));
        }
    });
    stored.repeats().saturating_mul(found)
}

/// The number of elements of a row that are true.
#[inline(never)]
fn count_row(row: &[bool]) -> usize {
    let mut batch = [0; MASKS_PER_BATCH];
    let mut found = 0;
    for part in row.chunks(BATCH) {
        let masks = &mut batch[..part.len().div_ceil(MASK)];
        Native::masks(part, masks);
        found += count_bits(masks);
    }
    found
}

/// The masks of up to [`BATCH`] elements of any stride.
#[inline(never)]
pub(super) fn masks_of<'b>(
    condition: StridedSlice<'_, bool>,
    batch: &'b mut [u64; MASKS_PER_BATCH],
) -> &'b [u64] {
    let masks = &mut batch[..condition.len().div_ceil(MASK)];
    if let Some(row) = condition.to_slice() {
        Native::masks(row, masks);
    } else {
        let mut buffer = Scratch::<bool, BATCH>::new();
        Native::masks(
            condition.gather(&mut buffer.slots()[..condition.len()]),
            masks,
        );
    }
    masks
}
