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
//! Only in the loops where nothing but instructions takes time, that one took a tenth of it, and up to a third with the narrower
//! vectors. There elements are compared as they lie, in the order for their row and column of that table, and the loop has an
//! instance for each that the level has an instruction for: see [`Chosen`].

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use crate::simd::{Lanes, Vector};

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

    /// Elements as they are compared.
    #[inline(always)]
    unsafe fn of(keys: Keys<V>, elements: V) -> V {
        if Self::BY_KEY {
            // SAFETY: the caller has the level.
            unsafe { keys.turn(elements) }
        } else {
            elements
        }
    }

    /// What is compared, as keys.
    #[inline(always)]
    unsafe fn key(keys: Keys<V>, compared: V) -> V {
        if Self::BY_KEY {
            compared
        } else {
            // SAFETY: the caller has the level.
            unsafe { keys.turn(compared) }
        }
    }

    /// The vector at `from`.
    #[inline(always)]
    unsafe fn load(keys: Keys<V>, from: *const V::Element) -> V {
        // SAFETY: the caller has the level, and LANES elements.
        unsafe { Self::of(keys, V::load(from)) }
    }

    /// The vector of the first `len` elements at `from`, at least one; the lanes behind them repeat the first.
    #[inline(always)]
    unsafe fn load_part(keys: Keys<V>, from: *const V::Element, len: usize) -> V {
        // SAFETY: the caller has the level, and so many elements.
        unsafe { Self::of(keys, V::load_part(from, len)) }
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

/// An order in which no bits need be turned over, where the level has one.
#[derive(Clone, Copy)]
pub(super) enum Chosen {
    ByKey,
    Larger,
    Smaller,
    LargerUnsigned,
    SmallerUnsigned,
}

impl Chosen {
    /// The order of keys of which these bits are turned over.
    #[inline(always)]
    pub(super) fn of<V: Vector>(flip: V::Element) -> Self {
        if flip.bits() == V::Element::ZERO.bits() {
            Self::Larger
        } else if V::Element::LARGEST == Some(flip) {
            Self::unsigned::<V>(Self::SmallerUnsigned)
        } else if flip == V::Element::TOP && !V::Element::HAS_NAN {
            Self::unsigned::<V>(Self::LargerUnsigned)
        } else {
            Self::Smaller
        }
    }

    /// An order of unsigned numbers, where there is an instruction for it.
    #[inline(always)]
    fn unsigned<V: Vector>(self) -> Self {
        if V::HAS_UNSIGNED { self } else { Self::ByKey }
    }
}

/// An expression with a type for the order.
macro_rules! in_order {
    ($chosen:expr, $order:ident => $run:expr) => {
        $crate::kernel::extremum::order::in_order!(
            @ $chosen, $order => $run, ByKey Larger Smaller LargerUnsigned SmallerUnsigned
        )
    };
    (@ $chosen:expr, $order:ident => $run:expr, $($each:ident)*) => {
        match $chosen {
            $($crate::kernel::extremum::order::Chosen::$each => {
                type $order = $crate::kernel::extremum::order::$each;
                $run
            })*
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
