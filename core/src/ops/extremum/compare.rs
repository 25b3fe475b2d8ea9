//! How lanes are compared: one comparison of keys serves all dtypes of a width, and both extremes.
//!
//! A [transform](KeyTransform) turns elements into keys, and the larger key wins: see
//! [`NativeOrdered`](crate::dtype::native::NativeOrdered). For most dtypes it is an XOR with a constant, one instruction
//! per load. In return the kernels are compiled for six types per level, signed integers of four widths and two floats,
//! and not for ten dtypes and two extremes.
//!
//! Loops over data in L1 are limited by the number of instructions. There the XOR takes a tenth of the time, and up to
//! a third with narrow vectors. So these loops compare the elements themselves, with the operation that gives the same
//! order as the keys: see [`CompareOp`]. Each loop has an instance per operation.

use crate::simd::{KeyTransform, SimdElement, Vector};

/// The vectors at `offsets`, in elements, from `from`, as the lanes that `C` needs.
///
/// # Safety
///
/// `LANES` elements can be read at each offset.
#[inline(always)]
pub(super) unsafe fn load<C: Lanes<V>, V: Vector, X: KeyTransform<V>, const N: usize>(
    level: V::Level,
    keys: X,
    from: *const V::Element,
    offsets: [usize; N],
) -> [V; N] {
    // A loop and not a closure, because the instructions of a level are not always inlined into closures.
    // SAFETY: the caller promises `LANES` elements at each offset.
    let mut vectors = [unsafe { V::load(level, from.wrapping_add(offsets[0])) }; N];
    for (vector, offset) in vectors.iter_mut().zip(offsets) {
        // SAFETY: as above.
        *vector = C::of(keys, unsafe { V::load(level, from.wrapping_add(offset)) });
    }
    vectors
}

/// What lanes hold: keys or elements.
pub(super) trait Lanes<V: Vector> {
    /// Turns elements into these lanes.
    fn of<X: KeyTransform<V>>(keys: X, elements: V) -> V;
}

/// Lanes for the search of a known key: see [`KeyTransform::to_find`].
pub(super) enum ToFind {}

impl<V: Vector> Lanes<V> for ToFind {
    #[inline(always)]
    fn of<X: KeyTransform<V>>(keys: X, elements: V) -> V {
        keys.to_find(elements)
    }
}

/// A comparison of lanes: whether they hold keys or elements, and which of two lanes is better.
pub(super) trait Compare<V: Vector>: Lanes<V> {
    /// Whether this compares keys, and not elements.
    const BY_KEY: bool;

    /// Whether [`CompareOp::of`] may name this for the vectors. No code is made for the others.
    const IS_USED: bool = true;

    /// The better of two lanes. `other` where they are equal, and either of them where they are unordered.
    fn better(vector: V, other: V) -> V;

    /// Turns lanes that were compared into keys.
    #[inline(always)]
    fn key<X: KeyTransform<V>>(keys: X, compared: V) -> V {
        if Self::BY_KEY {
            compared
        } else {
            keys.keys(compared)
        }
    }
}

/// The larger key wins.
pub(super) enum Transformed {}

impl<V: Vector> Lanes<V> for Transformed {
    #[inline(always)]
    fn of<X: KeyTransform<V>>(keys: X, elements: V) -> V {
        keys.keys(elements)
    }
}

impl<V: Vector> Compare<V> for Transformed {
    const BY_KEY: bool = true;

    #[inline(always)]
    fn better(vector: V, other: V) -> V {
        vector.max(other)
    }
}

/// The operation that compares elements without a transform, if the level has an instruction for it. Otherwise
/// `Transformed`, which compares keys.
#[derive(Clone, Copy)]
pub(super) enum CompareOp {
    Transformed,
    Larger,
    Smaller,
    LargerUnsigned,
    SmallerUnsigned,
}

impl CompareOp {
    /// The operation that orders elements as their keys are ordered.
    #[inline(always)]
    pub(super) fn of<V: Vector, X: KeyTransform<V>>(order: X::Order) -> Self {
        let Some(inverted) = X::inverted_bits(order) else {
            return Self::Transformed;
        };
        if inverted.bits() == V::Element::ZERO.bits() {
            Self::Larger
        } else if V::Element::LARGEST == Some(inverted) {
            Self::if_unsigned::<V>(Self::SmallerUnsigned)
        } else if inverted == V::Element::TOP_BIT && !V::Element::HAS_NAN {
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

/// Evaluates an expression in which a type alias names the [`Compare`] type of the operation on vectors of a type, whose
/// elements a transform turns into keys.
macro_rules! with_compare {
    ($V:ident, $X:ident, $operation:expr, $compare:ident => $run:expr) => {
        $crate::ops::extremum::compare::with_compare!(
            @ $V, $X, $operation, $compare => $run, Transformed Larger Smaller LargerUnsigned SmallerUnsigned
        )
    };
    (@ $V:ident, $X:ident, $operation:expr, $compare:ident => $run:expr, $($each:ident)*) => {
        match $operation {
            $($crate::ops::extremum::compare::CompareOp::$each => {
                type $compare = $crate::ops::extremum::compare::$each;
                if const { $crate::ops::extremum::compare::is_used::<$V, $X, $compare>() } {
                    $run
                } else {
                    unreachable!("an operation that is not named for these vectors")
                }
            })*
        }
    };
}

pub(super) use with_compare;

/// Whether [`CompareOp::of`] may name the comparison.
pub(super) const fn is_used<V: Vector, X: KeyTransform<V>, C: Compare<V>>() -> bool {
    C::IS_USED && (C::BY_KEY || X::COMPARES_ELEMENTS)
}

/// Whether vectors of integers have a comparison of unsigned integers.
const fn has_unsigned<V: Vector>() -> bool {
    V::HAS_UNSIGNED && !V::Element::HAS_NAN
}

macro_rules! without_transform {
    ($($(#[$doc:meta])* $name:ident $better:ident if $is_used:expr;)*) => {$(
        $(#[$doc])*
        pub(super) enum $name {}

        impl<V: Vector> Lanes<V> for $name {
            #[inline(always)]
            fn of<X: KeyTransform<V>>(_: X, elements: V) -> V {
                elements
            }
        }

        impl<V: Vector> Compare<V> for $name {
            const BY_KEY: bool = false;
            const IS_USED: bool = $is_used;

            #[inline(always)]
            fn better(vector: V, other: V) -> V {
                vector.$better(other)
            }
        }
    )*};
}

without_transform! {
    /// The larger element wins.
    Larger max if true;
    /// The smaller element wins.
    Smaller min if true;
    /// The element whose bits are larger as an unsigned integer wins.
    LargerUnsigned max_unsigned if has_unsigned::<V>();
    /// The element whose bits are smaller as an unsigned integer wins.
    SmallerUnsigned min_unsigned if has_unsigned::<V>();
}
