//! `nonzero` of every dtype, rank and layout, compared with the oracle.

use argwhere::{ArrayView, DType, Error, Index, kernels, nonzero, nonzero_into, typed};
use argwhere_tests::{Laid, Model, cases, check, test_at_every_level, test_each_dtype};
use ndarray::{Array1, ArrayView1, ArrayView2, IxDyn, arr0, array};
use std::time::{Duration, Instant};

test_each_dtype!(every_rank_and_layout, rows_longer_than_a_mask);

fn every_rank_and_layout(dtype: DType) {
    for ndim in 0..=6 {
        for model in cases::models(dtype, ndim) {
            Laid::all(&model).iter().for_each(check::nonzeros);
        }
    }
    for ndim in [7, 8] {
        let model = cases::filled(dtype, cases::shapes(ndim)[0], 0);
        Laid::all(&model).iter().for_each(check::nonzeros);
    }
}

/// Rows of around 64 elements, the bits of one mask word; rows around the longest that are searched together; and rows
/// of more than 64 masks.
fn rows_longer_than_a_mask(dtype: DType) {
    for length in [63, 64, 65, 127, 129, 200, 512, 513, 4161] {
        for shape in [[length, 3], [3, length]] {
            let [dense, sparse] = [
                cases::filled(dtype, &shape, 1),
                cases::sparse(dtype, &shape, 0),
            ];
            for model in [dense, sparse] {
                Laid::all(&model).iter().for_each(check::nonzeros);
            }
        }
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn an_empty_array_returns_at_once_however_long_its_axes() {
    let long = 1 << 60;
    for shape in [[0, long, 1], [long, 0, 1], [1, long, 0], [long, 1, 0]] {
        let x = Model::new(DType::Bool, &shape, vec![]).to_array();
        let found = nonzero(&x).unwrap();
        assert!(
            found.len() == 3 && found.iter().all(ndarray::ArrayBase::is_empty),
            "{shape:?}: {found:?}"
        );
    }
}

#[test]
fn a_broadcast_element_is_searched_without_a_copy() {
    let one = ndarray::arr0(0u8);
    let x = ArrayView::from(&one).broadcast(&[3, 1000, 1000]).unwrap();
    assert!(nonzero(x).unwrap().iter().all(ndarray::ArrayBase::is_empty));
}

/// Asserts that the function is much faster than a visit to every element of such a view would be.
#[track_caller]
fn at_once<R>(function: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = function();
    assert!(start.elapsed() < Duration::from_secs(10), "it took long");
    result
}

/// The number of elements of a view that repeats one stored element: more than can be visited.
#[cfg(target_pointer_width = "64")]
const MANY: usize = 1 << 40;

#[cfg(target_pointer_width = "64")]
#[test]
fn a_zero_shown_many_times_is_tested_once() {
    let zero = arr0(0.0f32);
    let row: ArrayView1<'_, f32> = zero.broadcast(MANY).expect("it stretches");
    let matrix: ArrayView2<'_, f32> = zero.broadcast((1 << 30, 1 << 30)).expect("it stretches");
    at_once(|| {
        let [found] = typed::nonzero(&row).expect("there is nothing to write");
        assert!(found.is_empty());
        assert!(nonzero(row).is_ok_and(|found| found[0].is_empty()));
        assert!(nonzero(matrix).is_ok_and(|found| found.iter().all(Array1::is_empty)));
        let mut indices = vec![vec![7; 3]];
        nonzero_into(row, &mut indices).expect("there is nothing to write");
        assert_eq!(indices, [[0; 0]]);
        let mut indices = [vec![7; 3], vec![7; 3]];
        typed::nonzero_into(&matrix, &mut indices).expect("there is nothing to write");
        assert_eq!(indices, [[0; 0], [0; 0]]);
        let mut indices = [vec![7]];
        kernels::nonzero::f32::rank1(row, &mut indices).expect("there is nothing to write");
        assert_eq!(indices, [[7]]);
    });
}

#[cfg(target_pointer_width = "64")]
#[test]
fn indices_that_do_not_fit_are_an_error_before_any_work() {
    let one = arr0(1u16);
    let row: ArrayView1<'_, u16> = one.broadcast(MANY).expect("it stretches");
    let pair = array![[0u16], [1]];
    let matrix: ArrayView2<'_, u16> = pair.broadcast((2, 1 << 61)).expect("it stretches");
    at_once(|| {
        let error = |axes, found| Error::TooLarge {
            shape: vec![axes, found],
            item: size_of::<Index>(),
        };
        assert_eq!(nonzero(row), Err(error(1, MANY)));
        assert_eq!(typed::nonzero(&row), Err(error(1, MANY)));
        assert_eq!(nonzero(matrix), Err(error(2, 1 << 61)));
        let mut indices = vec![vec![7; 3]];
        assert_eq!(nonzero_into(row, &mut indices), Err(error(1, MANY)));
        assert_eq!(nonzero_into(matrix, &mut indices), Err(error(2, 1 << 61)));
        assert_eq!(indices, [[7; 3]]);
        let mut indices = [vec![7; 3], vec![8; 3]];
        assert_eq!(
            typed::nonzero_into(&matrix, &mut indices),
            Err(error(2, 1 << 61))
        );
        assert_eq!(
            kernels::nonzero::u16::rank2(matrix, &mut indices),
            Err(error(2, 1 << 61))
        );
        assert_eq!(indices, [[7; 3], [8; 3]]);
    });
}

/// One nonzero row among many zero rows, all of them repeated. Only the output may take time.
#[test]
fn a_column_shown_many_times_costs_what_is_found() {
    let zeros = Array1::<u8>::zeros(1000);
    let stretched = zeros.broadcast((1 << 20, 1000)).expect("it stretches");
    let columns = stretched.t();
    at_once(|| {
        for _ in 0..1000 {
            assert!(nonzero(stretched).is_ok_and(|found| found[0].is_empty()));
            assert!(nonzero(columns).is_ok_and(|found| found[0].is_empty()));
        }
    });
}

test_at_every_level! {
    /// Every combination of axes that are stored, repeated or of length 1, against the same array with all its elements.
    fn repeats_of_every_axis() {
        cases::repeated_axes(|n| n * 7 % 5 % 3, |x, shape| {
                for x in [x.view(), { let mut x = x.view(); x.invert_axis(ndarray::Axis(2)); x }] {
                    let view = x.broadcast(IxDyn(shape)).expect("it stretches");
                    let all = view.as_standard_layout().into_owned();
                    let expected = nonzero(&all).expect("the array has axes");
                    assert_eq!(nonzero(view.view()).as_ref(), Ok(&expected));
                    // With capacity for every element, and without.
                    for mut indices in [Vec::from([0; 4].map(|_| Vec::with_capacity(200))), Vec::new()] {
                        for _ in 0..2 {
                            nonzero_into(view.view(), &mut indices).expect("the array has axes");
                            assert!(expected.iter().zip(&indices).all(|(a, b)| a.as_slice() == Some(b)));
                        }
                    }
                    let view = view.into_dimensionality().expect("its rank");
                    let mut indices = [const { Vec::new() }; 4];
                    for times in 1..3 {
                        kernels::nonzero::i32::rank4(view, &mut indices).expect("there is memory");
                        for (expected, indices) in expected.iter().zip(&indices) {
                            let expected = expected.to_vec().repeat(times);
                            assert_eq!(*indices, expected);
                        }
                    }
                }
        });
    }
}
