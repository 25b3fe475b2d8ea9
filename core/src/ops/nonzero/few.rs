//! The typed function for small arrays of up to three axes: each element is tested by itself, in one loop over lengths and
//! strides, which is compiled for the dtype and the rank. What masks save per element, they cost per call.

use super::dtype::NonzeroOps;
use crate::dtype::Element;
use crate::index::{Index, index};
use crate::layout::{FEW, Lanes, Matrix};
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// Whether the elements are tested one by one. A long row is written by its masks, and so is a short one whose elements are
/// adjacent, if it is the only one.
#[inline(always)]
pub(super) fn are_plain<T: Copy>(lanes: &Lanes<'_, T>) -> bool {
    /// The most elements.
    const MOST: usize = 512;
    /// The most elements of short rows, and their length.
    const MOST_IN_SHORT_ROWS: (usize, usize) = (4096, 8);
    /// The most adjacent elements of the only row.
    const MOST_ADJACENT: usize = 16;
    let [.., len] = lanes.lengths();
    let most = match lanes.to_matrix().and_then(Matrix::adjacent) {
        Some(row) if row.len() == len => MOST_ADJACENT,
        _ if len <= MOST_IN_SHORT_ROWS.1 => MOST_IN_SHORT_ROWS.0,
        _ => MOST,
    };
    (1..=most).contains(&lanes.len())
}

/// Writes the indices for a small array to empty vectors, one per axis, that have room for all its elements. Each element is
/// tested by itself, by code for the dtype and the rank. Its index is written in any case, and kept if the element is not zero:
/// no branch depends on the elements.
#[inline(always)]
pub(super) fn write<T: Element, O: NonzeroOps<T>>(lanes: Lanes<'_, T>, indices: &mut [Vec<Index>]) {
    // The axes that the array lacks come first.
    let mut slots: [&mut [MaybeUninit<Index>]; 3] = Default::default();
    let lacking = slots.len() - indices.len();
    for (slots, indices) in slots[lacking..].iter_mut().zip(&mut *indices) {
        *slots = indices.spare_capacity_mut();
    }
    let mut found = 0;
    lanes.each(|[i, j], lane| {
        for (k, element) in lane.iter().enumerate() {
            for (slots, &at) in slots[lacking..].iter_mut().zip(&[i, j, k][lacking..]) {
                slots[found].write(index(at));
            }
            found += usize::from(O::is_nonzero(element));
        }
    });
    for indices in indices {
        // SAFETY: the slots before `found` have been written: each of them when `found` was its number.
        unsafe { indices.set_len(found) };
        if lanes.len() > FEW && found < lanes.len() / 2 {
            indices.shrink_to_fit();
        }
    }
}
