//! The results for boxes of the kept axes.
//!
//! Blocks of a grid have boxes that are equal or disjoint, and only results of equal boxes are merged at once. So the order of
//! merging does not matter, and no result is copied. Boxes that overlap are cut at the end, where all of them begin or end.

use super::plan::Region;
use crate::error::Error;
use alloc::vec::Vec;
use ndarray::{ArrayD, ArrayViewMutD, AxisDescription, Slice};

/// The results per box, sorted by box. No box occurs twice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pieces<L>(Vec<(Region, L)>);

impl<L> Default for Pieces<L> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<L> Pieces<L> {
    /// Adds the result of a box. `merge` merges the results of equal boxes. On error, the pieces are unchanged.
    pub(crate) fn add(
        &mut self,
        region: Region,
        lanes: L,
        merge: impl FnOnce(&L, L) -> Result<L, Error>,
    ) -> Result<(), Error> {
        match self.0.binary_search_by(|(known, _)| known.cmp(&region)) {
            Ok(at) => self.0[at].1 = merge(&self.0[at].1, lanes)?,
            Err(at) => self.0.insert(at, (region, lanes)),
        }
        Ok(())
    }

    /// Whether there is a result of this box.
    #[cfg(feature = "serde")]
    pub(crate) fn has(&self, region: &Region) -> bool {
        self.0
            .binary_search_by(|(known, _)| known.cmp(region))
            .is_ok()
    }

    /// The pieces, each with its box.
    pub(crate) fn into_list(self) -> Vec<(Region, L)> {
        self.0
    }

    /// The pieces, each with its box.
    pub(crate) fn list(&self) -> &[(Region, L)] {
        &self.0
    }

    /// Whether no two boxes overlap, if each of the lanes is in some box.
    pub(crate) fn are_disjoint(&self, lanes: usize) -> bool {
        let in_pieces = self.0.iter().fold(0_usize, |sum, (region, _)| {
            let len = region.iter().map(|&[_, len]| len).product();
            sum.saturating_add(len)
        });
        in_pieces == lanes
    }

    /// The pieces cut into boxes that are equal or disjoint, and merged. `pick` takes some lanes of a piece.
    pub(crate) fn cut(
        self,
        pick: impl Fn(&L, &[usize]) -> Result<L, Error>,
        merge: impl Fn(&L, L) -> Result<L, Error>,
    ) -> Result<Vec<(Region, L)>, Error> {
        if self.0.len() <= 1 {
            return Ok(self.0);
        }
        let ndim = self.0.first().map_or(0, |(region, _)| region.len());
        let cuts: Vec<Vec<usize>> = (0..ndim)
            .map(|axis| {
                let ends = self.0.iter().flat_map(|(region, _)| {
                    let [start, len] = region[axis];
                    [start, start + len]
                });
                let mut cuts: Vec<usize> = ends.collect();
                cuts.sort_unstable();
                cuts.dedup();
                cuts
            })
            .collect();
        let mut cells = Self::default();
        for (region, piece) in &self.0 {
            for cell in cells_of(region, &cuts) {
                let lanes = lanes_of(region, &cell);
                cells.add(cell, pick(piece, &lanes)?, &merge)?;
            }
        }
        Ok(cells.0)
    }
}

/// The boxes into which a box is cut.
fn cells_of(region: &Region, cuts: &[Vec<usize>]) -> Vec<Region> {
    let mut cells = alloc::vec![Region::new()];
    for (&[start, len], cuts) in region.iter().zip(cuts) {
        let inside: Vec<[usize; 2]> = cuts
            .windows(2)
            .filter(|ends| ends[0] >= start && ends[1] <= start + len)
            .map(|ends| [ends[0], ends[1] - ends[0]])
            .collect();
        let longer = cells.iter().flat_map(|cell| {
            inside.iter().map(move |&along| {
                let mut cell = cell.clone();
                cell.push(along);
                cell
            })
        });
        cells = longer.collect();
    }
    cells
}

/// The lanes of a box, counted in row-major order, that are in a box inside of it.
fn lanes_of(region: &Region, inside: &Region) -> Vec<usize> {
    let mut lanes = alloc::vec![0];
    for (&[start, len], &[from, count]) in region.iter().zip(inside) {
        let longer = lanes
            .iter()
            .flat_map(|lane| (0..count).map(move |at| lane * len + (from - start) + at));
        lanes = longer.collect();
    }
    lanes
}

/// The part of an array of the kept axes that is in a box.
pub(crate) fn part_of<'a, T>(array: &'a mut ArrayD<T>, region: &Region) -> ArrayViewMutD<'a, T> {
    array.slice_each_axis_mut(|AxisDescription { axis, .. }| {
        let [start, len] = region[axis.index()];
        Slice::from(start..start + len)
    })
}
