//! Extremes, `top_k` and counts on several threads.

use super::cut::{Cut, Least};
use super::{Par, each, row, try_each};
use crate::along::{Along, AlongAxes};
use crate::array::out::zeros_of_any_rank;
use crate::best::Extreme;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{Strided, StridedMut};
use crate::mode::Mode;
use crate::ops::count_nonzero::{self as counts, HasCountNonzero};
use crate::ops::extremum::{self as extremes, HasArgminmax, HasExtremum};
use crate::ops::top_k::{self as best, HasTopK};
use crate::partial::{Counts, Dynamic, Extremum, HasCounts, HasPartial, MinMax, Partial, Sorted};
use crate::table::HasDType;
use alloc::vec::Vec;
use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD, Axis, IxDyn};

/// `argmax` and the others of one extreme, for a dtype.
pub fn extremum<M: HasExtremum<E, T> + HasPartial<Extremum<E>>, E: Extreme, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
    par: Par,
) -> Result<ArrayD<Index>, Error> {
    let on_one_thread = || extremes::dynamic::<M, E, T>(x, along);
    let axis = along.resolve(x.ndim())?;
    let Some(cut) = cut_along(x, axis, Least::of_reads(), par) else {
        return on_one_thread();
    };
    if axis.is_none() && x.is_standard_layout() {
        let found = row::extremum::<E, T, M::Ops>(x, along.keeps_dims(), cut);
        return found.map_or_else(on_one_thread, Ok);
    }
    let found = match axis.filter(|&axis| axis != cut.axis) {
        Some(axis) => kept(x, axis, along, cut, |x, [out]| {
            extremes::along::<E, T, M::Ops>(x, axis, along.keeps_dims(), out)
        })
        .map(|[out]| out),
        None => merged(parts::<M, T>(x, cut), cut.threads, &|| {
            Partial::<Extremum<E>, Dynamic<M>>::new(x.shape(), along)
        })
        .and_then(Partial::<Extremum<E>, Dynamic<M>>::finish),
    };
    found.or_else(|_| on_one_thread())
}

/// `argminmax`, for a dtype.
pub fn argminmax<M: HasArgminmax<T> + HasPartial<MinMax>, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: Along,
    par: Par,
) -> Result<(ArrayD<Index>, ArrayD<Index>), Error> {
    let on_one_thread = || extremes::dynamic_pair::<M, T>(x, along);
    let axis = along.resolve(x.ndim())?;
    let Some(cut) = cut_along(x, axis, Least::of_reads(), par) else {
        return on_one_thread();
    };
    if axis.is_none() && x.is_standard_layout() {
        let found = row::argminmax::<T, M::Ops>(x, along.keeps_dims(), cut);
        return found.map_or_else(on_one_thread, Ok);
    }
    let found = match axis.filter(|&axis| axis != cut.axis) {
        Some(axis) => kept(x, axis, along, cut, |x, outs| {
            extremes::along_pair::<T, M::Ops>(x, axis, along.keeps_dims(), outs)
        })
        .map(|[mins, maxs]| (mins, maxs)),
        None => merged(parts::<M, T>(x, cut), cut.threads, &|| {
            Partial::<MinMax, Dynamic<M>>::new(x.shape(), along)
        })
        .and_then(Partial::<MinMax, Dynamic<M>>::finish),
    };
    found.or_else(|_| on_one_thread())
}

/// `top_k`, for a dtype.
pub fn top_k<M: HasTopK<T> + HasPartial<Sorted>, T: Element>(
    x: &ArrayViewD<'_, T>,
    k: usize,
    axis: isize,
    mode: Mode,
    par: Par,
) -> Result<(M::Array, ArrayD<Index>), Error> {
    let on_one_thread = || best::dynamic::<M, T>(x, k, axis, mode);
    let at = Along::axis(axis).resolve(x.ndim())?;
    let (Some(at), Some(cut), Some(&first)) =
        (at, cut_along(x, at, Least::of_work(), par), x.first())
    else {
        return on_one_thread();
    };
    if k > x.shape()[at] {
        return on_one_thread();
    }
    let found = if cut.axis == at {
        // Each part has up to `k` results to merge.
        let parts = cut.parts.min(cut.threads);
        let cut = Cut { parts, ..cut };
        let found = merged(self::parts::<M, T>(x, cut), cut.threads, &|| {
            Partial::<Sorted, Dynamic<M>>::new(x.shape(), k, axis, mode)
        });
        found.and_then(Partial::<Sorted, Dynamic<M>>::finish)
    } else {
        best_of_parts::<M, T>(x, k, at, mode, cut, first)
            .map(|(values, indices)| (M::wrap(values), indices))
    };
    found.or_else(|_| on_one_thread())
}

/// `top_k` along an axis. The array is cut along another axis.
fn best_of_parts<M: HasTopK<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    k: usize,
    axis: usize,
    mode: Mode,
    cut: Cut,
    any: T,
) -> Result<(ArrayD<T>, ArrayD<Index>), Error> {
    let mut shape = x.shape().to_vec();
    shape[axis] = k;
    let mut indices = zeros_of_any_rank(&shape)?;
    let mut values = crate::array::out::repeated(&shape, any)?;
    let outs = cut
        .views_mut(values.view_mut(), cut.axis)
        .into_iter()
        .zip(cut.views_mut(indices.view_mut(), cut.axis));
    let parts = cut.views(x).into_iter().zip(outs).collect();
    try_each(parts, cut.threads, |(x, (mut values, mut indices))| {
        best::typed_into::<T, M::Ops>(
            Strided::of(&x),
            k,
            Axis(axis),
            mode,
            StridedMut::of(&mut values),
            &StridedMut::of(&mut indices),
        )
    })?;
    Ok((values, indices))
}

/// `count_nonzero`, for a dtype.
pub fn count_nonzero<M: HasCountNonzero<T> + HasCounts, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: &AlongAxes,
    par: Par,
) -> Result<ArrayD<Index>, Error> {
    let is_counted = along.resolve(x.ndim())?;
    let on_one_thread = || counts::dynamic::<M, T>(x, along);
    let Some(cut) = Cut::new(x, |axis| is_counted[axis], Least::of_reads(), par) else {
        return on_one_thread();
    };
    if is_counted.iter().all(|&is_counted| is_counted)
        && let Some(count) = row::count_nonzero::<T, M::Ops>(x, along.keeps_dims(), cut)
    {
        return Ok(count);
    }
    counts_of_parts::<M, T>(x, along, &is_counted, cut).or_else(|_| on_one_thread())
}

/// `count_nonzero` of the parts of an array.
fn counts_of_parts<M: HasCountNonzero<T> + HasCounts, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: &AlongAxes,
    is_counted: &[bool],
    cut: Cut,
) -> Result<ArrayD<Index>, Error> {
    if is_counted[cut.axis] {
        return summed::<M>(parts::<M, T>(x, cut), cut.threads, x.shape(), along);
    }
    let shape: Vec<usize> = (0..x.ndim())
        .filter_map(|axis| match (is_counted[axis], along.keeps_dims()) {
            (false, _) => Some(x.shape()[axis]),
            (true, keeps_dims) => keeps_dims.then_some(1),
        })
        .collect();
    let before = (0..cut.axis).filter(|&axis| is_counted[axis] && !along.keeps_dims());
    let place = cut.axis - before.count();
    let mut out = zeros_of_any_rank(&shape)?;
    let outs = cut.views_mut(out.view_mut(), place);
    let parts = cut.views(x).into_iter().zip(outs).collect();
    try_each(parts, cut.threads, |(x, mut out)| {
        counts::dynamic_into::<M, T>(&x, along, &StridedMut::of(&mut out))
    })?;
    Ok(out)
}

/// How an array is cut for a search along an axis, or in all of it, if it is large enough.
fn cut_along<T>(x: &ArrayViewD<'_, T>, axis: Option<usize>, least: Least, par: Par) -> Option<Cut> {
    Cut::new(x, |other| axis.is_none_or(|axis| axis == other), least, par)
}

/// The results of a search along an axis. The array is cut along another axis, and `search` writes the results of a part.
fn kept<T: Element, const N: usize>(
    x: &ArrayViewD<'_, T>,
    axis: usize,
    along: Along,
    cut: Cut,
    search: impl Fn(Strided<'_, T>, [&StridedMut<'_, Index>; N]) -> Result<(), Error> + Sync,
) -> Result<[ArrayD<Index>; N], Error> {
    let mut shape = x.shape().to_vec();
    let mut place = cut.axis;
    if along.keeps_dims() {
        shape[axis] = 1;
    } else {
        shape.remove(axis);
        place -= usize::from(axis < cut.axis);
    }
    let mut outs: [ArrayD<Index>; N] = core::array::from_fn(|_| ArrayD::zeros(IxDyn(&[0])));
    for out in &mut outs {
        *out = zeros_of_any_rank(&shape)?;
    }
    let mut parts: Vec<_> = (0..cut.parts).map(|_| Vec::with_capacity(N)).collect();
    for out in &mut outs {
        let views = cut.views_mut(out.view_mut(), place);
        parts
            .iter_mut()
            .zip(views)
            .for_each(|(part, view)| part.push(view));
    }
    let parts = cut.views(x).into_iter().zip(parts).collect();
    try_each(
        parts,
        cut.threads,
        |(x, mut outs): (_, Vec<ArrayViewMutD<'_, Index>>)| {
            let outs: Vec<StridedMut<'_, Index>> =
                outs.iter_mut().map(|out| StridedMut::of(out)).collect();
            search(Strided::of(&x), core::array::from_fn(|which| &outs[which]))
        },
    )?;
    Ok(outs)
}

/// The parts of an array, as arrays of any dtype, and the indices of their first elements.
fn parts<'a, M: HasDType<T>, T: Element>(
    x: &ArrayViewD<'a, T>,
    cut: Cut,
) -> Vec<(M::ArrayView<'a>, Vec<usize>)> {
    let parts = cut.views(x).into_iter().map(M::wrap_view);
    parts.zip(origins(x, cut)).collect()
}

/// The merged partial results of the parts of an array. It is compiled once per operation, and not per dtype.
fn merged<R: Send, M: HasPartial<R>>(
    parts: Vec<(M::ArrayView<'_>, Vec<usize>)>,
    threads: usize,
    new: &(dyn Fn() -> Result<Partial<R, Dynamic<M>>, Error> + Sync),
) -> Result<Partial<R, Dynamic<M>>, Error> {
    let results = each(parts, threads, |(part, origin)| {
        let mut found = new()?;
        found.update(&origin, part)?;
        Ok::<_, Error>(found)
    });
    let mut all = new()?;
    for found in results {
        all.merge(found?)?;
    }
    Ok(all)
}

/// The sums of the counts of the parts of an array of this shape. It is compiled once, and not per dtype.
fn summed<M: HasCounts>(
    parts: Vec<(M::ArrayView<'_>, Vec<usize>)>,
    threads: usize,
    shape: &[usize],
    along: &AlongAxes,
) -> Result<ArrayD<Index>, Error> {
    let new = || Counts::<Dynamic<M>>::new(shape, along.clone());
    let counts = each(parts, threads, |(part, origin)| {
        let mut count = new()?;
        count.update(&origin, part)?;
        Ok::<_, Error>(count)
    });
    let mut total = new()?;
    for count in counts {
        total.merge(count?)?;
    }
    total.finish()
}

/// The indices of the first element of each part.
fn origins<T>(x: &ArrayViewD<'_, T>, cut: Cut) -> Vec<Vec<usize>> {
    cut.ranges(x.shape()[cut.axis])
        .map(|range| {
            let mut origin = alloc::vec![0; x.ndim()];
            origin[cut.axis] = range.start;
            origin
        })
        .collect()
}
