//! How each implementation of a dtype finds the best elements of a lane.

use super::heap::Heap;
use super::kernels::{LaneKernels, Select};
use super::rank::Rank;
use super::threshold::{Rule, Selector};
use crate::best::{Max, Min, NanMax, NanMin};
use crate::dtype::native::{Native, NativeOrdered, OrderedKey};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::error::Error;
use crate::layout::{
    Strided, StridedMut, peel_strided, peel_strided_mut, same_bits, same_bits_mut,
};
use crate::mode::Mode;
use crate::ops::extremum::{ExtremumOps, along_keys};
use alloc::boxed::Box;
use bytemuck::TransparentWrapper;

/// An implementation of a dtype that has an order: how its lanes are searched. Elements are compared as the keys of
/// [`ExtremumOps`]. All other code moves them as integers of their width.
pub trait TopKOps<T>: ExtremumOps<T> {
    /// An integer with the bits of an element, or for the portable implementation the element.
    type Bits: Element;

    /// The kernels for a mode.
    fn lane_kernels(mode: Mode) -> LaneKernels<Self::Bits>;

    /// An array as its bits, in the same memory.
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits>;

    /// An array for elements as an array for their bits. Only bits of elements are written to it.
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, Self::Bits>;
}

/// The search of lanes of native elements.
fn selector<T: NativeOrdered<Key: Selector>>(
    len: usize,
    columns: usize,
    k: usize,
    order: <T::Key as OrderedKey>::Order,
    unbeatable: Option<T::Key>,
) -> Result<Box<dyn Select<<T::Key as Rank>::Bits>>, Error> {
    let rank = unbeatable.map(|key| key.rank(order));
    let rule = Rule {
        k,
        unbeatable: rank.or(T::Key::LARGEST_RANK),
    };
    T::Key::selector(len, columns, rule, order)
}

impl<T: NativeOrdered> TopKOps<T> for Native
where
    Native: ExtremumOps<T, Key = T::Key>,
    T::Key: Selector + PartialOrd,
{
    type Bits = <T::Key as Rank>::Bits;

    fn lane_kernels(mode: Mode) -> LaneKernels<Self::Bits> {
        match mode {
            Mode::Largest => LaneKernels {
                first: |x, axis, out| along_keys::<NanMax, T, Self>(same_bits(x), axis, out),
                selector: |len, columns, k| {
                    let unbeatable = T::UNBEATABLE.map(|[largest, _]| largest);
                    selector::<T>(len, columns, k, T::MAX, unbeatable)
                },
            },
            Mode::Smallest => LaneKernels {
                first: |x, axis, out| along_keys::<NanMin, T, Self>(same_bits(x), axis, out),
                selector: |len, columns, k| {
                    let unbeatable = T::UNBEATABLE.map(|[_, smallest]| smallest);
                    selector::<T>(len, columns, k, T::MIN, unbeatable)
                },
            },
        }
    }

    #[inline]
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits> {
        same_bits(x)
    }

    #[inline]
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, Self::Bits> {
        same_bits_mut(values)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> TopKOps<T> for Newtype<P>
where
    Native: TopKOps<P>,
{
    type Bits = <Native as TopKOps<P>>::Bits;

    fn lane_kernels(mode: Mode) -> LaneKernels<Self::Bits> {
        <Native as TopKOps<P>>::lane_kernels(mode)
    }

    #[inline]
    fn bits(x: Strided<'_, T>) -> Strided<'_, Self::Bits> {
        <Native as TopKOps<P>>::bits(peel_strided::<P, T>(x))
    }

    #[inline]
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, Self::Bits> {
        Native::values(peel_strided_mut::<P, T>(values))
    }
}

impl<T: Element + PartialOrd, M: Values<T>> TopKOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    type Bits = T;

    fn lane_kernels(mode: Mode) -> LaneKernels<T> {
        match mode {
            Mode::Largest => LaneKernels {
                first: along_keys::<NanMax, T, Self>,
                selector: Heap::<Max>::selector,
            },
            Mode::Smallest => LaneKernels {
                first: along_keys::<NanMin, T, Self>,
                selector: Heap::<Min>::selector,
            },
        }
    }

    #[inline]
    fn bits(x: Strided<'_, T>) -> Strided<'_, T> {
        x
    }

    #[inline]
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, T> {
        values
    }
}
