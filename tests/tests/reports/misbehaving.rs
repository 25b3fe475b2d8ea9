//! Element types whose order or zero contradicts itself or panics. No result is promised, but each call returns or
//! panics, and every index that it wrote is valid.

use super::*;
use std::cell::Cell;
use std::cmp::Ordering;

thread_local! {
    static COMPARISONS: Cell<u32> = const { Cell::new(0) };
}

/// Compares as the number of comparisons so far says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fickle(pub(crate) u8);

impl Fickle {
    fn says(self) -> u32 {
        let count = COMPARISONS.get();
        COMPARISONS.set(count.wrapping_add(1));
        count.wrapping_mul(2_654_435_761) >> 16 ^ u32::from(self.0)
    }
}

impl PartialEq for Fickle {
    fn eq(&self, _: &Self) -> bool {
        self.says().is_multiple_of(3)
    }
}

impl PartialOrd for Fickle {
    fn partial_cmp(&self, _: &Self) -> Option<Ordering> {
        [
            None,
            Some(Ordering::Less),
            Some(Ordering::Greater),
            Some(Ordering::Equal),
        ][self.says() as usize % 4]
    }
}

/// Panics when it is compared with 3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bomb(pub(crate) u8);

impl PartialOrd for Bomb {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        assert!(self.0 != 3 && other.0 != 3, "boom");
        self.0.partial_cmp(&other.0)
    }
}

/// Panics when it is tested for zero and is 3.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mine(pub(crate) u8);

impl PartialEq for Mine {
    fn eq(&self, other: &Self) -> bool {
        assert!(self.0 != 3, "boom");
        self.0 == other.0
    }
}

argwhere::kernels! {
    pub(crate) mod odd;
    ranks 0..=2;
    operations { argmax, argmin, nonzero }
    dtypes {
        Fickle: Fickle, zero = Fickle(0);
        Bomb: Bomb, zero = Bomb(0);
        Mine: Mine, unordered, zero = Mine(0);
    }
}

/// numpy/numpy#13631: the elements are tested twice, to count and to write. If the answers differ, memory is
/// overwritten.
#[test]
fn elements_whose_answers_change_between_two_passes_corrupt_nothing() {
    for shape in [[1, 10_000], [100, 100], [5000, 3]] {
        let x = Array2::from_shape_fn(shape, |(i, j)| Fickle((i + j).to_le_bytes()[0]));
        for x in [x.view(), x.t(), x.slice(s![..;-1, ..;2])] {
            for capacity in [0, 10, 100_000] {
                let mut found = [Vec::with_capacity(capacity), Vec::new()];
                odd::typed::nonzero_into(&x, &mut found).expect("there is memory");
                let [down, across] = &found;
                assert_eq!(down.len(), across.len());
                assert!(down.iter().all(|&at| at < to_index(x.nrows())));
                assert!(across.iter().all(|&at| at < to_index(x.ncols())));
            }
            let [down, across] = odd::typed::nonzero(&x).expect("there is memory");
            assert_eq!(down.len(), across.len());
        }
    }
}

/// ANSSI-FR/rust-guide#43: unsafe code may not rely on an order that safe code implements.
#[test]
fn an_inconsistent_order_gives_an_index_of_the_array() {
    for shape in [[1, 10_000], [100, 100], [5000, 3]] {
        let x = Array2::from_shape_fn(shape, |(i, j)| Fickle((i + j).to_le_bytes()[0]));
        for x in [x.view(), x.t(), x.slice(s![..;-1, ..;2])] {
            let found = odd::typed::argmax(&x).expect("the array is not empty");
            assert!(found < x.len());
            for axis in 0..2 {
                let found = odd::typed::argmin_axis(&x, Axis(axis)).expect("it is not empty");
                let len = to_index(x.len_of(Axis(axis)));
                assert!(found.iter().all(|at| (0..len).contains(at)));
            }
        }
    }
}

/// numpy/numpy#31977: after a comparison fails, `argmax` goes on and writes the other rows.
#[test]
fn a_comparison_that_panics_ends_the_call() {
    let x = array![[1, 2], [3, 4], [5, 6]].mapv(Bomb);
    for x in [x.view(), x.t().t()] {
        let mut out = array![-7, -7, -7];
        let call = || odd::typed::argmax_axis_into(&x, Axis(1), &mut out);
        assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
        assert_eq!(out[2], -7, "{out}");
        assert!(out.iter().all(|at| [-7, 0, 1].contains(at)), "{out}");
    }
    assert_eq!(odd::typed::argmax(&x.slice(s![2.., ..])), Ok(1));
}

/// numpy/numpy#9300: `nonzero` does not notice that the test of an element failed.
#[test]
fn a_test_for_zero_that_panics_leaves_vectors_of_valid_indices() {
    let good = array![[0, 2], [5, 0]].mapv(Mine);
    for bad in [array![[0, 2], [3, 4]], array![[3, 0], [0, 0]]] {
        let bad = bad.mapv(Mine);
        let mut found = [vec![8, 9], vec![8, 9]];
        let call = || odd::typed::nonzero_into(&bad, &mut found);
        assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
        odd::typed::nonzero_into(&good, &mut found).expect("there is memory");
        assert_eq!(found, [[0, 1], [1, 0]]);
    }
}

/// numpy/numpy#9078: an exception in a test for zero is replaced by another. A panic keeps its message.
#[test]
fn the_panic_of_a_test_for_zero_reaches_the_caller() {
    let call = || odd::nonzero(&array![1, 3].mapv(Mine));
    let panic = catch_unwind(call).expect_err("the element panics");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"boom"));
}
