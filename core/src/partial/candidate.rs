//! An element and its index in a fixed layout, for messages between processes.

use super::lanes::{Elements, Lanes, Typed};
use super::pieces::{Pieces, part_of};
use super::plan::Region;
use super::reduction::Partial;
use super::rules::Named;
use crate::best::{Extreme, beats};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::mode::Mode;
use alloc::vec;
use alloc::vec::Vec;
use bytemuck::{Pod, Zeroable};
use core::cmp::Ordering;
use ndarray::{Array1, ArrayD};

/// An element and its index in a fixed layout: 8 bytes of index, then the element, in native byte order and without padding.
///
/// A partial result becomes a list of candidates, one or more per lane, for a message to another process:
/// see [`Partial::candidates`]. The lists of two processes merge position by position. So a reduction of a message-passing
/// library needs no other code: see the [guide](crate::guide::scale#between-machines).
///
/// It is [`Pod`] if the element is: every dtype of the standard's table but bool. A list of bool can be sent as bytes, and is
/// searched as one of `u8` by its receiver.
///
/// # Examples
///
/// ```
/// use argwhere::partial::Candidate;
/// use argwhere::Max;
///
/// let mine = Candidate { index: 3, value: 7.5_f32 };
/// let theirs = Candidate { index: 1, value: 7.5 };
/// assert_eq!(mine.merge::<Max>(theirs), theirs);
/// assert_eq!(mine.merge::<Max>(Candidate::none()), mine);
/// assert_eq!(bytemuck::bytes_of(&mine).len(), 12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C, packed)]
pub struct Candidate<T> {
    /// The index of the element; negative if there is none.
    pub index: Index,
    /// The element. Without one it has no meaning.
    pub value: T,
}

// SAFETY: both fields are zeroable.
unsafe impl<T: Zeroable> Zeroable for Candidate<T> {}

// SAFETY: both fields are `Pod`, and a packed struct has no padding.
unsafe impl<T: Pod> Pod for Candidate<T> {}

impl<T: Copy> Candidate<T> {
    /// No element: that of a lane without elements. It loses against every other candidate.
    #[must_use]
    pub fn none() -> Self
    where
        T: Zeroable,
    {
        Self {
            index: -1,
            value: T::zeroed(),
        }
    }

    /// The better of two elements of a lane by the rule of `E`. Of equal elements, the one with the lower index.
    #[must_use]
    pub fn merge<E: Extreme>(self, other: Self) -> Self
    where
        T: PartialOrd,
    {
        if Self::order::<E>(&self, &other) == Ordering::Greater {
            other
        } else {
            self
        }
    }

    /// Merges the best elements of a part of a lane into those of another part. Both lists are in order. For the rule see
    /// [`top_k`](crate::top_k).
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::partial::Candidate;
    /// use argwhere::Mode;
    ///
    /// let at = |index, value: i16| Candidate { index, value };
    /// let mut best = [at(3, 9), at(0, 7)];
    /// Candidate::merge_sorted(&mut best, &[at(8, 9), at(5, 9)], Mode::Largest);
    /// assert_eq!(best, [at(3, 9), at(8, 9)]);
    /// ```
    pub fn merge_sorted(best: &mut [Self], other: &[Self], mode: Mode)
    where
        T: PartialOrd,
    {
        let order = match mode {
            Mode::Largest => Self::order::<crate::NanMax>,
            Mode::Smallest => Self::order::<crate::NanMin>,
        };
        let (mine, mut others) = (best.to_vec(), other.iter().peekable());
        let mut mine = mine.iter().peekable();
        for slot in best {
            let takes_other = match (mine.peek(), others.peek()) {
                (Some(one), Some(other)) => order(one, other) == Ordering::Greater,
                (one, _) => one.is_none(),
            };
            let next = if takes_other {
                others.next()
            } else {
                mine.next()
            };
            if let Some(&next) = next {
                *slot = next;
            }
        }
    }

    /// The order of the candidates of a lane: the best one first.
    fn order<E: Extreme>(one: &Self, other: &Self) -> Ordering
    where
        T: PartialOrd,
    {
        let (index, other_index) = (one.index, other.index);
        let (value, other_value) = (one.value, other.value);
        if index < 0 || other_index < 0 {
            return (index < 0).cmp(&(other_index < 0));
        }
        // Of two elements, the later one must beat the earlier one.
        let (is_first, later, earlier) = if index <= other_index {
            (true, other_value, value)
        } else {
            (false, value, other_value)
        };
        if is_first == beats::<E, T>(later, earlier) {
            Ordering::Greater
        } else {
            Ordering::Less
        }
    }
}

impl<R: Named + Clone, M, T: Element> Partial<R, Typed<M, T>>
where
    Typed<M, T>: Elements<R, Values = ArrayD<T>>,
{
    /// The best elements of each lane of the whole array, lane by lane in row-major order: one per lane for an extreme, the
    /// smallest and the largest for `Argminmax`, and `k` in order for `TopK`. A lane with fewer elements
    /// is filled up with [`Candidate::none`].
    ///
    /// All lists of one search have the same length. It does not depend on the blocks.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] if the list does not fit in memory.
    pub fn candidates(&self) -> Result<Vec<Candidate<T>>, Error>
    where
        T: Zeroable,
    {
        let width = self.rule.width();
        if width == 0 {
            return Ok(Vec::new());
        }
        let kept = self.plan.kept_shape();
        let too_large = || Error::TooLarge {
            shape: [&kept[..], &[width]].concat(),
            item: size_of::<Candidate<T>>(),
        };
        let lanes = self.plan.lanes()?;
        let len = lanes.checked_mul(width).ok_or_else(too_large)?;
        let mut list = Vec::new();
        list.try_reserve_exact(len).map_err(|_| too_large())?;
        list.resize(len, Candidate::none());
        let mut numbers =
            ArrayD::from_shape_vec(&kept[..], (0..lanes).collect()).map_err(|_| too_large())?;
        for (region, piece) in self.clone().cut()? {
            let elements = piece.values.iter().zip(&piece.indices);
            let mut elements = elements.map(|(&value, &index)| Candidate { index, value });
            for &mut lane in &mut part_of(&mut numbers, &region) {
                let found = elements.by_ref().take(piece.width);
                let slots = &mut list[lane * width..(lane + 1) * width];
                slots
                    .iter_mut()
                    .zip(found)
                    .for_each(|(slot, found)| *slot = found);
            }
        }
        Ok(list)
    }

    /// The result of all blocks of the whole array, from the merged [`candidates`](Self::candidates) of all of them. What
    /// this result holds is replaced.
    ///
    /// # Errors
    ///
    /// - [`Error::ShapeMismatch`] if the list has another length than that of `candidates`.
    /// - [`Error::NoCandidate`] if a lane has no element, so that blocks are missing.
    /// - [`Error::IndexOutOfRange`] or [`Error::FlatIndexOutOfRange`] if an index is not one of the whole array.
    pub fn with_candidates(mut self, list: &[Candidate<T>]) -> Result<Self, Error> {
        let width = self.rule.width();
        let lanes = self.plan.lanes()?;
        let expected = lanes.saturating_mul(width);
        if list.len() != expected {
            return Err(Error::ShapeMismatch {
                expected: vec![expected],
                found: vec![list.len()],
            });
        }
        self.pieces = Pieces::default();
        self.plan.covered = self.plan.len();
        self.dtype = Some(Array1::from(Vec::new()).into_dyn());
        if self.plan.covered == 0 {
            return Ok(self);
        }
        for (at, candidate) in list.iter().enumerate() {
            self.plan.check_index(candidate.index, at / width)?;
        }
        if width == 0 {
            return Ok(self);
        }
        let region: Region = self.plan.kept_shape().iter().map(|&len| [0, len]).collect();
        let lanes = Lanes {
            values: Array1::from_iter(list.iter().map(|candidate| candidate.value)).into_dyn(),
            indices: list.iter().map(|candidate| candidate.index).collect(),
            width,
        };
        self.insert(region, lanes)?;
        Ok(self)
    }
}
