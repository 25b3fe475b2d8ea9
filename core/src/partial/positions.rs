//! The partial results of `nonzero`, `argwhere` and `flatnonzero`: positions in the whole array.
//!
//! The positions in a block are in order, and so are those in the whole array that they become. They are kept as one run per
//! block, so that merging copies nothing. The runs are merged at the end.

use super::lanes::{Dynamic, Typed};
use super::plan::Plan;
use crate::bounds;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index, position};
use crate::layout::Strided;
use crate::ops::argwhere::{self, FlatPositions, IndexRows, Places};
use crate::ops::nonzero::{HasNonzero, NonzeroOps};
use crate::table::Table;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use ndarray::{Array1, Array2, ArrayRef, ArrayViewD, Dimension};

/// The nonzero elements of some blocks of an array. They merge with those of other blocks, in any order and grouping, and are
/// finished to what `nonzero`, `argwhere` or `flatnonzero` of the whole array returns. See the [module](super) for examples.
pub struct Positions<X> {
    pub(super) plan: Plan,
    /// The positions in each block, if there are any, sorted by the first.
    pub(super) runs: Vec<Vec<Index>>,
    pub(super) elements: PhantomData<X>,
}

impl<X> Clone for Positions<X> {
    fn clone(&self) -> Self {
        Self {
            plan: self.plan.clone(),
            runs: self.runs.clone(),
            elements: PhantomData,
        }
    }
}

impl<X> fmt::Debug for Positions<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Positions")
            .field("plan", &self.plan)
            .field("runs", &self.runs)
            .finish_non_exhaustive()
    }
}

impl<X> PartialEq for Positions<X> {
    fn eq(&self, other: &Self) -> bool {
        self.plan == other.plan && self.runs == other.runs
    }
}

/// A table that has `nonzero`.
pub trait HasPositions: Table {
    /// The positions of the elements that are not zero, in row-major order.
    fn positions(x: &Self::ArrayView<'_>) -> Result<Vec<Index>, Error>;
}

/// The positions in an array of a dtype of the table `M`.
pub fn positions<M: HasNonzero<T>, T: Element>(x: &ArrayViewD<'_, T>) -> Result<Vec<Index>, Error> {
    flat_positions::<T, M::Ops>(Strided::of(x))
}

/// The positions in an array of a known dtype.
fn flat_positions<T: Element, O: NonzeroOps<T>>(x: Strided<'_, T>) -> Result<Vec<Index>, Error> {
    let mut positions = Vec::new();
    argwhere::append::<FlatPositions, T, O>(x, &mut positions)?;
    Ok(positions)
}

impl<X> Positions<X> {
    /// The positions in no block of an array of this shape.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] if the whole array has more elements than an index can count.
    pub fn new(shape: &[usize]) -> Result<Self, Error> {
        let all = alloc::vec![true; shape.len()];
        Ok(Self {
            plan: Plan::new("nonzero", shape, &all, false)?,
            runs: Vec::new(),
            elements: PhantomData,
        })
    }

    /// The shape of the whole array.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.plan.shape
    }

    /// The number of elements in the blocks so far. The positions can be finished once these are all elements of the whole
    /// array.
    #[must_use]
    pub fn covered(&self) -> u64 {
        self.plan.covered
    }

    /// The number of positions so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs.iter().map(Vec::len).sum()
    }

    /// Whether there are no positions so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Adds the positions in a block.
    fn add(
        &mut self,
        origin: &[usize],
        block: &[usize],
        found: impl FnOnce() -> Result<Vec<Index>, Error>,
    ) -> Result<(), Error> {
        self.plan.check(origin, block)?;
        let mut run = found()?;
        self.moved(origin, block, &mut run);
        self.insert(run);
        self.plan.cover(block);
        Ok(())
    }

    /// Turns positions in a block into positions in the whole array.
    fn moved(&self, origin: &[usize], block: &[usize], run: &mut [Index]) {
        // The elements of a row of the block, over as many axes as it has all of, are adjacent in the whole array.
        let is_whole = |axis: usize| block[axis] == self.plan.shape[axis];
        let mut row = 1;
        for axis in (0..block.len()).rev() {
            row *= block[axis];
            if !is_whole(axis) {
                break;
            }
        }
        // The end of the row in the block, and how far its positions move.
        let (mut end, mut by) = (0, 0);
        for at in run {
            if *at >= end {
                let start = position(*at) / row * row;
                end = index(start + row);
                by = self.plan.position(origin, block, start) - index(start);
            }
            *at += by;
        }
    }

    pub(super) fn insert(&mut self, run: Vec<Index>) {
        let Some(first) = run.first() else { return };
        let at = self.runs.partition_point(|known| known[0] <= *first);
        self.runs.insert(at, run);
    }

    /// Merges the positions in other blocks into these. An element of the whole array must be in one block only.
    ///
    /// # Errors
    ///
    /// [`Error::OtherSearch`] if the other positions are those in an array of another shape. On error, these positions are
    /// unchanged.
    pub fn merge(&mut self, other: Self) -> Result<(), Error> {
        self.plan.merge(&other.plan)?;
        if self.runs.is_empty() {
            self.runs = other.runs;
        } else {
            other.runs.into_iter().for_each(|run| self.insert(run));
        }
        Ok(())
    }

    /// The positions in the whole array, in order.
    fn sorted(self) -> Result<(Vec<usize>, Vec<Index>), Error> {
        self.plan.check_complete()?;
        let missing = self.plan.missing();
        let shape = self.plan.shape;
        let mut runs = self.runs;
        if runs.len() == 1 {
            return Ok((shape, runs.pop().unwrap_or_default()));
        }
        let found = runs.iter().map(Vec::len).sum();
        let mut all = Vec::new();
        all.try_reserve_exact(found).map_err(|_| Error::TooLarge {
            shape: alloc::vec![found],
            item: size_of::<Index>(),
        })?;
        let is_in_order = runs.windows(2).all(|runs| runs[0].last() < runs[1].first());
        for run in &runs {
            all.extend_from_slice(run);
        }
        if !is_in_order {
            merge_runs(&mut all);
            // A position in two blocks: they overlap, and others are missing.
            if all.windows(2).any(|pair| pair[0] == pair[1]) {
                return Err(missing);
            }
        }
        Ok((shape, all))
    }

    /// The indices, as `nonzero` returns them for the whole array: one array per axis.
    ///
    /// # Errors
    ///
    /// - [`Error::BlocksMissing`] if the blocks are not the whole array.
    /// - [`Error::ZeroDimensional`] if the whole array is 0-d.
    /// - [`Error::TooLarge`] if the result does not fit in memory.
    pub fn finish(self) -> Result<Vec<Array1<Index>>, Error> {
        if self.plan.shape.is_empty() {
            return Err(Error::ZeroDimensional {
                operation: "nonzero",
            });
        }
        let (shape, positions) = self.sorted()?;
        crate::unravel_index(&Array1::from(positions), &shape)
    }

    /// The indices, as `argwhere` returns them for the whole array: a matrix with one row per element.
    ///
    /// # Errors
    ///
    /// - [`Error::BlocksMissing`] if the blocks are not the whole array.
    /// - [`Error::TooLarge`] if the result does not fit in memory.
    pub fn finish_rows(self) -> Result<Array2<Index>, Error> {
        let (shape, mut positions) = self.sorted()?;
        let (found, ndim) = (positions.len(), shape.len());
        let too_large = || Error::TooLarge {
            shape: alloc::vec![found, ndim],
            item: size_of::<Index>(),
        };
        let more = found.checked_mul(ndim).ok_or_else(too_large)?;
        positions
            .try_reserve_exact(more.saturating_sub(found))
            .map_err(|_| too_large())?;
        IndexRows::expand(&mut positions, 0, &shape);
        Array2::from_shape_vec((found, ndim), positions).map_err(|_| too_large())
    }

    /// The positions in row-major order, as `flatnonzero` returns them for the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlocksMissing`] if the blocks are not the whole array.
    /// - [`Error::TooLarge`] if the result does not fit in memory.
    pub fn finish_flat(self) -> Result<Array1<Index>, Error> {
        Ok(Array1::from(self.sorted()?.1))
    }
}

/// Sorts positions that are in order but for a few places.
#[expect(
    clippy::stable_sort_primitive,
    reason = "a stable sort merges runs that are in order; an unstable one takes them apart"
)]
fn merge_runs(positions: &mut [Index]) {
    positions.sort();
}

impl<M: HasPositions> Positions<Dynamic<M>> {
    /// Adds a block whose first element has these indices in the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlockRank`] or [`Error::BlockOutOfRange`] if the block is not a part of the whole array.
    /// - [`Error::NotInTable`] if the dtype does not have the operation.
    /// - [`Error::TooLarge`] if the positions do not fit in memory.
    ///
    /// On error, the positions are unchanged.
    pub fn update<'a>(
        &mut self,
        origin: &[usize],
        block: impl Into<M::ArrayView<'a>>,
    ) -> Result<(), Error> {
        let block = block.into();
        let shape = M::shape_of_view(&block).to_vec();
        self.add(origin, &shape, || M::positions(&block))
    }
}

impl<M, T: bounds::Nonzero<M>> Positions<Typed<M, T>> {
    /// Adds a block whose first element has these indices in the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlockRank`] or [`Error::BlockOutOfRange`] if the block is not a part of the whole array.
    /// - [`Error::TooLarge`] if the positions do not fit in memory.
    ///
    /// On error, the positions are unchanged.
    pub fn update<D: Dimension>(
        &mut self,
        origin: &[usize],
        block: &ArrayRef<T, D>,
    ) -> Result<(), Error> {
        self.add(origin, block.shape(), || {
            flat_positions::<T, T::Ops>(Strided::of(block))
        })
    }
}
