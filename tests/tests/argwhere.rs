//! `argwhere`, `flatnonzero` and `unravel_index` of every dtype, rank and layout, compared with the oracle and with NumPy.

use argwhere::{
    Along, DType, Error, Index, argmax, argwhere, argwhere_into, flatnonzero, flatnonzero_into,
    kernels, nonzero, typed, unravel_index,
};
use argwhere_tests::golden::{array, cases as golden_cases, indices, list};
use argwhere_tests::{Laid, Layout, Model, cases, check, test_at_every_level, test_each_dtype};
use ndarray::{Array1, Array2, ArrayView2, Axis, IxDyn, ShapeBuilder, arr0, array, stack};
use std::time::{Duration, Instant};

test_each_dtype!(every_rank_and_layout, rows_longer_than_a_mask);

fn every_rank_and_layout(dtype: DType) {
    for ndim in 0..=3 {
        for shape in cases::shapes(ndim) {
            let model = cases::filled(dtype, shape, ndim);
            Laid::all(&model).iter().for_each(check::places);
        }
    }
    for ndim in 4..=8 {
        let model = cases::filled(dtype, cases::shapes(ndim)[0], 0);
        for layout in [Layout::c(ndim), Layout::f(ndim), mixed(ndim)] {
            check::places(&Laid::new(&model, &layout));
        }
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

/// Rows of around 64 elements, and rows of more than 64 masks.
fn rows_longer_than_a_mask(dtype: DType) {
    for shape in [[63, 3], [3, 65], [1, 4161]] {
        let model = cases::filled(dtype, &shape, 1);
        for layout in [Layout::c(2), Layout::f(2), mixed(2)] {
            check::places(&Laid::new(&model, &layout));
        }
    }
}

#[test]
fn places_match_those_of_numpy() {
    for case in golden_cases(include_str!("../golden/positions.json")) {
        let model = array(&case);
        let rows = indices(
            &case["argwhere"]["values"],
            Some(&case["argwhere"]["shape"]),
        );
        let positions = indices(&case["flatnonzero"], None);
        for layout in [Layout::c(model.ndim()), Layout::f(model.ndim())] {
            check::places_are(&Laid::new(&model, &layout), &rows, &positions);
        }
        let positions = flatnonzero(&model.to_array()).expect("there is memory");
        let found = unravel_index(&positions, &model.shape).expect("they are positions");
        let found: Vec<Model> = found.iter().map(Model::read).collect();
        let expected = list(&case["unravel_index"]).iter();
        let expected: Vec<Model> = expected.map(|axis| indices(axis, None)).collect();
        // For an array without elements, none is recorded.
        let expected = if model.values.is_empty() {
            vec![indices(&case["flatnonzero"], None); model.ndim()]
        } else {
            expected
        };
        assert_eq!(found, expected, "{case}");
    }
}

test_at_every_level! {
    fn existing_vectors_are_replaced_and_kernels_append() {
        let x = array![[0u16, 5, 0], [7, 0, 3]];
        let (rows, positions) = ([0, 1, 1, 0, 1, 2], [1, 3, 5]);
        // With the capacity for every element, and without.
        for capacity in [0, 100] {
            let mut indices = Vec::with_capacity(capacity);
            indices.push(9);
            argwhere_into(&x, &mut indices).expect("there is memory");
            assert_eq!(indices, rows);
            typed::argwhere_into(&x, &mut indices).expect("there is memory");
            assert_eq!(indices, rows);
            kernels::argwhere::u16::rank2(x.view(), &mut indices).expect("there is memory");
            assert_eq!(indices, [rows, rows].concat());
            flatnonzero_into(&x, &mut indices).expect("there is memory");
            assert_eq!(indices, positions);
            typed::flatnonzero_into(&x.t(), &mut indices).expect("there is memory");
            assert_eq!(indices, [1, 2, 5]);
            kernels::flatnonzero::u16::rank2(x.view(), &mut indices).expect("there is memory");
            assert_eq!(indices, [&[1, 2, 5][..], &positions].concat());
        }
        assert_eq!(typed::argwhere(&x), Ok(array![[0, 1], [1, 0], [1, 2]]));
        assert_eq!(typed::argwhere(&x.view().into_dyn()), Ok(array![[0, 1], [1, 0], [1, 2]]));
        assert_eq!(typed::flatnonzero(&x), Ok(Array1::from(positions.to_vec())));
    }

    fn a_0_d_array_has_one_position_or_none() {
        for (x, found) in [(arr0(2.5f32), 1), (arr0(-0.0), 0)] {
            assert_eq!(typed::argwhere(&x).expect("it fits").shape(), [found, 0]);
            assert_eq!(typed::flatnonzero(&x), Ok(Array1::zeros(found)));
            let mut indices = vec![7];
            kernels::argwhere::f32::rank0(x.view(), &mut indices).expect("it fits");
            assert_eq!(indices, [7]);
            argwhere_into(&x, &mut indices).expect("it fits");
            assert!(indices.is_empty());
        }
    }

    /// Every combination of axes that are stored, repeated or of length 1, against the same array with all its elements.
    fn repeats_of_every_axis() {
        cases::repeated_axes(|n| n * 7 % 5 % 3, |x, shape| {
            let view = x.broadcast(IxDyn(shape)).expect("it stretches");
            let all = view.as_standard_layout().into_owned();
            assert_eq!(argwhere(view.view()), argwhere(&all));
            assert_eq!(flatnonzero(view.view()), flatnonzero(&all));
            let view = view.into_dimensionality().expect("its rank");
            let mut indices = vec![];
            for times in 1..3 {
                kernels::flatnonzero::i32::rank4(view, &mut indices).expect("there is memory");
                assert_eq!(indices, flatnonzero(&all).expect("it fits").to_vec().repeat(times));
            }
        });
    }

    /// Rows of the transposed result are the indices along each axis; unravelled positions are the same.
    fn the_functions_agree() {
        let x = cases::filled(DType::Int32, &[7, 70, 9], 0).to_array();
        let expected = nonzero(&x).expect("there are axes");
        let columns: Vec<_> = expected.iter().map(|axis| axis.view()).collect();
        let rows = stack(Axis(1), &columns).expect("equal lengths");
        assert_eq!(argwhere(&x), Ok(rows));
        let positions = flatnonzero(&x).expect("it fits");
        assert_eq!(unravel_index(&positions, x.shape()), Ok(expected));
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_large_view_takes_the_time_of_what_it_stores_and_shows() {
    const MANY: usize = 1 << 40;
    let start = Instant::now();
    let zero = arr0(0u8);
    let matrix: ArrayView2<'_, u8> = zero.broadcast((MANY, 1 << 20)).expect("it stretches");
    assert!(flatnonzero(matrix).expect("nothing is found").is_empty());
    assert_eq!(argwhere(matrix).expect("nothing is found").shape(), [0, 2]);
    let pair = array![[0u16], [1]];
    let matrix: ArrayView2<'_, u16> = pair.broadcast((2, MANY)).expect("it stretches");
    let error = |shape: &[usize]| Error::TooLarge {
        shape: shape.to_vec(),
        item: 8,
    };
    let mut indices = vec![7];
    assert_eq!(flatnonzero_into(matrix, &mut indices), Err(error(&[MANY])));
    assert_eq!(argwhere_into(matrix, &mut indices), Err(error(&[MANY, 2])));
    assert_eq!(
        kernels::argwhere::u16::rank2(matrix, &mut indices),
        Err(error(&[MANY, 2]))
    );
    assert_eq!(indices, [7]);
    for shape in [[0, 1 << 60, 1], [1 << 60, 0, 1], [1, 1 << 60, 0]] {
        let x = Model::new(DType::Bool, &shape, vec![]).to_array();
        assert_eq!(argwhere(&x).expect("it is empty").shape(), [0, 3]);
        assert!(flatnonzero(&x).expect("it is empty").is_empty());
    }
    assert!(start.elapsed() < Duration::from_secs(10), "it took long");
}

#[test]
fn unravelled_indices_have_the_shape_of_the_positions() {
    let x = array![[[1i16, 5], [5, 2]], [[9, 2], [9, 0]]];
    let largest = argmax(&x, Along::all()).expect("it has elements");
    let found = unravel_index(&largest, x.shape()).expect("it is a position");
    assert_eq!(found, [1, 0, 0].map(|at| arr0(at).into_dyn()));
    // In Fortran order, and with gaps.
    let positions = Array2::from_shape_vec((2, 3).f(), vec![0, 1, 2, 3, 4, 7]).expect("six");
    let expected = [
        array![[0, 0, 1], [0, 0, 1]],
        array![[0, 1, 0], [0, 1, 1]],
        array![[0, 0, 0], [1, 1, 1]],
    ];
    assert_eq!(
        unravel_index(&positions, x.shape()).as_deref(),
        Ok(&expected[..])
    );
    let row = positions.row(1);
    let row = unravel_index(&row, x.shape()).expect("they are positions");
    assert_eq!(row, expected.map(|axis| axis.row(1).to_owned()));
}

#[cfg(target_pointer_width = "64")]
#[test]
fn unravelled_indices_are_those_of_an_element() {
    let refuse = |index: Index, shape: &[usize], message: &str| {
        let error = unravel_index(&array![0, index, 0].slice(ndarray::s![1..2]), shape)
            .expect_err("no element");
        let named = Error::FlatIndexOutOfRange {
            index,
            shape: shape.to_vec(),
        };
        assert_eq!((&error, error.to_string().as_str()), (&named, message));
    };
    refuse(
        6,
        &[2, 3],
        "the index 6 is out of range for an array of shape [2, 3]; use 0..=5",
    );
    refuse(
        -1,
        &[2, 3],
        "the index -1 is out of range for an array of shape [2, 3]; use 0..=5",
    );
    refuse(
        1,
        &[],
        "the index 1 is out of range for an array of shape []; use 0..=0",
    );
    refuse(
        0,
        &[2, 0, usize::MAX, 9],
        &format!(
            "the index 0 is out of range for an array of shape [2, 0, {}, 9], which has no elements",
            usize::MAX
        ),
    );
    let huge = [1 << 40, 1 << 40, usize::MAX];
    assert!(unravel_index(&array![-1], &huge).is_err_and(|error| !error.to_string().is_empty()));
    let found = unravel_index(&array![0, Index::MAX], &huge);
    assert_eq!(
        found,
        Ok([0, 0, Index::MAX].map(|last| array![0, last]).to_vec())
    );
    let found = unravel_index(&array![Index::MAX], &[1 << 40, 1 << 40]);
    assert_eq!(
        found,
        Ok([(1 << 23) - 1, (1 << 40) - 1]
            .map(|last| array![last])
            .to_vec())
    );
    assert_eq!(unravel_index(&arr0(0), &[]), Ok(vec![]));
    let none = Array1::<Index>::zeros(0);
    assert_eq!(unravel_index(&none, &[3, 0]), Ok(vec![none.clone(), none]));
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_broadcast_index_is_tested_once_however_often_it_repeats() {
    let [good, bad] = [arr0(0), arr0(7)];
    let [good, bad] = [&good, &bad].map(|index| index.broadcast(1 << 58).expect("it stretches"));
    assert!(matches!(
        unravel_index(&good, &[2, 3]),
        Err(Error::TooLarge { .. })
    ));
    assert_eq!(
        unravel_index(&bad, &[2, 3]),
        Err(Error::FlatIndexOutOfRange {
            index: 7,
            shape: vec![2, 3]
        })
    );
    assert_eq!(unravel_index(&good, &[]), Ok(vec![]));
}
