//! The partial results of `count_nonzero`.

use super::pieces::{Pieces, part_of};
use super::plan::Plan;
use crate::along::AlongAxes;
use crate::array::out::zeros_of_any_rank;
use crate::bounds;
use crate::error::Error;
use crate::index::Index;
use crate::layout::Strided;
use crate::ops::count_nonzero;
use crate::partial::lanes::{Dynamic, Typed};
use crate::table::Table;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use ndarray::{ArrayD, ArrayRef, Dimension};

/// The counts in some blocks of an array. They merge with the counts in other blocks, in any order and grouping, and are
/// finished to what `count_nonzero` of the whole array returns. See the [module](super) for examples.
pub struct Counts<X> {
    pub(super) plan: Plan,
    pub(super) pieces: Pieces<Vec<Index>>,
    pub(super) elements: PhantomData<X>,
}

impl<X> Clone for Counts<X> {
    fn clone(&self) -> Self {
        Self {
            plan: self.plan.clone(),
            pieces: self.pieces.clone(),
            elements: PhantomData,
        }
    }
}

impl<X> fmt::Debug for Counts<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Counts")
            .field("plan", &self.plan)
            .field("pieces", &self.pieces)
            .finish_non_exhaustive()
    }
}

impl<X> PartialEq for Counts<X> {
    fn eq(&self, other: &Self) -> bool {
        self.plan == other.plan && self.pieces == other.pieces
    }
}

/// The count of a lane that no piece has.
const UNSET: Index = -1;

/// A table that has `count_nonzero`.
pub trait HasCounts: Table {
    /// The function for an array of any dtype.
    fn count(x: Self::ArrayView<'_>, along: &AlongAxes) -> Result<ArrayD<Index>, Error>;
}

impl<X> Counts<X> {
    /// The counts in no block of an array of this shape.
    ///
    /// # Errors
    ///
    /// - [`Error::AxisOutOfRange`] or [`Error::RepeatedAxis`] if these are not axes of the whole array.
    /// - [`Error::TooLarge`] if it has more elements than an index can count.
    pub fn new(shape: &[usize], along: impl Into<AlongAxes>) -> Result<Self, Error> {
        let along = along.into();
        let is_reduced = along.resolve(shape.len())?;
        Ok(Self {
            plan: Plan::new("count_nonzero", shape, &is_reduced, along.keeps_dims())?,
            pieces: Pieces::default(),
            elements: PhantomData,
        })
    }

    /// The shape of the whole array.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.plan.shape
    }

    /// The number of elements in the blocks so far. The counts can be finished once these are all elements of the whole
    /// array.
    #[must_use]
    pub fn covered(&self) -> u64 {
        self.plan.covered
    }

    /// Adds the counts in a block, which `count` finds along some of its axes.
    fn add(
        &mut self,
        origin: &[usize],
        block: &[usize],
        count: impl FnOnce(&AlongAxes) -> Result<ArrayD<Index>, Error>,
    ) -> Result<(), Error> {
        self.plan.check(origin, block)?;
        // A block without elements adds nothing. It is counted as a whole, so that its dtype is checked.
        let is_empty = block.contains(&0);
        let reduced = (0..block.len()).filter(|&axis| is_empty || self.plan.is_reduced[axis]);
        let along = crate::Along::axes(reduced.map(usize::cast_signed));
        let counts = count(&along)?.into_raw_vec_and_offset().0;
        if !is_empty {
            self.pieces
                .add(self.plan.region(origin, block), counts, sum)?;
            self.plan.cover(block);
        }
        Ok(())
    }

    /// Merges the counts in other blocks into these. An element of the whole array must be in one block only.
    ///
    /// # Errors
    ///
    /// [`Error::OtherSearch`] if the other counts have another shape or other axes. On error, these counts are unchanged.
    pub fn merge(&mut self, other: Self) -> Result<(), Error> {
        self.plan.merge(&other.plan)?;
        for (region, counts) in other.pieces.into_list() {
            self.pieces.add(region, counts, sum)?;
        }
        Ok(())
    }

    /// The counts, as `count_nonzero` returns them for the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlocksMissing`] if the blocks are not the whole array.
    /// - [`Error::TooLarge`] if the result does not fit in memory.
    pub fn finish(self) -> Result<ArrayD<Index>, Error> {
        self.plan.check_complete()?;
        let mut kept = zeros_of_any_rank(&self.plan.kept_shape())?;
        // The counts along an empty axis are 0, and no piece has them.
        if self.plan.len() > 0 {
            kept.fill(UNSET);
        }
        for (region, counts) in self.pieces.list() {
            for (sum, &count) in part_of(&mut kept, region).iter_mut().zip(counts) {
                *sum = (*sum).max(0).saturating_add(count);
            }
        }
        let counts = kept.into_raw_vec_and_offset().0;
        if counts.contains(&UNSET) {
            return Err(self.plan.missing());
        }
        super::reduction::result(&self.plan, counts)
    }
}

/// The sums of two counts of each lane. A count is at most the number of elements of the whole array.
#[expect(clippy::unnecessary_wraps, reason = "merging elements may fail")]
fn sum(known: &Vec<Index>, mut counts: Vec<Index>) -> Result<Vec<Index>, Error> {
    for (count, known) in counts.iter_mut().zip(known) {
        *count = count.saturating_add(*known);
    }
    Ok(counts)
}

impl<M: HasCounts> Counts<Dynamic<M>> {
    /// Adds a block whose first element has these indices in the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlockRank`] or [`Error::BlockOutOfRange`] if the block is not a part of the whole array.
    /// - [`Error::NotInTable`] if the dtype does not have the operation.
    /// - [`Error::TooLarge`] if the counts of the block do not fit in memory.
    ///
    /// On error, the counts are unchanged.
    pub fn update<'a>(
        &mut self,
        origin: &[usize],
        block: impl Into<M::ArrayView<'a>>,
    ) -> Result<(), Error> {
        let block = block.into();
        let shape = M::shape_of_view(&block).to_vec();
        self.add(origin, &shape, |along| M::count(block, along))
    }
}

impl<M, T: bounds::CountNonzero<M>> Counts<Typed<M, T>> {
    /// Adds a block whose first element has these indices in the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlockRank`] or [`Error::BlockOutOfRange`] if the block is not a part of the whole array.
    /// - [`Error::TooLarge`] if the counts of the block do not fit in memory.
    ///
    /// On error, the counts are unchanged.
    pub fn update<D: Dimension>(
        &mut self,
        origin: &[usize],
        block: &ArrayRef<T, D>,
    ) -> Result<(), Error> {
        self.add(origin, block.shape(), |along| {
            count_nonzero::of_any_axes::<T, T::Ops>(Strided::of(block), along)
        })
    }
}
