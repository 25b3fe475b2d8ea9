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
use core::any::TypeId;
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
    pub(super) fn axes(&self, out: &StridedMut<'_, R>) -> Axes<4> {
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
        OperandSlice<'a, R>,
        OperandSlice<'a, R>,
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

/// An array whose elements are of type `R`, or can be converted to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operand<'a, R: 'static> {
    first: *const (),
    pub(super) shape: &'a [usize],
    pub(super) strides: &'a [isize],
    /// Bytes of an element.
    size: usize,
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
            size: size_of::<R>(),
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
                size: size_of::<T>(),
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
            first: at(self.first, offset, self.size),
            stride,
            len,
            size: self.size,
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
    /// Bytes of an element.
    size: usize,
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
            first: at(self.first, offset, self.size),
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
        self.conversion.is_none().then(|| self.of_type())
    }

    /// The elements as those of type `T`.
    ///
    /// # Panics
    ///
    /// If that is not their type.
    #[inline(always)]
    fn of_type<T: Element>(self) -> StridedSlice<'a, T> {
        let of = self
            .conversion
            .map_or(TypeId::of::<R>(), |conversion| conversion.from);
        assert!(of == TypeId::of::<T>(), "elements of this type");
        // SAFETY: the elements of a slice can be read, and this is their type.
        unsafe { StridedSlice::new(self.first.cast(), self.stride, self.len) }
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
        if let Some(conversion) = self.conversion {
            return (conversion.gather)(self, to);
        }
        let elements = self.of_type::<R>();
        match elements.repeated() {
            Some(element) => to.fill(MaybeUninit::new(element)),
            None => {
                elements.gather(to);
            }
        }
    }

    /// Writes these elements, converted, where the condition equals `when`, and those of `other` elsewhere.
    ///
    /// # Panics
    ///
    /// If one of the slices is shorter than `out`, or [`is_converted_in_loop`](Self::is_converted_in_loop) is false.
    #[inline(always)]
    pub(super) fn select_converted(
        self,
        when: bool,
        condition: &[bool],
        other: &[R],
        out: &mut [MaybeUninit<R>],
    ) {
        let conversion = self.conversion.expect("elements that need a conversion");
        (conversion.select)(self, when, condition, other, out);
    }
}

/// A pointer to the element at an offset, in elements of `size` bytes. It is valid if the operand has an element there.
#[inline(always)]
fn at(first: *const (), offset: isize, size: usize) -> *const () {
    first.wrapping_byte_offset(offset.wrapping_mul(size.cast_signed()))
}

/// The conversion of one element type to `R`.
#[derive(Debug)]
struct Conversion<R: 'static> {
    /// The element type before the conversion.
    from: TypeId,
    /// [`gather`] for that element type.
    gather: fn(OperandSlice<'_, R>, &mut [MaybeUninit<R>]),
    /// [`select`] for that element type.
    select: fn(OperandSlice<'_, R>, bool, &[bool], &[R], &mut [MaybeUninit<R>]),
}

impl<R: Element> Conversion<R> {
    const fn of<M: Convert<T, R> + HasDType<R, Ops: WhereOps<R>>, T: Element>() -> Self {
        Self {
            from: TypeId::of::<T>(),
            gather: gather::<M, T, R>,
            select: select::<M, M::Ops, T, R>,
        }
    }
}

/// Converts elements of type `T` at any stride and writes them to a buffer.
fn gather<M: Convert<T, R>, T: Element, R: Element>(
    from: OperandSlice<'_, R>,
    to: &mut [MaybeUninit<R>],
) {
    multiversion! {
        fn convert<M: Convert<T, R>, T: Element, R: Element>(
            from: &[T],
            to: &mut [MaybeUninit<R>],
        ) = convert_each::<M, T, R>;
    }
    let from = from.of_type::<T>();
    if let Some(element) = from.repeated() {
        to.fill(MaybeUninit::new(M::convert(element)));
    } else if let Some(elements) = from.to_slice() {
        convert::<M, T, R>(elements, to);
    } else {
        from.each_part(|part, start| {
            convert::<M, T, R>(part, &mut to[start..start + part.len()]);
        });
    }
}

/// See [`OperandSlice::select_converted`], for elements of type `T`.
fn select<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
    from: OperandSlice<'_, R>,
    when: bool,
    condition: &[bool],
    other: &[R],
    out: &mut [MaybeUninit<R>],
) {
    multiversion! {
        fn select<M: Convert<T, R>, O: WhereOps<R>, T: Element, R: Element>(
            when: bool,
            condition: &[bool],
            from: &[T],
            other: &[R],
            out: &mut [MaybeUninit<R>],
        ) = select_each::<M, O, T, R>;
    }
    let from = from.of_type::<T>().to_slice().expect("contiguous elements");
    select::<M, O, T, R>(when, condition, from, other, out);
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
