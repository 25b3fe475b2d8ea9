//! Memory for results: allocated with an error in place of an abort, written by kernels, and only then read.

use super::StridedMut;
use crate::{Error, Index};
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use ndarray::{ArrayViewMut, Dimension};

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

/// Room for so many elements, or an error where there is none.
pub(crate) fn allocate<T>(shape: &[usize]) -> Result<Vec<T>, Error> {
    let mut elements = Vec::new();
    elements
        .try_reserve_exact(count::<T>(shape)?)
        .map_err(|_| too_large::<T>(shape))?;
    advise_huge_pages(&mut elements);
    Ok(elements)
}

/// So many zeros, which the allocator has at hand where memory is new.
pub(crate) fn allocate_zeros(shape: &[usize]) -> Result<Vec<Index>, Error> {
    let zeros = bytemuck::allocation::try_zeroed_vec(count::<Index>(shape)?);
    let mut zeros = zeros.map_err(|()| too_large::<Index>(shape))?;
    advise_huge_pages(&mut zeros);
    Ok(zeros)
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
