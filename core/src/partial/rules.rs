//! How the best elements of lanes are found and merged, per operation.

use super::lanes::{Lanes, Rule, at_indices};
use crate::array::out::zeros_of_any_rank;
use crate::best::{Extreme, Max, Min, NanMax, NanMin};
use crate::bounds;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::{Strided, StridedMut};
use crate::mode::Mode;
use crate::ops::extremum::{self, ExtremumOps, along_pair, best_pair, comes_first};
use crate::ops::top_k::{self, TopKOps};
use alloc::vec;
use alloc::vec::Vec;
use core::marker::PhantomData;
use ndarray::{ArrayD, ArrayViewD, Axis, IxDyn};

/// The first extreme of each lane.
#[derive(Debug)]
pub struct Extremum<E>(pub(super) PhantomData<fn() -> E>);

/// The first smallest and the first largest element of each lane.
#[derive(Debug, Clone, Copy)]
pub struct MinMax;

/// The `k` best elements of each lane, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorted {
    pub(super) k: usize,
    pub(super) mode: Mode,
}

/// A rule by itself, without an element type.
pub trait Named: Sized {
    /// The name of the function.
    const NAME: &'static str;
    /// The rule with these parameters of `top_k`, if it has parameters.
    fn new(best: Option<(usize, Mode)>) -> Option<Self>;
    /// The number of elements per lane.
    fn width(&self) -> usize;
}

impl<E: Extreme> Named for Extremum<E> {
    const NAME: &'static str = E::NAME;

    fn new(best: Option<(usize, Mode)>) -> Option<Self> {
        best.is_none().then_some(Self(PhantomData))
    }

    fn width(&self) -> usize {
        1
    }
}

impl Named for MinMax {
    const NAME: &'static str = "argminmax";

    fn new(best: Option<(usize, Mode)>) -> Option<Self> {
        best.is_none().then_some(Self)
    }

    fn width(&self) -> usize {
        2
    }
}

impl Named for Sorted {
    const NAME: &'static str = "top_k";

    fn new(best: Option<(usize, Mode)>) -> Option<Self> {
        best.map(|(k, mode)| Self { k, mode })
    }

    fn width(&self) -> usize {
        self.k
    }
}

impl<E> Clone for Extremum<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Extremum<E> {}

/// The rules of the extremes. Each has the bound of its function, so that generic code needs no other.
macro_rules! extremes {
    ($($extreme:ident: $bound:ident;)*) => {$(
        impl<M, T: bounds::$bound<M>> Rule<M, T> for Extremum<$extreme> {
            fn block(
                &self,
                x: &ArrayViewD<'_, T>,
                axis: Option<usize>,
            ) -> Result<Lanes<Vec<T>>, Error> {
                extremes_of_block::<$extreme, T, T::Ops>(x, axis)
            }

            fn merged(&self, mut lanes: Lanes<Vec<T>>, other: &Lanes<&[T]>) -> Lanes<Vec<T>> {
                let into = lanes.values.iter_mut().zip(&mut lanes.indices);
                let from = other.values.iter().zip(&other.indices);
                for (best, other) in into.zip(from) {
                    keep_first::<$extreme, T, T::Ops>(best, other);
                }
                lanes
            }
        }
    )*};
}

extremes! {
    Max: Argmax;
    Min: Argmin;
    NanMax: Nanargmax;
    NanMin: Nanargmin;
}

/// The first extreme of each lane of a block.
fn extremes_of_block<E: Extreme, T: Element, O: ExtremumOps<T>>(
    x: &ArrayViewD<'_, T>,
    axis: Option<usize>,
) -> Result<Lanes<Vec<T>>, Error> {
    let Some(axis) = axis else {
        let best = extremum::best::<E, T, O, _>(x);
        let found = best.map(|best| (best.value, best.index));
        // Of elements that are all NaN, the first stands for all.
        let (value, at) = found
            .or_else(|| Some((*x.first()?, 0)))
            .ok_or_else(|| Error::empty(E::NAME, x.shape(), None))?;
        return Ok(Lanes {
            values: vec![value],
            indices: vec![index(at)],
            width: 1,
        });
    };
    let mut indices = zeros(x, axis)?;
    let out = StridedMut::of(&mut indices);
    match extremum::along::<E, T, O>(Strided::of(x), axis, false, &out) {
        // Every index has been written, and is negative for a lane of NaN only.
        Err(Error::AllNaN { .. }) => indices.mapv_inplace(|index| index.max(0)),
        written => written?,
    }
    let indices = indices.into_raw_vec_and_offset().0;
    Ok(Lanes {
        values: at_indices(x, axis, &indices)?,
        indices,
        width: 1,
    })
}

impl<M, T: bounds::Argminmax<M>> Rule<M, T> for MinMax {
    fn block(&self, x: &ArrayViewD<'_, T>, axis: Option<usize>) -> Result<Lanes<Vec<T>>, Error> {
        let Some(axis) = axis else {
            let (min, max) = best_pair::<T, T::Ops>(Strided::of(x))
                .ok_or_else(|| Error::empty("argminmax", x.shape(), None))?;
            return Ok(Lanes {
                values: vec![min.value, max.value],
                indices: vec![index(min.index), index(max.index)],
                width: 2,
            });
        };
        let (mut mins, mut maxs) = (zeros(x, axis)?, zeros(x, axis)?);
        let outs = [&StridedMut::of(&mut mins), &StridedMut::of(&mut maxs)];
        along_pair::<T, T::Ops>(Strided::of(x), axis, false, outs)?;
        let each = [mins, maxs].map(|indices| indices.into_raw_vec_and_offset().0);
        let min_values = at_indices(x, axis, &each[0])?;
        let max_values = at_indices(x, axis, &each[1])?;
        let [mins, maxs] = each;
        Ok(Lanes {
            values: pairs(min_values, max_values),
            indices: pairs(mins, maxs),
            width: 2,
        })
    }

    fn merged(&self, mut lanes: Lanes<Vec<T>>, other: &Lanes<&[T]>) -> Lanes<Vec<T>> {
        let into = lanes.values.iter_mut().zip(&mut lanes.indices);
        let from = other.values.iter().zip(&other.indices);
        for (at, (best, other)) in into.zip(from).enumerate() {
            if at % 2 == 0 {
                keep_first::<Min, T, T::Ops>(best, other);
            } else {
                keep_first::<Max, T, T::Ops>(best, other);
            }
        }
        lanes
    }
}

impl<M, T: bounds::TopK<M>> Rule<M, T> for Sorted {
    fn block(&self, x: &ArrayViewD<'_, T>, axis: Option<usize>) -> Result<Lanes<Vec<T>>, Error> {
        let axis = axis.ok_or(Error::ZeroDimensional { operation: "top_k" })?;
        let width = self.k.min(x.shape()[axis]);
        let (values, indices) =
            top_k::typed::<T, T::Ops, IxDyn>(Strided::of(x), width, Axis(axis), self.mode)?;
        Ok(Lanes {
            values: lane_by_lane(values, axis),
            indices: lane_by_lane(indices, axis),
            width,
        })
    }

    fn merged(&self, lanes: Lanes<Vec<T>>, other: &Lanes<&[T]>) -> Lanes<Vec<T>> {
        match self.mode {
            Mode::Largest => merge_sorted::<NanMax, T, T::Ops>(self.k, &lanes, other),
            Mode::Smallest => merge_sorted::<NanMin, T, T::Ops>(self.k, &lanes, other),
        }
    }
}

/// The best elements of two parts of each lane, of which both have theirs in order.
fn merge_sorted<E: Extreme, T: Element, O: TopKOps<T>>(
    k: usize,
    one: &Lanes<Vec<T>>,
    other: &Lanes<&[T]>,
) -> Lanes<Vec<T>> {
    let width = one.width.saturating_add(other.width).min(k);
    // Lanes of width 0 have no elements to merge.
    let lanes = match one.indices.len().checked_div(one.width) {
        Some(lanes) => lanes,
        None => other.indices.len() / other.width.max(1),
    };
    let mut merged = Lanes {
        values: Vec::with_capacity(lanes * width),
        indices: Vec::with_capacity(lanes * width),
        width,
    };
    for lane in 0..lanes {
        let (mut at, end) = (lane * one.width, (lane + 1) * one.width);
        let (mut other_at, other_end) = (lane * other.width, (lane + 1) * other.width);
        for _ in 0..width {
            let takes_other = other_at < other_end
                && (at == end
                    || comes_first::<E, T, O>(
                        (&other.values[other_at], other.indices[other_at]),
                        (&one.values[at], one.indices[at]),
                    ));
            let (value, index) = if takes_other {
                other_at += 1;
                (other.values[other_at - 1], other.indices[other_at - 1])
            } else {
                at += 1;
                (one.values[at - 1], one.indices[at - 1])
            };
            merged.values.push(value);
            merged.indices.push(index);
        }
    }
    merged
}

/// Replaces the best element by another one that comes before it.
#[inline]
fn keep_first<E: Extreme, T: Element, O: ExtremumOps<T>>(
    (value, index): (&mut T, &mut Index),
    (other, &other_index): (&T, &Index),
) {
    if comes_first::<E, T, O>((other, other_index), (value, *index)) {
        (*value, *index) = (*other, other_index);
    }
}

/// An index per lane of an array along an axis.
fn zeros<T>(x: &ArrayViewD<'_, T>, axis: usize) -> Result<ArrayD<Index>, Error> {
    let mut shape = x.shape().to_vec();
    shape.remove(axis);
    zeros_of_any_rank(&shape)
}

/// The elements of two vectors in turn.
fn pairs<T>(first: Vec<T>, second: Vec<T>) -> Vec<T> {
    first
        .into_iter()
        .zip(second)
        .flat_map(|(first, second)| [first, second])
        .collect()
}

/// The elements along an axis, for one position of the other axes after the other.
fn lane_by_lane<T: Clone>(array: ArrayD<T>, axis: usize) -> Vec<T> {
    let mut order: Vec<usize> = (0..array.ndim()).collect();
    order.remove(axis);
    order.push(axis);
    let last = array.permuted_axes(IxDyn(&order));
    if last.is_standard_layout() {
        return last.into_raw_vec_and_offset().0;
    }
    last.iter().cloned().collect()
}
