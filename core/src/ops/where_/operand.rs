//! The operands of `where_`: the condition, and two arrays that know how to convert their elements to those of the
//! result. The elements of the result are named by what its kernel sees of them: `B`.
//!
//! Two functions are compiled per conversion. One converts elements of any stride into a buffer: see
//! [`operand`](crate::ops::operand). The other, [`select`], converts contiguous elements in the loop that selects, which
//! takes two thirds of the time. For pairs of which both operands are converted, [`select_both`] does that for both.

use super::HasWhere;
use super::dtype::{WhereKernel, WhereOps};
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::{
    Axes, Axis, Shape, Strided, StridedMut, broadcast_shape, same_shape, stretched,
};
use crate::ops::operand::{self, Conversion};
use crate::simd::multiversion;
use crate::table::{Convert, HasDType};
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// What the kernel of the table's dtype `R` sees of an element.
pub(super) type Bits<M, R> = <<M as HasDType<R>>::Ops as WhereOps<R>>::Bits;

/// An array whose elements are of the result's dtype, or can be converted to it.
pub(super) type Operand<'a, B> = operand::Operand<'a, B, Select<B>>;

/// Elements of an operand at equal distances.
pub(super) type OperandSlice<'a, B> = operand::OperandSlice<'a, B, Select<B>>;

/// The condition and the two arrays to select from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operands<'a, B: 'static> {
    pub(super) condition: Strided<'a, bool>,
    pub(super) x1: Operand<'a, B>,
    pub(super) x2: Operand<'a, B>,
}

impl<'a, B: Element> Operands<'a, B> {
    /// Whether one loop converts both arrays.
    pub(super) fn are_converted_together(&self) -> bool {
        let conversion = self.x1.conversion();
        conversion.is_some_and(|conversion| conversion.own.both.is_some())
    }

    /// The shape that the operands broadcast to.
    #[inline(always)]
    pub(super) fn shape(&self) -> Result<Shape, Error> {
        common_shape(self.shapes())
    }

    /// An error where the operands do not broadcast to a shape.
    #[inline(always)]
    pub(super) fn expect_broadcast_to(&self, to: &[usize]) -> Result<(), Error> {
        expect_broadcast_to(self.shapes(), to)
    }

    /// The axes of the output, with the strides of the condition, `x1`, `x2` and the output, in this order.
    #[inline(always)]
    pub(super) fn axes(&self, out: &StridedMut<'_, B>) -> Axes<4> {
        let Self { condition, x1, x2 } = self;
        axes([
            (condition.shape(), condition.strides()),
            (x1.shape, x1.strides),
            (x2.shape, x2.strides),
            (out.shape(), out.strides()),
        ])
    }

    /// `len` elements of the condition, `x1` and `x2`, in this order, at a stride each, from an offset on.
    ///
    /// # Safety
    ///
    /// The operands have these elements.
    #[inline(always)]
    pub(super) unsafe fn slices(
        &self,
        offsets: [isize; 3],
        strides: [isize; 3],
        len: usize,
    ) -> (
        OperandSlice<'a, bool>,
        OperandSlice<'a, B>,
        OperandSlice<'a, B>,
    ) {
        let condition = Operand::same_dtype(self.condition);
        // SAFETY: the caller promises that the condition has these elements.
        let condition = unsafe { condition.slice(offsets[0], strides[0], len) };
        // SAFETY: the caller promises that `x1` has these elements.
        let x1 = unsafe { self.x1.slice(offsets[1], strides[1], len) };
        // SAFETY: the caller promises that `x2` has these elements.
        let x2 = unsafe { self.x2.slice(offsets[2], strides[2], len) };
        (condition, x1, x2)
    }

    #[inline(always)]
    fn shapes(&self) -> [&'a [usize]; 3] {
        [self.condition.shape(), self.x1.shape, self.x2.shape]
    }
}

/// The shape that the condition, `x1` and `x2` broadcast to.
fn common_shape(shapes: [&[usize]; 3]) -> Result<Shape, Error> {
    broadcast_shape(&shapes).ok_or_else(|| broadcast_error(shapes))
}

/// An error where the condition, `x1` and `x2` do not broadcast to a shape.
fn expect_broadcast_to(shapes: [&[usize]; 3], to: &[usize]) -> Result<(), Error> {
    let shape = common_shape(shapes)?;
    if broadcast_shape(&[&shape, to]).is_some_and(|common| same_shape(&common, to)) {
        Ok(())
    } else {
        Err(Error::BroadcastTo {
            shape: shape.to_vec(),
            to: to.to_vec(),
        })
    }
}

/// The error with the shapes that cannot be broadcast together, by operand. Scalars and 0-d arrays broadcast to every
/// shape, so they are left out.
#[cold]
fn broadcast_error(shapes: [&[usize]; 3]) -> Error {
    let shapes: Vec<_> = ["condition", "x1", "x2"]
        .into_iter()
        .zip(shapes)
        .filter(|(_, shape)| !shape.is_empty())
        .map(|(name, shape)| (name, shape.to_vec()))
        .collect();
    Error::Broadcast { shapes }
}

/// The axes of the last array, to which the others are broadcast, with the strides of each. An array is its shape and
/// strides.
fn axes(arrays: [(&[usize], &[isize]); 4]) -> Axes<4> {
    let [condition, x1, x2, out] = arrays;
    let ndim = out.0.len();
    let stride = |(shape, strides), axis| stretched(shape, strides, ndim, axis);
    Axes::new(&mut (0..ndim).map(|axis| Axis {
        len: out.0[axis],
        strides: [
            stride(condition, axis),
            stride(x1, axis),
            stride(x2, axis),
            out.1[axis],
        ],
    }))
}

/// An array of a dtype that the table converts to the result's. Elements are converted into buffers and results, which are
/// aligned for them.
#[inline(always)]
pub(super) fn convertible<M, T: Element, R: Element>(x: Strided<'_, T>) -> Operand<'_, Bits<M, R>>
where
    M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>,
{
    match x.as_of() {
        Some(same) => Operand::same_dtype(M::Ops::bits(same)),
        None => Operand::converted(
            x,
            const {
                &Conversion::of::<T>(
                    |from, to| operand::gather::<M, T, R>(from.of_type(), M::Ops::elements(to)),
                    Select {
                        one: select::<M, M::Ops, T, R>,
                        both: None,
                    },
                )
            },
        ),
    }
}

/// `x1` beside an `x2` of element type `B`, where both are converted.
#[inline(always)]
pub(super) fn convertible_beside<M: HasWhere<A, B>, A: Element, B: Element>(
    x1: Strided<'_, A>,
) -> Operand<'_, Bits<M, M::Output>> {
    type Ops<M, R> = <M as HasDType<R>>::Ops;
    Operand::converted(
        x1,
        const {
            &Conversion::of::<A>(
                |from, to| {
                    operand::gather::<M, A, M::Output>(
                        from.of_type(),
                        Ops::<M, M::Output>::elements(to),
                    );
                },
                Select {
                    one: select::<M, Ops<M, M::Output>, A, M::Output>,
                    both: Some(select_both::<M, Ops<M, M::Output>, A, B, M::Output>),
                },
            )
        },
    )
}

/// The functions that convert in the loop that selects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Select<B: 'static> {
    /// [`select`] for an element type.
    one: fn(OperandSlice<'_, B>, bool, &[bool], &[B], &mut [MaybeUninit<B>]),
    /// [`select_both`] for a pair of element types. Only `x1` has it.
    both: Option<SelectBoth<B>>,
}

/// [`select_both`] for a pair of element types.
pub(super) type SelectBoth<B> =
    fn(OperandSlice<'_, B>, OperandSlice<'_, B>, &[bool], &mut [MaybeUninit<B>]);

/// Writes these elements, converted, where the condition equals `when`, and those of `other` elsewhere.
///
/// # Panics
///
/// If one of the slices is shorter than `out`, or the elements are not contiguous ones that need a conversion.
#[inline(always)]
pub(super) fn select_converted<B: Element>(
    from: OperandSlice<'_, B>,
    when: bool,
    condition: &[bool],
    other: &[B],
    out: &mut [MaybeUninit<B>],
) {
    let conversion = from.conversion().expect("elements that need a conversion");
    (conversion.own.one)(from, when, condition, other, out);
}

/// The function that selects from `x1` and another operand, if both are contiguous and the pair is one of which both are
/// converted.
#[inline(always)]
pub(super) fn both_converted<B: Element>(
    x1: OperandSlice<'_, B>,
    x2: OperandSlice<'_, B>,
) -> Option<SelectBoth<B>> {
    let are_contiguous = x1.is_contiguous_of_other_dtype() && x2.is_contiguous_of_other_dtype();
    x1.conversion().filter(|_| are_contiguous)?.own.both
}

/// See [`select_converted`], for elements of type `T`.
fn select<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
    from: OperandSlice<'_, O::Bits>,
    when: bool,
    condition: &[bool],
    other: &[O::Bits],
    out: &mut [MaybeUninit<O::Bits>],
) {
    multiversion! {
        fn select<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
            when: bool,
            condition: &[bool],
            from: &[T],
            other: &[O::Bits],
            out: &mut [MaybeUninit<O::Bits>],
        ) = select_each::<M, O, T, R>;
    }
    let from = from.of_type::<T>().to_slice().expect("contiguous elements");
    select::<M, O, T, R>(when, condition, from, other, out);
}

/// Writes elements of `x1` and `x2`, both converted.
///
/// # Panics
///
/// If one of the slices is shorter than `out`, or the elements are not contiguous ones of these types.
fn select_both<M, O, A, B, R>(
    x1: OperandSlice<'_, O::Bits>,
    x2: OperandSlice<'_, O::Bits>,
    condition: &[bool],
    out: &mut [MaybeUninit<O::Bits>],
) where
    M: Convert<A, R> + Convert<B, R>,
    O: WhereOps<R>,
    A: Element,
    B: Element,
    R: Element,
{
    multiversion! {
        fn select<M: ConvertBoth<A, B, R>, O: WhereOps<R>, A: Element, B: Element, R: Element>(
            condition: &[bool],
            x1: &[A],
            x2: &[B],
            out: &mut [MaybeUninit<O::Bits>],
        ) = select_each_of_both::<M, O, A, B, R>;
    }
    let x1 = x1.of_type::<A>().to_slice().expect("contiguous elements");
    let x2 = x2.of_type::<B>().to_slice().expect("contiguous elements");
    select::<M, O, A, B, R>(condition, x1, x2, out);
}

/// The bounds on a table in a single path, as [`multiversion!`] requires.
trait ConvertBoth<A, B, R>: Convert<A, R> + Convert<B, R> {}
impl<M: Convert<A, R> + Convert<B, R>, A, B, R> ConvertBoth<A, B, R> for M {}

#[inline(always)]
fn select_each_of_both<M, O, A, B, R>(
    condition: &[bool],
    x1: &[A],
    x2: &[B],
    out: &mut [MaybeUninit<O::Bits>],
) where
    M: ConvertBoth<A, B, R>,
    O: WhereOps<R>,
    A: Element,
    B: Element,
    R: Element,
{
    let len = out.len();
    let (condition, x1, x2) = (&condition[..len], &x1[..len], &x2[..len]);
    for at in 0..len {
        let x1 = O::bits_of(<M as Convert<A, R>>::convert(x1[at]));
        let x2 = O::bits_of(<M as Convert<B, R>>::convert(x2[at]));
        out[at].write(O::Kernel::element(u8::from(condition[at]), x1, x2));
    }
}

#[inline(always)]
fn select_each<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
    when: bool,
    condition: &[bool],
    from: &[T],
    other: &[O::Bits],
    out: &mut [MaybeUninit<O::Bits>],
) {
    // The mask is an integer. With a `bool` the compiler emits a masked load, which takes a quarter longer for operands
    // in memory.
    let xor_mask = u8::from(!when);
    let len = out.len();
    let (condition, from, other) = (&condition[..len], &from[..len], &other[..len]);
    for at in 0..len {
        let converted = O::bits_of(M::convert(from[at]));
        let condition = u8::from(condition[at]) ^ xor_mask;
        out[at].write(O::Kernel::element(condition, converted, other[at]));
    }
}
