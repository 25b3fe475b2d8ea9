//! Memory for results: allocated with an error in place of an abort, written by kernels, and only then read.

use super::coalesce::{Mergeable, without};
use super::fix;
use crate::Error;
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use ndarray::{
    Array, ArrayView1, ArrayViewMut, ArrayViewMut1, ArrayViewMutD, Axis, Dimension, Ix1, IxDyn,
    RemoveAxis,
};

/// Where a kernel writes its result: a view of elements that need not be initialised.
///
/// It is made from a view of initialised or of uninitialised elements. A kernel that has written all of it gives it back
/// as an ordinary view, which is the proof that it did.
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

    /// An error where the shape is another than the operands'.
    pub(crate) fn expect_shape(&self, expected: &[usize]) -> Result<(), Error> {
        if self.shape() == expected {
            Ok(())
        } else {
            Err(Error::ShapeMismatch {
                expected: expected.to_vec(),
                found: self.shape().to_vec(),
            })
        }
    }

    /// Writes one element everywhere.
    pub(crate) fn write_all(mut self, element: T) -> ArrayViewMut<'a, T, D> {
        self.0.fill(MaybeUninit::new(element));
        // SAFETY: `fill` has written every element.
        unsafe { self.0.assume_init() }
    }

    /// Lets `write` fill each part along axis 0 in turn. It is a trait object so that this is compiled once for a dtype and
    /// rank, not for each pair.
    pub(crate) fn write_outer(
        mut self,
        write: &mut dyn for<'o> FnMut(
            Out<'o, T, D::Smaller>,
        ) -> Result<ArrayViewMut<'o, T, D::Smaller>, Error>,
    ) -> Result<ArrayViewMut<'a, T, D>, Error>
    where
        D: RemoveAxis,
    {
        for part in self.0.axis_iter_mut(Axis(0)) {
            let expected = Whole::of(&part);
            let written = write(Out(part))?;
            assert!(
                expected == Whole::of(&written),
                "a kernel gave back other memory than it was to write"
            );
        }
        // SAFETY: each part was given back as a view of initialised elements with its own address, shape and strides.
        // While `self` is borrowed no other view of that memory exists, so that it is the part that was written.
        Ok(unsafe { self.0.assume_init() })
    }
}

impl<'a, T: Copy> Out<'a, T, Ix1> {
    /// Lets `write` fill parts of at most that many contiguous elements, each told where it begins; `write` must fill all of
    /// what it is given.
    pub(crate) fn write_parts(
        mut self,
        most: usize,
        mut write: impl FnMut(usize, &mut [MaybeUninit<T>]),
    ) -> ArrayViewMut1<'a, T> {
        if let Some(out) = self.0.as_slice_mut() {
            let mut start = 0;
            for part in out.chunks_mut(most) {
                write(start, part);
                start += part.len();
            }
        } else {
            let mut buffer = [const { MaybeUninit::uninit() }; PART];
            let most = most.min(PART);
            for (at, mut part) in self.0.axis_chunks_iter_mut(Axis(0), most).enumerate() {
                let buffer = &mut buffer[..part.len()];
                write(at * most, buffer);
                part.assign(&ArrayView1::from(&*buffer));
            }
        }
        // SAFETY: the parts are all of the view, and `write` has filled them.
        unsafe { self.0.assume_init() }
    }
}

/// Elements of the buffer through which an `Out` is written that is not contiguous.
const PART: usize = 512;

impl<T> Mergeable for Out<'_, T, IxDyn> {
    fn lens(&self) -> &[usize] {
        self.0.shape()
    }

    fn strides(&self) -> &[isize] {
        (*self.0).strides()
    }

    fn merge(&mut self, take: Axis, into: Axis) {
        self.0.merge_axes(take, into);
    }
}

/// An `Out` without axes that [`merge`](super::merge) answered.
pub(crate) fn out_without<'a, T>(out: Out<'a, T, IxDyn>, axes: &[Axis]) -> Out<'a, T, IxDyn> {
    Out(without(out.0, axes))
}

/// An `Out` of static rank; see [`fix`].
///
/// # Panics
///
/// If the rank is another.
#[must_use]
pub fn fix_out<T, D: Dimension>(out: Out<'_, T, IxDyn>) -> Out<'_, T, D> {
    Out(fix(out.0))
}

/// Which memory a view covers.
#[derive(PartialEq)]
struct Whole<D> {
    first: *const (),
    shape: D,
    strides: IxDyn,
}

impl<D: Dimension> Whole<D> {
    fn of<T>(view: &ArrayViewMut<'_, T, D>) -> Self {
        Self {
            first: view.as_ptr().cast(),
            shape: view.raw_dim(),
            strides: IxDyn(bytemuck::cast_slice(view.strides())),
        }
    }
}

/// A new C-contiguous array of that shape, filled by `write`.
pub(crate) fn fresh<T: Copy, D: Dimension>(
    shape: &D,
    write: &mut dyn for<'o> FnMut(Out<'o, T, IxDyn>) -> Result<ArrayViewMutD<'o, T>, Error>,
) -> Result<Array<T, D>, Error> {
    let mut array = allocate(shape)?;
    let (first, len) = (array.as_ptr().cast(), array.len());
    let written = write(Out(array.view_mut().into_dyn()))?;
    check_whole(&written, first, len);
    // SAFETY: a view of initialised elements was given back that begins where the array begins and has all its elements,
    // one after the other. No other view of that memory existed meanwhile, so that the array is what was written.
    Ok(unsafe { array.assume_init() })
}

/// The same, filled as one row.
pub(crate) fn fresh_row<T: Copy, D: Dimension>(
    shape: &D,
    write: &mut dyn for<'o> FnMut(Out<'o, T, Ix1>) -> Result<ArrayViewMut1<'o, T>, Error>,
) -> Result<Array<T, D>, Error> {
    let mut array = allocate(shape)?;
    let (first, len) = (array.as_ptr().cast(), array.len());
    let row = ArrayViewMut1::from(array.as_slice_mut().unwrap_or_default());
    let written = write(Out(row))?;
    check_whole(&written, first, len);
    // SAFETY: as in `fresh`.
    Ok(unsafe { array.assume_init() })
}

fn check_whole<T, D: Dimension>(written: &ArrayViewMut<'_, T, D>, first: *const T, len: usize) {
    let whole = written.as_ptr() == first && written.len() == len && written.is_standard_layout();
    assert!(
        whole || len == 0,
        "a kernel gave back other memory than it was to write"
    );
}

/// Room for an array, or an error where there is none.
fn allocate<T, D: Dimension>(shape: &D) -> Result<Array<MaybeUninit<T>, D>, Error> {
    let too_large = || Error::TooLarge {
        shape: shape.slice().to_vec(),
        item: size_of::<T>(),
    };
    let len = shape.size_checked().ok_or_else(too_large)?;
    let mut elements = Vec::new();
    elements.try_reserve_exact(len).map_err(|_| too_large())?;
    advise_huge_pages(elements.spare_capacity_mut());
    // SAFETY: the capacity is at least `len`, and a `MaybeUninit` need not be initialised.
    unsafe { elements.set_len(len) };
    Array::from_shape_vec(shape.clone(), elements).map_err(|_| too_large())
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
