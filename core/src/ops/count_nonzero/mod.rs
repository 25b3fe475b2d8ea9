//! `count_nonzero`: the number of elements that are not zero, in the whole array or along axes.
//!
//! The masks of `nonzero` are the only part that depends on the dtype. Everything else counts bits:
//!
//! | task | how the bits are counted | file |
//! | --- | --- | --- |
//! | a small array of up to three axes, all or along one axis | element by element | this one, `nonzero::rows` |
//! | typed, up to 512 elements of 4 bytes and more in adjacent rows, along these | element by element | the same |
//! | up to 64 elements otherwise | by population count of one mask | this one |
//! | along an axis across memory, if there is little to count | by population count of each column in each mask | `rows`, `columns` |
//! | along an axis of length 1 | each bit of the masks is a count | `rows`, `columns` |
//! | the whole array | by population count, row by row in memory order | `rows` |
//! | along the axis with the smallest stride | by population count, per row; many short rows share a mask | `rows` |
//! | along any other axis | for 64 columns at once, with counters that have one bit per mask | `columns` |
//!
//! A counted axis of stride 0 repeats its elements, so it multiplies the count. Along a kept axis of stride 0, the counts
//! repeat. They are counted once, and then copied. So the time of a call depends on the stored elements and the result,
//! and not on the size of a broadcast view.

mod block;
mod columns;
mod rows;

use crate::along::{Along, AlongAxes, result_shape};
use crate::array::named::{
    AlongAxis, AxisOutput, New, along_axis_of_rank, by_rank, same_rank, whole_of_rank,
};
use crate::array::out::{
    AnyRank, NewOutput, OfRank, along_other_axes, one_index, zeros, zeros_with,
};
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::{
    Axes, Axis, FEW, FewAxes, Lanes, Shape, Strided, StridedMut, StridedSlice, StridedSliceMut,
    expect_shape,
};
use crate::ops::nonzero::{
    MASK, NonzeroOps, RowMasks, Rows, count_bits, count_lane, each_masks_of, new_counts_of_lanes,
};
use crate::table::HasDType;
use crate::tuning::count_nonzero::{IN_ROWS, PLAIN};
use columns::MAX_COLUMNS;
use core::marker::PhantomData;
use ndarray::{Array, ArrayD, ArrayRef, ArrayViewD, Dimension, RemoveAxis, arr0};
use rows::{Counted, CountedMatrix, count_all};

/// The table has `count_nonzero` of the element type `T`. Its functions are the named kernels of ranks 1 to 3.
pub trait HasCountNonzero<T>: HasDType<T, Ops: NonzeroOps<T>> {
    whole_of_rank! { whole_rank1 Ix1 -> usize: count::<T, Self::Ops, _>; T: Element }
    whole_of_rank! { whole_rank2 Ix2 -> usize: count::<T, Self::Ops, _>; T: Element }
    whole_of_rank! { whole_rank3 Ix3 -> usize: count::<T, Self::Ops, _>; T: Element }
    along_axis_of_rank! { along_rank1 Ix1: along_axis::<T, Self::Ops, _, _>; T: Element }
    along_axis_of_rank! { along_rank2 Ix2: along_axis::<T, Self::Ops, _, _>; T: Element }
    along_axis_of_rank! { along_rank3 Ix3: along_axis::<T, Self::Ops, _, _>; T: Element }
}

/// The element types that `typed::count_nonzero` of the table `Table` accepts.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no count_nonzero for `{Self}`",
    label = "`{Self}` is not a dtype of `{Table}` with count_nonzero",
    note = "convert the elements to a dtype of the table, for example with `.mapv(..)`; in generic code, bound the element type by the trait `HasNonzero` of the table's module"
)]
pub trait CountNonzero<Table>: Element {
    /// The implementation of the dtype.
    #[doc(hidden)]
    type Ops: NonzeroOps<Self>;
    /// The table, as what has the operation.
    #[doc(hidden)]
    type Table: HasCountNonzero<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: HasCountNonzero<T>, T: Element> CountNonzero<M> for T {
    type Ops = M::Ops;
    type Table = M;
}

/// The dynamic function, once the dtype is known.
pub fn dynamic<M: HasCountNonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: &AlongAxes,
) -> Result<ArrayD<Index>, Error> {
    if along.are_all() && !along.keeps_dims() {
        return Ok(only_element(count::<T, M::Ops, _>(x)));
    }
    new_counts(&Rows::<T, M::Ops>::new(Strided::of(x)), along)
}

/// The counts along any axes of an array of a known dtype.
#[cfg(feature = "partial")]
pub(crate) fn of_any_axes<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    along: &AlongAxes,
) -> Result<ArrayD<Index>, Error> {
    new_counts(&Rows::<T, O>::new(x), along)
}

/// The dynamic function into an existing array.
pub fn dynamic_into<M: HasCountNonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    along: &AlongAxes,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    write_counts(&Rows::<T, M::Ops>::new(Strided::of(x)), along, out)
}

/// A count as a 0-d array.
#[inline(never)]
fn only_element(count: usize) -> ArrayD<Index> {
    arr0(index(count)).into_dyn()
}

/// The counts in a new array.
fn new_counts(x: &dyn RowMasks, along: &AlongAxes) -> Result<ArrayD<Index>, Error> {
    let ndim = x.shape().len();
    if let Some(axis) = along.only_axis(ndim)?
        && let Some(result) = new_few::<AnyRank>(x, axis, along.keeps_dims())?
    {
        return Ok(result);
    }
    let is_counted = along.resolve(ndim)?;
    Task::new(x, &is_counted, along.keeps_dims()).new_output::<AnyRank, _>()
}

/// The counts in an existing array.
fn write_counts(
    x: &dyn RowMasks,
    along: &AlongAxes,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    let is_counted = along.resolve(x.shape().len())?;
    Task::new(x, &is_counted, along.keeps_dims()).write_existing(out)
}

/// The typed function of the whole array. It calls the named kernel of the dtype and the rank, if there is one.
#[inline]
pub fn typed<T: Element, M: HasCountNonzero<T>, D: Dimension>(x: &ArrayRef<T, D>) -> usize {
    by_rank! { D:
        1 => M::whole_rank1(same_rank(x)),
        2 => M::whole_rank2(same_rank(x)),
        3 => M::whole_rank3(same_rank(x)),
        _ => count::<T, M::Ops, D>(x),
    }
}

/// The typed function along an axis. It calls the named kernel of the dtype and the rank, if there is one.
#[inline]
pub fn typed_axis<T: Element, M: HasCountNonzero<T>, D: RemoveAxis>(
    x: &ArrayRef<T, D>,
    axis: ndarray::Axis,
) -> Result<Array<Index, D::Smaller>, Error> {
    let out = New::<OfRank<D::Smaller>>::of();
    by_rank! { D:
        1 => M::along_rank1(same_rank(x), axis, out),
        2 => M::along_rank2(same_rank(x), axis, out),
        3 => M::along_rank3(same_rank(x), axis, out),
        _ => along_axis::<T, M::Ops, D, _>(x, axis, out),
    }
}

/// The named kernel along an axis. It is compiled for the dtype, the rank and the kind of result.
#[inline(always)]
pub fn along_axis<T, O, D, P>(
    x: &ArrayRef<T, D>,
    axis: ndarray::Axis,
    out: P,
) -> Result<P::Result, Error>
where
    T: Element,
    O: NonzeroOps<T>,
    D: Dimension,
    P: AxisOutput<D>,
{
    /// The count, as what a place of results takes.
    struct CountAlong<'a, T, O> {
        x: Strided<'a, T>,
        axis: ndarray::Axis,
        ops: PhantomData<O>,
    }

    impl<T: Element, O: NonzeroOps<T>> AlongAxis for CountAlong<'_, T, O> {
        #[inline(always)]
        fn new_output<D: Dimension, F: NewOutput<Index, Array = Array<Index, D>>>(
            self,
        ) -> Result<F::Array, Error> {
            let Self { x, axis, .. } = self;
            if x.shape().len() == 1 && axis.index() == 0 {
                return one_index::<F>(index(count_of::<T, O>(x)));
            }
            if let Some(lanes) = x.lanes(Some(axis.index())).filter(are_few) {
                let counts = new_counts_of_lanes::<T, O>(lanes)?;
                return Ok(along_other_axes::<F>(x.shape(), axis.index(), counts));
            }
            let ndim = x.shape().len();
            let x = Rows::<T, O>::new(x);
            if axis.index() < ndim
                && let Some(result) = new_few::<F>(&x, axis.index(), false)?
            {
                return Ok(result);
            }
            let is_counted = only(axis, ndim)?;
            Task::new(&x, &is_counted, false).new_output::<F, _>()
        }

        #[inline(always)]
        fn write(self, out: &StridedMut<'_, Index>) -> Result<(), Error> {
            let Self { x, axis, .. } = self;
            if write_few_lanes::<T, O>(x, axis, true, out) {
                return Ok(());
            }
            let along = AlongAxes::from(along_axis_of(axis).keepdims());
            write_counts(&Rows::<T, O>::new(x), &along, out)
        }
    }

    out.take(CountAlong::<T, O> {
        x: Strided::of(x),
        axis,
        ops: PhantomData,
    })
}

/// The typed function along an axis into an existing array.
#[inline(always)]
pub fn typed_axis_into<T: Element, O: NonzeroOps<T>, D: Dimension>(
    x: Strided<'_, T>,
    axis: ndarray::Axis,
    out: &mut ArrayRef<Index, D>,
) -> Result<(), Error> {
    let out = StridedMut::of(out);
    if write_few_lanes::<T, O>(x, axis, false, &out) {
        return Ok(());
    }
    let along = AlongAxes::from(along_axis_of(axis));
    write_counts(&Rows::<T, O>::new(x), &along, &out)
}

/// Writes the counts along an axis of a small array to an array in which the axis is missing or, with `keeps_dims`, has length 1.
/// Returns whether they are written: the array is small, and the other one has the shape of the result.
#[inline(always)]
fn write_few_lanes<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    axis: ndarray::Axis,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
) -> bool {
    let Some(lanes) = x.lanes(Some(axis.index())).filter(are_few) else {
        return false;
    };
    lanes.write_to(axis.index(), keeps_dims, out, count_lane::<T, O>)
}

/// Whether the elements of lanes are tested one by one: there are few, or not many in rows whose elements are adjacent and have 4 bytes or more.
#[inline(always)]
fn are_few<T: Copy>(lanes: &Lanes<'_, T>) -> bool {
    let most = if size_of::<T>() >= 4 && lanes.are_long_rows() {
        IN_ROWS
    } else {
        FEW
    };
    (1..=most).contains(&lanes.element_count())
}

/// The named kernel of the whole array. The elements of a small array are tested one by one, by code for the dtype and the rank.
#[inline]
pub fn count<T: Element, O: NonzeroOps<T>, D: Dimension>(x: &ArrayRef<T, D>) -> usize {
    count_of::<T, O>(Strided::of(x))
}

/// See [`count`].
#[inline(always)]
fn count_of<T: Element, O: NonzeroOps<T>>(x: Strided<'_, T>) -> usize {
    if let Some(row) = x.to_slice() {
        return if row.len() <= PLAIN {
            row.iter()
                .filter(|&&element| O::is_nonzero(element))
                .count()
        } else {
            count_row::<T, O>(row)
        };
    }
    let mut count = 0;
    let mut add = |lane: StridedSlice<'_, T>| {
        count += lane
            .iter()
            .filter(|&element| O::is_nonzero(element))
            .count();
    };
    if let Some(lane) = x.lane().filter(|lane| lane.len() <= FEW) {
        add(lane);
        return count;
    }
    if let Some(lanes) = x.lanes(None).filter(Lanes::are_counted_plainly) {
        lanes.each(|_, lane| add(lane));
        return count;
    }
    count_all(&Rows::<T, O>::new(x))
}

/// The number of elements of a row that are not zero.
#[inline(never)]
fn count_row<T: Element, O: NonzeroOps<T>>(row: &[T]) -> usize {
    if row.len() <= MASK {
        let mut mask = [0];
        O::masks(row, &mut mask[..row.len().div_ceil(MASK)]);
        return mask[0].count_ones() as usize;
    }
    let mut count = 0;
    each_masks_of::<T, O>(row, &mut |masks| count += count_bits(masks));
    count
}

/// Whether each axis is this one.
fn only(axis: ndarray::Axis, ndim: usize) -> Result<impl AsRef<[bool]>, Error> {
    AlongAxes::from(along_axis_of(axis)).resolve(ndim)
}

fn along_axis_of(axis: ndarray::Axis) -> Along {
    Along::axis(isize::try_from(axis.index()).unwrap_or(isize::MAX))
}

/// The counts along one axis of a small array or of a [`CountedMatrix`], in a new array. `None` for others. The axis exists.
fn new_few<N: NewOutput<Index>>(
    x: &dyn RowMasks,
    axis: usize,
    keeps_dims: bool,
) -> Result<Option<N::Array>, Error> {
    if !keeps_dims && let Some(counts) = x.count_lanes(axis) {
        return Ok(Some(along_other_axes::<N>(x.shape(), axis, counts?)));
    }
    let Some((few, mask)) = x.few(Some(axis)) else {
        let matrix = CountedMatrix::new(x, axis).filter(|_| !keeps_dims);
        let Some(matrix) = matrix else {
            return Ok(None);
        };
        let shape = [matrix.len()];
        let shape = &shape[..x.shape().len() - 1];
        let (result, ()) = zeros_with::<N, _>(shape, |counts| matrix.add(x, counts))?;
        return Ok(Some(result));
    };
    let write = |counts: &mut [Index]| count_lanes(&few, mask, counts);
    let (result, ()) = match x.shape().len() {
        rank @ (1 | 2) if !keeps_dims => zeros_with::<N, _>(&few.lengths[1..rank], write)?,
        _ => zeros_with::<N, _>(&result_shape(x.shape(), Some(axis), keeps_dims), write)?,
    };
    Ok(Some(result))
}

/// Counts the bits of a mask along the last axis of a small array.
fn count_lanes(few: &FewAxes, mask: u64, counts: &mut [Index]) {
    let [_, _, len] = few.lengths;
    // A lane has at least one element, and at most as many as the mask has bits.
    let lane_bits = u64::MAX >> (MASK - len);
    for (lane, count) in counts.iter_mut().enumerate() {
        *count = Index::from((mask >> (lane * len) & lane_bits).count_ones());
    }
}

/// A count along axes of an array of any element type.
struct Task<'a> {
    masks: &'a dyn RowMasks,
    shape: &'a [usize],
    strides: &'a [isize],
    is_counted: &'a [bool],
    keeps_dims: bool,
}

impl<'a> Task<'a> {
    fn new(x: &'a dyn RowMasks, is_counted: &'a impl AsRef<[bool]>, keeps_dims: bool) -> Self {
        Self {
            masks: x,
            shape: x.shape(),
            strides: x.strides(),
            is_counted: is_counted.as_ref(),
            keeps_dims,
        }
    }

    /// The counts in a new array.
    fn new_output<N, D>(&self) -> Result<Array<Index, D>, Error>
    where
        N: NewOutput<Index, Array = Array<Index, D>>,
        D: Dimension,
    {
        let mut result = zeros::<N>(&self.result_shape())?;
        self.write(&StridedMut::of(&mut result));
        Ok(result)
    }

    /// The counts in an existing array.
    fn write_existing(&self, out: &StridedMut<'_, Index>) -> Result<(), Error> {
        expect_shape(&self.result_shape(), out.shape())?;
        self.write(out);
        Ok(())
    }

    fn result_shape(&self) -> Shape {
        let axes = self.shape.iter().zip(self.is_counted);
        axes.filter_map(|(&len, &is_counted)| {
            if is_counted {
                self.keeps_dims.then_some(1)
            } else {
                Some(len)
            }
        })
        .collect()
    }

    /// [`write`](Self::write) for one axis of a small array. Returns whether it is one.
    fn write_few(&self, out: &StridedMut<'_, Index>) -> bool {
        let mut counted = (0..self.shape.len()).filter(|&axis| self.is_counted[axis]);
        let (Some(axis), None) = (counted.next(), counted.next()) else {
            return false;
        };
        let Some((few, mask)) = self.masks.few(Some(axis)) else {
            return false;
        };
        let [outer, inner, _] = few.lengths;
        let mut counts = [0; FEW];
        let counts = &mut counts[..outer * inner];
        count_lanes(&few, mask, counts);
        few.write_lanes(counts, self.keeps_dims, out);
        true
    }

    /// Writes the counts to `out`, which has the result shape.
    fn write(&self, out: &StridedMut<'_, Index>) {
        if self.write_few(out) {
            return;
        }
        let masks = self.masks;
        let shape = self.shape;
        let counted = (0..shape.len()).filter(|&axis| self.is_counted[axis]);
        let mut counted = counted.map(|axis| (shape[axis], self.strides[axis]));
        let is_empty = shape.contains(&0);
        let counted = (!is_empty).then(|| Counted::new(&mut counted));
        // The axes of `out` are the kept axes of `x`, with the counted ones in between or not.
        let mut out_strides = out.strides().iter().copied();
        let kept = (0..shape.len()).filter_map(|axis| {
            let is_counted = self.is_counted[axis];
            let out_stride = if is_counted && !self.keeps_dims {
                None
            } else {
                out_strides.next()
            }?;
            // The strides of an array without elements do not matter.
            let stride = if is_empty { 1 } else { self.strides[axis] };
            (!is_counted).then_some(Axis {
                len: shape[axis],
                strides: [stride, out_stride],
            })
        });
        if out.shape().contains(&0) {
            return;
        }
        let mut kept = Axes::new(&mut { kept });
        if !kept.has_repeats(0) {
            return write_kept(counted.as_ref(), masks, kept, out);
        }
        write_kept(
            counted.as_ref(),
            masks,
            kept.clone().without_repeats(0),
            out,
        );
        // A count is copied from index 0 along every axis that repeats.
        for Axis { strides, .. } in kept.each_mut() {
            let [stored, written] = *strides;
            *strides = [if stored == 0 { 0 } else { written }, written];
        }
        // SAFETY: these are axes of `out`, without those of length 1. Along an axis of `x` that repeats, the place to copy
        // from stays at index 0. `write_kept` has written every count at 0 along those.
        unsafe { out.repeat_indices(kept) };
    }
}

/// Writes the counts of the kept axes, which do not repeat. `counted` is `None` if a counted axis is empty.
fn write_kept(
    counted: Option<&Counted>,
    masks: &dyn RowMasks,
    mut kept: Axes<2>,
    out: &StridedMut<'_, Index>,
) {
    kept.sort_by(0);
    let Axis {
        len,
        strides: [stride, out_stride],
    } = kept.inner();
    kept.each_row(&mut |[offset, out_offset]| {
        // SAFETY: these are axes of `out`, so it has this row. Its counts are initialised: `zeros` has made them, or the
        // caller has passed an array of them. `out` is borrowed mutably, and no other slice of this row is alive.
        let out = unsafe { StridedSliceMut::new(out.offset(out_offset), out_stride, len) };
        out.each_part(MAX_COLUMNS, &mut |start, out| {
            for (part, out) in out.chunks_mut(MAX_COLUMNS).enumerate() {
                out.fill(0);
                if let Some(counted) = counted {
                    let start = (start + part * MAX_COLUMNS).cast_signed();
                    counted.add(masks, offset + start * stride, stride, out);
                }
            }
        });
    });
}
