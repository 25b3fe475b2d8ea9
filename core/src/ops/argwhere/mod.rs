//! `argwhere` and `flatnonzero`: the places of the elements that are not zero, in row-major order, in one array.
//!
//! The two differ only in their [`Places`]: a row of indices per element, or its position in row-major order. `nonzero` finds
//! the positions. For `argwhere`, they are written to the front of a vector that has space for all indices. Then each is
//! replaced by its row of indices, the last one first, so that no position is overwritten before it is read. Adjacent
//! positions are mostly in the same row of the array, and only the first of them is divided by the lengths of the axes.
//!
//! Of a view that repeats its elements, `nonzero` returns the indices along each axis, and they are put together.

use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::{INLINE, Strided, row_major};
use crate::ops::nonzero::{Existing, Flat, NonzeroOps, write_flat};
use crate::table::HasDType;
use alloc::vec::Vec;
use ndarray::{Array, ArrayViewD, Dim, Dimension, Ix1, Ix2};
use smallvec::SmallVec;

/// The table has `argwhere` (`P` is [`IndexRows`]) or `flatnonzero` ([`FlatPositions`]) of the element type `T`.
pub trait HasPlaces<P, T>: HasDType<T, Ops: NonzeroOps<T>> {}

/// The element types that `typed::argwhere` of the table `Table` accepts.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no argwhere for `{Self}`",
    label = "`{Self}` is not a dtype of `{Table}` with argwhere",
    note = "convert the elements to a dtype of the table, for example with `.mapv(..)`; in generic code, bound the element type by the trait `HasNonzero` of the table's module"
)]
pub trait Argwhere<Table>: Element {
    /// The implementation of the dtype.
    #[doc(hidden)]
    type Ops: NonzeroOps<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: HasPlaces<IndexRows, T>, T: Element> Argwhere<M> for T {
    type Ops = M::Ops;
}

/// The element types that `typed::flatnonzero` of the table `Table` accepts.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no flatnonzero for `{Self}`",
    label = "`{Self}` is not a dtype of `{Table}` with flatnonzero",
    note = "convert the elements to a dtype of the table, for example with `.mapv(..)`; in generic code, bound the element type by the trait `HasNonzero` of the table's module"
)]
pub trait Flatnonzero<Table>: Element {
    /// The implementation of the dtype.
    #[doc(hidden)]
    type Ops: NonzeroOps<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: HasPlaces<FlatPositions, T>, T: Element> Flatnonzero<M> for T {
    type Ops = M::Ops;
}

/// How the place of an element is written.
pub trait Places {
    /// The dimension of a new result.
    type Dim: Dimension;
    /// The number of indices per element of an array of this rank.
    fn width(ndim: usize) -> usize;
    /// The shape of the result for this many elements.
    fn shape(found: usize, ndim: usize) -> Self::Dim;
    /// Replaces the positions from `first` on by the places of the elements, in an array of this shape.
    fn expand(indices: &mut Vec<Index>, first: usize, shape: &[usize]);
    /// What a place in a block is moved by to get the place in an array of this shape. The block is a range of positions in
    /// row-major order, and `origin` are the indices of its first element.
    #[cfg(feature = "rayon")]
    fn moves(origin: &[usize], shape: &[usize]) -> Vec<Index>;
    /// Appends the places of elements whose indices along each axis are given.
    fn join(axes: &[Vec<Index>], shape: &[usize], indices: &mut Vec<Index>);
}

/// A row of indices per element, one along each axis.
#[derive(Debug)]
pub struct IndexRows;

impl Places for IndexRows {
    type Dim = Ix2;

    fn width(ndim: usize) -> usize {
        ndim
    }

    fn shape(found: usize, ndim: usize) -> Ix2 {
        Dim([found, ndim])
    }

    fn expand(indices: &mut Vec<Index>, first: usize, shape: &[usize]) {
        let found = indices.len() - first;
        indices.resize(first + found * shape.len(), 0);
        expand(&mut indices[first..], found, shape);
    }

    #[cfg(feature = "rayon")]
    fn moves(origin: &[usize], _: &[usize]) -> Vec<Index> {
        origin.iter().map(|&at| index(at)).collect()
    }

    fn join(axes: &[Vec<Index>], _: &[usize], indices: &mut Vec<Index>) {
        let start = indices.len();
        let [first, ..] = axes else { return };
        indices.resize(start + first.len() * axes.len(), 0);
        let rows = indices[start..].chunks_exact_mut(axes.len());
        for (at, row) in rows.enumerate() {
            row.iter_mut()
                .zip(axes)
                .for_each(|(to, from)| *to = from[at]);
        }
    }
}

/// The position of each element in row-major order.
#[derive(Debug)]
pub struct FlatPositions;

impl Places for FlatPositions {
    type Dim = Ix1;

    fn width(_: usize) -> usize {
        1
    }

    fn shape(found: usize, _: usize) -> Ix1 {
        Dim([found])
    }

    fn expand(_: &mut Vec<Index>, _: usize, _: &[usize]) {}

    #[cfg(feature = "rayon")]
    fn moves(origin: &[usize], shape: &[usize]) -> Vec<Index> {
        let strides = row_major(shape).into_iter().zip(origin);
        let first = strides.map(|(stride, &at)| stride.unsigned_abs() * at);
        alloc::vec![index(first.sum())]
    }

    fn join(axes: &[Vec<Index>], shape: &[usize], indices: &mut Vec<Index>) {
        let start = indices.len();
        let found = axes.first().map_or(0, Vec::len);
        indices.resize(start + found, 0);
        for (from, stride) in axes.iter().zip(row_major(shape)) {
            let to = indices[start..].iter_mut();
            let stride = index(stride.unsigned_abs());
            to.zip(from).for_each(|(to, from)| *to += from * stride);
        }
    }
}

/// The dynamic function, once the dtype is known.
pub fn dynamic<M: HasPlaces<P, T>, P: Places, T: Element>(
    x: &ArrayViewD<'_, T>,
) -> Result<Array<Index, P::Dim>, Error> {
    typed::<P, T, M::Ops>(Strided::of(x))
}

/// The dynamic function into an existing vector.
pub fn dynamic_into<M: HasPlaces<P, T>, P: Places, T: Element>(
    x: &ArrayViewD<'_, T>,
    indices: &mut Vec<Index>,
) -> Result<(), Error> {
    typed_into::<P, T, M::Ops>(Strided::of(x), indices)
}

/// The typed function.
pub fn typed<P: Places, T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
) -> Result<Array<Index, P::Dim>, Error> {
    let mut indices = Vec::new();
    let found = write::<P, T, O>(x, &mut indices, Existing::New)?;
    to_array::<P>(indices, found, x.shape().len())
}

/// The typed function into an existing vector.
pub fn typed_into<P: Places, T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    indices: &mut Vec<Index>,
) -> Result<(), Error> {
    write::<P, T, O>(x, indices, Existing::Replaced).map(|_| ())
}

/// The named kernel: appends to a vector.
pub fn append<P: Places, T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    indices: &mut Vec<Index>,
) -> Result<(), Error> {
    write::<P, T, O>(x, indices, Existing::Kept).map(|_| ())
}

/// The places as an array.
#[inline(never)]
fn to_array<P: Places>(
    indices: Vec<Index>,
    found: usize,
    ndim: usize,
) -> Result<Array<Index, P::Dim>, Error> {
    Array::from_shape_vec(P::shape(found, ndim), indices).map_err(|_| too_large::<P>(ndim, found))
}

/// Writes the places of the elements that are not zero, and returns how many there are. On error the vector is unchanged.
#[inline(always)]
fn write<P: Places, T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    indices: &mut Vec<Index>,
    existing: Existing,
) -> Result<usize, Error> {
    let shape = x.shape();
    let flat = write_flat::<T, O>(x, P::width(shape.len()), indices, existing);
    finish::<P>(flat, shape, indices, existing)
}

/// Turns what was found into places.
#[inline(never)]
fn finish<P: Places>(
    flat: Result<Flat, Error>,
    shape: &[usize],
    indices: &mut Vec<Index>,
    existing: Existing,
) -> Result<usize, Error> {
    let ndim = shape.len();
    let axes = match flat {
        Ok(Flat::Positions(first)) => {
            let found = indices.len() - first;
            P::expand(indices, first, shape);
            return Ok(found);
        }
        // The place in an array without axes is a row of no indices. Only its number says whether the element is zero.
        Ok(Flat::Found(found)) => return Ok(found),
        Ok(Flat::Indices(axes)) => axes,
        Err(error) => return Err(with_shape::<P>(error, ndim, P::width(ndim).max(1))),
    };
    let found = axes.first().map_or(0, Vec::len);
    let needed = found.saturating_mul(P::width(shape.len()));
    let more = match existing {
        Existing::Replaced => needed.saturating_sub(indices.len()),
        Existing::New | Existing::Kept => needed,
    };
    indices.try_reserve(more).map_err(|_| Error::TooLarge {
        shape: P::shape(found, shape.len()).slice().to_vec(),
        item: size_of::<Index>(),
    })?;
    if existing == Existing::Replaced {
        indices.clear();
    }
    P::join(&axes, shape, indices);
    Ok(found)
}

/// Replaces positions by rows of indices, the last one first.
fn expand(indices: &mut [Index], found: usize, shape: &[usize]) {
    // A row of a constant number of indices is written without a loop.
    match shape.len() {
        // Along the only axis, the index is the position.
        0 | 1 => {}
        2 => expand_rows::<2>(indices.as_chunks_mut().0, found, shape),
        3 => expand_rows::<3>(indices.as_chunks_mut().0, found, shape),
        4 => expand_rows::<4>(indices.as_chunks_mut().0, found, shape),
        _ => {
            let mut row = Row::new(shape.len());
            for number in (0..found).rev() {
                row.move_to(indices[number], shape);
                indices[number * shape.len()..][..shape.len()].copy_from_slice(&row.indices);
            }
        }
    }
}

/// [`expand`] for arrays of rank `N`.
fn expand_rows<const N: usize>(rows: &mut [[Index; N]], found: usize, shape: &[usize]) {
    let mut row = Row::new(N);
    let mut indices = [0; N];
    for number in (0..found).rev() {
        let position = rows[number / N][number % N];
        if row.move_to(position, shape) {
            indices.copy_from_slice(&row.indices);
        }
        indices[N - 1] = position - row.start;
        rows[number] = indices;
    }
}

/// The indices of an element, and the position of the first element of its row.
struct Row {
    indices: SmallVec<[Index; INLINE]>,
    start: Index,
}

impl Row {
    /// No row: every position is before it.
    fn new(ndim: usize) -> Self {
        Self {
            indices: SmallVec::from_elem(0, ndim),
            start: Index::MAX,
        }
    }

    /// Moves to a position that is not after the current one. Returns whether it is in another row.
    #[inline(always)]
    fn move_to(&mut self, position: Index, shape: &[usize]) -> bool {
        let is_other = position < self.start;
        if is_other {
            self.divide(position, shape);
        }
        if let Some(last) = self.indices.last_mut() {
            *last = position - self.start;
        }
        is_other
    }

    #[inline(never)]
    fn divide(&mut self, position: Index, shape: &[usize]) {
        let mut rest = position;
        for (at, &len) in self.indices.iter_mut().zip(shape).rev() {
            *at = rest % index(len);
            rest /= index(len);
        }
        self.start = position - self.indices.last().copied().unwrap_or(0);
    }
}

/// The same error with the shape of the result.
#[cold]
fn with_shape<P: Places>(error: Error, ndim: usize, width: usize) -> Error {
    match error {
        Error::TooLarge { shape, .. } => {
            let indices = shape.last().copied().unwrap_or(0);
            // For a view that repeats its elements, the number is per axis.
            let found = if shape[0] == 1 {
                indices / width
            } else {
                indices
            };
            too_large::<P>(ndim, found)
        }
        error => error,
    }
}

#[cold]
fn too_large<P: Places>(ndim: usize, found: usize) -> Error {
    Error::TooLarge {
        shape: P::shape(found, ndim).slice().to_vec(),
        item: size_of::<Index>(),
    }
}
