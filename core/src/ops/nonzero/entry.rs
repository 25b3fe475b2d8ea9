//! `nonzero` of dynamic and of static rank.

use super::positions::SPARE;
use super::{Masks, NonzeroOps, Search, append_small, as_small};
use crate::array::out::advise_huge_pages;
use crate::dtype::Element;
use crate::layout::{INLINE, Strided};
use crate::table::HasDType;
use crate::{Error, Index};
use alloc::vec::Vec;
use core::mem;
use ndarray::{Array1, ArrayRef, ArrayViewD, Dimension, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6};

/// The table has `nonzero` of the element type `T`.
pub trait HasNonzero<T>: HasDType<T, Ops: NonzeroOps<T>> {}

/// The element types that `typed::nonzero` of a table searches.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no nonzero of `{Self}`",
    label = "`{Self}` is not a dtype of `{Table}` with nonzero",
    note = "convert the elements to a dtype of the table, for example with `.mapv(..)`; in generic code, bound the element type by the trait `HasNonzero` of the table's module"
)]
pub trait Nonzero<Table>: Element {
    /// The implementation of the dtype.
    #[doc(hidden)]
    type Ops: NonzeroOps<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: HasNonzero<T>, T: Element> Nonzero<M> for T {
    type Ops = M::Ops;
}

/// The dynamic function.
pub fn search<M: HasNonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
) -> Result<Vec<Array1<Index>>, Error> {
    // Vectors are not moved until they hold the indices: moved right after they were made, they would be waited for.
    let mut few: [Vec<Index>; INLINE] = Default::default();
    let mut many = Vec::new();
    let indices = if let Some(few) = few.get_mut(..x.ndim()) {
        few
    } else {
        many.resize_with(x.ndim(), Vec::new);
        &mut many
    };
    fill::<T, M::Ops>(Strided::of(x), indices)?;
    Ok(indices.iter_mut().map(array).collect())
}

/// The vector as an array.
#[inline(always)]
fn array(positions: &mut Vec<Index>) -> Array1<Index> {
    Array1::from_vec(mem::take(positions))
}

/// The same into vectors of the caller's, one an axis.
pub fn search_into<M: HasNonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    indices: &mut Vec<Vec<Index>>,
) -> Result<(), Error> {
    let (before, ndim) = (indices.len(), x.ndim());
    indices.resize_with(before.max(ndim), Vec::new);
    let filled = replace::<T, M::Ops>(Strided::of(x), &mut indices[..ndim]);
    indices.truncate(if filled.is_ok() { ndim } else { before });
    filled
}

/// The typed function.
pub fn typed<T: Element, O: NonzeroOps<T>, D: StaticRank>(
    x: &ArrayRef<T, D>,
) -> Result<D::Indices, Error> {
    let mut indices = D::Vectors::default();
    fill::<T, O>(Strided::of(x), indices.as_mut())?;
    Ok(D::collect(&mut indices))
}

/// The typed function into vectors of the caller's.
pub fn typed_into<T: Element, O: NonzeroOps<T>, D: StaticRank>(
    x: &ArrayRef<T, D>,
    indices: &mut D::Vectors,
) -> Result<(), Error> {
    replace::<T, O>(Strided::of(x), indices.as_mut())
}

/// An array's static rank, at least 1: what `nonzero` answers for it.
#[diagnostic::on_unimplemented(
    message = "nonzero needs an array of static rank 1 to 6",
    label = "the dimension of this array is `{Self}`",
    note = "nonzero of a 0-d array is not defined; an array of dynamic rank goes to the dynamic `nonzero`"
)]
pub trait StaticRank: Dimension {
    /// One array of indices an axis.
    type Indices;
    /// One vector of indices an axis.
    type Vectors: Default + AsMut<[Vec<Index>]>;
    /// What is in the vectors, as arrays.
    fn collect(vectors: &mut Self::Vectors) -> Self::Indices;
}

macro_rules! indexed {
    ($($dimension:ident $rank:literal: $($axis:literal)*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl StaticRank for $dimension {
            type Indices = [Array1<Index>; $rank];
            type Vectors = [Vec<Index>; $rank];

            #[inline(always)]
            fn collect(vectors: &mut Self::Vectors) -> Self::Indices {
                [$(array(&mut vectors[$axis])),*]
            }
        }
    )*};
}

indexed! {
    Ix1 1: 0;
    Ix2 2: 0 1;
    Ix3 3: 0 1 2;
    Ix4 4: 0 1 2 3;
    Ix5 5: 0 1 2 3 4;
    Ix6 6: 0 1 2 3 4 5;
}

/// The array as rows, or an error where it has no axis.
fn rows_of<T: Element>(x: Strided<'_, T>) -> Result<Search<'_, T>, Error> {
    if x.shape().is_empty() {
        return Err(Error::ZeroDimensional {
            operation: "nonzero",
        });
    }
    Ok(Search::new(x))
}

/// Fills vectors that are empty. They grow to what is needed.
fn fill<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    indices: &mut [Vec<Index>],
) -> Result<(), Error> {
    if let Some((positions, row)) = as_small(x, indices) {
        return append_small::<T, O, _>(row, positions, |positions, found, spare| {
            let reserved = positions.try_reserve_exact(found + spare);
            reserved.map_err(|_| too_many(1, found))
        });
    }
    let rows = rows_of(x)?;
    if x.is_empty() {
        return Ok(());
    }
    let mut masks = Masks::default();
    if !rows.keep::<O>(&mut masks) {
        return replace::<T, O>(x, indices);
    }
    if masks.found > 0 {
        reserve(indices, masks.found)?;
        rows.append_kept(&masks, indices);
    }
    Ok(())
}

/// Replaces what is in the vectors by the indices. They grow to what is needed, and not at all where they have room for
/// every element; nothing else is allocated. Where there is an error they are as they were.
fn replace<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    indices: &mut [Vec<Index>],
) -> Result<(), Error> {
    if let Some((positions, row)) = as_small(x, indices) {
        return append_small::<T, O, _>(row, positions, |positions, found, spare| {
            let more = (found + spare).saturating_sub(positions.len());
            positions
                .try_reserve_exact(more)
                .map_err(|_| too_many(1, found))?;
            positions.clear();
            Ok(())
        });
    }
    let rows = rows_of(x)?;
    let most = x.shape().iter().product::<usize>();
    let has_room = |positions: &Vec<Index>| positions.capacity() >= most.saturating_add(SPARE);
    let mut is_empty = most == 0;
    if !is_empty && !indices.iter().all(has_room) {
        let found = rows.count::<O>();
        reserve(indices, found)?;
        is_empty = found == 0;
    }
    indices.iter_mut().for_each(Vec::clear);
    if !is_empty {
        rows.append::<O>(indices);
    }
    Ok(())
}

/// There is no memory for so many indices an axis.
#[cold]
fn too_many(axes: usize, found: usize) -> Error {
    Error::TooLarge {
        shape: [axes, found].into(),
        item: size_of::<Index>(),
    }
}

/// Room for so many indices an axis, or an error where there is none.
fn reserve(indices: &mut [Vec<Index>], found: usize) -> Result<(), Error> {
    if found == 0 {
        return Ok(());
    }
    let axes = indices.len();
    for positions in indices {
        let more = found.saturating_add(SPARE).saturating_sub(positions.len());
        positions
            .try_reserve_exact(more)
            .map_err(|_| too_many(axes, found))?;
        advise_huge_pages(positions);
    }
    Ok(())
}
