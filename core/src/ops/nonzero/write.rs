//! The plan of a call: from an array to vectors of indices, one per axis.
//!
//! ```text
//! if there are few elements: write the indices by one mask, done
//! leave out the axes that repeat elements                     // `layout::StoredAxes`
//! find how many stored elements are not zero
//! reserve space for all indices, or return an error           // no index has been written so far
//! append the indices of the stored elements                   // `scan`
//! repeat them along the axes that were left out               // `repeats`
//! ```
//!
//! So the time of a call depends on the stored elements and the written indices, and not on the size of a broadcast
//! view.

use super::dtype::NonzeroOps;
use super::mask::{MASK, MASKS_PER_BATCH};
use super::positions::{SPARE, append_bits, bits_from, count_bits};
use super::repeats::expand;
use super::rows::{RowMasks, Rows};
use super::scan::{Masks, Scan};
use crate::array::out::advise_huge_pages;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::{FewAxes, StoredAxes, Strided};
use crate::tuning::nonzero::MAX_SCALAR;
use alloc::vec;
use alloc::vec::Vec;
use ndarray::Array1;

/// How a call treats the indices that the vectors already hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Existing {
    /// There are none, because the vectors are new.
    New,
    /// They are kept, and the vectors grow by amortised doubling.
    Kept,
    /// The new indices replace them. The call allocates only if a vector is too short, and nothing else.
    Replaced,
}

impl Existing {
    /// How many indices a vector keeps.
    pub(super) fn kept(self, indices: &[Vec<Index>]) -> usize {
        match self {
            Self::New | Self::Replaced => 0,
            Self::Kept => indices[0].len(),
        }
    }
}

/// Writes the indices of the elements that are not zero, one vector per axis. All vectors have equal lengths, before
/// and after the call. On error their indices are unchanged.
#[inline(always)]
pub(super) fn write<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    indices: &mut [Vec<Index>],
    existing: Existing,
) -> Result<(), Error> {
    if let ([positions], Some(row)) = (&mut *indices, small_row(&x)) {
        return write_small::<T, O>(row, positions, existing);
    }
    write_any(&Rows::<T, O>::new(x), indices, existing)
}

/// The new positions in a small array: see [`small_row`].
#[inline(always)]
pub(super) fn new_positions<T: Element, O: NonzeroOps<T>>(
    row: &[T],
) -> Result<Vec<Array1<Index>>, Error> {
    with_masks::<T, O, _>(row, positions_of)
}

/// The elements of a contiguous array of rank 1 whose masks fit on the stack.
#[inline(always)]
pub(super) fn small_row<'a, T>(x: &Strided<'a, T>) -> Option<&'a [T]> {
    match x.shape() {
        [len] if *len <= MASKS_PER_BATCH * MASK => x.to_slice(),
        _ => None,
    }
}

/// Writes the positions in a row whose masks fit on the stack.
#[inline(always)]
pub(super) fn write_small<T: Element, O: NonzeroOps<T>>(
    row: &[T],
    positions: &mut Vec<Index>,
    existing: Existing,
) -> Result<(), Error> {
    with_masks::<T, O, _>(row, |masks| write_masks(masks, positions, existing))
}

/// Calls a function with the masks of a row that fit on the stack.
#[inline(always)]
fn with_masks<T: Element, O: NonzeroOps<T>, R>(row: &[T], found: impl FnOnce(&[u64]) -> R) -> R {
    // 64 masks would be cleared even for a row of eight elements.
    let (mut one, mut all);
    let masks: &mut [u64] = if row.len() <= MASK {
        one = [0];
        &mut one[..row.len().div_ceil(MASK)]
    } else {
        all = [0; MASKS_PER_BATCH];
        &mut all[..row.len().div_ceil(MASK)]
    };
    O::masks(row, masks);
    found(masks)
}

/// The positions of the set bits of up to 64 masks, as a new array.
#[inline(never)]
fn positions_of(masks: &[u64]) -> Result<Vec<Array1<Index>>, Error> {
    let mut positions = Vec::new();
    write_masks(masks, &mut positions, Existing::New)?;
    Ok(vec![Array1::from_vec(positions)])
}

/// Writes the positions of the set bits of up to 64 masks.
#[inline(never)]
fn write_masks(masks: &[u64], positions: &mut Vec<Index>, existing: Existing) -> Result<(), Error> {
    if let &[mut mask] = masks {
        let found = mask.count_ones() as usize;
        if found <= MAX_SCALAR {
            reserve_one(positions, found, 0, existing)?;
            positions.extend((0..found).map(|_| {
                let position = Index::from(mask.trailing_zeros());
                mask &= mask.wrapping_sub(1);
                position
            }));
            return Ok(());
        }
    }
    let found = count_bits(masks);
    let spare = if found > 0 { SPARE } else { 0 };
    reserve_one(positions, found, spare, existing)?;
    append_bits(masks, 0, positions);
    Ok(())
}

/// Reserves memory in the only vector, and clears it if its indices are replaced.
#[inline(always)]
fn reserve_one(
    positions: &mut Vec<Index>,
    found: usize,
    spare: usize,
    existing: Existing,
) -> Result<(), Error> {
    grow(positions, found + spare, existing).ok_or_else(|| too_large(1, found))?;
    if existing == Existing::Replaced {
        positions.clear();
    }
    Ok(())
}

/// Writes the indices for an array of any dtype, rank and layout.
#[inline(never)]
pub(super) fn write_any(
    x: &dyn RowMasks,
    indices: &mut [Vec<Index>],
    existing: Existing,
) -> Result<(), Error> {
    let (shape, strides) = (x.shape(), x.strides());
    if shape.is_empty() {
        return Err(Error::ZeroDimensional {
            operation: "nonzero",
        });
    }
    if shape.contains(&0) {
        clear(indices, existing);
        return Ok(());
    }
    if indices.len() == shape.len()
        && let Some((axes, mask)) = x.few(None)
    {
        return write_few(axes, mask, indices, existing);
    }
    let stored = StoredAxes::new(shape, strides);
    let scan = Scan::new(x, stored.shape(), stored.strides(), stored.axes());
    let first = write_stored(&scan, stored.repeats(), indices, existing)?;
    if stored.repeats() > 1 && indices[0].len() > first {
        expand(shape, strides, indices, first);
    }
    Ok(())
}

/// Writes the indices of the set bits in the mask of a small array.
fn write_few(
    axes: FewAxes,
    mask: u64,
    indices: &mut [Vec<Index>],
    existing: Existing,
) -> Result<(), Error> {
    reserve(indices, mask.count_ones() as usize, existing)?;
    clear(indices, existing);
    // The axes that the array lacks come first.
    let lacking = axes.lengths.len() - indices.len();
    let [outer, middle, inner] = axes.lengths;
    for row in 0..outer * middle {
        let mut bits = bits_from(&[mask], row * inner, inner);
        while bits != 0 {
            let at = [row / middle, row % middle, bits.trailing_zeros() as usize];
            for (indices, &at) in indices.iter_mut().zip(&at[lacking..]) {
                indices.push(index(at));
            }
            bits &= bits - 1;
        }
    }
    Ok(())
}

/// Writes the indices of the stored elements into vectors that have room for `repeats` times as many. Returns the number
/// of indices that a vector held before.
pub(super) fn write_stored(
    scan: &Scan<'_>,
    repeats: usize,
    indices: &mut [Vec<Index>],
    existing: Existing,
) -> Result<usize, Error> {
    let first = existing.kept(indices);
    let most = scan.len().saturating_mul(repeats);
    let needed = first.saturating_add(most).saturating_add(SPARE);
    let mut masks = Masks::default();
    let mut is_kept = false;
    if !indices.iter().all(|indices| indices.capacity() >= needed) {
        is_kept = existing != Existing::Replaced && scan.keep(&mut masks);
        let found = if is_kept { masks.found } else { scan.count() };
        reserve(indices, found.saturating_mul(repeats), existing)?;
        if found == 0 {
            clear(indices, existing);
            return Ok(first);
        }
    }
    clear(indices, existing);
    if is_kept {
        scan.append_kept(&masks, indices);
    } else {
        scan.append(indices);
    }
    let len = indices[scan.last_axis()].len();
    if scan.axes().len() < indices.len() {
        fill_others(indices, scan.axes(), len);
    }
    Ok(first)
}

/// Writes index 0 along the axes that were left out, as if they had length 1.
fn fill_others(indices: &mut [Vec<Index>], axes: &[usize], len: usize) {
    let mut axes = axes.iter().peekable();
    for (axis, indices) in indices.iter_mut().enumerate() {
        if axes.next_if(|&&next| next == axis).is_none() {
            indices.resize(len, 0);
        }
    }
}

/// Clears the vectors if their indices are replaced.
pub(super) fn clear(indices: &mut [Vec<Index>], existing: Existing) {
    if existing == Existing::Replaced {
        indices.iter_mut().for_each(Vec::clear);
    }
}

/// Reserves memory for `found` more indices per axis, or for `found` in total if existing indices are replaced.
pub(super) fn reserve(
    indices: &mut [Vec<Index>],
    found: usize,
    existing: Existing,
) -> Result<(), Error> {
    if found == 0 {
        return Ok(());
    }
    let axes = indices.len();
    for indices in indices {
        grow(indices, found.saturating_add(SPARE), existing)
            .ok_or_else(|| too_large(axes, found))?;
        advise_huge_pages(indices);
    }
    Ok(())
}

/// Reserves memory for `needed` more indices, or for `needed` in total if existing ones are replaced. `None` if there
/// is not enough memory.
#[inline(always)]
fn grow(indices: &mut Vec<Index>, needed: usize, existing: Existing) -> Option<()> {
    match existing {
        Existing::New => indices.try_reserve_exact(needed),
        Existing::Kept => indices.try_reserve(needed),
        Existing::Replaced => indices.try_reserve_exact(needed.saturating_sub(indices.len())),
    }
    .ok()
}

#[cold]
fn too_large(axes: usize, found: usize) -> Error {
    Error::TooLarge {
        shape: [axes, found].into(),
        item: size_of::<Index>(),
    }
}
