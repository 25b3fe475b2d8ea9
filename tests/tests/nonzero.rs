//! `nonzero` of every dtype, rank and layout, compared with the oracle.

use argwhere::{ArrayView, DType, nonzero};
use argwhere_tests::{Laid, Model, cases, check, test_each_dtype};

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
