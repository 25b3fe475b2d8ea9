//! Small results of operands that broadcast, have any strides, or are converted: element by element, in one loop over the
//! lengths and strides of three axes. Nothing is copied before it is selected.

use super::HasWhere;
use super::dtype::{WhereKernel, WhereOps};
use crate::array::out::{OfRank, filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::{FEW, Strided, broadcast_lengths};
use crate::table::{Convert, HasDType};
use ndarray::{Array, Dimension};

/// The result as a new array. `None` if it has no elements, more than [`FEW`], or more than three axes, or if the operands do
/// not broadcast to a shape.
#[inline(always)]
pub(super) fn new_output<M: HasWhere<A, B>, A: Element, B: Element, D: Dimension>(
    condition: Strided<'_, bool>,
    x1: Strided<'_, A>,
    x2: Strided<'_, B>,
) -> Option<Result<Array<M::Output, D>, Error>> {
    type Ops<M, R> = <M as HasDType<R>>::Ops;
    let shapes = [condition.shape(), x1.shape(), x2.shape()];
    let lengths = broadcast_lengths(shapes)?;
    let [outer, inner, len] = lengths;
    let all = outer.checked_mul(inner)?.checked_mul(len)?;
    if !(1..=FEW).contains(&all) {
        return None;
    }
    let condition = condition.broadcast_rows(lengths)?;
    let (x1, x2) = (x1.broadcast_rows(lengths)?, x2.broadcast_rows(lengths)?);
    let ndim = shapes.map(<[usize]>::len).into_iter().fold(0, usize::max);
    let write = |out: &mut [_]| {
        let mut rows = Ops::<M, M::Output>::slots(out).chunks_exact_mut(len);
        condition.each(|at, condition| {
            let elements = condition
                .iter()
                .zip(x1.lane(at).iter())
                .zip(x2.lane(at).iter());
            let slots = rows.next().expect("slots per row");
            for (slot, ((condition, x1), x2)) in slots.iter_mut().zip(elements) {
                let x1 = <M as Convert<A, M::Output>>::convert(x1);
                let x2 = <M as Convert<B, M::Output>>::convert(x2);
                slot.write(<Ops<M, M::Output> as WhereOps<M::Output>>::Kernel::element(
                    u8::from(condition),
                    Ops::<M, M::Output>::bits_of(x1),
                    Ops::<M, M::Output>::bits_of(x2),
                ));
            }
        });
    };
    // SAFETY: `write` writes a slot per position of the shape, row by row.
    Some(unsafe { filled::<_, OfRank<D>>(&lengths[3 - ndim..], write) })
}
