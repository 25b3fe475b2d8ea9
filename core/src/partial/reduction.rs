//! The partial results of the operations that find elements in each lane: extremes and `top_k`.

use super::lanes::{Dynamic, Elements, HasPartial, Job, Lanes, Rule, Typed, shaped};
use super::pieces::{Pieces, part_of};
use super::plan::{Plan, Region};
use super::rules::{Extremum, MinMax, Sorted};
use crate::along::Along;
use crate::array::out::zeros_of_any_rank;
use crate::best::Extreme;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index, position};
use crate::mode::Mode;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use ndarray::{Array1, ArrayD, ArrayRef, Dimension};

/// The result of a search of some blocks of an array. It merges with the results of other blocks, in any order and grouping,
/// and is finished to what a search of the whole array returns.
///
/// The types of a table's module `partial` are names for it: `Argmax`, `Argmin`, `Nanargmax`, `Nanargmin`, `Argminmax` and
/// `TopK`. `R` says which elements are wanted, and `X` is [`Dynamic`] or [`Typed`]. See the [module](super) for examples.
pub struct Partial<R, X: Elements<R>> {
    pub(super) plan: Plan,
    pub(super) rule: R,
    /// An array without elements of the dtype of the blocks, once it is known.
    pub(super) dtype: Option<X::Values>,
    pub(super) pieces: Pieces<Lanes<X::Values>>,
}

impl<R: Clone, X: Elements<R>> Clone for Partial<R, X> {
    fn clone(&self) -> Self {
        Self {
            plan: self.plan.clone(),
            rule: self.rule.clone(),
            dtype: self.dtype.clone(),
            pieces: self.pieces.clone(),
        }
    }
}

impl<R, X: Elements<R>> fmt::Debug for Partial<R, X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partial")
            .field("plan", &self.plan)
            .field("pieces", &self.pieces)
            .finish_non_exhaustive()
    }
}

/// Results are equal if they stand for the same blocks of the same search. Results with a NaN are not equal.
impl<R, X: Elements<R>> PartialEq for Partial<R, X> {
    fn eq(&self, other: &Self) -> bool {
        self.plan == other.plan && self.pieces == other.pieces
    }
}

/// The number of a lane that no piece has.
const UNSET: Index = -1;

impl<R, X: Elements<R>> Partial<R, X> {
    pub(super) fn of(plan: Plan, rule: R) -> Self {
        Self {
            plan,
            rule,
            dtype: None,
            pieces: Pieces::default(),
        }
    }

    /// The shape of the whole array.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.plan.shape
    }

    /// The number of elements in the blocks so far. The result can be finished once these are all elements of the whole
    /// array.
    #[must_use]
    pub fn covered(&self) -> u64 {
        self.plan.covered
    }

    /// Adds the lanes of a block.
    fn add(&mut self, origin: &[usize], block: &X::View<'_>) -> Result<(), Error> {
        let shape = X::shape(block);
        self.plan.check(origin, shape)?;
        let dtype = X::run(&self.rule, block, Job::Empty)?.values;
        self.check_dtype(&dtype)?;
        if !shape.contains(&0) {
            let mut lanes = X::run(&self.rule, block, Job::Block(self.plan.axis))?;
            for at in &mut lanes.indices {
                *at = match self.plan.axis {
                    Some(axis) => *at + index(origin[axis]),
                    None => self.plan.position(origin, shape, position(*at)),
                };
            }
            if lanes.width > 0 {
                self.insert(self.plan.region(origin, shape), lanes)?;
            }
            self.plan.cover(shape);
        }
        self.dtype.get_or_insert(dtype);
        Ok(())
    }

    fn check_dtype(&self, found: &X::Values) -> Result<(), Error> {
        let found = X::dtype(found);
        match self.dtype.as_ref().map(X::dtype) {
            Some(expected) if expected != found => Err(Error::DTypeMismatch { expected, found }),
            _ => Ok(()),
        }
    }

    pub(super) fn insert(&mut self, region: Region, lanes: Lanes<X::Values>) -> Result<(), Error> {
        let rule = &self.rule;
        self.pieces.add(region, lanes, |known, lanes| {
            merged::<R, X>(rule, known, lanes)
        })
    }

    /// Merges the result of other blocks into this one. An element of the whole array must be in one block only.
    ///
    /// # Errors
    ///
    /// - [`Error::OtherSearch`] if the other result belongs to another search: with another shape, axis or parameter.
    /// - [`Error::DTypeMismatch`] if its blocks have another dtype.
    ///
    /// On error, this result is unchanged.
    pub fn merge(&mut self, other: Self) -> Result<(), Error> {
        let mut plan = self.plan.clone();
        plan.merge(&other.plan)?;
        if let Some(dtype) = other.dtype {
            self.check_dtype(&dtype)?;
            self.dtype.get_or_insert(dtype);
        }
        for (region, lanes) in other.pieces.into_list() {
            self.insert(region, lanes)?;
        }
        self.plan = plan;
        Ok(())
    }

    /// The pieces, cut where their boxes overlap.
    pub(super) fn cut(self) -> Result<Vec<(Region, Lanes<X::Values>)>, Error> {
        let rule = &self.rule;
        self.pieces.cut(
            |piece, lanes| picked::<R, X>(rule, piece, lanes),
            |known, lanes| merged::<R, X>(rule, known, lanes),
        )
    }

    /// The lanes of the whole array, in row-major order, or `None` if there is no lane.
    fn whole(self) -> Result<Option<Lanes<X::Values>>, Error>
    where
        R: Clone,
    {
        let (plan, rule) = (self.plan.clone(), self.rule.clone());
        plan.check_complete()?;
        let lanes = plan.lanes()?;
        if lanes == 0 || plan.best.is_some_and(|(k, _)| k == 0) {
            return Ok(None);
        }
        let pieces = if self.pieces.are_disjoint(lanes) {
            self.pieces.into_list()
        } else {
            self.cut()?
        };
        let found: usize = pieces.iter().map(|(_, piece)| piece.indices.len()).sum();
        let width = pieces.first().map_or(0, |(_, piece)| piece.width);
        let is_complete = pieces.iter().all(|(_, piece)| piece.width == width)
            && lanes.checked_mul(width) == Some(found)
            && found > 0;
        if !is_complete {
            return Err(plan.missing());
        }
        if pieces.len() == 1 {
            return Ok(pieces.into_iter().next().map(|(_, lanes)| lanes));
        }
        // The number of each lane, counted in one piece after the other.
        let mut numbers = zeros_of_any_rank(&plan.kept_shape())?;
        numbers.fill(UNSET);
        let mut before = 0;
        let mut all: Option<Lanes<X::Values>> = None;
        for (region, piece) in pieces {
            for number in &mut part_of(&mut numbers, &region) {
                // Blocks that overlap, in place of others that are missing.
                if *number != UNSET {
                    return Err(plan.missing());
                }
                *number = before;
                before += 1;
            }
            all = Some(match all {
                None => piece,
                Some(all) => {
                    let job = Job::Append(all, &piece.indices);
                    X::run(&rule, &X::view(&piece.values), job)?
                }
            });
        }
        let numbers: Vec<usize> = numbers.iter().map(|&number| position(number)).collect();
        all.map(|all| picked::<R, X>(&rule, &all, &numbers))
            .transpose()
    }

    /// The indices of the whole array, whose searched axes must not be empty.
    fn indices(self) -> Result<(Plan, Vec<Index>, Option<X::Values>), Error>
    where
        R: Clone,
    {
        let plan = self.plan.clone();
        let mut axes = plan.shape.iter().zip(&plan.is_reduced);
        if axes.any(|(&len, &is_reduced)| is_reduced && len == 0) {
            return Err(Error::empty(plan.operation, &plan.shape, plan.axis));
        }
        Ok(match self.whole()? {
            Some(lanes) => (plan, lanes.indices, Some(lanes.values)),
            None => (plan, Vec::new(), None),
        })
    }
}

/// Some of the lanes.
fn picked<R, X: Elements<R>>(
    rule: &R,
    piece: &Lanes<X::Values>,
    lanes: &[usize],
) -> Result<Lanes<X::Values>, Error> {
    let job = Job::Pick(lanes, &piece.indices, piece.width);
    X::run(rule, &X::view(&piece.values), job)
}

/// Lanes merged with known ones.
fn merged<R, X: Elements<R>>(
    rule: &R,
    known: &Lanes<X::Values>,
    lanes: Lanes<X::Values>,
) -> Result<Lanes<X::Values>, Error> {
    let job = Job::Merge(lanes, &known.indices, known.width);
    X::run(rule, &X::view(&known.values), job)
}

/// Indices as an array of the shape of the result.
pub(super) fn result(plan: &Plan, indices: Vec<Index>) -> Result<ArrayD<Index>, Error> {
    let shape = plan.result_shape();
    let found = indices.len();
    ArrayD::from_shape_vec(&shape[..], indices).map_err(|_| Error::ShapeMismatch {
        expected: shape,
        found: alloc::vec![found],
    })
}

impl<R, M: HasPartial<R>> Partial<R, Dynamic<M>> {
    /// Adds a block whose first element has these indices in the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlockRank`] or [`Error::BlockOutOfRange`] if the block is not a part of the whole array.
    /// - [`Error::DTypeMismatch`] if the blocks before have another dtype.
    /// - [`Error::Unordered`] or [`Error::NotInTable`] if the dtype does not have the operation.
    /// - [`Error::TooLarge`] if the result of the block does not fit in memory.
    ///
    /// On error, the result is unchanged.
    pub fn update<'a>(
        &mut self,
        origin: &[usize],
        block: impl Into<M::ArrayView<'a>>,
    ) -> Result<(), Error> {
        self.add(origin, &block.into())
    }
}

impl<R, M, T: Element> Partial<R, Typed<M, T>>
where
    R: Rule<M, T>,
{
    /// Adds a block whose first element has these indices in the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlockRank`] or [`Error::BlockOutOfRange`] if the block is not a part of the whole array.
    /// - [`Error::TooLarge`] if the result of the block does not fit in memory.
    ///
    /// On error, the result is unchanged.
    pub fn update<D: Dimension>(
        &mut self,
        origin: &[usize],
        block: &ArrayRef<T, D>,
    ) -> Result<(), Error> {
        self.add(origin, &block.view().into_dyn())
    }
}

impl<E: Extreme, X: Elements<Extremum<E>>> Partial<Extremum<E>, X> {
    /// The result of no block of an array of this shape.
    ///
    /// # Errors
    ///
    /// - [`Error::AxisOutOfRange`] if the whole array has no such axis.
    /// - [`Error::TooLarge`] if it has more elements than an index can count.
    pub fn new(shape: &[usize], along: Along) -> Result<Self, Error> {
        let plan = Plan::along(E::NAME, shape, along)?;
        Ok(Self::of(plan, Extremum(PhantomData)))
    }

    /// The indices, as the function of the operation returns them for the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlocksMissing`] if the blocks are not the whole array.
    /// - [`Error::Empty`] if the searched axis, or the searched array, is empty.
    /// - [`Error::AllNaN`] if NaN is passed over and there is no number.
    /// - [`Error::TooLarge`] if the result does not fit in memory.
    pub fn finish(self) -> Result<ArrayD<Index>, Error> {
        let rule = self.rule;
        let (plan, indices, values) = self.indices()?;
        if E::SKIPS_NAN
            && let Some(values) = &values
        {
            let lanes = X::run(&rule, &X::view(values), Job::NaN)?;
            if let Some(&lane) = lanes.indices.first() {
                let mut kept = plan.kept_shape();
                let mut lane = position(lane);
                for len in kept.iter_mut().rev() {
                    (lane, *len) = (lane / *len, lane % *len);
                }
                return Err(Error::all_nan(E::NAME, &kept, plan.axis));
            }
        }
        result(&plan, indices)
    }
}

impl<X: Elements<MinMax>> Partial<MinMax, X> {
    /// The result of no block of an array of this shape.
    ///
    /// # Errors
    ///
    /// - [`Error::AxisOutOfRange`] if the whole array has no such axis.
    /// - [`Error::TooLarge`] if it has more elements than an index can count.
    pub fn new(shape: &[usize], along: Along) -> Result<Self, Error> {
        Ok(Self::of(Plan::along("argminmax", shape, along)?, MinMax))
    }

    /// The indices of the smallest and of the largest elements, as `argminmax` returns them for the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlocksMissing`] if the blocks are not the whole array.
    /// - [`Error::Empty`] if the searched axis, or the searched array, is empty.
    /// - [`Error::TooLarge`] if the result does not fit in memory.
    pub fn finish(self) -> Result<(ArrayD<Index>, ArrayD<Index>), Error> {
        let (plan, indices, _) = self.indices()?;
        let [mins, maxs] =
            [0, 1].map(|which| indices.iter().skip(which).step_by(2).copied().collect());
        Ok((result(&plan, mins)?, result(&plan, maxs)?))
    }
}

impl<X: Elements<Sorted>> Partial<Sorted, X> {
    /// The result of no block of an array of this shape.
    ///
    /// # Errors
    ///
    /// - [`Error::AxisOutOfRange`] if the whole array has no such axis.
    /// - [`Error::KOutOfRange`] if `k` is larger than the length of the axis.
    /// - [`Error::TooLarge`] if the whole array has more elements than an index can count.
    pub fn new(shape: &[usize], k: usize, axis: isize, mode: Mode) -> Result<Self, Error> {
        let mut plan = Plan::along("top_k", shape, Along::axis(axis))?;
        if let Some(axis) = plan.axis
            && k > shape[axis]
        {
            let len = shape[axis];
            return Err(Error::KOutOfRange { k, len, axis });
        }
        plan.best = Some((k, mode));
        Ok(Self::of(plan, Sorted { k, mode }))
    }

    /// The elements and their indices, as `top_k` returns them for the whole array.
    ///
    /// # Errors
    ///
    /// - [`Error::BlocksMissing`] if the blocks are not the whole array, or if no block was added, so that the dtype is not
    ///   known.
    /// - [`Error::TooLarge`] if the result does not fit in memory.
    pub fn finish(self) -> Result<(X::Values, ArrayD<Index>), Error> {
        let (rule, dtype, plan) = (self.rule, self.dtype.clone(), self.plan.clone());
        let (values, indices) = match (self.whole()?, dtype) {
            (Some(lanes), _) => (lanes.values, lanes.indices),
            (None, Some(dtype)) => (dtype, Vec::new()),
            (None, None) => return Err(plan.missing()),
        };
        let mut shape = plan.kept_shape();
        let axis = plan.axis.unwrap_or(shape.len());
        shape.push(rule.k);
        let values = X::run(&rule, &X::view(&values), Job::Shape(&shape, axis))?.values;
        let indices = Array1::from(indices).into_dyn();
        Ok((values, shaped(&indices.view(), &shape, axis)?))
    }
}
