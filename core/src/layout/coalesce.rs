//! Fewer, longer axes for the same elements in the same order.
//!
//! Two adjacent axes merge where the outer one's stride is the inner one's stride times its length, in every operand at
//! once; axes of length one vanish. A C-contiguous array of any rank becomes a row.

use alloc::vec::Vec;
use ndarray::{ArrayBase, ArrayViewD, ArrayViewMutD, Axis, IxDyn, RawData};

/// A view whose axes can be merged, whatever its elements.
pub(crate) trait Mergeable {
    fn lens(&self) -> &[usize];
    fn strides(&self) -> &[isize];
    fn merge(&mut self, take: Axis, into: Axis);
}

impl<T> Mergeable for ArrayViewD<'_, T> {
    fn lens(&self) -> &[usize] {
        self.shape()
    }

    fn strides(&self) -> &[isize] {
        (**self).strides()
    }

    fn merge(&mut self, take: Axis, into: Axis) {
        self.merge_axes(take, into);
    }
}

impl<T> Mergeable for ArrayViewMutD<'_, T> {
    fn lens(&self) -> &[usize] {
        self.shape()
    }

    fn strides(&self) -> &[isize] {
        (**self).strides()
    }

    fn merge(&mut self, take: Axis, into: Axis) {
        self.merge_axes(take, into);
    }
}

/// Merges the axes of operands that have one shape, never across the axis `apart`. Answers the axes that now have
/// length one and can go, largest first; `apart` is not among them.
pub(crate) fn merge(operands: &mut [&mut dyn Mergeable], apart: Option<Axis>) -> Vec<Axis> {
    let Some(ndim) = operands.first().map(|operand| operand.lens().len()) else {
        return Vec::new();
    };
    let is_apart = |axis: usize| apart == Some(Axis(axis));
    let mut into = None;
    for take in (0..ndim).rev().map(Axis) {
        match into {
            _ if is_apart(take.index()) => into = None,
            Some(inner)
                if operands
                    .iter()
                    .all(|operand| can_merge(*operand, take, inner)) =>
            {
                for operand in operands.iter_mut() {
                    operand.merge(take, inner);
                }
            }
            _ => into = Some(take),
        }
    }
    let lens = operands[0].lens();
    (0..ndim)
        .rev()
        .filter(|&axis| lens[axis] == 1 && !is_apart(axis))
        .map(Axis)
        .collect()
}

fn can_merge(operand: &dyn Mergeable, take: Axis, into: Axis) -> bool {
    let (lens, strides) = (operand.lens(), operand.strides());
    let inner = isize::try_from(lens[into.index()]).unwrap_or(isize::MAX);
    lens[take.index()] <= 1
        || inner <= 1
        || strides[into.index()].checked_mul(inner) == Some(strides[take.index()])
}

/// A view without axes that [`merge`] answered.
pub(crate) fn without<S: RawData>(
    mut view: ArrayBase<S, IxDyn>,
    axes: &[Axis],
) -> ArrayBase<S, IxDyn> {
    for &axis in axes {
        view = view.index_axis_move(axis, 0);
    }
    view
}

/// Where an axis is once others are gone.
pub(crate) fn position_without(axis: Axis, gone: &[Axis]) -> Axis {
    Axis(
        axis.index()
            - gone
                .iter()
                .filter(|other| other.index() < axis.index())
                .count(),
    )
}
