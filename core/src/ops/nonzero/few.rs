//! Small arrays of up to three axes: each element is tested by itself, in one loop over lengths and strides, which the typed
//! function has for each rank. What masks save per element, they cost per call and per row.

use super::dtype::NonzeroOps;
use crate::dtype::Element;
use crate::index::{Index, index};
use crate::layout::{FEW, Lanes, Matrix};
use crate::tuning::nonzero::{ADJACENT, IN_SHORT_ROWS, SHORT_ROW};
use crate::tuning::small::SCATTERED;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// Whether the elements are tested one by one. Masks are faster for a single row of adjacent elements that is not short, and for
/// many elements.
#[inline(always)]
pub(super) fn are_plain<T: Copy>(lanes: &Lanes<'_, T>) -> bool {
    let [.., len] = lanes.lengths();
    let most = match lanes.to_matrix().and_then(Matrix::adjacent) {
        Some(row) if row.len() == len => ADJACENT,
        _ if len <= SHORT_ROW => IN_SHORT_ROWS,
        _ => SCATTERED,
    };
    (1..=most).contains(&lanes.element_count())
}

/// Writes the indices for a small array to empty vectors, one per axis, that have room for all its elements. Each element is
/// tested by itself. Its index is written in any case, and kept if the element is not zero: no branch depends on the elements. If
/// there are more than 64 elements and fewer than half are kept, the vectors are shrunk.
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
        if lanes.element_count() > FEW && found < lanes.element_count() / 2 {
            indices.shrink_to_fit();
        }
    }
}
