//! The first extreme of rows and columns, for element types that have no vectors.

use crate::best::{Extreme, beats};
use crate::index::{Index, index};
use crate::layout::{RowBlock, Scratch};

/// The most columns that are searched together.
const WIDTH: usize = 256;

/// The position of the first best element of a row. Elements are compared one after the other.
#[inline]
pub(super) fn row<E: Extreme, T: Copy + PartialOrd>(row: &[T]) -> Option<usize> {
    let (&first, rest) = row.split_first()?;
    let (mut best, mut position) = (first, 0);
    for (at, &later) in rest.iter().enumerate() {
        if beats::<E, T>(later, best) {
            (best, position) = (later, at + 1);
        }
    }
    Some(position)
}

/// Writes the position of the first best element of each column. Rows are read one after the other, and a buffer holds
/// the best value of each column so far.
#[inline(always)]
pub(super) fn columns<E: Extreme, T: Copy + PartialOrd>(rows: RowBlock<'_, T>, out: &mut [Index]) {
    out.fill(0);
    let mut values = Scratch::<T, 16384>::new();
    let values = values.slots();
    let width = values.len().min(WIDTH);
    for (part, out) in out.chunks_mut(width).enumerate() {
        let rows = rows.part(part * width, out.len());
        let values = values[..out.len()].write_copy_of_slice(rows.row(0));
        for at in 1..rows.rows() {
            let later = rows.row(at);
            for ((best, out), &later) in values.iter_mut().zip(out.iter_mut()).zip(later) {
                let wins = beats::<E, T>(later, *best);
                *best = if wins { later } else { *best };
                *out = if wins { index(at) } else { *out };
            }
        }
    }
}
