//! How each implementation of a dtype finds the best elements of a lane.

use super::heap::Heap;
use super::kernels::{LaneKernels, Select};
use super::rank::Rank;
use super::threshold::{self, Rule};
use crate::best::{Max, Min, NanMax, NanMin};
use crate::dtype::native::{Native, NativeOrdered};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::error::Error;
use crate::layout::{StridedMut, peel_strided_mut, same_bits_mut};
use crate::mode::Mode;
use crate::ops::extremum::{ExtremumOps, along_keys};
use alloc::boxed::Box;
use bytemuck::TransparentWrapper;

/// An implementation of a dtype that has an order: how its lanes are searched. Elements are compared as the keys of
/// [`ExtremumOps`].
pub trait TopKOps<T>: ExtremumOps<T> {
    /// The kernels for a mode.
    fn lane_kernels(mode: Mode) -> LaneKernels<Self::Key>;

    /// An array for elements as an array for their keys. Only keys of elements are written to it.
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, Self::Key>;
}

/// The search of lanes of native elements.
fn selector<T: NativeOrdered<Key: Rank>>(
    len: usize,
    columns: usize,
    k: usize,
    xor_mask: T::Key,
    unbeatable: Option<T::Key>,
) -> Result<Box<dyn Select<T::Key>>, Error> {
    let rank = unbeatable.map(|key| key.rank(xor_mask));
    let rule = Rule {
        k,
        xor_mask,
        unbeatable: rank.or(T::Key::LARGEST_RANK),
    };
    threshold::selector(len, columns, rule)
}

impl<T: NativeOrdered> TopKOps<T> for Native
where
    Native: ExtremumOps<T, Key = T::Key>,
    T::Key: Rank + PartialOrd,
{
    fn lane_kernels(mode: Mode) -> LaneKernels<T::Key> {
        match mode {
            Mode::Largest => LaneKernels {
                first: along_keys::<NanMax, T, Self>,
                selector: |len, columns, k| {
                    let unbeatable = T::UNBEATABLE.map(|[largest, _]| largest);
                    selector::<T>(len, columns, k, T::MAX_XOR, unbeatable)
                },
            },
            Mode::Smallest => LaneKernels {
                first: along_keys::<NanMin, T, Self>,
                selector: |len, columns, k| {
                    let unbeatable = T::UNBEATABLE.map(|[_, smallest]| smallest);
                    selector::<T>(len, columns, k, T::MIN_XOR, unbeatable)
                },
            },
        }
    }

    #[inline]
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, T::Key> {
        same_bits_mut(values)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> TopKOps<T> for Newtype<P>
where
    Native: TopKOps<P>,
{
    fn lane_kernels(mode: Mode) -> LaneKernels<Self::Key> {
        <Native as TopKOps<P>>::lane_kernels(mode)
    }

    #[inline]
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, Self::Key> {
        Native::values(peel_strided_mut::<P, T>(values))
    }
}

impl<T: Element + PartialOrd, M: Values<T>> TopKOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
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
    fn values(values: StridedMut<'_, T>) -> StridedMut<'_, T> {
        values
    }
}
