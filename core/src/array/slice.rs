//! Slices and permutations of views. They return an error where `ndarray` panics.

use crate::error::Error;
use crate::layout::AxisChange;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use ndarray::{ArrayViewD, IxDyn, SliceInfo, SliceInfoElem};

/// `view.slice(info)`, with an error where `ndarray` panics.
pub fn sliced<'a, T>(
    view: ArrayViewD<'a, T>,
    info: &[SliceInfoElem],
) -> Result<ArrayViewD<'a, T>, Error> {
    Ok(AxisChange::Slice(slice_info(view.shape(), info)?).of(&view))
}

/// The slice of a view of this shape.
pub(super) fn slice_info<'i>(
    shape: &[usize],
    info: &'i [SliceInfoElem],
) -> Result<SliceInfo<&'i [SliceInfoElem], IxDyn, IxDyn>, Error> {
    let ndim = shape.len();
    let named = info
        .iter()
        .filter(|elem| !matches!(elem, SliceInfoElem::NewAxis))
        .count();
    let other_rank = || Error::SliceRank { given: named, ndim };
    if named != ndim {
        return Err(other_rank());
    }
    let axes = info
        .iter()
        .filter(|elem| !matches!(elem, SliceInfoElem::NewAxis));
    for (axis, (elem, &len)) in axes.zip(shape).enumerate() {
        match *elem {
            SliceInfoElem::Index(index) if from_start(index, len).is_none_or(|at| at == len) => {
                return Err(Error::IndexOutOfRange { axis, len, index });
            }
            SliceInfoElem::Slice { start, end, step } if !range_fits(start, end, step, len) => {
                let given = describe(start, end, step);
                return Err(Error::Slice { axis, len, given });
            }
            _ => {}
        }
    }
    // The dimensions are dynamic, so that any number of axes fits.
    SliceInfo::try_from(info).map_err(|_| other_rank())
}

/// A position on an axis, from 0 to its length. A negative position counts from the end.
fn from_start(at: isize, len: usize) -> Option<usize> {
    let at = match usize::try_from(at) {
        Ok(at) => at,
        Err(_) => len.checked_sub(at.unsigned_abs())?,
    };
    (at <= len).then_some(at)
}

fn range_fits(start: isize, end: Option<isize>, step: isize, len: usize) -> bool {
    let inside = |at| from_start(at, len).is_some();
    step != 0 && step != isize::MIN && inside(start) && end.is_none_or(inside)
}

fn describe(start: isize, end: Option<isize>, step: isize) -> String {
    let end = end.map_or_else(String::new, |end| end.to_string());
    let step = if step == 1 {
        String::new()
    } else {
        format!(";{step}")
    };
    format!("the range {start}..{end}{step}")
}

/// `view.permuted_axes(axes)`, with an error where `ndarray` panics.
pub fn permuted<'a, T>(
    view: ArrayViewD<'a, T>,
    axes: &[usize],
) -> Result<ArrayViewD<'a, T>, Error> {
    let ndim = view.ndim();
    let mut seen: Vec<bool> = vec![false; ndim];
    let fresh = |&axis: &usize| axis < ndim && !core::mem::replace(&mut seen[axis], true);
    if axes.len() == ndim && axes.iter().all(fresh) {
        Ok(view.permuted_axes(axes))
    } else {
        Err(Error::NotAPermutation {
            axes: axes.to_vec(),
            ndim,
        })
    }
}
