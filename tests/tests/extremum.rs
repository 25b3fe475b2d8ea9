//! `argmax` and `argmin` of every dtype, rank, layout, axis and keepdims, compared with the oracle.

use argwhere::{Along, ArrayView, DType, Error, argmax, argmin};
use argwhere_tests::{Element, Layout, Model, cases, check, test_each_dtype};
use ndarray::Array2;

test_each_dtype!(
    every_rank_layout_and_axis,
    more_than_one_lane_along_any_axis,
    many_rows,
    long_rows,
);

fn every_rank_layout_and_axis(dtype: DType) {
    for ndim in 0..=6 {
        for model in cases::models(dtype, ndim) {
            check::every_layout_and_axis(&model);
        }
    }
    for ndim in [7, 8] {
        let model = cases::filled(dtype, cases::shapes(ndim)[0], ndim);
        check::every_axis(&model, &[Layout::c(ndim), mixed(ndim)]);
    }
}

/// Axes a little shorter and longer than a vector register and than an unrolled loop over registers.
fn more_than_one_lane_along_any_axis(dtype: DType) {
    let lengths = [15, 16, 17, 31, 32, 33, 63, 65, 127, 129];
    for (palette, length) in lengths.into_iter().enumerate() {
        check::every_layout_and_axis(&cases::filled(dtype, &[length, 3], palette));
        check::every_layout_and_axis(&cases::sparse(dtype, &[3, length], palette));
    }
    for shape in [[2, 33, 17], [17, 2, 33], [33, 17, 2]] {
        check::every_layout_and_axis(&cases::sparse(dtype, &shape, 0));
    }
}

/// Around 255 rows, narrow and wide, where an 8-bit index along the outer axis must widen.
fn many_rows(dtype: DType) {
    let layouts = [Layout::c(2), Layout::f(2), mixed(2)];
    for rows in [255, 256, 513] {
        for columns in [1, 8, 70] {
            check::every_axis(
                &cases::sparse(dtype, &[rows, columns], rows + columns),
                &layouts,
            );
        }
    }
}

/// Rows around the length for which a search along the outer axis keeps its results in L1 and takes rows together.
fn long_rows(dtype: DType) {
    for (rows, columns) in [(9, 2049), (10, 2111), (17, 4200)] {
        let model = cases::sparse(dtype, &[rows, columns], columns);
        check::every_axis(&model, &[Layout::c(2), mixed(2)]);
    }
}

/// Backwards along every other axis, and with gaps along the rest.
fn mixed(ndim: usize) -> Layout {
    let step = (0..ndim).map(|axis| if axis % 2 == 0 { -1 } else { 2 });
    Layout {
        step: step.collect(),
        ..Layout::c(ndim)
    }
}

#[test]
fn an_index_along_the_outer_axis_grows_beyond_16_bits() {
    fn grows<T: Element + From<bool>>(columns: usize) {
        let rows = 70_000;
        let (usual, best) = (T::from(false), T::from(true));
        let mut x = Array2::from_elem((rows, columns), usual);
        let places = [65_533, 65_534, 65_535, 65_536, 69_999].map(|row| (row, row % columns));
        for (row, column) in places {
            x[[row, column]] = best;
        }
        let mut expected = vec![0; columns];
        for (row, column) in places.into_iter().rev() {
            expected[column] = row.try_into().expect("a row fits");
        }
        let along = |x: ArrayView<'_>, axis| {
            argmax(x, Along::axis(axis)).map(|found| found.into_raw_vec_and_offset().0)
        };
        assert_eq!(
            along(T::erase(x.view().into_dyn()), 0).as_ref(),
            Ok(&expected),
            "{} x {columns}",
            T::DTYPE
        );
        assert_eq!(
            along(T::erase(x.t().into_dyn()), 1).as_ref(),
            Ok(&expected),
            "{} x {columns}",
            T::DTYPE
        );
    }
    check::at_every_level(|_| {
        grows::<u8>(3);
        grows::<u8>(64);
        grows::<i16>(3);
        grows::<i16>(33);
        grows::<f32>(17);
    });
}

#[test]
fn keepdims_over_all_keeps_every_axis_with_length_1() {
    let model = cases::filled(DType::Int16, &[2, 1, 3, 2], 0).to_array();
    assert_eq!(
        argmax(&model, Along::all().keepdims()).unwrap().shape(),
        [1, 1, 1, 1]
    );
    assert_eq!(argmax(&model, Along::all()).unwrap().shape(), [0; 0]);
}

#[test]
fn the_result_is_empty_if_only_a_remaining_axis_is_empty() {
    let x = Model::new(DType::Float32, &[0, 3], vec![]).to_array();
    assert_eq!(argmax(&x, Along::axis(1)).unwrap().shape(), [0]);
    assert_eq!(
        argmin(&x, Along::axis(-1).keepdims()).unwrap().shape(),
        [0, 1]
    );
}

#[cfg(target_pointer_width = "64")]
#[test]
fn an_empty_array_returns_at_once_however_long_its_axes() {
    let long = 1 << 60;
    for shape in [[0, long, 2], [long, 0, 2], [2, long, 0], [long, 2, 0]] {
        let x = Model::new(DType::Float32, &shape, vec![]).to_array();
        for axis in 0..3 {
            let found = argmax(&x, Along::axis(axis));
            let searched = shape[axis.unsigned_abs()];
            let mut kept = shape.to_vec();
            kept.remove(axis.unsigned_abs());
            match found {
                Ok(found) => assert!(
                    searched > 0 && found.shape() == kept,
                    "{shape:?} along {axis}"
                ),
                Err(Error::Empty { axis: given, .. }) => {
                    assert_eq!(
                        (searched, given),
                        (0, Some(axis.unsigned_abs())),
                        "{shape:?} along {axis}"
                    );
                }
                Err(error) => panic!("{shape:?} along {axis}: {error}"),
            }
        }
        assert!(
            matches!(
                argmax(&x, Along::all()),
                Err(Error::Empty { axis: None, .. })
            ),
            "{shape:?}"
        );
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_result_too_large_for_memory_is_an_error() {
    let one = ndarray::arr0(1u8);
    let x = ArrayView::from(&one).broadcast(&[1 << 58, 2]).unwrap();
    let error = Error::TooLarge {
        shape: vec![1 << 58],
        item: 8,
    };
    assert_eq!(argmax(&x, Along::axis(1)), Err(error.clone()));
    assert_eq!(argmin(&x, Along::axis(-1)), Err(error));
}
