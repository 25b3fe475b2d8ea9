//! Which of two elements is better: one order of lanes serves all dtypes of a width, and both senses.
//!
//! Elements are compared as keys, of which the larger wins. A key is the element, some bits of which are turned over. As
//! signed integers, or as floats, keys are ordered as is wanted:
//!
//! ```text
//!                 argmax        argmin
//! signed          none          all                     // !a < !b where a > b
//! unsigned        the top bit   all but the top bit
//! floats          none          the sign                // a NaN remains one
//! ```
//!
//! To turn them over is one exclusive or a vector, beside the load. So the kernels are compiled six times a level, in place of
//! twenty: for signed integers of four widths and two floats, each told which bits to turn over.
//!
//! Only where nothing but instructions takes time, that one took a tenth: with the widest vectors, in what comes from the first
//! cache. There elements are compared as they lie, by the instruction of the row and column of that table, of which each
//! has an instance: see [`Direct`].

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use crate::simd::{LINE, Lanes, Vector};

/// How elements become keys: the bits that are turned over, in all lanes.
#[derive(Clone, Copy)]
pub(super) struct Keys<V>(V);

impl<V: Vector> Keys<V> {
    /// Keys of which the bits of `flip` are turned over.
    #[inline(always)]
    pub(super) unsafe fn new(flip: V::Element) -> Self {
        // SAFETY: the caller has the level.
        Self(unsafe { V::splat(flip) })
    }

    /// Elements as keys, or keys as elements.
    #[inline(always)]
    pub(super) unsafe fn turn(self, lanes: V) -> V {
        // SAFETY: the caller has the level.
        unsafe { lanes.flip(self.0) }
    }

    /// The keys at `from`.
    #[inline(always)]
    pub(super) unsafe fn load(self, from: *const V::Element) -> V {
        // SAFETY: the caller has the level, and LANES elements.
        unsafe { self.turn(V::load(from)) }
    }
}

/// The vectors at some positions, as an order compares them.
#[inline(always)]
pub(super) unsafe fn load<O: Order<V>, V: Vector, const N: usize>(
    keys: Keys<V>,
    from: *const V::Element,
    at: [usize; N],
) -> [V; N] {
    // SAFETY: the caller has the level, and LANES elements at each position.
    unsafe {
        let mut vectors = [O::load(keys, from.add(at[0])); N];
        for (vector, at) in vectors.iter_mut().zip(at) {
            *vector = O::load(keys, from.add(at));
        }
        vectors
    }
}

/// How lanes are compared.
pub(super) trait Order<V: Vector> {
    /// Whether they are keys, and not elements as they lie.
    const BY_KEY: bool;

    /// The better of two lanes; `other` where they are equal, either where they are unordered.
    unsafe fn better(vector: V, other: V) -> V;

    /// The vector at `from`.
    #[inline(always)]
    unsafe fn load(keys: Keys<V>, from: *const V::Element) -> V {
        // SAFETY: the caller has the level, and LANES elements.
        let vector = unsafe { V::load(from) };
        if Self::BY_KEY {
            // SAFETY: the caller has the level.
            unsafe { keys.turn(vector) }
        } else {
            vector
        }
    }

    /// The vector of the first `len` elements at `from`, at least one; the lanes behind them repeat the first.
    #[inline(always)]
    unsafe fn load_part(keys: Keys<V>, from: *const V::Element, len: usize) -> V {
        // SAFETY: the caller has the level, and so many elements.
        let vector = unsafe { V::load_part(from, len) };
        if Self::BY_KEY {
            // SAFETY: the caller has the level.
            unsafe { keys.turn(vector) }
        } else {
            vector
        }
    }
}

/// The larger key.
pub(super) enum ByKey {}

impl<V: Vector> Order<V> for ByKey {
    const BY_KEY: bool = true;

    #[inline(always)]
    unsafe fn better(vector: V, other: V) -> V {
        // SAFETY: the caller has the level.
        unsafe { vector.max(other) }
    }
}

/// The orders of elements as they lie: what their keys' larger one is.
#[derive(Clone, Copy)]
pub(super) enum Direct {
    Larger,
    Smaller,
    LargerUnsigned,
    SmallerUnsigned,
}

impl Direct {
    /// Whether vectors are so wide that these orders have instances for them.
    pub(super) const fn is_for<V: Vector>() -> bool {
        size_of::<V>() == LINE
    }

    /// The order of keys of which these bits are turned over.
    #[inline(always)]
    pub(super) fn of<T: Lanes>(flip: T) -> Self {
        if flip.bits() == T::ZERO.bits() {
            Self::Larger
        } else if T::LARGEST == Some(flip) {
            Self::SmallerUnsigned
        } else if flip == T::TOP && !T::HAS_NAN {
            Self::LargerUnsigned
        } else {
            Self::Smaller
        }
    }
}

/// An expression with a type for the order.
macro_rules! in_order {
    ($direct:expr, $order:ident => $run:expr) => {
        match $direct {
            $crate::kernel::extremum::order::Direct::Larger => {
                type $order = $crate::kernel::extremum::order::Larger;
                $run
            }
            $crate::kernel::extremum::order::Direct::Smaller => {
                type $order = $crate::kernel::extremum::order::Smaller;
                $run
            }
            $crate::kernel::extremum::order::Direct::LargerUnsigned => {
                type $order = $crate::kernel::extremum::order::LargerUnsigned;
                $run
            }
            $crate::kernel::extremum::order::Direct::SmallerUnsigned => {
                type $order = $crate::kernel::extremum::order::SmallerUnsigned;
                $run
            }
        }
    };
}

pub(super) use in_order;

macro_rules! direct {
    ($($(#[$doc:meta])* $order:ident $better:ident;)*) => {$(
        $(#[$doc])*
        pub(super) enum $order {}

        impl<V: Vector> Order<V> for $order {
            const BY_KEY: bool = false;

            #[inline(always)]
            unsafe fn better(vector: V, other: V) -> V {
                // SAFETY: the caller has the level.
                unsafe { vector.$better(other) }
            }
        }
    )*};
}

direct! {
    /// The larger element.
    Larger max;
    /// The smaller element.
    Smaller min;
    /// The element with the larger bits.
    LargerUnsigned max_unsigned;
    /// The element with the smaller bits.
    SmallerUnsigned min_unsigned;
}
