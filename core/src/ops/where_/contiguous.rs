//! Contiguous operands of equal shape and of the result's dtype: one call of the dtype's kernel, without a buffer.
//!
//! A call tests for this case first, while the operands are still in registers. With eight elements, the selection takes
//! less time than writing the three operands to memory would.

use super::dtype::{WhereKernel, WhereOps};
use super::operand::Operands;
use crate::array::out::{NewOutput, filled};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::StridedMut;
use core::slice;

/// The elements of three operands, in row-major order.
#[derive(Debug)]
pub(super) struct Contiguous<'a, B> {
    condition: &'a [bool],
    x1: &'a [B],
    x2: &'a [B],
}

impl<'a, B: Element> Contiguous<'a, B> {
    /// The shape of `x1` and the elements of all operands, if all have this shape.
    #[inline(always)]
    pub(super) fn like_x1(operands: &Operands<'a, B>) -> Option<(&'a [usize], Self)> {
        let (shape, strides) = (operands.x1.shape, operands.x1.strides);
        Some((shape, Self::of(operands, shape, strides)?))
    }

    /// The elements, if the operands and an array of that shape and strides have equal shapes and are contiguous, and
    /// the operands are of the result's dtype.
    #[inline(always)]
    fn of(operands: &Operands<'a, B>, shape: &[usize], strides: &[isize]) -> Option<Self> {
        let Operands { condition, x1, x2 } = operands;
        if !x1.is_same_dtype() || !x2.is_same_dtype() {
            return None;
        }
        let arrays = [
            (condition.shape(), condition.strides()),
            (x1.shape, x1.strides),
            (x2.shape, x2.strides),
            (shape, strides),
        ];
        let ndim = shape.len();
        let mut is_contiguous = arrays.iter().all(|(shape, _)| shape.len() == ndim);
        let mut expected_stride = 1;
        for axis in (0..if is_contiguous { ndim } else { 0 }).rev() {
            let len = shape[axis];
            for (shape, strides) in arrays {
                is_contiguous &= shape[axis] == len;
                is_contiguous &= len == 1 || strides[axis] == expected_stride;
            }
            expected_stride *= len.cast_signed();
        }
        let len = expected_stride.unsigned_abs();
        if !is_contiguous {
            return None;
        }
        // SAFETY: each operand has the shape, so `len` elements, and its strides are those of row-major order.
        let (condition, x1, x2) = unsafe { operands.slices([0; 3], [1; 3], len) };
        Some(Self {
            condition: condition.to_slice()?,
            x1: x1.to_slice()?,
            x2: x2.to_slice()?,
        })
    }

    /// The result as a new array of the shape that the operands have.
    #[inline]
    pub(super) fn new_output<O: WhereOps<R, Bits = B>, R, F: NewOutput<R>>(
        self,
        shape: &[usize],
    ) -> Result<F::Array, Error> {
        let write = |out: &mut _| O::Kernel::row(self.condition, self.x1, self.x2, O::slots(out));
        // SAFETY: `row` writes every element of a slice as long as the operands, or panics.
        unsafe { filled::<_, F>(shape, write) }
    }

    /// Writes the result to an existing array, if that and the operands are of this case. Returns whether they are.
    #[inline(always)]
    pub(super) fn write<K: WhereKernel<B>>(
        operands: &Operands<'a, B>,
        out: &StridedMut<'_, B>,
    ) -> bool {
        let Some(Self { condition, x1, x2 }) = Self::of(operands, out.shape(), out.strides())
        else {
            return false;
        };
        // SAFETY: `of` has compared the shape and strides of `out`. So its elements are contiguous, as many as those of
        // `x1`, and they may be written.
        let out = unsafe { slice::from_raw_parts_mut(out.as_mut_ptr().cast(), x1.len()) };
        K::row(condition, x1, x2, out);
        true
    }
}
