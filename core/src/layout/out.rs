//! Memory for results: allocated with an error in place of an abort, written by kernels, and only then read.

use super::StridedMut;
use crate::Error;
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

/// Room for so many elements, or an error where there is none.
pub(crate) fn allocate<T>(shape: &[usize]) -> Result<Vec<T>, Error> {
    let too_large = || Error::TooLarge {
        shape: shape.to_vec(),
        item: size_of::<T>(),
    };
    // An array without elements must not have too long axes either.
    let reach = shape
        .iter()
        .try_fold(1_usize, |len, &axis| len.checked_mul(axis.max(1)))
        .filter(|&len| isize::try_from(len).is_ok())
        .ok_or_else(too_large)?;
    let len = if shape.contains(&0) { 0 } else { reach };
    let mut elements = Vec::new();
    elements.try_reserve_exact(len).map_err(|_| too_large())?;
    advise_huge_pages(elements.spare_capacity_mut());
    Ok(elements)
}

/// Asks Linux to back a large result by huge pages: a first touch costs one fault for 2 MiB in place of 512. A fresh result
/// of 128 MB took 50 ms without and 12 ms with them. It is advice: where it is not taken, nothing is lost.
fn advise_huge_pages<T>(memory: &mut [MaybeUninit<T>]) {
    #[cfg(target_os = "linux")]
    {
        const LARGE: usize = 4 << 20;
        const PAGE: usize = 4096;
        if size_of_val(memory) >= LARGE {
            let start = memory.as_mut_ptr().cast::<u8>();
            let skipped = start.align_offset(PAGE);
            let len = (size_of_val(memory) - skipped) / PAGE * PAGE;
            let aligned = start.wrapping_add(skipped).cast();
            // SAFETY: the range is page-aligned and inside memory that this process owns, which `MADV_HUGEPAGE` leaves as
            // it is.
            unsafe { libc::madvise(aligned, len, libc::MADV_HUGEPAGE) };
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = memory;
}
