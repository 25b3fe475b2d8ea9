//! Rows that fit the registers.
//!
//! Their vectors are loaded at once, the last to end with the row. Their best a lane, then of all lanes, is compared with all of
//! them again, and the bits of those masks, put side by side, tell the first position.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use super::{FEW, Search, each_by, first_nan, side_by_side, spread};
use crate::Index;
use crate::kernel::extremum::order::{Keys, Order, load};
use crate::layout::Block;
use crate::simd::{Lanes, Vector};
use core::hint::select_unpredictable;

/// Rows of at most a vector, and at least one element.
struct Part;

/// Rows of more than one vector, at least `N / 2` vectors and at most `N`.
struct Few<const N: usize>;

/// Names the search of a row of so many elements, at least one and at most `FEW` vectors.
macro_rules! by_length {
    ($V:ident, $len:expr, $search:ident => $call:expr) => {{
        let len = $len;
        if len <= $V::LANES {
            type $search = Part;
            $call
        } else if len <= 2 * $V::LANES {
            type $search = Few<2>;
            $call
        } else if len <= 4 * $V::LANES {
            type $search = Few<4>;
            $call
        } else {
            type $search = Few<FEW>;
            $call
        }
    }};
}

/// The position of the first best element of a row of at least one, and of at most `FEW` vectors.
#[inline(always)]
pub(super) unsafe fn first<O: Order<V>, V: Vector>(row: &[V::Element], keys: Keys<V>) -> usize {
    // SAFETY: the caller has the level; the row is one for the search.
    unsafe { by_length!(V, row.len(), S => <S as Search<V, O>>::first(row, keys)) }
}

/// The same of each of some rows.
#[inline(always)]
pub(super) unsafe fn each_first<O: Order<V>, V: Vector>(
    rows: Block<'_, V::Element>,
    out: &mut [Index],
    keys: Keys<V>,
) {
    // SAFETY: the caller has the level; rows are ones for the search.
    unsafe { by_length!(V, rows.columns(), S => each_by::<O, V, S>(rows, out, keys)) }
}

impl<O: Order<V>, V: Vector> Search<V, O> for Part {
    #[inline(always)]
    unsafe fn first(row: &[V::Element], keys: Keys<V>) -> usize {
        // SAFETY: the caller has the level; there are as many elements as are loaded.
        unsafe {
            // The lanes behind them repeat the first.
            let vector = O::load_part(keys, row.as_ptr(), row.len());
            let nan = V::unordered(vector, vector);
            if let (true, Some(lane)) = (V::Element::HAS_NAN, V::first(nan)) {
                return lane;
            }
            let best = vector.eq(spread::<O, V>(vector));
            // One lane is the best: without a NaN it equals itself.
            V::first(best).unwrap_unchecked()
        }
    }
}

impl<O: Order<V>, V: Vector, const N: usize> Search<V, O> for Few<N> {
    #[inline(always)]
    unsafe fn first(row: &[V::Element], keys: Keys<V>) -> usize {
        let last = row.len() - V::LANES;
        let mut at = const { side_by_side::<V, N>() };
        for at in &mut at[N / 2..] {
            *at = last.min(*at);
        }
        // SAFETY: the caller has the level, and LANES elements from `last` on.
        unsafe {
            let vectors = load::<O, V, N>(keys, row.as_ptr(), at);
            if V::Element::HAS_NAN {
                let mut nan = V::none();
                for k in (0..N).step_by(2) {
                    nan = V::or(nan, V::unordered(vectors[k], vectors[k + 1]));
                }
                if V::any(nan) {
                    return first_nan::<V>(row);
                }
            }
            first_of(&vectors, at, spread::<O, V>(best_of::<O, V, N>(vectors)))
        }
    }
}

/// The best of some vectors, a power of two, a lane.
#[inline(always)]
unsafe fn best_of<O: Order<V>, V: Vector, const N: usize>(mut vectors: [V; N]) -> V {
    let mut half = N / 2;
    while half > 0 {
        for k in 0..half {
            // SAFETY: the caller has the level.
            vectors[k] = unsafe { O::better(vectors[k + half], vectors[k]) };
        }
        half /= 2;
    }
    vectors[0]
}

/// The first position of an element that equals all lanes of `wanted`; there is one. A vector begins at most its length
/// behind the one before.
#[inline(always)]
pub(super) unsafe fn first_of<V: Vector, const N: usize>(
    vectors: &[V; N],
    at: [usize; N],
    wanted: V,
) -> usize {
    // As many vectors together as a word has bits for, the last word first.
    let together = (64 / V::LANES).min(N);
    let (mut bits, mut home) = (0, 0);
    let mut word = N;
    while word > 0 {
        word -= together;
        let mut here = 0;
        for k in (word..word + together).rev() {
            // One after the other: the compiler would gather shifted bits in a vector, which takes longer.
            let behind = k + 1 - usize::from(k + 1 == word + together);
            // SAFETY: the caller has the level.
            here = here << (at[behind] - at[k]) | unsafe { V::bits(vectors[k].eq(wanted)) };
        }
        bits = select_unpredictable(here != 0, here, bits);
        home = select_unpredictable(here != 0, at[word], home);
    }
    home + bits.trailing_zeros() as usize
}
