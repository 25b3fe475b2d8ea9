//! `where_`: elements of one array or another, by a condition, converted to the promoted dtype.
//!
//! Kernels see operands that have been broadcast to one shape, with stride 0 where they stretch.

use crate::Error;
use crate::element::Element;
use crate::layout::Out;
use crate::table::Promotion;
use ndarray::{ArrayView, ArrayViewMut, Dimension, Ix0, Ix1, RemoveAxis};

/// The operands: the condition and the two arrays.
pub type Operands<'a, A, B, D> = (
    ArrayView<'a, bool, D>,
    ArrayView<'a, A, D>,
    ArrayView<'a, B, D>,
);

/// Rank 0: one element.
pub fn rank0<'out, M: Promotion<A, B>, A: Element, B: Element>(
    operands: Operands<'_, A, B, Ix0>,
    out: Out<'out, M::Output, Ix0>,
) -> Result<ArrayViewMut<'out, M::Output, Ix0>, Error> {
    same_rank::<M, A, B, Ix0>(operands, out)
}

/// Rank 1: a row.
pub fn rank1<'out, M: Promotion<A, B>, A: Element, B: Element>(
    operands: Operands<'_, A, B, Ix1>,
    out: Out<'out, M::Output, Ix1>,
) -> Result<ArrayViewMut<'out, M::Output, Ix1>, Error> {
    same_rank::<M, A, B, Ix1>(operands, out)
}

#[inline(always)]
fn same_rank<'out, M: Promotion<A, B>, A: Element, B: Element, D: Dimension>(
    operands: Operands<'_, A, B, D>,
    out: Out<'out, M::Output, D>,
) -> Result<ArrayViewMut<'out, M::Output, D>, Error> {
    check(&operands, &out)?;
    Ok(out.write(
        operands,
        |condition, x1, x2| if condition { M::left(x1) } else { M::right(x2) },
    ))
}

/// Rank N, by the kernel of rank N - 1.
pub fn outer<'out, R: Element, A: Element, B: Element, D: RemoveAxis>(
    operands: &Operands<'_, A, B, D>,
    out: Out<'out, R, D>,
    inner: impl for<'o> Fn(
        Operands<'_, A, B, D::Smaller>,
        Out<'o, R, D::Smaller>,
    ) -> Result<ArrayViewMut<'o, R, D::Smaller>, Error>,
) -> Result<ArrayViewMut<'out, R, D>, Error> {
    check(operands, &out)?;
    let (condition, x1, x2) = operands;
    let mut parts = condition
        .outer_iter()
        .zip(x1.outer_iter())
        .zip(x2.outer_iter());
    out.write_outer(|out| match parts.next() {
        Some(((condition, x1), x2)) => inner((condition, x1, x2), out),
        None => unreachable!("all operands have one length"),
    })
}

fn check<A, B, R: Copy, D: Dimension>(
    (condition, x1, x2): &Operands<'_, A, B, D>,
    out: &Out<'_, R, D>,
) -> Result<(), Error> {
    out.expect_shape(condition.shape())?;
    out.expect_shape(x1.shape())?;
    out.expect_shape(x2.shape())
}
