//! The first extreme of a whole array, of any layout.
//!
//! A contiguous array is one row. Any other array is searched row by row in memory order. The loop keeps track of the
//! row-major position of each row, and the smaller position wins between equal elements. Contiguous rows are searched
//! many per call. Rows with gaps between their elements are gathered into a buffer that fits in L1. Rows that are too
//! short to be searched one by one are gathered in row-major order, and so is a small array. The named kernels of `argmax` and
//! `argmin` compare the elements of a very small one where they are: see `plain`.

use super::dtype::ExtremumOps;
use super::kernels::Kernels;
use super::plain;
use crate::best::{Best, Extreme, is_nan};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::position as position_of;
use crate::layout::{Axes, Axis, FEW, Lanes, RowBlock, Scratch, Strided, StridedSlice, row_major};
use crate::tuning::extremum::{PLAIN, SHORT_ROW};
use core::mem::MaybeUninit;
use ndarray::{ArrayRef, Dimension};

/// The most contiguous rows per call.
const ROWS_PER_CALL: usize = 64;

/// Memory for elements that are gathered in row-major order.
type Gathered<K> = Scratch<K, 4096>;

/// The named kernel of the whole array: the first best element; `None` if the array is empty, or if NaN is passed over and there is
/// no number.
#[inline]
pub fn best<E: Extreme, T: Element, O: ExtremumOps<T>, D: Dimension>(
    x: &ArrayRef<T, D>,
) -> Option<Best<T>> {
    let keys = O::keys(Strided::of(x));
    let best = if let Some(row) = keys.to_slice() {
        Best::at(row, O::first::<E>(row, size_of_val(row)))
    } else if E::SKIPS_NAN {
        let kernels = O::kernels::<E>();
        (kernels.entries.scattered)(keys, kernels)
    } else {
        // Makes the keys again, so that those above stay in registers and are not spilled for this call.
        let index = position::<E, T, O, D>(x)?;
        // SAFETY: an element was found, so there is one.
        let value = unsafe { O::keys(Strided::of(x)).in_order(index) };
        Some(Best { value, index })
    };
    best.filter(|best| !E::SKIPS_NAN || !is_nan(best.value))
        .map(|best| best.map(O::element))
}

/// The position of the first best element of an array that is not contiguous, compiled for the dtype and the rank; `None` if the
/// array is empty. NaN is not passed over.
#[inline(never)]
pub(super) fn position<E: Extreme, T: Element, O: ExtremumOps<T>, D: Dimension>(
    x: &ArrayRef<T, D>,
) -> Option<usize> {
    let keys = O::keys(Strided::of(x));
    let is_plain = |len| (1..=PLAIN).contains(&len);
    if let Some(lane) = keys.lane().filter(|lane| is_plain(lane.len())) {
        return Some(position_of(plain::first(lane, O::compared::<E>)));
    }
    if let Some(lanes) = keys
        .lanes(None)
        .filter(|lanes| is_plain(lanes.element_count()))
    {
        return plain::first_of_all(lanes, O::compared::<E>).map(position_of);
    }
    let kernels = O::kernels::<E>();
    Some((kernels.entries.scattered)(keys, kernels)?.index)
}

/// The position of the first best key of an array of any layout.
pub(super) fn position_of_key<K: Element>(
    x: Strided<'_, K>,
    kernels: &Kernels<K>,
) -> Result<usize, Error> {
    let best = match x.to_slice() {
        Some(row) => kernels.best(row),
        None => scattered(x, kernels),
    };
    match best {
        None => Err(Error::empty(kernels.name, x.shape(), None)),
        Some(best) if kernels.skips_nan && is_nan(best.value) => {
            Err(Error::all_nan(kernels.name, &[], None))
        }
        Some(best) => Ok(best.index),
    }
}

/// The first best key of an array that is not contiguous, row by row in memory order.
#[inline(never)]
pub(super) fn scattered<K: Element>(x: Strided<'_, K>, kernels: &Kernels<K>) -> Option<Best<K>> {
    if let Some(lane) = x.lane() {
        // Among repeats of an element, the first one counts.
        return match lane.repeated() {
            Some(value) => Some(Best { value, index: 0 }),
            None => best_of_slice(lane, kernels),
        };
    }
    if let Some(lanes) = x.lanes(None) {
        let ([_, _, len], all) = (lanes.lengths(), lanes.element_count());
        let is_small = (1..=FEW.min(Gathered::<K>::LEN)).contains(&all);
        let are_short = len < SHORT_ROW && len <= Gathered::<K>::LEN && lanes.are_only_rows();
        if is_small || all > 0 && are_short {
            return gathered_lanes(lanes, kernels);
        }
    }
    along_memory(x, kernels)
}

/// The first best key of an array whose lanes are gathered, as many at a time as a buffer holds.
#[inline(never)]
fn gathered_lanes<K: Element>(lanes: Lanes<'_, K>, kernels: &Kernels<K>) -> Option<Best<K>> {
    let mut buffer = Gathered::<K>::new();
    let mut gathered = Parts::new(buffer.slots(), kernels);
    lanes.each(|_, lane| gathered.push(lane));
    gathered.search();
    gathered.best
}

/// The best of the keys that were gathered so far.
struct Parts<'b, K: 'static> {
    buffer: &'b mut [MaybeUninit<K>],
    /// The number of keys in the buffer, and before them.
    filled: usize,
    before: usize,
    best: Option<Best<K>>,
    kernels: &'b Kernels<K>,
}

impl<'b, K: Element> Parts<'b, K> {
    fn new(buffer: &'b mut [MaybeUninit<K>], kernels: &'b Kernels<K>) -> Self {
        Self {
            buffer,
            filled: 0,
            before: 0,
            best: None,
            kernels,
        }
    }

    /// Gathers a lane that fits in the buffer.
    #[inline]
    fn push(&mut self, lane: StridedSlice<'_, K>) {
        if self.buffer.len() - self.filled < lane.len() {
            self.search();
        }
        for (slot, key) in self.buffer[self.filled..].iter_mut().zip(lane.iter()) {
            slot.write(key);
        }
        self.filled += lane.len();
    }

    /// Searches the keys in the buffer and empties it.
    fn search(&mut self) {
        // SAFETY: `push` has filled this many slots since the buffer was empty.
        let keys = unsafe { self.buffer[..self.filled].assume_init_ref() };
        if let Some(found) = self.kernels.best(keys) {
            self.best = Some(self.kernels.merged(self.best, found.offset(self.before)));
        }
        self.before += self.filled;
        self.filled = 0;
    }
}

/// [`scattered`] for an array of any rank and size.
#[inline(never)]
fn along_memory<K: Element>(x: Strided<'_, K>, kernels: &Kernels<K>) -> Option<Best<K>> {
    // Among repeats of an element, the first one counts. So axes along which elements repeat are left out.
    let positions = row_major(x.shape());
    let mut axes = (0..x.shape().len()).map(|axis| Axis {
        len: x.shape()[axis],
        strides: [x.strides()[axis], positions[axis]],
    });
    let in_order = Axes::new(&mut axes).without_repeats(0);
    let mut axes = in_order.clone();
    axes.sort_by(0);
    let Axis {
        len,
        strides: [stride, step],
    } = axes.inner();
    if len < SHORT_ROW {
        let best = gathered(x, &in_order, kernels)?;
        let [_, position] = in_order.offsets(best.index);
        return Some(Best {
            index: position.unsigned_abs(),
            ..best
        });
    }
    let mut best: Option<Best<K>> = None;
    let mut update = |position: isize, found: Best<K>| {
        let index = position.unsigned_abs() + found.index * step.unsigned_abs();
        best = Some(kernels.merged(best, Best { index, ..found }));
    };
    if stride == 1 {
        let (blocks, stack) = axes.blocks();
        let [down, further] = stack.strides;
        blocks.each_row(&mut |[offset, position]| {
            // SAFETY: `axes` are those of `x`, so the rows of the block are rows of `x`.
            let block = unsafe { RowBlock::new(x.offset(offset), stack.len, len, down) };
            let mut position = position;
            best_of_each_row(block, kernels, &mut |found| {
                update(position, found);
                position += further;
            });
        });
    } else {
        axes.each_row(&mut |[offset, position]| {
            // SAFETY: `axes` are those of `x`, so this is a row of `x`.
            let row = unsafe { StridedSlice::new(x.offset(offset), stride, len) };
            if let Some(found) = best_of_slice(row, kernels) {
                update(position, found);
            }
        });
    }
    best
}

/// Calls `update` with the first best key of each row. A row has at least one key.
fn best_of_each_row<K: Element>(
    block: RowBlock<'_, K>,
    kernels: &Kernels<K>,
    update: &mut dyn FnMut(Best<K>),
) {
    let mut buffer = [0; ROWS_PER_CALL];
    for rows in block.by_rows(ROWS_PER_CALL) {
        let found = &mut buffer[..rows.rows()];
        (kernels.rows)(rows, found);
        for (row, &found) in found.iter().enumerate() {
            let index = position_of(found);
            let value = rows.row(row)[index];
            update(Best { value, index });
        }
    }
}

/// The first best key of a strided slice.
#[inline(never)]
pub(super) fn best_of_slice<K: Element>(
    slice: StridedSlice<'_, K>,
    kernels: &Kernels<K>,
) -> Option<Best<K>> {
    let mut best: Option<Best<K>> = None;
    slice.each_part(|part, start| {
        if let Some(found) = kernels.best(part) {
            best = Some(kernels.merged(best, found.offset(start)));
        }
    });
    best
}

/// The first best key of the array, whose keys are gathered in row-major order. The index of the result counts the
/// elements of `in_order`.
fn gathered<K: Element>(
    x: Strided<'_, K>,
    in_order: &Axes<2>,
    kernels: &Kernels<K>,
) -> Option<Best<K>> {
    let mut buffer = Gathered::<K>::new();
    let mut gathered = Parts::new(buffer.slots(), kernels);
    let inner = in_order.inner();
    let most = gathered.buffer.len();
    in_order.each_row(&mut |[offset, _]| {
        // SAFETY: `in_order` are the axes of `x`, so this is a row of `x`.
        let row = unsafe { StridedSlice::new(x.offset(offset), inner.strides[0], inner.len) };
        for start in (0..inner.len).step_by(most) {
            gathered.push(row.part(start, most.min(inner.len - start)));
        }
    });
    gathered.search();
    gathered.best
}
