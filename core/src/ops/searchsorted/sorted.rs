//! The elements of `x1` in sorted order, as the search reads them.
//!
//! | `x1` | how it is read |
//! | --- | --- |
//! | contiguous, of the promoted dtype, without a sorter | in place |
//! | any other, if it is short, or if there are many values | copied: converted, gathered, and put in order |
//! | any other, if there are few values | element by element: only those that a binary search compares |

use super::dtype::SearchsortedOps;
use super::sorter::{Side, Sorter};
use crate::dtype::Element;
use crate::index::{Index, index};
use crate::layout::Scratch;
use crate::ops::operand::OperandSlice;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// Bytes of the longest `x1` that is copied to the stack, and of the buffer for values.
pub(super) const BUFFER_BYTES: usize = 4096;

/// To read one element through its conversion takes as long as to convert this many in a row.
const CONVERSIONS_PER_READ: usize = 8;

/// The elements of `x1` in sorted order.
#[derive(Clone, Copy)]
pub(super) enum Sorted<'a, R: 'static> {
    Slice(&'a [R]),
    Scattered(OperandSlice<'a, R>, Option<&'a Sorter<'a>>),
}

impl<'a, R: Element> Sorted<'a, R> {
    /// Prepares `x1` for a search of this many values. A copy is kept in one of the two buffers.
    pub(super) fn new(
        x1: OperandSlice<'a, R>,
        sorter: Option<&'a Sorter<'a>>,
        values: usize,
        stack: &'a mut Scratch<R, BUFFER_BYTES>,
        heap: &'a mut Vec<R>,
    ) -> Self {
        let len = x1.len();
        let in_place = x1.to_slice();
        if let (Some(elements), None) = (in_place, sorter) {
            return Self::Slice(elements);
        }
        let stack = stack.slots();
        let reads = values.saturating_mul(len.checked_ilog2().map_or(1, |log| log as usize + 1));
        if reads.saturating_mul(CONVERSIONS_PER_READ) < len {
            return Self::Scattered(x1, sorter);
        }
        if sorter.is_none() && len <= stack.len() {
            return Self::Slice(x1.gather_convert(&mut stack[..len]));
        }
        let copied = match (sorter, in_place) {
            (None, _) => copy(x1, stack, heap),
            (Some(sorter), Some(elements)) => permute(elements, sorter, heap),
            (Some(sorter), None) => {
                let mut elements = Vec::new();
                copy(x1, stack, &mut elements).and_then(|()| permute(&elements, sorter, heap))
            }
        };
        match copied {
            Some(()) => Self::Slice(heap),
            None => Self::Scattered(x1, sorter),
        }
    }

    /// Writes the position of each value.
    pub(super) fn positions<O: SearchsortedOps<R>>(
        self,
        values: &[R],
        side: Side,
        out: &mut [Index],
    ) {
        match self {
            Self::Slice(elements) => O::positions(elements, values, side, out),
            Self::Scattered(x1, sorter) => {
                for (out, &value) in out.iter_mut().zip(values) {
                    *out = index(partition_point(x1.len(), &|at| {
                        let at = sorter.map_or(at, |sorter| sorter.position(at));
                        O::is_before(x1.get(at), value, side)
                    }));
                }
            }
        }
    }
}

/// The number of positions at the start for which a test holds.
fn partition_point(len: usize, test: &dyn Fn(usize) -> bool) -> usize {
    let (mut start, mut end) = (0, len);
    while start < end {
        let middle = start + (end - start) / 2;
        if test(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

/// Copies the elements to a vector, through a buffer. `None` if no memory can be allocated.
fn copy<R: Element>(
    x1: OperandSlice<'_, R>,
    buffer: &mut [MaybeUninit<R>],
    to: &mut Vec<R>,
) -> Option<()> {
    let len = x1.len();
    to.try_reserve_exact(len).ok()?;
    for start in (0..len).step_by(buffer.len()) {
        let part = x1.part(start, buffer.len().min(len - start));
        let slots = &mut buffer[..part.len()];
        to.extend_from_slice(part.gather_convert(slots));
    }
    Some(())
}

/// Copies the elements to a vector, in the order of a sorter. `None` if no memory can be allocated.
fn permute<R: Element>(elements: &[R], sorter: &Sorter<'_>, to: &mut Vec<R>) -> Option<()> {
    to.try_reserve_exact(elements.len()).ok()?;
    sorter.each_part(elements.len(), &mut |part, _| {
        to.extend(part.iter().map(|&position| elements[position]));
    });
    Some(())
}
