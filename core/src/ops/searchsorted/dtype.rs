//! How each implementation of a dtype searches a sorted slice.

use super::search::{AsIs, Xor, is_before, positions};
use super::sorter::Side;
use crate::dtype::native::{Native, NativeOrdered};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::index::Index;
use bytemuck::{TransparentWrapper, cast_slice};

/// An implementation of a dtype that has an order: how sorted elements are searched.
pub trait SearchsortedOps<T>: DTypeOps<T> {
    /// Writes the position of each element of `x2` in `x1`.
    ///
    /// # Panics
    ///
    /// If `out` has another length than `x2`.
    fn positions(x1: &[T], x2: &[T], side: Side, out: &mut [Index]);

    /// Whether an element of `x1` is before the position of a value.
    fn is_before(element: T, value: T, side: Side) -> bool;
}

/// A key type, whose search is compiled once for all dtypes with these keys.
pub trait SearchKey: Element {
    /// See [`SearchsortedOps::positions`]. The bits that are set in `xor_mask` are inverted before keys are compared.
    fn positions(x1: &[Self], x2: &[Self], xor_mask: Self, side: Side, out: &mut [Index]);
}

macro_rules! keys {
    ($($key:ident $mask:ident => $order:expr;)*) => {$(
        impl SearchKey for $key {
            #[inline(never)]
            fn positions(x1: &[$key], x2: &[$key], $mask: $key, side: Side, out: &mut [Index]) {
                match side {
                    Side::Left => positions::<$key, false>(x1, x2, $order, out),
                    Side::Right => positions::<$key, true>(x1, x2, $order, out),
                }
            }
        }
    )*};
}

keys! {
    i8 mask => Xor(mask);
    i16 mask => Xor(mask);
    i32 mask => Xor(mask);
    i64 mask => Xor(mask);
    f32 _mask => AsIs;
    f64 _mask => AsIs;
}

impl<T: NativeOrdered<Key: SearchKey> + PartialOrd> SearchsortedOps<T> for Native
where
    Native: DTypeOps<T>,
{
    #[inline]
    fn positions(x1: &[T], x2: &[T], side: Side, out: &mut [Index]) {
        let (x1, x2) = (cast_slice(x1), cast_slice(x2));
        T::Key::positions(x1, x2, T::MAX_XOR, side, out);
    }

    #[inline]
    fn is_before(element: T, value: T, side: Side) -> bool {
        is_before(element, value, side)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> SearchsortedOps<T> for Newtype<P>
where
    Native: SearchsortedOps<P>,
{
    #[inline]
    fn positions(x1: &[T], x2: &[T], side: Side, out: &mut [Index]) {
        Native::positions(T::peel_slice(x1), T::peel_slice(x2), side, out);
    }

    #[inline]
    fn is_before(element: T, value: T, side: Side) -> bool {
        Native::is_before(T::peel(element), T::peel(value), side)
    }
}

impl<T: Element + PartialOrd, M: Values<T>> SearchsortedOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    fn positions(x1: &[T], x2: &[T], side: Side, out: &mut [Index]) {
        match side {
            Side::Left => positions::<T, false>(x1, x2, AsIs, out),
            Side::Right => positions::<T, true>(x1, x2, AsIs, out),
        }
    }

    #[inline]
    fn is_before(element: T, value: T, side: Side) -> bool {
        is_before(element, value, side)
    }
}
