//! Memory for results: allocated with an error in place of an abort, written by kernels, and only then read.
//!
//! Of a new array of dynamic rank the layout is made before its memory is had, and the array is put together after it is written.
//! It is 112 bytes, written in parts of 1 to 16 bytes and moved in others: a part that is read before what it was written
//! as has arrived in the cache waits for that, some 15 cycles at each move. With memory to be had and a kernel to be run between,
//! few do: dynamic `where_` of 8 elements went from 63 to 48 ns, of 2 x 4 from 100 to 55. For the same reason it is wrapped into the
//! dynamic array of a table where it is put together.

use crate::layout::{StridedMut, fix};
use crate::table::HasDType;
use crate::{Error, Index};
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use ndarray::{
    Array, ArrayD, ArrayViewMut, Dim, Dimension, IxDyn, IxDynImpl, ShapeBuilder, StrideShape,
};

/// Where a kernel writes its result: a view of elements that need not be initialised.
///
/// It is made from a view of initialised or of uninitialised elements. A kernel that has written all of it gives it back
/// as an ordinary view.
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
        // SAFETY: `MaybeUninit<T>` has the layout of T, and `view`, given up here, borrowed the elements for 'a. An `Out`
        // never writes anything but a T, so that the owner finds initialised elements.
        Self(unsafe { raw.deref_into_view_mut() })
    }
}

impl<'a, T: Copy, D: Dimension> From<ArrayViewMut<'a, MaybeUninit<T>, D>> for Out<'a, T, D> {
    fn from(view: ArrayViewMut<'a, MaybeUninit<T>, D>) -> Self {
        Self(view)
    }
}

impl<'a, T: Copy, D: Dimension> Out<'a, T, D> {
    /// Its shape.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        self.0.shape()
    }

    /// Its elements, to be written.
    pub(crate) fn strided(&mut self) -> StridedMut<'_, T> {
        StridedMut::uninit(&mut self.0)
    }

    /// The view, now that every element has been written.
    ///
    /// # Safety
    ///
    /// Every element has.
    pub(crate) unsafe fn written(self) -> ArrayViewMut<'a, T, D> {
        // SAFETY: the caller's promise.
        unsafe { self.0.assume_init() }
    }
}

/// There is no memory for an array of that shape.
fn too_large<T>(shape: &[usize]) -> Error {
    Error::TooLarge {
        shape: shape.to_vec(),
        item: size_of::<T>(),
    }
}

/// The number of elements of a shape, or an error where there are more than memory has bytes.
fn count<T>(shape: &[usize]) -> Result<usize, Error> {
    // An array without elements must not have too long axes either.
    let reach = shape
        .iter()
        .try_fold(1_usize, |len, &axis| len.checked_mul(axis.max(1)))
        .filter(|&len| isize::try_from(len).is_ok())
        .ok_or_else(|| too_large::<T>(shape))?;
    Ok(if shape.contains(&0) { 0 } else { reach })
}

/// What a new array is handed back as: of a rank, or wrapped into the dynamic array of a table.
pub(crate) trait NewOutput<T> {
    /// The array.
    type Array;
    /// The lengths of its axes, and what is known of its strides.
    type Layout;
    /// The layout of that shape, elements in row-major order.
    fn layout(shape: &[usize]) -> Self::Layout;
    /// Elements as an array.
    ///
    /// # Safety
    ///
    /// The layout was answered for a shape for which `count` has answered the number of the elements.
    unsafe fn array(layout: Self::Layout, elements: Vec<T>) -> Self::Array;
}

/// A new array, whose elements are written in row-major order; an error where there is no memory for them.
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
    // SAFETY: so many elements have been written.
    unsafe { elements.set_len(len) };
    // SAFETY: `count` has answered for the shape, and there are as many elements.
    Ok(unsafe { F::array(layout, elements) })
}

/// Room for the elements of a shape, and how many they are; an error where there is none.
fn allocate<T>(shape: &[usize]) -> Result<(usize, Vec<T>), Error> {
    let len = count::<T>(shape)?;
    let mut elements = Vec::new();
    elements
        .try_reserve_exact(len)
        .map_err(|_| too_large::<T>(shape))?;
    advise_huge_pages(&mut elements);
    Ok((len, elements))
}

/// A new array of zeros, which the allocator has at hand where memory is new.
pub(crate) fn zeros<F: NewOutput<Index>>(shape: &[usize]) -> Result<F::Array, Error> {
    let layout = F::layout(shape);
    let elements = bytemuck::allocation::try_zeroed_vec(count::<Index>(shape)?);
    let mut elements = elements.map_err(|()| too_large::<Index>(shape))?;
    advise_huge_pages(&mut elements);
    // SAFETY: `count` has answered for the shape, and there are as many elements.
    Ok(unsafe { F::array(layout, elements) })
}

/// As an array of dynamic rank.
pub(crate) struct AnyRank;

impl<T> NewOutput<T> for AnyRank {
    type Array = ArrayD<T>;
    type Layout = StrideShape<IxDyn>;

    #[inline]
    fn layout(shape: &[usize]) -> Self::Layout {
        dynamic_layout(shape)
    }

    #[inline]
    unsafe fn array(layout: Self::Layout, elements: Vec<T>) -> Self::Array {
        // SAFETY: the strides of that shape reach each of the elements once, and the product of the lengths that are not zero
        // is at most isize::MAX: `count` has seen to it. With the checks of `from_shape_vec`, a small array takes twice as long.
        unsafe { Array::from_shape_vec_unchecked(layout, elements) }
    }
}

/// As the dynamic array of a table.
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

/// A layout whose rank is known when this is compiled, or when it runs.
pub(crate) enum Layout<D> {
    Static(D),
    Dynamic(StrideShape<IxDyn>),
}

/// As an array of rank `D`.
pub(crate) struct OfRank<D>(PhantomData<D>);

impl<T, D: Dimension> NewOutput<T> for OfRank<D> {
    type Array = Array<T, D>;
    type Layout = Layout<D>;

    #[inline]
    fn layout(shape: &[usize]) -> Self::Layout {
        if D::NDIM.is_none() {
            return Layout::Dynamic(dynamic_layout(shape));
        }
        let mut dimension = D::zeros(shape.len());
        dimension.slice_mut().copy_from_slice(shape);
        Layout::Static(dimension)
    }

    #[inline]
    unsafe fn array(layout: Self::Layout, elements: Vec<T>) -> Self::Array {
        match layout {
            // SAFETY: as in `AnyRank`.
            Layout::Static(shape) => unsafe { Array::from_shape_vec_unchecked(shape, elements) },
            // SAFETY: the caller's promise.
            Layout::Dynamic(layout) => fix(unsafe { AnyRank::array(layout, elements) }),
        }
    }
}

/// The layout of an array of dynamic rank. Made from slices of a known length, lengths and strides need no loop.
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

/// Asks Linux to back the memory of a large result by huge pages: a first touch costs one fault for 2 MiB in place of 512. A
/// fresh result of 128 MB took 50 ms without and 12 ms with them. It is advice: where it is not taken, nothing is lost.
pub(crate) fn advise_huge_pages<T>(elements: &mut Vec<T>) {
    #[cfg(target_os = "linux")]
    {
        const LARGE: usize = 4 << 20;
        const PAGE: usize = 4096;
        let bytes = elements.capacity().saturating_mul(size_of::<T>());
        if bytes >= LARGE {
            let start = elements.as_mut_ptr().cast::<u8>();
            let skipped = start.align_offset(PAGE);
            let len = (bytes - skipped) / PAGE * PAGE;
            let aligned = start.wrapping_add(skipped).cast();
            // SAFETY: the range is page-aligned and inside memory that this process owns, which `MADV_HUGEPAGE` leaves as
            // it is.
            unsafe { libc::madvise(aligned, len, libc::MADV_HUGEPAGE) };
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = elements;
}
