//! Rows and columns of elements without vectors.

use crate::best::{Extreme, beats};
use crate::index::{Index, index};
use crate::layout::{RowBlock, Scratch};

/// The most columns of a tile.
const WIDTH: usize = 256;

/// The position of the first best element of a row, one after the other.
#[inline(always)]
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

/// Writes the position of the first best element of each column: one row after the other, beside the best values of a tile.
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
