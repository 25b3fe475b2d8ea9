//! `extract`: the elements of an array where a condition of the same shape is true, in row-major order.
//!
//! ```text
//! found = the number of elements that are true
//! allocate an array of `found` elements, or return an error     // nothing has been written so far
//! for each row of the condition and x, for each 64 elements:
//!     mask = one bit per element of the condition                // the kernel of `nonzero`
//!     move the elements whose bits are set to the front, and append them
//! ```
//!
//! | condition and x | how they are read | file |
//! | --- | --- | --- |
//! | both contiguous | as one row | `rows` |
//! | all others | row by row in row-major order; rows with gaps are gathered, if many elements are chosen | `rows` |
//!
//! `choice` counts, and keeps the masks of a contiguous condition. `compress` moves elements to the front. It is
//! compiled once per element width, and so is `rows`. The condition is read twice if its masks are not kept.

mod choice;
mod compress;
mod dtype;
mod rows;

pub use choice::Choice;
pub use dtype::ExtractOps;

use crate::array::out::{NewOutput, OfRank, Wrapped, advise_huge_pages, filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::{Strided, StridedMut, StridedSliceMut, expect_shape};
use crate::table::HasDType;
use alloc::vec;
use alloc::vec::Vec;
use choice::Masks;
use ndarray::{Array1, ArrayRef, ArrayViewD, Dimension, Ix1};

/// The table has `extract` of the element type `T`.
pub trait HasExtract<T>: HasDType<T, Ops: ExtractOps<T>> {}

/// The element types that `typed::extract` of the table `Table` accepts for `x`.
#[diagnostic::on_unimplemented(
    message = "the table `{Table}` has no extract for `{Self}`",
    label = "`{Self}` is not a dtype of `{Table}` with extract",
    note = "convert the elements to a dtype of the table, for example with `.mapv(..)`; in generic code, bound the element type by the trait `HasExtract` of the table's module"
)]
pub trait Extract<Table>: Element {
    /// The implementation of the dtype.
    #[doc(hidden)]
    type Ops: ExtractOps<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: HasExtract<T>, T: Element> Extract<M> for T {
    type Ops = M::Ops;
}

/// The dynamic function, once the dtype is known.
pub fn dynamic<M: HasExtract<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    condition: &ArrayViewD<'_, bool>,
) -> Result<M::Array, Error> {
    new_output::<T, M::Ops, Wrapped<M>>(Strided::of(condition), Strided::of(x))
}

/// The dynamic function into an existing array.
pub fn dynamic_into<M: HasExtract<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    condition: &ArrayViewD<'_, bool>,
    out: &mut M::ArrayViewMut<'_>,
) -> Result<(), Error> {
    let x = Strided::of(x);
    let mut masks = Masks::default();
    let choice = Choice::new(Strided::of(condition), x.shape(), &mut masks, false)?;
    let out = match M::as_view_mut(out) {
        Ok(out) => StridedMut::of(out),
        Err(other) => {
            return Err(Error::DTypeMismatch {
                expected: M::DTYPE_NAME,
                found: M::name_of_view_mut(other),
            });
        }
    };
    expect_shape(&[choice.found()], out.shape())?;
    write_to::<T, M::Ops>(&choice, x, &out)
}

/// The typed function.
pub fn typed<T: Element, O: ExtractOps<T>, D: Dimension>(
    condition: &ArrayRef<bool, D>,
    x: &ArrayRef<T, D>,
) -> Result<Array1<T>, Error> {
    new_output::<T, O, OfRank<Ix1>>(Strided::of(condition), Strided::of(x))
}

/// The typed function into an existing vector, whose elements are replaced.
pub fn typed_into<T: Element, O: ExtractOps<T>, D: Dimension>(
    condition: &ArrayRef<bool, D>,
    x: &ArrayRef<T, D>,
    out: &mut Vec<T>,
) -> Result<(), Error> {
    let x = Strided::of(x);
    let mut masks = Masks::default();
    let choice = Choice::new(Strided::of(condition), x.shape(), &mut masks, false)?;
    let found = choice.found();
    // The elements are kept until there is memory.
    out.try_reserve_exact(found.saturating_sub(out.len()))
        .map_err(|_| too_large::<T>(found))?;
    out.clear();
    write_after::<T, O>(&choice, x, out);
    Ok(())
}

/// The named kernel: appends the elements to a vector, which grows by amortised doubling.
pub fn append<T: Element, O: ExtractOps<T>>(
    condition: Strided<'_, bool>,
    x: Strided<'_, T>,
    out: &mut Vec<T>,
) -> Result<(), Error> {
    let mut masks = Masks::default();
    let choice = Choice::new(condition, x.shape(), &mut masks, true)?;
    out.try_reserve(choice.found())
        .map_err(|_| too_large::<T>(choice.found()))?;
    write_after::<T, O>(&choice, x, out);
    Ok(())
}

/// The chosen elements as a new array.
fn new_output<T: Element, O: ExtractOps<T>, F: NewOutput<T>>(
    condition: Strided<'_, bool>,
    x: Strided<'_, T>,
) -> Result<F::Array, Error> {
    let mut masks = Masks::default();
    let choice = Choice::new(condition, x.shape(), &mut masks, true)?;
    let write = |slots: &mut _| O::write(&choice, x, slots);
    // SAFETY: `O::write` writes every slot, or panics.
    unsafe { filled::<_, F>(&[choice.found()], write) }
}

/// Writes the chosen elements after the last one of a vector, which has capacity for them.
fn write_after<T: Element, O: ExtractOps<T>>(
    choice: &Choice<'_>,
    x: Strided<'_, T>,
    out: &mut Vec<T>,
) {
    let len = out.len() + choice.found();
    O::write(choice, x, &mut out.spare_capacity_mut()[..choice.found()]);
    // SAFETY: `O::write` has written that many elements after the last one.
    unsafe { out.set_len(len) };
}

/// Writes the chosen elements to an array with one axis, as long as there are such elements. If it is not contiguous,
/// they go through a new vector.
fn write_to<T: Element, O: ExtractOps<T>>(
    choice: &Choice<'_>,
    x: Strided<'_, T>,
    out: &StridedMut<'_, T>,
) -> Result<(), Error> {
    let found = choice.found();
    let (first, stride) = (out.as_mut_ptr().cast(), out.strides()[0]);
    // SAFETY: these are all elements of `out`, which is not used otherwise. They may be written.
    let out = unsafe { StridedSliceMut::uninit(first, stride, found) };
    match out.into_contiguous() {
        Ok(slots) => O::write(choice, x, slots),
        Err(mut out) => {
            let mut elements = Vec::new();
            elements
                .try_reserve_exact(found)
                .map_err(|_| too_large::<T>(found))?;
            advise_huge_pages(&mut elements);
            let slots = &mut elements.spare_capacity_mut()[..found];
            O::write(choice, x, slots);
            out.write_from(0, slots);
        }
    }
    Ok(())
}

#[cold]
fn too_large<T>(found: usize) -> Error {
    Error::TooLarge {
        shape: vec![found],
        item: size_of::<T>(),
    }
}
