//! The operands of operations on two arrays, as types that do not name the element type, and weak scalars as elements.
//!
//! An `Operand` is made from an array once. Only there is it tested whether its dtype is the one that the operands promote to.
//! An operand of another dtype carries its `Conversion`: a function that converts elements of any stride into a buffer, and one
//! more function if the operation needs it. All other code is compiled per promoted dtype, or per element width: at most 13
//! times for the standard's table, and not for each of its 73 pairs and each rank. Only `where_` has a loop per pair for the 14
//! of which both operands are converted. Per width, `R` is a type with the bits of an element.

use crate::dtype::scalar::{Scalar, ScalarError};
use crate::dtype::{DTypeOps, Element};
use crate::error::Error;
use crate::layout::{Strided, StridedSlice};
use crate::simd::multiversion;
use crate::table::{Convert, HasDType};
use core::any::TypeId;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use ndarray::{ArrayD, arr0};

/// Whether the dtype of `T` accepts scalars of this kind.
pub fn accepts<M: HasDType<T>, T: Element>(scalar: Scalar) -> bool {
    let element = M::Ops::from_scalar(scalar);
    !matches!(element, Err(ScalarError::Kind | ScalarError::Undefined))
}

/// A scalar as a 0-d array of the dtype of `T`.
pub fn weak<M: HasDType<T>, T: Element>(scalar: Scalar) -> Result<ArrayD<T>, Error> {
    Ok(arr0(element::<M, T>(scalar)?).into_dyn())
}

/// A scalar as an element of the dtype of `T`.
pub(crate) fn element<M: HasDType<T>, T: Element>(scalar: Scalar) -> Result<T, Error> {
    M::Ops::from_scalar(scalar).map_err(|found| Error::scalar(found, scalar, M::DTYPE_NAME))
}

/// An array whose elements are of type `R`, or can be converted to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operand<'a, R: 'static, S: 'static = ()> {
    first: *const (),
    pub(crate) shape: &'a [usize],
    pub(crate) strides: &'a [isize],
    /// Bytes of an element.
    size: usize,
    /// `None` if the elements are of type `R`.
    conversion: Option<&'static Conversion<R, S>>,
}

impl<'a, R: Element, S: Copy> Operand<'a, R, S> {
    /// An array of the result's dtype.
    #[inline(always)]
    pub(crate) fn same_dtype(x: Strided<'a, R>) -> Self {
        Self {
            first: x.as_ptr().cast(),
            shape: x.shape(),
            strides: x.strides(),
            size: size_of::<R>(),
            conversion: None,
        }
    }

    /// An array of the dtype that the conversion takes.
    #[inline(always)]
    pub(crate) fn converted<T: Element>(
        x: Strided<'a, T>,
        conversion: &'static Conversion<R, S>,
    ) -> Self {
        assert!(
            conversion.from == TypeId::of::<T>(),
            "the conversion of these elements"
        );
        Self {
            first: x.as_ptr().cast(),
            shape: x.shape(),
            strides: x.strides(),
            size: size_of::<T>(),
            conversion: Some(conversion),
        }
    }

    /// The array, if its elements are of the result's dtype.
    #[inline(always)]
    pub(crate) fn to_strided(self) -> Option<Strided<'a, R>> {
        if self.conversion.is_some() {
            return None;
        }
        // SAFETY: without a conversion the operand was made from an array of these elements, shape and strides.
        Some(unsafe { Strided::new(self.first.cast(), self.shape, self.strides) })
    }

    /// The elements of an array of rank 1.
    ///
    /// # Panics
    ///
    /// If the array has another rank.
    pub(crate) fn to_vector(self) -> OperandSlice<'a, R, S> {
        let (&[len], &[stride]) = (self.shape, self.strides) else {
            panic!("an array of rank 1");
        };
        // SAFETY: these are all elements along the only axis.
        unsafe { self.slice(0, stride, len) }
    }

    /// Whether the elements are of the result's dtype.
    #[inline(always)]
    pub(crate) fn is_same_dtype(&self) -> bool {
        self.conversion.is_none()
    }

    /// The conversion, if the elements need one.
    #[inline(always)]
    pub(crate) fn conversion(&self) -> Option<&'static Conversion<R, S>> {
        self.conversion
    }

    /// `len` elements at a stride, from an offset on.
    ///
    /// # Safety
    ///
    /// The operand has these elements.
    #[inline(always)]
    pub(crate) unsafe fn slice(
        &self,
        offset: isize,
        stride: isize,
        len: usize,
    ) -> OperandSlice<'a, R, S> {
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
pub(crate) struct OperandSlice<'a, R: 'static, S: 'static = ()> {
    first: *const (),
    stride: isize,
    len: usize,
    /// Bytes of an element.
    size: usize,
    conversion: Option<&'static Conversion<R, S>>,
    elements: PhantomData<&'a [R]>,
}

impl<'a, R: Element, S: Copy> OperandSlice<'a, R, S> {
    /// A pointer to the first element, whatever its type.
    #[inline(always)]
    pub(crate) fn first(self) -> *const () {
        self.first
    }

    /// The number of elements.
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.len
    }

    /// `len` elements, the first of which is number `start`.
    ///
    /// # Panics
    ///
    /// If the slice does not have them.
    #[inline(always)]
    pub(crate) fn part(self, start: usize, len: usize) -> Self {
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
    pub(crate) fn repeated(self) -> Option<R> {
        self.same_dtype()?.repeated()
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
    pub(crate) fn of_type<T: Element>(self) -> StridedSlice<'a, T> {
        let of = self
            .conversion
            .map_or(TypeId::of::<R>(), |conversion| conversion.from);
        assert!(of == TypeId::of::<T>(), "elements of this type");
        // SAFETY: the elements of a slice can be read, and this is their type.
        unsafe { StridedSlice::new(self.first.cast(), self.stride, self.len) }
    }

    /// The elements, if they are contiguous and of the result's dtype.
    #[inline(always)]
    pub(crate) fn to_slice(self) -> Option<&'a [R]> {
        self.same_dtype()?.to_slice()
    }

    /// The conversion, if the elements need one.
    #[inline(always)]
    pub(crate) fn conversion(self) -> Option<&'static Conversion<R, S>> {
        self.conversion
    }

    /// Whether the elements are contiguous and need a conversion.
    #[inline(always)]
    pub(crate) fn is_contiguous_of_other_dtype(self) -> bool {
        self.conversion.is_some() && self.stride == 1
    }

    /// One element, converted.
    ///
    /// # Panics
    ///
    /// If there are fewer elements.
    #[inline]
    pub(crate) fn get(self, at: usize) -> R {
        match self.same_dtype() {
            Some(elements) => elements.get(at),
            None => self
                .part(at, 1)
                .gather_convert(&mut [MaybeUninit::uninit()])[0],
        }
    }

    /// Converts the elements and writes them to a buffer.
    ///
    /// # Panics
    ///
    /// If the buffer has another length.
    #[inline(never)]
    pub(crate) fn gather_convert(self, to: &mut [MaybeUninit<R>]) -> &[R] {
        assert!(to.len() == self.len, "a buffer as long as the slice");
        if let Some(conversion) = self.conversion {
            (conversion.gather)(self, to);
        } else {
            let elements = self.of_type::<R>();
            match elements.repeated() {
                Some(element) => to.fill(MaybeUninit::new(element)),
                None => {
                    elements.gather(to);
                }
            }
        }
        // SAFETY: each of the three ways above writes every slot.
        unsafe { to.assume_init_ref() }
    }
}

/// A pointer to the element at an offset, in elements of `size` bytes. It is valid if the operand has an element there.
#[inline(always)]
fn at(first: *const (), offset: isize, size: usize) -> *const () {
    first.wrapping_byte_offset(offset.wrapping_mul(size.cast_signed()))
}

/// See [`Conversion`].
type Gather<R, S> = fn(OperandSlice<'_, R, S>, &mut [MaybeUninit<R>]);

/// The conversion of one element type to `R`.
#[derive(Debug)]
pub(crate) struct Conversion<R: 'static, S: 'static = ()> {
    /// The element type before the conversion.
    from: TypeId,
    /// Converts elements at any stride and writes them to a buffer: see [`gather`].
    gather: Gather<R, S>,
    /// The operation's own function for that element type.
    pub(crate) own: S,
}

impl<R: Element, S: Copy> Conversion<R, S> {
    /// The conversion by a function that writes every slot, for elements of type `T`.
    pub(crate) const fn of<T: Element>(gather: Gather<R, S>, own: S) -> Self {
        Self {
            from: TypeId::of::<T>(),
            gather,
            own,
        }
    }
}

/// Converts elements at any stride and writes them to a buffer. Every slot is written.
///
/// # Panics
///
/// If the buffer has another length.
pub(crate) fn gather<M: Convert<T, R>, T: Element, R: Element>(
    from: StridedSlice<'_, T>,
    to: &mut [MaybeUninit<R>],
) {
    assert!(to.len() == from.len(), "a buffer as long as the slice");
    multiversion! {
        fn convert<M: Convert<T, R>, T: Element, R: Element>(
            from: &[T],
            to: &mut [MaybeUninit<R>],
        ) = convert_each::<M, T, R>;
    }
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

#[inline(always)]
fn convert_each<M: Convert<T, R>, T: Element, R: Element>(from: &[T], to: &mut [MaybeUninit<R>]) {
    assert_eq!(from.len(), to.len(), "a conversion writes each element");
    for at in 0..to.len() {
        to[at].write(M::convert(from[at]));
    }
}
