//! The operands of `where_`, as types that do not name the element type. Each operand knows how to convert its elements
//! to those of the result.
//!
//! An [`Operand`] is made from an array once. Only there is it tested whether its dtype is that of the result. For an
//! operand of another dtype, two functions are compiled per conversion. One converts elements of any stride into a
//! buffer. The other converts contiguous elements in the loop that selects, which takes two thirds of the time. All
//! other code is compiled per dtype of the result: 13 times for the standard's table, and not for each of its 73 pairs
//! and each rank.

use super::dtype::WhereOps;
use crate::dtype::Element;
use crate::error::Error;
use crate::layout::{
    Axes, Axis, Shape, Strided, StridedMut, StridedSlice, broadcast_shape, same_shape, stretched,
};
use crate::simd::multiversion;
use crate::table::{Convert, HasDType};
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// The condition and the two arrays to select from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operands<'a, R: 'static> {
    pub(super) condition: Strided<'a, bool>,
    pub(super) x1: Operand<'a, R>,
    pub(super) x2: Operand<'a, R>,
}

impl<'a, R: Element> Operands<'a, R> {
    /// Operands of dtypes that promote to `R`.
    #[inline(always)]
    pub(super) fn new<M, A: Element, B: Element>(
        condition: Strided<'a, bool>,
        x1: Strided<'a, A>,
        x2: Strided<'a, B>,
    ) -> Self
    where
        M: Convert<A, R> + Convert<B, R> + HasDType<R, Ops: WhereOps<R>>,
    {
        Self {
            condition,
            x1: Operand::new::<M, A>(x1),
            x2: Operand::new::<M, B>(x2),
        }
    }

    /// The shape that the operands broadcast to.
    pub(super) fn shape(&self) -> Result<Shape, Error> {
        broadcast_shape(&[self.condition.shape(), self.x1.shape, self.x2.shape])
            .ok_or_else(|| self.broadcast_error())
    }

    /// An error where the operands do not broadcast to a shape.
    pub(super) fn expect_broadcast_to(&self, to: &[usize]) -> Result<(), Error> {
        let shape = self.shape()?;
        if broadcast_shape(&[&shape, to]).is_some_and(|common| same_shape(&common, to)) {
            Ok(())
        } else {
            Err(Error::BroadcastTo {
                shape: shape.to_vec(),
                to: to.to_vec(),
            })
        }
    }

    /// The error with the shapes that cannot be broadcast together, by operand. Scalars and 0-d arrays broadcast to
    /// every shape, so they are left out.
    #[cold]
    fn broadcast_error(&self) -> Error {
        let operands = [
            ("condition", self.condition.shape()),
            ("x1", self.x1.shape),
            ("x2", self.x2.shape),
        ];
        let shapes: Vec<_> = operands
            .into_iter()
            .filter(|(_, shape)| !shape.is_empty())
            .map(|(name, shape)| (name, shape.to_vec()))
            .collect();
        Error::Broadcast { shapes }
    }

    /// The axes of the output, with the strides of the condition, `x1`, `x2` and the output, in this order.
    pub(super) fn axes(&self, out: &StridedMut<'_, R>) -> Axes<4> {
        let ndim = out.shape().len();
        Axes::new(&mut (0..ndim).map(|axis| Axis {
            len: out.shape()[axis],
            strides: [
                stretched(self.condition.shape(), self.condition.strides(), ndim, axis),
                stretched(self.x1.shape, self.x1.strides, ndim, axis),
                stretched(self.x2.shape, self.x2.strides, ndim, axis),
                out.strides()[axis],
            ],
        }))
    }
}

/// An array whose elements are of type `R`, or can be converted to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operand<'a, R: 'static> {
    first: *const (),
    pub(super) shape: &'a [usize],
    pub(super) strides: &'a [isize],
    /// `None` if the elements are of type `R`.
    conversion: Option<&'static Conversion<R>>,
}

impl<'a, R: Element> Operand<'a, R> {
    /// An array of the result's dtype.
    #[inline(always)]
    pub(super) fn same_dtype(x: Strided<'a, R>) -> Self {
        Self {
            first: x.as_ptr().cast(),
            shape: x.shape(),
            strides: x.strides(),
            conversion: None,
        }
    }

    /// An array of a dtype that the table converts to the result's.
    #[inline(always)]
    fn new<M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>, T: Element>(
        x: Strided<'a, T>,
    ) -> Self {
        match x.as_of() {
            Some(same) => Self::same_dtype(same),
            None => Self {
                first: x.as_ptr().cast(),
                shape: x.shape(),
                strides: x.strides(),
                conversion: Some(const { &Conversion::of::<M, T>() }),
            },
        }
    }

    /// Whether the elements are of the result's dtype.
    #[inline(always)]
    pub(super) fn is_same_dtype(&self) -> bool {
        self.conversion.is_none()
    }

    /// `len` elements at a stride, from an offset on.
    ///
    /// # Safety
    ///
    /// The operand has these elements.
    #[inline(always)]
    pub(super) unsafe fn slice(
        &self,
        offset: isize,
        stride: isize,
        len: usize,
    ) -> OperandSlice<'a, R> {
        OperandSlice {
            first: at(self.first, self.conversion, offset),
            stride,
            len,
            conversion: self.conversion,
            elements: PhantomData,
        }
    }
}

/// Elements of an operand at equal distances. They can be read: every function that makes a slice proves it or requires
/// it.
///
/// Methods take it by value, because a reference would force its fields into memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct OperandSlice<'a, R: 'static> {
    first: *const (),
    stride: isize,
    len: usize,
    conversion: Option<&'static Conversion<R>>,
    elements: PhantomData<&'a [R]>,
}

impl<'a, R: Element> OperandSlice<'a, R> {
    /// A pointer to the first element, whatever its type.
    #[inline(always)]
    pub(super) fn first(self) -> *const () {
        self.first
    }

    /// The number of elements.
    #[inline(always)]
    pub(super) fn len(self) -> usize {
        self.len
    }

    /// `len` elements, the first of which is number `start`.
    ///
    /// # Panics
    ///
    /// If the slice does not have them.
    #[inline(always)]
    pub(super) fn part(self, start: usize, len: usize) -> Self {
        assert!(
            start <= self.len && len <= self.len - start,
            "a part of the slice"
        );
        let offset = start.cast_signed() * self.stride;
        Self {
            first: at(self.first, self.conversion, offset),
            len,
            ..self
        }
    }

    /// The element, if the slice repeats a single element of the result's dtype.
    #[inline(always)]
    pub(super) fn repeated(self) -> Option<R> {
        self.same_dtype()?.repeated()
    }

    /// Whether [`select_converted`](Self::select_converted) takes these elements: they need a conversion and are
    /// contiguous.
    #[inline(always)]
    pub(super) fn is_converted_in_loop(self) -> bool {
        self.conversion.is_some() && self.stride == 1
    }

    /// The elements, if they are of the result's dtype.
    #[inline(always)]
    fn same_dtype(self) -> Option<StridedSlice<'a, R>> {
        if self.conversion.is_some() {
            return None;
        }
        // SAFETY: the elements of a slice can be read, and without a conversion they are of type `R`.
        Some(unsafe { StridedSlice::new(self.first.cast(), self.stride, self.len) })
    }

    /// The elements, if they are contiguous and of the result's dtype.
    #[inline(always)]
    pub(super) fn to_slice(self) -> Option<&'a [R]> {
        self.same_dtype()?.to_slice()
    }

    /// Converts the elements and writes them to a buffer.
    ///
    /// # Panics
    ///
    /// If the buffer has another length.
    #[inline(never)]
    pub(super) fn gather_convert(self, to: &mut [MaybeUninit<R>]) {
        assert!(to.len() == self.len, "a buffer as long as the slice");
        match (self.conversion, self.same_dtype()) {
            (Some(conversion), _) => self.convert(conversion, Task::Gather { to }),
            (None, Some(elements)) => match elements.repeated() {
                Some(element) => to.fill(MaybeUninit::new(element)),
                None => {
                    elements.gather(to);
                }
            },
            (None, None) => unreachable!("elements without a conversion are of the result's dtype"),
        }
    }

    /// Writes these elements, converted, where the condition equals `when`, and those of `other` elsewhere.
    ///
    /// # Panics
    ///
    /// If the lengths differ, or [`is_converted_in_loop`](Self::is_converted_in_loop) is false.
    #[inline(always)]
    pub(super) fn select_converted(
        self,
        when: bool,
        condition: &[bool],
        other: &[R],
        out: &mut [MaybeUninit<R>],
    ) {
        assert!(out.len() == self.len, "an output as long as the slice");
        let conversion = self.conversion.expect("elements that need a conversion");
        let task = Task::Select {
            when,
            condition,
            other,
            out,
        };
        self.convert(conversion, task);
    }

    /// Runs a task with all elements. `conversion` is that of this slice.
    #[inline(always)]
    fn convert(self, conversion: &Conversion<R>, task: Task<'_, R>) {
        // SAFETY: the elements of a slice can be read. Both callers pass the conversion of this slice, which was made
        // for the type of its elements.
        unsafe { (conversion.run)(self.first, self.stride, self.len, task) };
    }
}

/// A pointer to the element at an offset, in elements. It is valid if the operand has an element there.
#[inline(always)]
fn at<R>(first: *const (), conversion: Option<&'static Conversion<R>>, offset: isize) -> *const () {
    match conversion {
        None => first.cast::<R>().wrapping_offset(offset).cast(),
        Some(Conversion { size, .. }) => {
            first.wrapping_byte_offset(offset.wrapping_mul(size.cast_signed()))
        }
    }
}

/// The conversion of one element type to `R`.
#[derive(Debug)]
struct Conversion<R: 'static> {
    /// Bytes of an element before the conversion.
    size: usize,
    /// [`run`] for that element type.
    run: unsafe fn(*const (), isize, usize, Task<'_, R>),
}

/// The use of the converted elements.
enum Task<'t, R> {
    /// Write them to a buffer.
    Gather { to: &'t mut [MaybeUninit<R>] },
    /// See [`OperandSlice::select_converted`].
    Select {
        when: bool,
        condition: &'t [bool],
        other: &'t [R],
        out: &'t mut [MaybeUninit<R>],
    },
}

impl<R: Element> Conversion<R> {
    const fn of<M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>, T: Element>() -> Self {
        Self {
            size: size_of::<T>(),
            run: run::<M, M::Ops, T, R>,
        }
    }
}

/// Converts elements of type `T` and runs a task with them.
///
/// # Safety
///
/// `len` elements of type `T` can be read from `first` on, at the stride.
unsafe fn run<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
    first: *const (),
    stride: isize,
    len: usize,
    task: Task<'_, R>,
) {
    multiversion! {
        fn convert<M: Convert<T, R>, T: Element, R: Element>(
            from: &[T],
            to: &mut [MaybeUninit<R>],
        ) = convert_each::<M, T, R>;
    }
    multiversion! {
        fn select<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
            when: bool,
            condition: &[bool],
            from: &[T],
            other: &[R],
            out: &mut [MaybeUninit<R>],
        ) = select_each::<M, O, T, R>;
    }
    // SAFETY: the caller promises that these elements can be read.
    let from = unsafe { StridedSlice::<T>::new(first.cast(), stride, len) };
    match task {
        Task::Gather { to } => match from.repeated() {
            Some(element) => to.fill(MaybeUninit::new(M::convert(element))),
            None => from.each_part(|part, start| {
                convert::<M, T, R>(part, &mut to[start..start + part.len()]);
            }),
        },
        Task::Select {
            when,
            condition,
            other,
            out,
        } => {
            let from = from.to_slice().expect("contiguous elements");
            select::<M, O, T, R>(when, condition, from, other, out);
        }
    }
}

#[inline(always)]
fn convert_each<M: Convert<T, R>, T: Element, R: Element>(from: &[T], to: &mut [MaybeUninit<R>]) {
    assert_eq!(from.len(), to.len(), "a conversion writes each element");
    for at in 0..to.len() {
        to[at].write(M::convert(from[at]));
    }
}

#[inline(always)]
fn select_each<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
    when: bool,
    condition: &[bool],
    from: &[T],
    other: &[R],
    out: &mut [MaybeUninit<R>],
) {
    // The mask is an integer. With a `bool` the compiler emits a masked load, which takes a quarter longer for operands
    // in memory.
    let xor_mask = u8::from(!when);
    let len = out.len();
    let (condition, from, other) = (&condition[..len], &from[..len], &other[..len]);
    for at in 0..len {
        let converted = M::convert(from[at]);
        let condition = u8::from(condition[at]) ^ xor_mask;
        out[at].write(O::element(condition, converted, other[at]));
    }
}
