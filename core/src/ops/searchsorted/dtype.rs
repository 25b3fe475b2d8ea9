//! How each implementation of a dtype searches a sorted slice.
//!
//! All code but the search itself moves elements and does not compare them. So it handles them as integers of their
//! width, and dtypes of equal width share it.

use super::search::{AsIs, Xor, among, positions};
use super::sorted::Scattered;
use super::sorter::Side;
use crate::dtype::native::{Native, NativeOrdered, OrderedKey};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::index::Index;
use crate::layout::{Strided, peel_strided, same_bits};
use bytemuck::{AnyBitPattern, NoUninit, TransparentWrapper, cast, cast_slice};

/// The search of elements that are given as their bits, as function pointers.
#[derive(Debug, Clone, Copy)]
pub struct Searches<B: 'static> {
    /// Writes the position of each element of the second slice in the first one. It panics if there is another number of
    /// places than of elements in the second slice.
    pub(super) positions: fn(&[B], &[B], Side, &mut [Index]),
    /// Writes the same positions, for sorted elements that are not adjacent and are read one by one.
    pub(super) among: fn(Scattered<'_, B>, &[B], Side, &mut [Index]),
}

/// An implementation of a dtype that has an order: how sorted elements are searched.
pub trait SearchsortedOps<T>: DTypeOps<T> {
    /// An integer with the bits of an element, or for the portable implementation the element.
    type Bits: Element;

    /// The search.
    const SEARCHES: Searches<Self::Bits>;

    /// An array as its bits, in the same memory.
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits>;
}

/// A key type, whose search is compiled once for all dtypes with these keys.
pub trait SearchKey: OrderedKey {
    /// The signed integer of the size of a key.
    type Bits: Element + NoUninit + AnyBitPattern;

    /// See [`Searches::positions`].
    fn positions(x1: &[Self], x2: &[Self], order: Self::Order, side: Side, out: &mut [Index]);

    /// See [`Searches::among`].
    fn among(
        x1: Scattered<'_, Self::Bits>,
        x2: &[Self],
        order: Self::Order,
        side: Side,
        out: &mut [Index],
    );
}

macro_rules! keys {
    ($($key:ident as $bits:ident, $mask:ident => $order:expr;)*) => {$(
        impl SearchKey for $key {
            type Bits = $bits;

            #[inline(never)]
            fn positions(x1: &[$key], x2: &[$key], $mask: $key, side: Side, out: &mut [Index]) {
                positions(x1, x2, $order, side, out);
            }

            #[inline(never)]
            fn among(
                x1: Scattered<'_, $bits>,
                x2: &[$key],
                $mask: $key,
                side: Side,
                out: &mut [Index],
            ) {
                among(x1.len(), |at| cast(x1.get(at)), x2, $order, side, out);
            }
        }
    )*};
}

keys! {
    i8 as i8, mask => Xor(mask);
    i16 as i16, mask => Xor(mask);
    i32 as i32, mask => Xor(mask);
    i64 as i64, mask => Xor(mask);
    f32 as i32, _mask => AsIs;
    f64 as i64, _mask => AsIs;
}

#[cfg(feature = "half")]
mod half {
    //! float16 and bfloat16, which are searched as the integers that are their keys. NaN has the largest key.

    use super::{Index, Scattered, SearchKey, Side, among, cast_slice, positions};
    use crate::ops::searchsorted::search::Order;
    use crate::simd::HalfOrder;
    use ::half::{bf16, f16};

    impl Order<i16> for HalfOrder {
        #[inline(always)]
        fn key(self, bits: i16) -> i16 {
            HalfOrder::key(self, bits)
        }
    }

    macro_rules! halves {
        ($($key:ident)*) => {$(
            impl SearchKey for $key {
                type Bits = i16;

                #[inline(never)]
                fn positions(x1: &[$key], x2: &[$key], order: HalfOrder, side: Side, out: &mut [Index]) {
                    positions::<i16>(cast_slice(x1), cast_slice(x2), order, side, out);
                }

                #[inline(never)]
                fn among(x1: Scattered<'_, i16>, x2: &[$key], order: HalfOrder, side: Side, out: &mut [Index]) {
                    among::<i16>(x1.len(), |at| x1.get(at), cast_slice(x2), order, side, out);
                }
            }
        )*};
    }

    halves! { f16 bf16 }
}

impl<T: NativeOrdered<Key: SearchKey>> SearchsortedOps<T> for Native
where
    Native: DTypeOps<T>,
{
    type Bits = <T::Key as SearchKey>::Bits;

    const SEARCHES: Searches<Self::Bits> = Searches {
        positions: |x1, x2, side, out| {
            T::Key::positions(cast_slice(x1), cast_slice(x2), T::MAX, side, out);
        },
        among: |x1, x2, side, out| T::Key::among(x1, cast_slice(x2), T::MAX, side, out),
    };

    #[inline]
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits> {
        same_bits(x)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> SearchsortedOps<T> for Newtype<P>
where
    Native: SearchsortedOps<P>,
{
    type Bits = <Native as SearchsortedOps<P>>::Bits;

    const SEARCHES: Searches<Self::Bits> = <Native as SearchsortedOps<P>>::SEARCHES;

    #[inline]
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits> {
        Native::bits(peel_strided::<P, T>(x))
    }
}

impl<T: Element + PartialOrd, M: Values<T>> SearchsortedOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    type Bits = T;

    const SEARCHES: Searches<T> = Searches {
        positions: |x1, x2, side, out| positions(x1, x2, AsIs, side, out),
        among: |x1, x2, side, out| among(x1.len(), |at| x1.get(at), x2, AsIs, side, out),
    };

    #[inline]
    fn bits(x: Strided<'_, T>) -> Strided<'_, T> {
        x
    }
}
