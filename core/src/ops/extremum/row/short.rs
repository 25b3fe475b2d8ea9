//! Rows whose vectors fit in registers.
//!
//! All vectors are loaded at once, the last to end with the row. Their best per lane, then of all lanes, is compared with all
//! of them again. The bits of those masks, one after the other, tell the first position.

use super::lanes::{MAX_UNROLLED, broadcast_max, consecutive, first_nan, first_of};
use super::search::{RowSearch, each_by};
use crate::index::Index;
use crate::layout::RowBlock;
use crate::ops::extremum::compare::{Compare, KeyTransform, load};
use crate::simd::{SimdElement, Vector};

/// Rows of at least one element and at most one vector.
struct Masked;

/// Rows of more than one vector, at least `N / 2` vectors and at most `N`.
struct Unrolled<const N: usize>;

/// Evaluates an expression with a type for the search of a row of this many elements.
macro_rules! with_search {
    ($V:ident, $len:expr, $search:ident => $call:expr) => {{
        let len = $len;
        if len <= $V::LANES {
            type $search = Masked;
            $call
        } else if len <= 2 * $V::LANES {
            type $search = Unrolled<2>;
            $call
        } else if len <= 4 * $V::LANES {
            type $search = Unrolled<4>;
            $call
        } else {
            type $search = Unrolled<MAX_UNROLLED>;
            $call
        }
    }};
}

/// The position of the first best element of a row of at least one element and at most `MAX_UNROLLED` vectors.
#[inline(always)]
pub(super) fn first<C: Compare<V>, V: Vector>(
    level: V::Level,
    row: &[V::Element],
    keys: KeyTransform<V>,
) -> usize {
    with_search!(V, row.len(), S => <S as RowSearch<V, C>>::first(level, row, keys))
}

/// Writes the position of the first best element of each row, of such a length.
#[inline(always)]
pub(super) fn each_first<C: Compare<V>, V: Vector>(
    level: V::Level,
    rows: RowBlock<'_, V::Element>,
    out: &mut [Index],
    keys: KeyTransform<V>,
) {
    with_search!(V, rows.columns(), S => each_by::<C, V, S>(level, rows, out, keys));
}

impl<C: Compare<V>, V: Vector> RowSearch<V, C> for Masked {
    #[inline(always)]
    fn first(level: V::Level, row: &[V::Element], keys: KeyTransform<V>) -> usize {
        // The lanes after the elements repeat the first.
        let vector = C::of(keys, V::load_part(level, row));
        let nan = V::unordered(vector, vector);
        if let (true, Some(lane)) = (V::Element::HAS_NAN, V::first(nan)) {
            return lane;
        }
        let best = vector.eq(broadcast_max::<C, V>(vector));
        // SAFETY: the best of all lanes is one of them, and without NaN it equals itself.
        unsafe { V::first(best).unwrap_unchecked() }
    }
}

impl<C: Compare<V>, V: Vector, const N: usize> RowSearch<V, C> for Unrolled<N> {
    #[inline(always)]
    fn first(level: V::Level, row: &[V::Element], keys: KeyTransform<V>) -> usize {
        let last = row.len() - V::LANES;
        let mut offsets = const { consecutive::<V, N>() };
        for offset in &mut offsets[N / 2..] {
            *offset = last.min(*offset);
        }
        assert!(
            row.len() >= N / 2 * V::LANES,
            "half of the vectors are in the row"
        );
        // SAFETY: the first half is in the row, and every other vector begins at `last` at most.
        let vectors = unsafe { load::<C, V, N>(level, keys, row.as_ptr(), offsets) };
        if V::Element::HAS_NAN {
            let mut nan = V::none(level);
            for k in (0..N).step_by(2) {
                nan = V::or(nan, V::unordered(vectors[k], vectors[k + 1]));
            }
            if V::any(nan) {
                return first_nan::<V>(level, row);
            }
        }
        first_of(
            &vectors,
            offsets,
            broadcast_max::<C, V>(best_of::<C, V, N>(vectors)),
        )
    }
}

/// The best of some vectors per lane. Their number is a power of two.
#[inline(always)]
fn best_of<C: Compare<V>, V: Vector, const N: usize>(mut vectors: [V; N]) -> V {
    let mut half = N / 2;
    while half > 0 {
        for k in 0..half {
            vectors[k] = C::better(vectors[k + half], vectors[k]);
        }
        half /= 2;
    }
    vectors[0]
}
