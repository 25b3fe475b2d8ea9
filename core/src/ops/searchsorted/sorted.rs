//! The elements of `x1` in sorted order, as the search reads them.
//!
//! | `x1` | how it is read |
//! | --- | --- |
//! | contiguous, of the promoted dtype, without a sorter | in place |
//! | any other, if it is short, or if there are many values | copied: converted, gathered, and put in order |
//! | any other, if there are few values | element by element: only those that a binary search compares |

use super::sorter::Sorter;
use crate::dtype::Element;
use crate::layout::Scratch;
use crate::ops::operand::OperandSlice;
use crate::tuning::searchsorted::CONVERSIONS_PER_READ;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// Bytes of the longest `x1` that is copied to the stack, and of the buffer for values.
pub(super) const BUFFER_BYTES: usize = 4096;

/// The elements of `x1` in sorted order.
pub(super) enum Sorted<'a, B: 'static> {
    Slice(&'a [B]),
    Scattered(Scattered<'a, B>),
}

/// Elements that are read one by one.
#[derive(Clone, Copy)]
pub struct Scattered<'a, B: 'static> {
    x1: OperandSlice<'a, B>,
    sorter: Option<&'a Sorter<'a>>,
}

impl<B: Element> Scattered<'_, B> {
    pub(super) fn len(self) -> usize {
        self.x1.len()
    }

    /// An element, by its position in the sorted order.
    #[inline]
    pub(super) fn get(self, at: usize) -> B {
        self.x1
            .get(self.sorter.map_or(at, |sorter| sorter.position(at)))
    }
}

impl<'a, B: Element> Sorted<'a, B> {
    /// Prepares `x1` for a search of this many values. A copy is kept in one of the two buffers.
    pub(super) fn new(
        x1: OperandSlice<'a, B>,
        sorter: Option<&'a Sorter<'a>>,
        values: usize,
        stack: &'a mut Scratch<B, BUFFER_BYTES>,
        heap: &'a mut Vec<B>,
    ) -> Self {
        let len = x1.len();
        let in_place = x1.to_slice();
        if let (Some(elements), None) = (in_place, sorter) {
            return Self::Slice(elements);
        }
        let stack = stack.slots();
        let reads = values.saturating_mul(len.checked_ilog2().map_or(1, |log| log as usize + 1));
        if reads.saturating_mul(CONVERSIONS_PER_READ) < len {
            return Self::Scattered(Scattered { x1, sorter });
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
            None => Self::Scattered(Scattered { x1, sorter }),
        }
    }
}

/// Copies the elements to a vector, through a buffer. `None` if no memory can be allocated.
fn copy<B: Element>(
    x1: OperandSlice<'_, B>,
    buffer: &mut [MaybeUninit<B>],
    to: &mut Vec<B>,
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
fn permute<B: Element>(elements: &[B], sorter: &Sorter<'_>, to: &mut Vec<B>) -> Option<()> {
    to.try_reserve_exact(elements.len()).ok()?;
    sorter.each_part(elements.len(), &mut |part, _| {
        to.extend(part.iter().map(|&position| elements[position]));
    });
    Some(())
}
