//! The first extreme of each lane along an axis.
//!
//! ```text
//! for each row of the axes that are kept:
//!     the row's axis and the searched one span a matrix
//!     if the elements of a lane lie closer together than the lanes:
//!         for each lane: search it                          // many at a time where they are short: `row::each`
//!     else: search all columns of the matrix at once        // `columns`
//! ```
//!
//! The kept axes are sorted by their strides in memory, and merged where they can be: of a C-contiguous array the matrix is
//! all there is along the first and the last axis.
//!
//! Columns that are not contiguous are copied in blocks of rows, whose results are merged. Of many short rows, whose columns
//! would not fill a vector, as many as do are put side by side, see `columns`.

use super::columns::{self, WIDE};
use super::{Best, Sense, best_of_lane, index, position};
use crate::element::{Element, Kernels, OrderedRows};
use crate::layout::{Axes, Axis, Block, Lane, Scratch, Shape, Strided, StridedMut};
use crate::{Error, Index};

/// Lanes up to this length are gathered many at a time, where they are not contiguous.
const SHORT_LANE: usize = 128;

/// Writes the indices along an axis to `out`, whose shape is that of `x` without the axis, or, with `keeps_dims`, with
/// length 1 there.
#[inline]
pub fn search<S: Sense, T: Element, R: OrderedRows<T>>(
    x: Strided<'_, T>,
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
) -> Result<(), Error> {
    search_by(R::keys(x), axis, keeps_dims, out, &R::kernels::<S>())
}

/// The same by kernels.
#[inline(never)]
pub(crate) fn search_by<T: Element>(
    x: Strided<'_, T>,
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
    kernels: &Kernels<T>,
) -> Result<(), Error> {
    let kept = kept_axes(kernels.name, &x, axis, keeps_dims, out)?;
    if x.is_empty() {
        return Ok(());
    }
    let across = kept.inner();
    let matrix = Matrix {
        len: x.shape()[axis],
        down: x.strides()[axis],
        lanes: across.len,
        across: across.strides[0],
    };
    kept.each_row(&mut |[offset, place]| {
        let first = x.first().wrapping_offset(offset);
        // SAFETY: the row's part of `out` is borrowed for as long, and nothing else looks at it.
        let out = unsafe {
            Results::new(
                out.first().wrapping_offset(place),
                across.strides[1],
                across.len,
            )
        };
        // SAFETY: the matrix at `first` is in `x`.
        unsafe { matrix.search(first, out, kernels) };
    });
    Ok(())
}

/// The axes that are kept, in the order of memory. An error where the axis does not exist or is empty, or `out` has
/// another shape.
fn kept_axes<T>(
    operation: &'static str,
    x: &Strided<'_, T>,
    axis: usize,
    keeps_dims: bool,
    out: &StridedMut<'_, Index>,
) -> Result<Axes<2>, Error> {
    let (shape, strides) = (x.shape(), x.strides());
    check_axis(operation, shape, axis)?;
    let others = (0..shape.len()).filter(|&other| other != axis);
    let place = |other: usize| other - usize::from(!keeps_dims && other > axis);
    // One by one: to put the shape together would take longer.
    let fits = out.shape().len() == shape.len() - usize::from(!keeps_dims)
        && (!keeps_dims || out.shape()[axis] == 1)
        && others
            .clone()
            .all(|other| out.shape()[place(other)] == shape[other]);
    if !fits {
        return Err(Error::ShapeMismatch {
            expected: result_shape(shape, axis, keeps_dims).to_vec(),
            found: out.shape().to_vec(),
        });
    }
    let mut kept = Axes::new(&mut others.map(|other| Axis {
        len: shape[other],
        strides: [strides[other], out.strides()[place(other)]],
    }));
    kept.sort_by(0);
    Ok(kept)
}

/// The shape of the indices along an axis.
pub(crate) fn result_shape(shape: &[usize], axis: usize, keeps_dims: bool) -> Shape {
    let mut result = Shape::from_slice(shape);
    if keeps_dims {
        result[axis] = 1;
    } else {
        result.remove(axis);
    }
    result
}

/// The axis exists and is not empty.
pub(crate) fn check_axis(
    operation: &'static str,
    shape: &[usize],
    axis: usize,
) -> Result<(), Error> {
    match shape.get(axis) {
        None => Err(Error::AxisOutOfRange {
            axis: isize::try_from(axis).unwrap_or(isize::MAX),
            ndim: shape.len(),
        }),
        Some(0) => Err(Error::Empty {
            operation,
            shape: shape.to_vec(),
            axis: Some(axis),
        }),
        Some(_) => Ok(()),
    }
}

/// Lanes of `len` elements that are `down` apart; a lane begins `across` behind the one before.
#[derive(Clone, Copy)]
struct Matrix {
    len: usize,
    down: isize,
    lanes: usize,
    across: isize,
}

impl Matrix {
    /// Writes the index of each lane's first best element.
    ///
    /// # Safety
    ///
    /// The elements can be read.
    unsafe fn search<T: Element>(self, first: *const T, out: Results<'_>, kernels: &Kernels<T>) {
        let Self {
            len,
            down,
            lanes,
            across,
        } = self;
        if len == 1 || down == 0 {
            return out.each_part(&mut |_, out| out.fill(0));
        }
        if across == 0 {
            // SAFETY: it is the only lane.
            let lane = unsafe { Lane::new(first, down, len) };
            let found = index_in(lane, kernels);
            return out.each_part(&mut |_, out| out.fill(found));
        }
        if lanes == 1 || down.unsigned_abs() <= across.unsigned_abs() {
            out.each_part(&mut |start, out| {
                let first = first.wrapping_offset(start.cast_signed() * across);
                if down == 1 {
                    // SAFETY: the lanes are rows of the matrix.
                    let rows = unsafe { Block::new(first, out.len(), len, across) };
                    return (kernels.rows)(rows, out);
                }
                let lane = |at: usize| {
                    let first = first.wrapping_offset(at.cast_signed() * across);
                    // SAFETY: it is a lane of the matrix.
                    unsafe { Lane::new(first, down, len) }
                };
                if len <= SHORT_LANE {
                    return gathered_lanes(&lane, len, out, kernels);
                }
                for (at, out) in out.iter_mut().enumerate() {
                    *out = index_in(lane(at), kernels);
                }
            });
        } else if across == 1 {
            // SAFETY: the rows are those of the matrix.
            let rows = unsafe { Block::new(first, len, lanes, down) };
            out.each_part(&mut |start, out| columns(rows.part(start, out.len()), out, kernels));
        } else {
            out.each_part(&mut |start, out| {
                let first = first.wrapping_offset(start.cast_signed() * across);
                let part = Self {
                    lanes: out.len(),
                    ..self
                };
                // SAFETY: the part is in the matrix.
                unsafe { part.gathered_columns(first, out, kernels) };
            });
        }
    }

    /// Columns that are not contiguous: copied in blocks, whose results are merged.
    ///
    /// # Safety
    ///
    /// The elements can be read.
    unsafe fn gathered_columns<T: Element>(
        self,
        first: *const T,
        out: &mut [Index],
        kernels: &Kernels<T>,
    ) {
        let mut buffer = Scratch::<T, 32768>::new();
        let buffer = buffer.slots();
        let width = WIDE.min(self.lanes).min(buffer.len());
        let height = (buffer.len() / width).min(self.len);
        let mut found = [0; WIDE];
        for (part, out) in out.chunks_mut(width).enumerate() {
            let left = first.wrapping_offset((part * width).cast_signed() * self.across);
            let columns = out.len();
            for top in (0..self.len).step_by(height) {
                let rows = height.min(self.len - top);
                for (at, row) in buffer.chunks_mut(columns).take(rows).enumerate() {
                    let first = left.wrapping_offset((top + at).cast_signed() * self.down);
                    // SAFETY: it is a part of a row of the matrix.
                    unsafe { Lane::new(first, self.across, columns) }.gather(row);
                }
                // SAFETY: so many rows have been gathered.
                let block = unsafe { buffer[..rows * columns].assume_init_ref() };
                let found = &mut found[..columns];
                (kernels.columns)(Block::of(block, rows, columns), found);
                for (column, (out, &found)) in out.iter_mut().zip(&*found).enumerate() {
                    let first = left.wrapping_offset(column.cast_signed() * self.across);
                    // SAFETY: it is a lane of the matrix.
                    let lane = unsafe { Lane::new(first, self.down, self.len) };
                    let best = |index: usize| Best {
                        value: lane.get(index),
                        index,
                    };
                    let here = best(top + position(found));
                    let best = if top == 0 {
                        here
                    } else {
                        (kernels.merge)(best(position(*out)), here)
                    };
                    *out = index(best.index);
                }
            }
        }
    }
}

/// The index of a lane's first best element; it has one.
fn index_in<T: Element>(lane: Lane<'_, T>, kernels: &Kernels<T>) -> Index {
    best_of_lane(lane, kernels).map_or(0, |best| index(best.index))
}

/// Lanes of up to `SHORT_LANE` elements that are not contiguous: as many as fit a buffer are searched together.
fn gathered_lanes<'a, T: Element>(
    lane: &dyn Fn(usize) -> Lane<'a, T>,
    len: usize,
    out: &mut [Index],
    kernels: &Kernels<T>,
) {
    let mut buffer = Scratch::<T, 8192>::new();
    let buffer = buffer.slots();
    if buffer.len() < len {
        for (at, out) in out.iter_mut().enumerate() {
            *out = index_in(lane(at), kernels);
        }
        return;
    }
    let together = buffer.len() / len;
    for (part, out) in out.chunks_mut(together).enumerate() {
        for (at, slots) in buffer.chunks_mut(len).take(out.len()).enumerate() {
            lane(part * together + at).gather(slots);
        }
        // SAFETY: so many lanes have been gathered.
        let block = unsafe { buffer[..out.len() * len].assume_init_ref() };
        (kernels.rows)(Block::of(block, out.len(), len), out);
    }
}

/// The first best element of each column; rows are contiguous.
fn columns<T: Element>(rows: Block<'_, T>, out: &mut [Index], kernels: &Kernels<T>) {
    let side = columns::side_by_side(rows.rows(), rows.columns(), size_of::<T>());
    match rows.side_by_side(side) {
        Some(together) if side > 1 => {
            let mut found = [0; WIDE];
            let found = &mut found[..together.columns()];
            (kernels.columns)(together, found);
            columns::narrow(rows, found, side, out, kernels);
        }
        _ => (kernels.columns)(rows, out),
    }
}

/// Where results go, at some distance from each other.
struct Results<'a> {
    first: *mut Index,
    stride: isize,
    len: usize,
    indices: core::marker::PhantomData<&'a mut [Index]>,
}

impl Results<'_> {
    /// # Safety
    ///
    /// They can be written, and nobody else looks at them.
    unsafe fn new(first: *mut Index, stride: isize, len: usize) -> Self {
        Self {
            first,
            stride,
            len,
            indices: core::marker::PhantomData,
        }
    }

    /// Hands out the results as slices, each with the position of its first: their own memory, or a buffer.
    fn each_part(self, find: &mut dyn FnMut(usize, &mut [Index])) {
        if self.stride == 1 {
            // SAFETY: they lie side by side, and are indices: `out` was an array of them.
            return find(0, unsafe {
                core::slice::from_raw_parts_mut(self.first, self.len)
            });
        }
        let mut buffer = [0; WIDE];
        for start in (0..self.len).step_by(WIDE) {
            let buffer = &mut buffer[..WIDE.min(self.len - start)];
            find(start, buffer);
            for (at, &found) in buffer.iter().enumerate() {
                let place = (start + at).cast_signed() * self.stride;
                // SAFETY: it is one of the results.
                unsafe { *self.first.wrapping_offset(place) = found };
            }
        }
    }
}
