//! `nonzero`: the indices of the elements that are not zero, one vector per axis, in row-major order.
//!
//! ```text
//! for each row, for each 64 elements:
//!     mask = one bit per element, set where it is not zero     // vectorised; the only part that depends on the dtype
//! found = the number of set bits in all masks
//! reserve `found` indices per axis
//! for each mask that is not 0:
//!     append the positions of its bits
//! ```
//!
//! A call passes through these files in order: this file has the entry points, `write` plans the call, `scan` visits
//! the rows, `rows` reads them, `mask` turns elements into masks, and `positions` turns masks into positions. Only
//! `rows`, `mask` and `few` are compiled per dtype.
//!
//! | array and output vectors | how the array is read |
//! | --- | --- |
//! | contiguous, rank 1, up to 4,096 elements | once; the masks are on the stack |
//! | new vectors, up to three axes and 512 elements, or 4,096 in short rows | once, element by element: see `few` |
//! | up to 64 elements and three axes | once; there is one mask |
//! | the vectors have capacity for every element | once; each mask is used as soon as it is computed |
//! | the vectors are new or grow | once; the masks are kept, an eighth of a byte or more per element |
//! | they are replaced, or rows are short and not contiguous | twice: to count, then to write |
//! | the array has axes of stride 0 | without these axes; the indices are repeated along them at the end |
//!
//! `flat` writes positions in row-major order instead, for `argwhere` and `flatnonzero`. `count_nonzero` counts the bits of
//! the same masks.

mod dtype;
mod few;
mod flat;
mod mask;
mod positions;
mod repeats;
mod rows;
mod scan;
mod write;

pub use dtype::NonzeroOps;
pub(crate) use flat::{Flat, write_flat};
pub(crate) use mask::{MASK, MASKS_PER_BATCH};
pub(crate) use positions::{bits_from, count_bits};
pub(crate) use rows::{
    RowMasks, Rows, count_lane, each_masks_of, new_counts as new_counts_of_lanes,
};
pub(crate) use write::Existing;

use crate::array::named::{New, by_rank, same_rank};
use crate::array::out::with_capacity;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::Index;
use crate::layout::{INLINE, Strided};
use crate::table::HasDType;
use alloc::vec::Vec;
use core::mem;
use ndarray::{Array1, ArrayRef, ArrayViewD, Dimension, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6};
use write::{new_positions, small_row, write, write_any};

/// The table has `nonzero` of the element type `T`. Its functions are the named kernels of ranks 1 to 3.
pub trait HasNonzero<T>: HasDType<T, Ops: NonzeroOps<T>> {
    of_rank! { rank1 Ix1 1 }
    of_rank! { rank2 Ix2 2 }
    of_rank! { rank3 Ix3 3 }
}

/// A function of [`HasNonzero`] that is the named kernel of a rank. A table that has the rank overrides it.
macro_rules! of_rank {
    ($name:ident $dimension:ident $rank:literal) => {
        /// The named kernel of this rank.
        #[doc(hidden)]
        #[inline]
        fn $name<P: IndicesOutput<$rank>>(
            x: &ArrayRef<T, $dimension>,
            indices: P,
        ) -> Result<P::Result, Error>
        where
            T: Element,
        {
            kernel::<T, Self::Ops, $dimension, P, $rank>(x, indices)
        }
    };
}
use of_rank;

/// Where a named kernel writes the indices of an array of `RANK` axes: it appends them to a vector per axis. All vectors have one
/// length before and after. The trait is not implemented outside of this crate.
///
/// # Examples
///
/// ```
/// use argwhere::kernels::nonzero;
///
/// let mut indices = [Vec::new(), Vec::new()];
/// nonzero::u8::rank2(&ndarray::array![[0, 7], [9, 0]], &mut indices)?;
/// assert_eq!(indices, [[0, 1], [1, 0]]);
/// # Ok::<(), argwhere::Error>(())
/// ```
pub trait IndicesOutput<const RANK: usize> {
    /// What the kernel returns.
    type Result;

    /// Writes the indices of an array.
    #[doc(hidden)]
    fn take<T: Element, O: NonzeroOps<T>, D: Dimension>(
        self,
        x: &ArrayRef<T, D>,
    ) -> Result<Self::Result, Error>;
}

impl<const RANK: usize> IndicesOutput<RANK> for &mut [Vec<Index>; RANK] {
    type Result = ();

    #[inline(always)]
    fn take<T: Element, O: NonzeroOps<T>, D: Dimension>(
        self,
        x: &ArrayRef<T, D>,
    ) -> Result<(), Error> {
        append::<T, O>(Strided::of(x), self)
    }
}

impl<S: StaticRank, const RANK: usize> IndicesOutput<RANK> for New<S> {
    type Result = S::Indices;

    #[inline(always)]
    fn take<T: Element, O: NonzeroOps<T>, D: Dimension>(
        self,
        x: &ArrayRef<T, D>,
    ) -> Result<S::Indices, Error> {
        new_of_static_rank::<T, O, D, S>(x)
    }
}

/// The named kernel. It is compiled for the dtype, the rank and the kind of result.
#[inline(always)]
pub fn kernel<T, O, D, P, const RANK: usize>(
    x: &ArrayRef<T, D>,
    indices: P,
) -> Result<P::Result, Error>
where
    T: Element,
    O: NonzeroOps<T>,
    D: Dimension,
    P: IndicesOutput<RANK>,
{
    indices.take::<T, O, D>(x)
}

/// The element types that `typed::nonzero` of the table `Table` accepts.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no nonzero for `{Self}`",
    label = "`{Self}` is not a dtype of `{Table}` with nonzero",
    note = "convert the elements to a dtype of the table, for example with `.mapv(..)`; in generic code, bound the element type by the trait `HasNonzero` of the table's module"
)]
pub trait Nonzero<Table>: Element {
    /// The implementation of the dtype.
    #[doc(hidden)]
    type Ops: NonzeroOps<Self>;
    /// The table, as what has the operation.
    #[doc(hidden)]
    type Table: HasNonzero<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: HasNonzero<T>, T: Element> Nonzero<M> for T {
    type Ops = M::Ops;
    type Table = M;
}

/// The dimension of an array of static rank 1 to 6, with the types of its indices.
#[diagnostic::on_unimplemented(
    message = "nonzero needs an array of static rank 1 to 6",
    label = "the dimension of this array is `{Self}`",
    note = "nonzero of a 0-d array is not defined; pass an array of dynamic rank to the dynamic `nonzero`"
)]
pub trait StaticRank: Dimension {
    /// The result of `nonzero`: one array of indices per axis.
    type Indices;
    /// The output of `nonzero_into`: one vector of indices per axis.
    type Vectors: Default + AsMut<[Vec<Index>]>;
    /// One empty vector per axis, with room for so many indices.
    fn with_capacity(len: usize) -> Result<Self::Vectors, Error>;
    /// Takes the indices out of the vectors and returns them as arrays.
    fn collect(vectors: &mut Self::Vectors) -> Self::Indices;
}

macro_rules! static_ranks {
    ($($dimension:ident $rank:literal: $($axis:literal)*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl StaticRank for $dimension {
            type Indices = [Array1<Index>; $rank];
            type Vectors = [Vec<Index>; $rank];

            #[inline(always)]
            fn with_capacity(len: usize) -> Result<Self::Vectors, Error> {
                let vector = |_axis: usize| with_capacity(len, &[$rank, len]);
                Ok([$(vector($axis)?),*])
            }

            #[inline(always)]
            fn collect(vectors: &mut Self::Vectors) -> Self::Indices {
                [$(array(&mut vectors[$axis])),*]
            }
        }
    )*};
}

static_ranks! {
    Ix1 1: 0;
    Ix2 2: 0 1;
    Ix3 3: 0 1 2;
    Ix4 4: 0 1 2 3;
    Ix5 5: 0 1 2 3 4;
    Ix6 6: 0 1 2 3 4 5;
}

/// The dynamic function, once the dtype is known.
pub fn dynamic<M: HasNonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
) -> Result<Vec<Array1<Index>>, Error> {
    let x = Strided::of(x);
    if let Some(row) = small_row(&x) {
        return new_positions::<T, M::Ops>(row);
    }
    new_arrays(&Rows::<T, M::Ops>::new(x))
}

/// The dynamic function into existing vectors.
pub fn dynamic_into<M: HasNonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    indices: &mut Vec<Vec<Index>>,
) -> Result<(), Error> {
    let x = Strided::of(x);
    if indices.len() == x.shape().len() {
        return write::<T, M::Ops>(x, indices, Existing::Replaced);
    }
    existing_vectors(&Rows::<T, M::Ops>::new(x), indices)
}

/// One new array of indices per axis.
fn new_arrays(x: &dyn RowMasks) -> Result<Vec<Array1<Index>>, Error> {
    // The vectors are not moved before they hold the indices. Moving them right after they were created would cause a
    // store forwarding stall.
    let mut inline: [Vec<Index>; INLINE] = Default::default();
    let mut allocated = Vec::new();
    let ndim = x.shape().len();
    let indices = if let Some(inline) = inline.get_mut(..ndim) {
        inline
    } else {
        allocated.resize_with(ndim, Vec::new);
        &mut allocated
    };
    match x.write_few(indices) {
        Some(written) => written?,
        None => write_any(x, indices, Existing::New)?,
    }
    Ok(indices.iter_mut().map(array).collect())
}

/// Makes one vector per axis of those that exist. On error there are as many as before.
fn existing_vectors(x: &dyn RowMasks, indices: &mut Vec<Vec<Index>>) -> Result<(), Error> {
    let (before, ndim) = (indices.len(), x.shape().len());
    indices.resize_with(before.max(ndim), Vec::new);
    let written = write_any(x, &mut indices[..ndim], Existing::Replaced);
    indices.truncate(if written.is_ok() { ndim } else { before });
    written
}

/// The typed function. It calls the named kernel of the dtype and the rank, if there is one.
#[inline]
pub fn typed<T: Element, M: HasNonzero<T>, D: StaticRank>(
    x: &ArrayRef<T, D>,
) -> Result<D::Indices, Error> {
    by_rank! { D:
        1 => M::rank1(same_rank(x), New::<D>::of()),
        2 => M::rank2(same_rank(x), New::<D>::of()),
        3 => M::rank3(same_rank(x), New::<D>::of()),
        _ => new_of_static_rank::<T, M::Ops, D, D>(x),
    }
}

/// The indices for an array of the rank of `S`, as new arrays.
#[inline(always)]
fn new_of_static_rank<T: Element, O: NonzeroOps<T>, D: Dimension, S: StaticRank>(
    x: &ArrayRef<T, D>,
) -> Result<S::Indices, Error> {
    let x = Strided::of(x);
    if let Some(lanes) = x.lanes(None).filter(few::are_plain) {
        let mut indices = S::with_capacity(lanes.element_count())?;
        few::write::<T, O>(lanes, indices.as_mut());
        return Ok(S::collect(&mut indices));
    }
    let mut indices = S::Vectors::default();
    write::<T, O>(x, indices.as_mut(), Existing::New)?;
    Ok(S::collect(&mut indices))
}

/// The typed function into existing vectors.
pub fn typed_into<T: Element, O: NonzeroOps<T>, D: StaticRank>(
    x: &ArrayRef<T, D>,
    indices: &mut D::Vectors,
) -> Result<(), Error> {
    write::<T, O>(Strided::of(x), indices.as_mut(), Existing::Replaced)
}

/// Appends the indices to vectors, one per axis. All vectors have one length before and after.
///
/// # Panics
///
/// If there are fewer vectors than axes.
pub(crate) fn append<T: Element, O: NonzeroOps<T>>(
    x: Strided<'_, T>,
    indices: &mut [Vec<Index>],
) -> Result<(), Error> {
    write::<T, O>(x, indices, Existing::Kept)
}

/// Takes the indices out of a vector, as an array.
#[inline(always)]
fn array(indices: &mut Vec<Index>) -> Array1<Index> {
    Array1::from_vec(mem::take(indices))
}
