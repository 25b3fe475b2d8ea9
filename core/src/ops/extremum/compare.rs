//! How lanes are compared: one comparison of keys serves all dtypes of a width, and both extremes.
//!
//! Elements become keys by an exclusive or with a constant, see [`NativeOrdered`](crate::dtype::native::NativeOrdered), and
//! the larger key wins. The exclusive or is one instruction beside each load. So the kernels are compiled six times per
//! level instead of twenty: for signed integers of four widths and two floats.
//!
//! Loops over L1 are limited by instructions. There, the exclusive or takes a tenth of the time, and up to a third with
//! narrow vectors. So these loops compare elements without a transform, by the operation for their row and column of the
//! table of keys, and have an instance for each operation that the level has an instruction for: see [`CompareOp`].

use crate::simd::{SimdElement, Vector};

/// The transform of elements into keys: the bits that are inverted, in all lanes.
#[derive(Clone, Copy)]
pub(super) struct KeyTransform<V>(V);

impl<V: Vector> KeyTransform<V> {
    /// Inverts the bits of `xor_mask`.
    #[inline(always)]
    pub(super) fn new(level: V::Level, xor_mask: V::Element) -> Self {
        Self(V::splat(level, xor_mask))
    }

    /// Elements as keys, or keys as elements.
    #[inline(always)]
    pub(super) fn apply(self, lanes: V) -> V {
        lanes.xor(self.0)
    }
}

/// Vectors at some offsets, as `C` compares them.
///
/// # Safety
///
/// `LANES` elements can be read at each offset.
#[inline(always)]
pub(super) unsafe fn load<C: Compare<V>, V: Vector, const N: usize>(
    level: V::Level,
    keys: KeyTransform<V>,
    from: *const V::Element,
    offsets: [usize; N],
) -> [V; N] {
    // SAFETY: the caller's promise. A loop and not a closure: instructions of a level are not always inlined into those.
    let mut vectors = [unsafe { V::load(level, from.wrapping_add(offsets[0])) }; N];
    for (vector, offset) in vectors.iter_mut().zip(offsets) {
        // SAFETY: the caller's promise.
        *vector = C::of(keys, unsafe { V::load(level, from.wrapping_add(offset)) });
    }
    vectors
}

/// One way to compare lanes.
pub(super) trait Compare<V: Vector> {
    /// Whether lanes are keys, and not elements.
    const BY_KEY: bool;

    /// The better of two lanes; `other` where they are equal, either where they are unordered.
    fn better(vector: V, other: V) -> V;

    /// Elements as they are compared.
    #[inline(always)]
    fn of(keys: KeyTransform<V>, elements: V) -> V {
        if Self::BY_KEY {
            keys.apply(elements)
        } else {
            elements
        }
    }

    /// Lanes that were compared, as keys.
    #[inline(always)]
    fn key(keys: KeyTransform<V>, compared: V) -> V {
        if Self::BY_KEY {
            compared
        } else {
            keys.apply(compared)
        }
    }
}

/// The larger key.
pub(super) enum Transformed {}

impl<V: Vector> Compare<V> for Transformed {
    const BY_KEY: bool = true;

    #[inline(always)]
    fn better(vector: V, other: V) -> V {
        vector.max(other)
    }
}

/// The operation that compares elements without a transform, if the level has one; otherwise `Transformed`.
#[derive(Clone, Copy)]
pub(super) enum CompareOp {
    Transformed,
    Larger,
    Smaller,
    LargerUnsigned,
    SmallerUnsigned,
}

impl CompareOp {
    /// The operation for keys with these bits inverted.
    #[inline(always)]
    pub(super) fn of<V: Vector>(xor_mask: V::Element) -> Self {
        if xor_mask.bits() == V::Element::ZERO.bits() {
            Self::Larger
        } else if V::Element::LARGEST == Some(xor_mask) {
            Self::if_unsigned::<V>(Self::SmallerUnsigned)
        } else if xor_mask == V::Element::TOP_BIT && !V::Element::HAS_NAN {
            Self::if_unsigned::<V>(Self::LargerUnsigned)
        } else {
            Self::Smaller
        }
    }

    #[inline(always)]
    fn if_unsigned<V: Vector>(self) -> Self {
        if V::HAS_UNSIGNED {
            self
        } else {
            Self::Transformed
        }
    }
}

/// Evaluates an expression with a type for the operation.
macro_rules! with_compare {
    ($operation:expr, $compare:ident => $run:expr) => {
        $crate::ops::extremum::compare::with_compare!(
            @ $operation, $compare => $run, Transformed Larger Smaller LargerUnsigned SmallerUnsigned
        )
    };
    (@ $operation:expr, $compare:ident => $run:expr, $($each:ident)*) => {
        match $operation {
            $($crate::ops::extremum::compare::CompareOp::$each => {
                type $compare = $crate::ops::extremum::compare::$each;
                $run
            })*
        }
    };
}

pub(super) use with_compare;

macro_rules! without_transform {
    ($($(#[$doc:meta])* $name:ident $better:ident;)*) => {$(
        $(#[$doc])*
        pub(super) enum $name {}

        impl<V: Vector> Compare<V> for $name {
            const BY_KEY: bool = false;

            #[inline(always)]
            fn better(vector: V, other: V) -> V {
                vector.$better(other)
            }
        }
    )*};
}

without_transform! {
    /// The larger element.
    Larger max;
    /// The smaller element.
    Smaller min;
    /// The element with the larger bits, as an unsigned integer.
    LargerUnsigned max_unsigned;
    /// The element with the smaller bits, as an unsigned integer.
    SmallerUnsigned min_unsigned;
}
