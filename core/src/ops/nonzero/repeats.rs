//! Expands the indices of the stored elements of a broadcast view to those of the whole view.
//!
//! ```text
//! for each axis of stride 0, last axis first:
//!     for each group of indices that agree in all axes before it:   // adjacent, as indices are in row-major order
//!         write the group `len` times, with the indices 0 to `len - 1` along the axis
//! ```
//!
//! Groups are expanded in place, the last one first, so that no index is overwritten before it is read. Each axis at
//! least doubles the number of indices. So all axes together take at most about twice the time of the last one to be
//! expanded.

use crate::index::Index;
use crate::index::index;
use alloc::vec::Vec;

/// Repeats the indices from `first` on along the axes of stride 0. Before the call these indices describe the stored
/// elements, with index 0 along every axis that is repeated.
pub(super) fn expand(shape: &[usize], strides: &[isize], indices: &mut [Vec<Index>], first: usize) {
    let axes = shape.iter().zip(strides).enumerate();
    for (axis, (&len, &stride)) in axes.rev() {
        if len > 1 && stride == 0 {
            expand_axis(indices, axis, len, first);
        }
    }
}

/// Repeats the indices from `first` on `len` times along one axis.
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

/// The start of the group that ends at `end`. A group is the adjacent indices that agree in all of `axes`.
fn group_start(axes: &[Vec<Index>], first: usize, end: usize) -> usize {
    let mut start = 0;
    for indices in axes {
        let indices = &indices[first..][..end];
        let last = indices[end - 1];
        // From `start` on, the axes before this one agree, so this one is sorted. Groups are often short, so the search
        // goes backwards from the end in steps that double.
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
