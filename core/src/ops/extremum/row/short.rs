//! Rows whose vectors fit in registers.
//!
//! All vectors are loaded at once, and the last one ends with the row. They are reduced to the best value, first per
//! lane and then across the lanes. Comparing all vectors with that value gives one bit per element, and the first set
//! bit is the position.

use super::lanes::{MAX_UNROLLED, broadcast_max, consecutive, first_nan, first_of};
use super::search::{RowSearch, each_by};
use crate::index::Index;
use crate::layout::RowBlock;
use crate::ops::extremum::compare::{Compare, load};
use crate::simd::{KeyTransform, SimdElement, Vector};

/// The search of rows of at least one element and at most one vector.
struct Masked;

/// The search of rows of more than one vector, at least `N / 2` vectors and at most `N`.
struct Unrolled<const N: usize>;

/// Evaluates an expression in which a type alias names the search of rows of this many elements.
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
pub(super) fn first<C: Compare<V>, V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    row: &[V::Element],
    keys: X,
) -> usize {
    with_search!(V, row.len(), S => <S as RowSearch<V, X, C>>::first(level, row, keys))
}

/// Writes the position of the first best element of each row. A row has at least one element and at most `MAX_UNROLLED`
/// vectors.
#[inline(always)]
pub(super) fn each_first<C: Compare<V>, V: Vector, X: KeyTransform<V>>(
    level: V::Level,
    rows: RowBlock<'_, V::Element>,
    out: &mut [Index],
    keys: X,
) {
    with_search!(V, rows.columns(), S => each_by::<C, V, X, S>(level, rows, out, keys));
}

impl<C: Compare<V>, V: Vector, X: KeyTransform<V>> RowSearch<V, X, C> for Masked {
    #[inline(always)]
    fn first(level: V::Level, row: &[V::Element], keys: X) -> usize {
        // The other lanes repeat the first element, so the first lane that equals the best is that of an element.
        let vector = C::of(keys, V::load_part(level, row));
        let nan = V::unordered(vector, vector);
        if let (true, Some(lane)) = (V::Element::HAS_NAN, V::first(nan)) {
            return lane;
        }
        let best = vector.eq(broadcast_max::<C, V>(vector));
        // SAFETY: there is no NaN. So the best of all lanes equals at least one lane, the one that it was taken from.
        unsafe { V::first(best).unwrap_unchecked() }
    }
}

impl<C: Compare<V>, V: Vector, X: KeyTransform<V>, const N: usize> RowSearch<V, X, C>
    for Unrolled<N>
{
    #[inline(always)]
    fn first(level: V::Level, row: &[V::Element], keys: X) -> usize {
        let last = row.len() - V::LANES;
        let mut offsets = const { consecutive::<V, N>() };
        for offset in &mut offsets[N / 2..] {
            *offset = last.min(*offset);
        }
        assert!(
            row.len() >= N / 2 * V::LANES,
            "half of the vectors are in the row"
        );
        // SAFETY: the vectors of the first half are in the row, as just asserted. Each other vector begins at `last` or
        // before, and `last` is `LANES` elements before the end of the row.
        let vectors = unsafe { load::<C, V, X, N>(level, keys, row.as_ptr(), offsets) };
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

/// The best of the vectors per lane. `N` is a power of two.
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
