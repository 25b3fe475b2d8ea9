//! Memory for results: allocated with an error in place of an abort, written by kernels, and only then read.

use super::{StridedMut, fix};
use crate::{Error, Index};
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use ndarray::{Array, ArrayViewMut, Dim, Dimension, IxDynImpl, ShapeBuilder};

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
        StridedMut::of_room(&mut self.0)
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

/// A new array, whose elements are written in row-major order; an error where there is no memory for them.
///
/// # Safety
///
/// `write` writes every slot.
#[inline]
pub(crate) unsafe fn filled<T, D: Dimension>(
    shape: &[usize],
    write: impl FnOnce(&mut [MaybeUninit<T>]),
) -> Result<Array<T, D>, Error> {
    let (len, mut elements) = allocate(shape)?;
    write(&mut elements.spare_capacity_mut()[..len]);
    // SAFETY: so many elements have been written.
    unsafe { elements.set_len(len) };
    // SAFETY: `count` has answered for the shape, and there are as many elements.
    Ok(unsafe { array(shape, elements) })
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
pub(crate) fn zeros<D: Dimension>(shape: &[usize]) -> Result<Array<Index, D>, Error> {
    let elements = bytemuck::allocation::try_zeroed_vec(count::<Index>(shape)?);
    let mut elements = elements.map_err(|()| too_large::<Index>(shape))?;
    advise_huge_pages(&mut elements);
    // SAFETY: `count` has answered for the shape, and there are as many elements.
    Ok(unsafe { array(shape, elements) })
}

/// An array of elements in row-major order.
///
/// # Safety
///
/// `count` has answered their number for the shape.
#[inline]
unsafe fn array<T, D: Dimension>(shape: &[usize], elements: Vec<T>) -> Array<T, D> {
    if let (None, &[len]) = (D::NDIM, shape) {
        // A row of dynamic rank. Made of slices of a known length, both fit registers; as a shape they go through memory, from
        // which they are read before they have arrived there: it took twice as long, as did `Array1::into_dyn`. So did the same lines
        // by way of a closure: measure dynamic `where_` when they are changed.
        let dim = Dim(IxDynImpl::from(&[len][..]));
        let strides = Dim(IxDynImpl::from(&[1][..]));
        // SAFETY: the elements lie side by side, and are as many: the caller's promise.
        return fix(unsafe { Array::from_shape_vec_unchecked(dim.strides(strides), elements) });
    }
    let mut dimension = D::zeros(shape.len());
    dimension.slice_mut().copy_from_slice(shape);
    // SAFETY: the strides of that shape reach each of the elements once, and the product of the lengths that are not zero
    // is at most isize::MAX: `count` has seen to it. With the checks of `from_shape_vec`, a small array takes twice as long.
    unsafe { Array::from_shape_vec_unchecked(dimension, elements) }
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
