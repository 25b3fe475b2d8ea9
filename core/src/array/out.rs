//! Memory for results. If it cannot be allocated, there is an error instead of an abort. It is read only after a kernel
//! has written it.
//!
//! The layout of a new array of dynamic rank is computed before its memory is allocated, and the array itself is built
//! after the kernel has run. An array has 112 bytes, which are stored in pieces of 1 to 16 bytes and moved in pieces of
//! other sizes. A load of bytes that were just stored in smaller pieces fails store forwarding and takes some 15 cycles.
//! An allocation and a kernel in between avoid most of these failures: dynamic `where_` of 8 elements went from 63 to 48
//! ns, of 2 x 4 elements from 100 to 55 ns (Zen 5). For the same reason, the array is wrapped into the dynamic array of a
//! table where it is built.

use crate::error::Error;
use crate::index::Index;
use crate::layout::{StridedMut, fix};
use crate::table::HasDType;
use crate::tuning::small::FEW_ZEROS;
use alloc::vec::Vec;
use core::alloc::Layout;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use ndarray::{
    Array, ArrayD, ArrayViewMut, Dim, Dimension, IxDyn, IxDynImpl, ShapeBuilder, StrideShape,
};

/// The output argument of a kernel: a mutable view of elements that may be uninitialised.
///
/// Convert it from a view of initialised elements or of `MaybeUninit` elements. After a kernel has written every element,
/// it returns an ordinary view of them.
///
/// # Examples
///
/// ```
/// use argwhere::kernels::where_::i8_u8;
/// use ndarray::{array, Array1};
///
/// let mut out = Array1::<i16>::zeros(3);
/// let condition = array![true, false, true];
/// i8_u8::rank1(condition.view(), array![-1i8, -2, -3].view(), array![1u8, 2, 3].view(), out.view_mut().into())?;
/// assert_eq!(out, array![-1i16, 2, -3]);
/// # Ok::<(), argwhere::Error>(())
/// ```
#[derive(Debug)]
pub struct Out<'a, T, D: Dimension>(ArrayViewMut<'a, MaybeUninit<T>, D>);

impl<'a, T: Copy, D: Dimension> From<ArrayViewMut<'a, T, D>> for Out<'a, T, D> {
    fn from(mut view: ArrayViewMut<'a, T, D>) -> Self {
        let raw = view.raw_view_mut().cast::<MaybeUninit<T>>();
        // SAFETY: `MaybeUninit<T>` has the layout of T, and `view`, consumed here, borrowed the elements for 'a. An `Out`
        // writes nothing but values of T, so the elements stay initialised for their owner.
        Self(unsafe { raw.deref_into_view_mut() })
    }
}

impl<'a, T: Copy, D: Dimension> From<ArrayViewMut<'a, MaybeUninit<T>, D>> for Out<'a, T, D> {
    fn from(view: ArrayViewMut<'a, MaybeUninit<T>, D>) -> Self {
        Self(view)
    }
}

impl<'a, T: Copy, D: Dimension> Out<'a, T, D> {
    /// The length of each axis.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        self.0.shape()
    }

    /// The elements to write.
    pub(crate) fn strided(&mut self) -> StridedMut<'_, T> {
        StridedMut::uninit(&mut self.0)
    }

    /// The view as one of initialised elements.
    ///
    /// # Safety
    ///
    /// Every element has been written.
    pub(crate) unsafe fn written(self) -> ArrayViewMut<'a, T, D> {
        // SAFETY: the caller's promise.
        unsafe { self.0.assume_init() }
    }
}

/// No memory can be allocated for an array of this shape.
#[cold]
fn too_large(shape: &[usize], item: usize) -> Error {
    Error::TooLarge {
        shape: shape.to_vec(),
        item,
    }
}

/// The number of elements of a shape; an error if it does not fit `isize`. `item` is the size of an element.
#[inline(never)]
fn count(shape: &[usize], item: usize) -> Result<usize, Error> {
    // `ndarray` limits the other axes of an empty array too.
    let reach = shape
        .iter()
        .try_fold(1_usize, |len, &axis| len.checked_mul(axis.max(1)))
        .filter(|&len| isize::try_from(len).is_ok())
        .ok_or_else(|| too_large(shape, item))?;
    Ok(if shape.contains(&0) { 0 } else { reach })
}

/// The form of a new array: of dynamic rank, of static rank, or the dynamic array of a table.
pub trait NewOutput<T> {
    /// The array.
    type Array;
    /// The lengths of its axes, and its strides if they are stored.
    type Layout;
    /// The layout of a shape with elements in row-major order.
    fn layout(shape: &[usize]) -> Self::Layout;
    /// The elements as an array.
    ///
    /// # Safety
    ///
    /// The layout was made for a shape of as many elements, a number that `count` answers.
    unsafe fn array(layout: Self::Layout, elements: Vec<T>) -> Self::Array;
}

/// A new array whose elements a function writes in row-major order; an error if no memory can be allocated.
///
/// # Safety
///
/// `write` writes every slot.
#[inline]
pub(crate) unsafe fn filled<T, F: NewOutput<T>>(
    shape: &[usize],
    write: impl FnOnce(&mut [MaybeUninit<T>]),
) -> Result<F::Array, Error> {
    let layout = F::layout(shape);
    let (len, mut elements) = allocate(shape)?;
    write(&mut elements.spare_capacity_mut()[..len]);
    // SAFETY: `write` has written that many elements.
    unsafe { elements.set_len(len) };
    // SAFETY: `count` answered this number for the shape.
    Ok(unsafe { F::array(layout, elements) })
}

/// [`filled`] by a function that may fail.
///
/// # Safety
///
/// `write` writes every slot, or returns an error.
#[cfg(feature = "rayon")]
pub(crate) unsafe fn try_filled<T, F: NewOutput<T>>(
    shape: &[usize],
    write: impl FnOnce(&mut [MaybeUninit<T>]) -> Result<(), Error>,
) -> Result<F::Array, Error> {
    let layout = F::layout(shape);
    let (len, mut elements) = allocate(shape)?;
    write(&mut elements.spare_capacity_mut()[..len])?;
    // SAFETY: `write` has written that many elements.
    unsafe { elements.set_len(len) };
    // SAFETY: `count` answered this number for the shape.
    Ok(unsafe { F::array(layout, elements) })
}

/// A new array of one element at every position.
#[cfg(feature = "rayon")]
pub(crate) fn repeated<T: Copy>(shape: &[usize], element: T) -> Result<ArrayD<T>, Error> {
    let fill = |slots: &mut [MaybeUninit<T>]| slots.fill(MaybeUninit::new(element));
    // SAFETY: `fill` writes every slot.
    unsafe { filled::<T, AnyRank>(shape, fill) }
}

/// The number of elements of a shape, and a vector with that capacity; an error if no memory can be allocated.
fn allocate<T>(shape: &[usize]) -> Result<(usize, Vec<T>), Error> {
    let len = count(shape, size_of::<T>())?;
    let mut elements = with_capacity(len, shape)?;
    advise_huge_pages(&mut elements);
    Ok((len, elements))
}

/// An empty vector with room for the elements of an array of that shape; an error if no memory can be allocated.
/// `Vec::try_reserve_exact` plans for vectors that grow, which takes 60 instructions.
#[inline]
pub(crate) fn with_capacity<T>(len: usize, shape: &[usize]) -> Result<Vec<T>, Error> {
    let error = || too_large(shape, size_of::<T>());
    let layout = Layout::array::<T>(len).map_err(|_| error())?;
    if layout.size() == 0 {
        return Ok(Vec::new());
    }
    // SAFETY: the layout has bytes.
    let first = unsafe { alloc::alloc::alloc(layout) }.cast::<T>();
    if first.is_null() {
        return Err(error());
    }
    // SAFETY: the global allocator has allocated the memory with the layout of `len` elements, and none of them is used yet.
    Ok(unsafe { Vec::from_raw_parts(first, 0, len) })
}

/// A new array of zeros. The allocator gets zeroed memory for free from the system.
pub(crate) fn zeros<F: NewOutput<Index>>(shape: &[usize]) -> Result<F::Array, Error> {
    let layout = F::layout(shape);
    let elements = zeroed(shape)?;
    // SAFETY: `zeroed` has made as many elements as the shape has.
    Ok(unsafe { F::array(layout, elements) })
}

/// [`zeros`], to which a function may write before the array is built, in row-major order. Its answer comes with the array.
#[inline]
pub(crate) fn zeros_with<F: NewOutput<Index>, R>(
    shape: &[usize],
    write: impl FnOnce(&mut [Index]) -> R,
) -> Result<(F::Array, R), Error> {
    let layout = F::layout(shape);
    let mut elements = zeroed(shape)?;
    let answer = write(&mut elements);
    // SAFETY: as in `zeros`.
    Ok((unsafe { F::array(layout, elements) }, answer))
}

/// [`zeros`] of dynamic rank. It is not generic, so a user's crate has no copy of it.
#[inline(never)]
pub(crate) fn zeros_of_any_rank(shape: &[usize]) -> Result<ArrayD<Index>, Error> {
    zeros::<AnyRank>(shape)
}

/// An index as a new array without axes.
#[inline]
pub(crate) fn one_index<F: NewOutput<Index>>(index: Index) -> Result<F::Array, Error> {
    let layout = F::layout(&[]);
    let mut elements = with_capacity(1, &[])?;
    elements.push(index);
    // SAFETY: the shape without axes has one element.
    Ok(unsafe { F::array(layout, elements) })
}

/// The indices along one axis of an array of up to three axes, as a new array of its shape without that axis.
///
/// # Panics
///
/// If the array has more axes, or if there is not one index per position of the others, or if there is no such position.
#[inline]
pub(crate) fn along_other_axes<F: NewOutput<Index>>(
    shape: &[usize],
    axis: usize,
    indices: Vec<Index>,
) -> F::Array {
    let kept = match (shape, axis) {
        (&[_], _) => [1, 1],
        (&[_, a], 0) | (&[a, _], _) => [1, a],
        (&[_, a, b], 0) | (&[a, _, b], 1) | (&[a, b, _], _) => [a, b],
        _ => unreachable!("up to three axes"),
    };
    let positions = kept[0].checked_mul(kept[1]);
    assert!(
        positions == Some(indices.len()) && !indices.is_empty(),
        "an index per position"
    );
    let layout = F::layout(&kept[3 - shape.len()..]);
    // SAFETY: as just asserted, the shape has as many elements as there are indices. So no axis is empty, and `isize` can count
    // them.
    unsafe { F::array(layout, indices) }
}

/// A zero for each element of a shape.
#[inline(never)]
pub(crate) fn zeroed(shape: &[usize]) -> Result<Vec<Index>, Error> {
    let item = size_of::<Index>();
    let len = match *shape {
        [] => 1,
        [len] if len <= FEW_ZEROS => len,
        _ => count(shape, item)?,
    };
    if len <= FEW_ZEROS {
        let mut elements = few_indices(len)?;
        elements.fill(0);
        return Ok(elements);
    }
    let elements = bytemuck::allocation::try_zeroed_vec(len);
    let mut elements = elements.map_err(|()| too_large(shape, item))?;
    advise_huge_pages(&mut elements);
    Ok(elements)
}

/// A vector of a few indices to write; an error if no memory can be allocated. They are -1: with zeros, the compiler would call the
/// allocation that zeroes, which is slow (see [`FEW_ZEROS`]).
#[inline(never)]
pub(crate) fn few_indices(len: usize) -> Result<Vec<Index>, Error> {
    let mut indices: Vec<Index> = with_capacity(len, &[len])?;
    indices.spare_capacity_mut()[..len].fill(MaybeUninit::new(-1));
    // SAFETY: these slots have been filled.
    unsafe { indices.set_len(len) };
    Ok(indices)
}

/// An array of dynamic rank.
pub struct AnyRank;

impl<T> NewOutput<T> for AnyRank {
    type Array = ArrayD<T>;
    type Layout = StrideShape<IxDyn>;

    #[inline]
    fn layout(shape: &[usize]) -> Self::Layout {
        dynamic_layout(shape)
    }

    #[inline]
    unsafe fn array(layout: Self::Layout, elements: Vec<T>) -> Self::Array {
        // SAFETY: the strides reach each element once, and `count` has checked that the product of the lengths that are not
        // zero is at most isize::MAX. With the checks of `from_shape_vec` a small array takes twice as long.
        unsafe { Array::from_shape_vec_unchecked(layout, elements) }
    }
}

/// The dynamic array of a table.
pub(crate) struct Wrapped<M>(PhantomData<M>);

impl<M: HasDType<T>, T> NewOutput<T> for Wrapped<M> {
    type Array = M::Array;
    type Layout = StrideShape<IxDyn>;

    #[inline]
    fn layout(shape: &[usize]) -> Self::Layout {
        dynamic_layout(shape)
    }

    #[inline]
    unsafe fn array(layout: Self::Layout, elements: Vec<T>) -> Self::Array {
        // SAFETY: the caller's promise.
        M::wrap(unsafe { AnyRank::array(layout, elements) })
    }
}

/// The lengths of the axes of an array of static rank, or those and the strides of one of dynamic rank.
pub enum Lengths<D> {
    Static(D),
    Dynamic(StrideShape<IxDyn>),
}

/// An array of dimension `D`.
pub struct OfRank<D>(PhantomData<D>);

impl<T, D: Dimension> NewOutput<T> for OfRank<D> {
    type Array = Array<T, D>;
    type Layout = Lengths<D>;

    #[inline]
    fn layout(shape: &[usize]) -> Self::Layout {
        if D::NDIM.is_none() {
            return Lengths::Dynamic(dynamic_layout(shape));
        }
        let mut dimension = D::zeros(shape.len());
        dimension.slice_mut().copy_from_slice(shape);
        Lengths::Static(dimension)
    }

    #[inline]
    unsafe fn array(layout: Self::Layout, elements: Vec<T>) -> Self::Array {
        match layout {
            // SAFETY: as in `AnyRank`.
            Lengths::Static(shape) => unsafe { Array::from_shape_vec_unchecked(shape, elements) },
            // SAFETY: the caller's promise.
            Lengths::Dynamic(layout) => fix(unsafe { AnyRank::array(layout, elements) }),
        }
    }
}

/// The layout of an array of dynamic rank. Lengths and strides of a constant number need no loop.
#[inline(never)]
fn dynamic_layout(shape: &[usize]) -> StrideShape<IxDyn> {
    #[inline(always)]
    fn of<const N: usize>(shape: [usize; N]) -> StrideShape<IxDyn> {
        let mut strides = [1_usize; N];
        for axis in (1..N).rev() {
            strides[axis - 1] = strides[axis].wrapping_mul(shape[axis]);
        }
        if shape.contains(&0) {
            strides = [0; N];
        }
        Dim(IxDynImpl::from(&shape[..])).strides(Dim(IxDynImpl::from(&strides[..])))
    }
    match *shape {
        [] => of([]),
        [a] => of([a]),
        [a, b] => of([a, b]),
        [a, b, c] => of([a, b, c]),
        [a, b, c, d] => of([a, b, c, d]),
        _ => IxDyn(shape).into(),
    }
}

/// Asks Linux to back a large result with huge pages, if there is `std`. The first touch then costs one page fault per 2 MiB
/// instead of 512. A new result of 128 MB took 50 ms without them and 12 ms with them. It is advice: if it is not taken, nothing is lost.
pub(crate) fn advise_huge_pages<T>(elements: &mut Vec<T>) {
    #[cfg(all(target_os = "linux", feature = "std"))]
    {
        use core::ffi::{c_int, c_void};
        // Declared here, because the crate `libc` would add two thirds of a second to a clean build. The standard library
        // links the C library that has the function.
        unsafe extern "C" {
            fn madvise(address: *mut c_void, bytes: usize, advice: c_int) -> c_int;
        }
        /// `MADV_HUGEPAGE` of Linux, on every architecture that Rust supports.
        const HUGE_PAGES: c_int = 14;
        const LARGE: usize = 4 << 20;
        const PAGE: usize = 4096;
        let bytes = elements.capacity().saturating_mul(size_of::<T>());
        if bytes >= LARGE {
            let start = elements.as_mut_ptr().cast::<u8>();
            let skipped = start.align_offset(PAGE);
            let len = (bytes - skipped) / PAGE * PAGE;
            let aligned = start.wrapping_add(skipped).cast();
            // SAFETY: this is the signature of the function. The range is page-aligned and inside memory that this process
            // owns, and the advice does not change its contents.
            unsafe { madvise(aligned, len, HUGE_PAGES) };
        }
    }
    #[cfg(not(all(target_os = "linux", feature = "std")))]
    let _ = elements;
}
