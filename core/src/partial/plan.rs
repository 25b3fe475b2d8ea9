//! The whole array that blocks belong to, the axes that a partial result is reduced along, and the part of the elements
//! that have been seen.

use crate::along::Along;
use crate::error::Error;
use crate::index::{Index, index};
use crate::mode::Mode;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

/// The search that a partial result is a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The name of the function.
    pub(crate) operation: &'static str,
    /// The shape of the whole array.
    pub(crate) shape: Vec<usize>,
    /// Whether each axis is reduced. The other axes are kept.
    pub(crate) is_reduced: Vec<bool>,
    /// The axis, if the search runs along one.
    pub(crate) axis: Option<usize>,
    /// Whether the result has the reduced axes, with length 1.
    pub(crate) keepdims: bool,
    /// The parameters of `top_k`.
    pub(crate) best: Option<(usize, Mode)>,
    /// The number of elements in the blocks so far.
    pub(crate) covered: u64,
}

/// A box of kept axes: the first index and the length along each.
pub(crate) type Region = Vec<[usize; 2]>;

impl Plan {
    /// A search along these axes.
    pub(crate) fn new(
        operation: &'static str,
        shape: &[usize],
        is_reduced: &[bool],
        keepdims: bool,
    ) -> Result<Self, Error> {
        let plan = Self {
            operation,
            shape: shape.to_vec(),
            is_reduced: is_reduced.to_vec(),
            axis: None,
            keepdims,
            best: None,
            covered: 0,
        };
        // A position in the whole array is an index.
        if i64::try_from(plan.len()).is_err() {
            return Err(Error::TooLarge {
                shape: shape.to_vec(),
                item: 1,
            });
        }
        Ok(plan)
    }

    /// A search along one axis or in the whole array.
    pub(crate) fn along(
        operation: &'static str,
        shape: &[usize],
        along: Along,
    ) -> Result<Self, Error> {
        let axis = along.resolve(shape.len())?;
        let is_reduced: Vec<bool> = (0..shape.len())
            .map(|other| axis.is_none_or(|axis| axis == other))
            .collect();
        Ok(Self {
            axis,
            ..Self::new(operation, shape, &is_reduced, along.keeps_dims())?
        })
    }

    /// The number of elements of the whole array. It is the largest number if it overflows.
    pub(crate) fn len(&self) -> u64 {
        if self.shape.contains(&0) {
            return 0;
        }
        self.shape.iter().fold(1, |len: u64, &axis| {
            len.saturating_mul(u64::try_from(axis).unwrap_or(u64::MAX))
        })
    }

    /// The lengths of the kept axes.
    pub(crate) fn kept_shape(&self) -> Vec<usize> {
        self.kept(&self.shape)
    }

    /// The number of lanes: of positions of the kept axes.
    pub(crate) fn lanes(&self) -> Result<usize, Error> {
        let kept = self.kept_shape();
        let lanes = kept
            .iter()
            .try_fold(1_usize, |lanes, &len| lanes.checked_mul(len));
        lanes.ok_or(Error::TooLarge {
            shape: kept,
            item: size_of::<Index>(),
        })
    }

    /// One of the values of each kept axis.
    fn kept(&self, values: &[usize]) -> Vec<usize> {
        let kept = values.iter().zip(&self.is_reduced);
        kept.filter(|&(_, &is_reduced)| !is_reduced)
            .map(|(&value, _)| value)
            .collect()
    }

    /// The shape of the result.
    pub(crate) fn result_shape(&self) -> Vec<usize> {
        let axes = self.shape.iter().zip(&self.is_reduced);
        axes.filter_map(|(&len, &is_reduced)| match (is_reduced, self.keepdims) {
            (false, _) => Some(len),
            (true, true) => Some(1),
            (true, false) => None,
        })
        .collect()
    }

    /// Checks that a block is a part of the whole array.
    pub(crate) fn check(&self, origin: &[usize], block: &[usize]) -> Result<(), Error> {
        let ndim = self.shape.len();
        if origin.len() != ndim || block.len() != ndim {
            return Err(Error::BlockRank {
                origin: origin.len(),
                block: block.len(),
                ndim,
            });
        }
        for axis in 0..ndim {
            let (start, len, whole) = (origin[axis], block[axis], self.shape[axis]);
            if start.checked_add(len).is_none_or(|end| end > whole) {
                return Err(Error::BlockOutOfRange {
                    axis,
                    start,
                    len,
                    whole,
                });
            }
        }
        Ok(())
    }

    /// The box of the kept axes that a block spans.
    pub(crate) fn region(&self, origin: &[usize], block: &[usize]) -> Region {
        let starts = self.kept(origin);
        let lengths = self.kept(block);
        starts
            .into_iter()
            .zip(lengths)
            .map(<[usize; 2]>::from)
            .collect()
    }

    /// The elements of a block have been seen.
    pub(crate) fn cover(&mut self, block: &[usize]) {
        let len = block.iter().map(|&len| len as u64).product();
        self.covered = self.covered.saturating_add(len);
    }

    /// Adds what another partial result of the same search has seen.
    pub(crate) fn merge(&mut self, other: &Self) -> Result<(), Error> {
        let is_same = self.operation == other.operation
            && self.shape == other.shape
            && self.is_reduced == other.is_reduced
            && self.axis == other.axis
            && self.best == other.best
            && self.keepdims == other.keepdims;
        if !is_same {
            return Err(Error::OtherSearch {
                this: self.described(),
                other: other.described(),
            });
        }
        self.covered = self.covered.saturating_add(other.covered);
        Ok(())
    }

    /// Checks that each element of the whole array has been seen once.
    pub(crate) fn check_complete(&self) -> Result<(), Error> {
        if self.covered == self.len() {
            Ok(())
        } else {
            Err(self.missing())
        }
    }

    /// The error for blocks that are not the whole array.
    pub(crate) fn missing(&self) -> Error {
        Error::BlocksMissing {
            covered: self.covered,
            len: self.len(),
            shape: self.shape.clone(),
        }
    }

    /// The position in the whole array of an element of a block, which is given by its position in the block.
    pub(crate) fn position(&self, origin: &[usize], block: &[usize], mut position: usize) -> Index {
        let (mut whole, mut stride) = (0, 1);
        for axis in (0..block.len()).rev() {
            let along = origin[axis] + position % block[axis];
            position /= block[axis];
            whole += index(along) * stride;
            stride *= index(self.shape[axis]);
        }
        whole
    }

    /// Checks that an index, of an element of this lane, is one of the whole array or along its axis.
    pub(crate) fn check_index(&self, index: Index, lane: usize) -> Result<(), Error> {
        let len = self.axis.map_or(self.len(), |axis| self.shape[axis] as u64);
        match (u64::try_from(index), self.axis) {
            (Ok(index), _) if index < len => Ok(()),
            (Err(_), _) => Err(Error::NoCandidate { lane }),
            (_, None) => Err(Error::FlatIndexOutOfRange {
                index,
                shape: self.shape.clone(),
            }),
            (_, Some(axis)) => Err(Error::IndexOutOfRange {
                axis,
                len: self.shape[axis],
                index: isize::try_from(index).unwrap_or(isize::MAX),
            }),
        }
    }

    /// The search in words.
    fn described(&self) -> String {
        let mut text = String::from(self.operation);
        if let Some((k, mode)) = self.best {
            let _ = write!(text, " ({k} {mode:?})");
        }
        if let Some(axis) = self.axis {
            let _ = write!(text, " along axis {axis}");
        } else if !self.is_reduced.iter().all(|&is_reduced| is_reduced) {
            let axes = (0..self.shape.len()).filter(|&axis| self.is_reduced[axis]);
            let _ = write!(text, " along the axes {:?}", axes.collect::<Vec<_>>());
        }
        let _ = write!(text, " of an array of shape {:?}", self.shape);
        if self.keepdims {
            text.push_str(" with keepdims");
        }
        text
    }
}
