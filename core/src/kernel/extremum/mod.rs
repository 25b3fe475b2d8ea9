//! `argmax` and `argmin`: the first extreme element of an array, or of each lane along an axis.
//!
//! The two differ only in their [`Sense`], and `order` makes one search of both. A result is a [`Best`]: the value and where it
//! stands. Results of parts merge into the result of the whole, in any order, which is how blocks, rows and ranks are put
//! together, and how threads and chunks of a file may be:
//!
//! - an element that is not equal to itself (NaN) beats every element that is;
//! - else the larger (or smaller) value wins;
//! - else the earlier index does.
//!
//! `row` searches a contiguous row, `columns` the columns of contiguous rows, and `along` brings every other layout to one
//! of the two. Here is the search of a whole array: row by row in the order of memory, whatever the logical one, for a
//! row's position in row-major order is walked beside its place in memory. Contiguous rows are searched many a call. What is
//! not contiguous is gathered into a buffer in the first cache; so are rows that are too short to be searched each by itself.

pub mod along;
pub(crate) mod columns;
mod order;
pub(crate) mod row;

use crate::Index;
use crate::element::{Element, Kernels, OrderedRows, best_at};
use crate::layout::{Axes, Axis, Block, Lane, Scratch, Strided, row_major};
use core::cmp::Ordering;

/// The first best element of an array, or of a part of it.
///
/// # Examples
///
/// ```
/// use argwhere::{Best, kernels::argmax};
///
/// let best = argmax::f32::rank1(ndarray::array![1.0, 7.0, 7.0].view());
/// assert_eq!(best, Some(Best { value: 7.0, index: 1 }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best<T> {
    /// The element.
    pub value: T,
    /// Its position, in row-major order.
    pub index: usize,
}

/// Which extreme is searched for: [`Max`] or [`Min`].
pub trait Sense {
    /// Whether it is the largest.
    const IS_MAX: bool;
    /// What `a.partial_cmp(b)` answers if a beats b.
    const WINS: Ordering;
    /// The public function.
    const NAME: &'static str;
}

/// The largest element.
#[derive(Debug)]
pub enum Max {}

/// The smallest element.
#[derive(Debug)]
pub enum Min {}

impl Sense for Max {
    const IS_MAX: bool = true;
    const WINS: Ordering = Ordering::Greater;
    const NAME: &'static str = "argmax";
}

impl Sense for Min {
    const IS_MAX: bool = false;
    const WINS: Ordering = Ordering::Less;
    const NAME: &'static str = "argmin";
}

impl<T: Copy> Best<T> {
    /// The best of two parts, whichever comes first. Both indices count from the same origin.
    #[must_use]
    #[inline]
    pub fn merge<S: Sense>(self, other: Self) -> Self
    where
        T: PartialOrd,
    {
        let (earlier, later) = if self.index <= other.index {
            (self, other)
        } else {
            (other, self)
        };
        if beats::<S, T>(later.value, earlier.value) {
            later
        } else {
            earlier
        }
    }

    pub(crate) fn map<U>(self, value: impl FnOnce(T) -> U) -> Best<U> {
        Best {
            value: value(self.value),
            index: self.index,
        }
    }

    fn after(self, before: usize) -> Self {
        Self {
            index: before + self.index,
            ..self
        }
    }
}

/// Whether a later element takes the place of the best so far.
#[expect(
    clippy::eq_op,
    reason = "an element that is not equal to itself is what NaN is, for any type"
)]
#[inline(always)]
fn beats<S: Sense, T: PartialOrd + Copy>(later: T, best: T) -> bool {
    best == best && (later != later || later.partial_cmp(&best) == Some(S::WINS))
}

/// The position of the first best element of a row, one after the other.
#[inline(always)]
pub(crate) fn scalar<S: Sense, T: Copy + PartialOrd>(row: &[T]) -> Option<usize> {
    let (&value, rest) = row.split_first()?;
    let mut best = Best { value, index: 0 };
    for (at, &later) in rest.iter().enumerate() {
        if beats::<S, T>(later, best.value) {
            best = Best {
                value: later,
                index: at + 1,
            };
        }
    }
    Some(best.index)
}

/// Contiguous rows that are searched together.
const TOGETHER: usize = 64;

/// In rows that are shorter, elements are gathered in row-major order before they are searched.
const SHORT_ROW: usize = 32;

/// The first best element of an array of any rank; `None` if it is empty.
#[inline]
pub fn flat<S: Sense, T: Element, R: OrderedRows<T>>(x: Strided<'_, T>) -> Option<Best<T>> {
    let keys = R::keys(x);
    match keys.to_slice() {
        Some(row) => best_at(row, R::first::<S>(row, size_of_val(row))),
        // Keys of its own, so that nothing is written to memory before it is known to be needed.
        None => scattered(R::keys(x), &R::kernels::<S>()),
    }
    .map(|best| best.map(R::element))
}

/// The same by kernels.
pub(crate) fn flat_by<T: Element>(x: Strided<'_, T>, kernels: &Kernels<T>) -> Option<Best<T>> {
    match x.to_slice() {
        Some(row) => kernels.best(row),
        None => scattered(x, kernels),
    }
}

/// The position alone of what [`flat`] answers.
#[inline]
pub(crate) fn flat_index<S: Sense, T: Element, R: OrderedRows<T>>(
    x: Strided<'_, T>,
) -> Option<usize> {
    match R::keys(x).to_slice() {
        Some(row) => R::first::<S>(row, size_of_val(row)),
        None => Some(scattered(R::keys(x), &R::kernels::<S>())?.index),
    }
}

/// The first best of elements that do not lie in row-major order: row by row in the order of memory.
#[inline(never)]
fn scattered<T: Element>(x: Strided<'_, T>, kernels: &Kernels<T>) -> Option<Best<T>> {
    // Beside the element's place in memory goes its position in row-major order. Of what is repeated the first is best.
    let places = row_major(x.shape());
    let mut axes = (0..x.shape().len()).map(|axis| Axis {
        len: x.shape()[axis],
        strides: [x.strides()[axis], places[axis]],
    });
    let in_order = Axes::new(&mut axes).without_repeats(0);
    let mut axes = in_order.clone();
    axes.sort_by(0);
    let Axis {
        len,
        strides: [stride, step],
    } = axes.inner();
    // SAFETY: the rows are those of `x`.
    let lane = |offset: isize, stride, len| unsafe {
        Lane::new(x.first().wrapping_offset(offset), stride, len)
    };
    if len < SHORT_ROW {
        let best = gathered(&in_order, &lane, kernels)?;
        let [_, place] = in_order.offsets(best.index);
        return Some(Best {
            index: place.unsigned_abs(),
            ..best
        });
    }
    let mut best: Option<Best<T>> = None;
    let mut see = |place: isize, found: Best<T>| {
        let index = place.unsigned_abs() + found.index * step.unsigned_abs();
        best = Some(merged(best, Best { index, ..found }, kernels));
    };
    if stride == 1 {
        let (blocks, stack) = axes.blocks();
        let [down, further] = stack.strides;
        blocks.each_row(&mut |[offset, place]| {
            let first = x.first().wrapping_offset(offset);
            // SAFETY: the rows of the block are those of `x`.
            let block = unsafe { Block::new(first, stack.len, len, down) };
            let mut place = place;
            each_best(block, kernels, &mut |found| {
                see(place, found);
                place += further;
            });
        });
    } else {
        axes.each_row(&mut |[offset, place]| {
            if let Some(found) = best_of_lane(lane(offset, stride, len), kernels) {
                see(place, found);
            }
        });
    }
    best
}

/// Calls a function with the first best element of each row, which has at least one.
fn each_best<T: Element>(block: Block<'_, T>, kernels: &Kernels<T>, see: &mut dyn FnMut(Best<T>)) {
    let mut room = [0; TOGETHER];
    for rows in block.by_rows(TOGETHER) {
        let found = &mut room[..rows.rows()];
        (kernels.rows)(rows, found);
        for (row, &found) in found.iter().enumerate() {
            let index = position(found);
            let value = rows.row(row)[index];
            see(Best { value, index });
        }
    }
}

/// The best so far, or what was found since.
fn merged<T: Copy>(best: Option<Best<T>>, found: Best<T>, kernels: &Kernels<T>) -> Best<T> {
    best.map_or(found, |best| (kernels.merge)(best, found))
}

/// The first best element of a lane.
#[inline(never)]
fn best_of_lane<T: Element>(lane: Lane<'_, T>, kernels: &Kernels<T>) -> Option<Best<T>> {
    let mut best: Option<Best<T>> = None;
    lane.each_part(|part, start| {
        if let Some(found) = kernels.best(part) {
            let found = found.after(start);
            best = Some(merged(best, found, kernels));
        }
    });
    best
}

/// The first best element of all, which are gathered in row-major order; its index counts them.
fn gathered<'a, T: Element>(
    in_order: &Axes<2>,
    lane: &dyn Fn(isize, isize, usize) -> Lane<'a, T>,
    kernels: &Kernels<T>,
) -> Option<Best<T>> {
    let mut buffer = Scratch::<T, 4096>::new();
    let buffer = buffer.slots();
    let mut best: Option<Best<T>> = None;
    let (mut before, mut filled) = (0, 0);
    let mut search = |elements: &[T]| {
        if let Some(found) = kernels.best(elements) {
            let found = found.after(before);
            best = Some(merged(best, found, kernels));
        }
        before += elements.len();
    };
    let inner = in_order.inner();
    in_order.each_row(&mut |[offset, _]| {
        let row = lane(offset, inner.strides[0], inner.len);
        let mut start = 0;
        while start < inner.len {
            let len = (buffer.len() - filled).min(inner.len - start);
            row.part(start, len)
                .gather(&mut buffer[filled..filled + len]);
            filled += len;
            start += len;
            if filled == buffer.len() {
                // SAFETY: every slot has been written.
                search(unsafe { buffer.assume_init_ref() });
                filled = 0;
            }
        }
    });
    // SAFETY: so many slots have been written since the last search.
    search(unsafe { buffer[..filled].assume_init_ref() });
    best
}

/// A position as an index. An array has at most `isize::MAX` elements, so that this loses nothing.
#[expect(
    clippy::cast_possible_wrap,
    reason = "a position is at most isize::MAX"
)]
pub(crate) fn index(position: usize) -> Index {
    position as Index
}

/// An index that was a position.
#[expect(
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "it was a position"
)]
fn position(index: Index) -> usize {
    index as usize
}
