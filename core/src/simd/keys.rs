//! How elements become keys: lanes whose order is that of a search. The larger key wins.
//!
//! One kernel serves all dtypes of a width, and both extremes: each dtype chooses a transform, and for each extreme the
//! order that the transform applies.
//!
//! | transform | dtypes | instructions per vector |
//! | --- | --- | --- |
//! | [`Xor`] | integers, float32, float64 | one; none where a level compares the elements themselves |
//! | [`SignMagnitude`] | float16, bfloat16 | five to nine, depending on the level |

use super::vector::{SimdElement, Vector};
#[cfg(feature = "half")]
pub(crate) use half::{HalfLanes, HalfOrder, SignMagnitude};

#[cfg(feature = "half")]
mod half;

/// Turns elements into keys.
pub(crate) trait KeyTransform<V: Vector>: Copy {
    /// What chooses among the orders of the transform: the extreme, and what the dtype adds.
    type Order: Copy;

    /// Whether an instruction orders elements as their keys are ordered: see [`inverted_bits`](Self::inverted_bits).
    const COMPARES_ELEMENTS: bool;

    /// The transform for an order.
    fn new(level: V::Level, order: Self::Order) -> Self;

    /// The keys of elements.
    fn keys(self, elements: V) -> V;

    /// The bits that become the keys of elements when they are inverted, if the transform does no more than that.
    fn inverted_bits(order: Self::Order) -> Option<V::Element>;

    /// The key of an element.
    fn key(order: Self::Order, element: V::Element) -> V::Element;

    /// Lanes that are equal exactly if the keys of the elements are.
    fn to_find(self, elements: V) -> V;

    /// What [`to_find`](Self::to_find) gives for the elements of these keys.
    fn wanted(self, keys: V) -> V;
}

/// A key is the element with some bits inverted: see [`NativeOrdered`](crate::dtype::native::NativeOrdered). The order is
/// the mask of these bits.
#[derive(Clone, Copy)]
pub(crate) struct Xor<V>(V);

impl<V: Vector> KeyTransform<V> for Xor<V> {
    type Order = V::Element;

    const COMPARES_ELEMENTS: bool = true;

    #[inline(always)]
    fn new(level: V::Level, mask: V::Element) -> Self {
        Self(V::splat(level, mask))
    }

    #[inline(always)]
    fn keys(self, elements: V) -> V {
        elements.xor(self.0)
    }

    #[inline(always)]
    fn to_find(self, elements: V) -> V {
        elements
    }

    #[inline(always)]
    fn wanted(self, keys: V) -> V {
        keys.xor(self.0)
    }

    #[inline(always)]
    fn inverted_bits(mask: V::Element) -> Option<V::Element> {
        Some(mask)
    }

    #[inline(always)]
    fn key(mask: V::Element, element: V::Element) -> V::Element {
        element.xor(mask)
    }
}
