//! The indices of a broadcast view, from the indices of the elements that it stores.
//!
//! ```text
//! for each axis of stride 0, last axis first:
//!     for each group of indices that agree in all axes before it:   // adjacent, since they are in row-major order
//!         write the group `len` times, with the indices 0 to `len` along the axis
//! ```
//!
//! Groups are expanded in place, the last one first, so that no index is overwritten before it is read. An axis doubles the
//! indices at least. So all axes together cost about as much as the last to be expanded, whatever their number.

use crate::index::Index;
use crate::index::index;
use crate::layout::Strided;
use alloc::vec::Vec;

/// Repeats the indices from `first` on along the axes of stride 0. They are those of the other axes. Indices of axes of
/// length 1 are 0.
pub(super) fn expand<T>(x: Strided<'_, T>, indices: &mut [Vec<Index>], first: usize) {
    let axes = x.shape().iter().zip(x.strides()).enumerate();
    for (axis, (&len, &stride)) in axes.rev() {
        if len > 1 && stride == 0 {
            expand_axis(indices, axis, len, first);
        }
    }
}

/// Repeats the indices from `first` on `len` times along an axis.
fn expand_axis(indices: &mut [Vec<Index>], axis: usize, len: usize, first: usize) {
    let found = indices[axis].len() - first;
    for indices in &mut *indices {
        indices.resize(first + found * len, 0);
    }
    let mut end = found;
    while end > 0 {
        let start = group_start(&indices[..axis], first, end);
        for (at, indices) in indices.iter_mut().enumerate() {
            let indices = &mut indices[first..];
            if at == axis {
                let group = &mut indices[start * len..end * len];
                for (at, part) in group.chunks_exact_mut(end - start).enumerate() {
                    part.fill(index(at));
                }
            } else {
                indices.copy_within(start..end, start * len);
                tile(&mut indices[start * len..end * len], end - start);
            }
        }
        end = start;
    }
}

/// The start of the group that ends at `end`: of the indices that agree in these axes.
fn group_start(axes: &[Vec<Index>], first: usize, end: usize) -> usize {
    let mut start = 0;
    for indices in axes {
        let indices = &indices[first..][..end];
        let last = indices[end - 1];
        // From `start` on the axes before agree, so this one is sorted. Groups may be short: search from the end.
        let mut reach = 1;
        while reach < end - start && indices[end - 1 - reach] == last {
            reach *= 2;
        }
        let low = start.max((end - 1).saturating_sub(reach));
        start = low + indices[low..].partition_point(|&at| at < last);
    }
    start
}

/// Fills a slice with copies of its first `len` indices.
fn tile(indices: &mut [Index], len: usize) {
    if let [only, rest @ ..] = indices
        && len == 1
    {
        return rest.fill(*only);
    }
    let mut filled = len;
    while filled < indices.len() {
        let more = filled.min(indices.len() - filled);
        indices.copy_within(..more, filled);
        filled += more;
    }
}
