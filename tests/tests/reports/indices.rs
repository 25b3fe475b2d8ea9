//! `nonzero`.

use super::*;

test_at_every_level! {
    /// numpy/numpy#9304: `nonzero` of rank 5 and more differs from call to call.
    fn nonzero_of_rank_6_is_the_same_in_every_call() {
        let shape = [10, 2, 3, 4, 5, 6];
        let mut next = 0u32;
        let x = ArrayD::from_shape_simple_fn(IxDyn(&shape), || {
            next = next.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(next >> 30)
        });
        let found = nonzero(&x).expect("the array has axes");
        let expected: Vec<usize> = (0..x.len())
            .filter(|&at| x[&unravel(at, &shape)[..]] != 0.0)
            .collect();
        for (axis, found) in found.iter().enumerate() {
            let expected = expected.iter().map(|&at| to_index(unravel(at, &shape)[axis]));
            assert!(found.iter().copied().eq(expected), "axis {axis}");
        }
        assert_eq!(nonzero(&x), Ok(found));
    }
}
