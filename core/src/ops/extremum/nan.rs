//! The search for the first best number, which passes over NaN.
//!
//! A row is first searched like any other. Only if its answer is a NaN, it is searched again by a kernel that passes over
//! NaN. Rows of more than [`MAX_SEARCHED_TWICE`] bytes are searched only by that kernel: see `row::number`. The kernel of
//! columns serves both rules of NaN.
//!
//! If all elements are NaN, the answer is the first of them. So the results of parts merge as usual, and an answer that
//! is a NaN tells at the end that there is no number.

use super::key::{ExtremumKey, each_row};
use crate::best::is_nan;
use crate::index::{Index, index, position};
use crate::layout::RowBlock;
use crate::tuning::extremum::{MAX_SEARCHED_TWICE, TESTED_TOGETHER};

/// The position of the first best number of a row, or 0 if all elements are NaN; `None` if the row is empty.
pub(super) fn first<K: ExtremumKey>(
    row: &[K],
    working_set_bytes: usize,
    order: K::Order,
) -> Option<usize> {
    if size_of_val(row) <= MAX_SEARCHED_TWICE {
        let found = K::first(row, working_set_bytes, order)?;
        if !is_nan(row[found]) {
            return Some(found);
        }
    }
    Some(K::first_number(row, order).unwrap_or(0))
}

/// Writes the index that [`first`] finds in each row. A row has at least one element.
pub(super) fn rows<K: ExtremumKey>(rows: RowBlock<'_, K>, out: &mut [Index], order: K::Order) {
    let row_bytes = rows.columns() * size_of::<K>();
    if row_bytes > MAX_SEARCHED_TWICE {
        return each_row(rows, out, |row, _| K::first_number(row, order));
    }
    let together = (TESTED_TOGETHER / row_bytes.max(1)).max(1);
    for (rows, out) in rows.by_rows(together).zip(out.chunks_mut(together)) {
        K::first_of_rows(rows, out, order);
        for (at, out) in out.iter_mut().enumerate() {
            let row = rows.row(at);
            if is_nan(row[position(*out)]) {
                *out = K::first_number(row, order).map_or(0, index);
            }
        }
    }
}

/// Writes the index that [`first`] finds in each column. There is at least one row.
pub(super) fn columns<K: ExtremumKey>(rows: RowBlock<'_, K>, out: &mut [Index], order: K::Order) {
    /// The index of a column while no number was found in it.
    const UNSET: Index = -1;
    K::first_of_columns(rows, out, order, true);
    // The kernel finds no number in a column that begins with NaN, if no number of the column beats the smallest one.
    let mut unset = 0_usize;
    for (out, &key) in out.iter_mut().zip(rows.row(0)) {
        if *out == 0 && is_nan(key) {
            *out = UNSET;
            unset += 1;
        }
    }
    let mut at = 1;
    while unset > 0 {
        let is_last = at >= rows.rows();
        let row = rows.row(if is_last { 0 } else { at });
        for (out, &key) in out.iter_mut().zip(row) {
            if *out == UNSET && (is_last || !is_nan(key)) {
                *out = if is_last { 0 } else { index(at) };
                unset -= 1;
            }
        }
        at += 1;
    }
}
