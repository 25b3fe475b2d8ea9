//! `count_nonzero` of every dtype, rank, layout and set of axes, compared with the oracle and with NumPy.

use argwhere::{Along, ArrayView, DType, Error, Index, count_nonzero, count_nonzero_into};
use argwhere::{argwhere, flatnonzero, kernels, nonzero, typed};
use argwhere_tests::golden::{array, cases as golden_cases, indices, list};
use argwhere_tests::{Buffer, Laid, Layout, Model, cases, check, oracle};
use argwhere_tests::{test_at_every_level, test_each_dtype};
use ndarray::{Array1, Array2, ArrayD, ArrayView2, Axis, IxDyn, arr0, array, s};
use std::time::{Duration, Instant};

test_each_dtype!(
    every_rank_layout_and_set_of_axes,
    rows_and_columns_around_a_mask,
    more_rows_than_a_counter_holds,
);

/// Every set of axes, some of them named from the end and in another order.
fn sets(ndim: usize) -> Vec<Option<Vec<isize>>> {
    let ndim = ndim.cast_signed();
    let sets = (0..1 << ndim).map(|bits| {
        let axes = (0..ndim).rev().filter(|axis| bits >> axis & 1 == 1);
        let axes = axes.map(|axis| {
            if (axis + bits) % 2 == 0 {
                axis
            } else {
                axis - ndim
            }
        });
        Some(axes.collect())
    });
    sets.chain([None]).collect()
}

/// Checks these sets of axes of an array in these layouts, each with or without keepdims.
fn check_sets(model: &Model, layouts: &[Layout], sets: &[Option<Vec<isize>>]) {
    let answers = |model: &Model| -> Vec<_> {
        let sets = sets.iter().enumerate();
        sets.map(|(at, axes)| oracle::count_nonzero(model, axes.as_deref(), at % 2 == 0))
            .collect()
    };
    let expected = answers(model);
    for layout in layouts {
        let laid = Laid::new(model, layout);
        let other = (laid.model != *model).then(|| answers(&laid.model));
        let expected = other.as_ref().unwrap_or(&expected);
        for (at, (axes, expected)) in sets.iter().zip(expected).enumerate() {
            check::counts_are(&laid, axes.as_deref(), at % 2 == 0, expected);
        }
    }
}

fn every_rank_layout_and_set_of_axes(dtype: DType) {
    for ndim in 0..=3 {
        for shape in cases::shapes(ndim) {
            let model = cases::filled(dtype, shape, ndim);
            let layouts = if model.values.is_empty() {
                vec![Layout::c(ndim)]
            } else {
                Layout::all(ndim)
            };
            check_sets(&model, &layouts, &sets(ndim));
        }
    }
    let model = cases::filled(dtype, &[2, 3, 2, 3], 0);
    check_sets(&model, &[Layout::c(4), mixed(4)], &sets(4));
    for ndim in 5..=8 {
        let model = cases::filled(dtype, cases::shapes(ndim)[0], 0);
        let last = ndim.cast_signed() - 1;
        let sets = [vec![0], vec![-1], vec![0, 2, last], vec![3, 1], vec![]].map(Some);
        check_sets(
            &model,
            &[Layout::c(ndim), Layout::f(ndim), mixed(ndim)],
            &sets,
        );
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

/// Lengths around the 64 elements of a mask, and around the rows and columns that share one.
fn rows_and_columns_around_a_mask(dtype: DType) {
    let sets = [vec![0], vec![1], vec![0, 1], vec![]].map(Some);
    let margin = Layout {
        margin: vec![1, 1],
        ..Layout::c(2)
    };
    for length in [16, 63, 65] {
        for shape in [[length, 3], [3, length]] {
            let model = cases::filled(dtype, &shape, length);
            check_sets(&model, &[Layout::c(2), margin.clone(), mixed(2)], &sets);
        }
    }
    let model = cases::filled(dtype, &[9, 5, 7], 0);
    let margin = Layout {
        margin: vec![0, 2, 0],
        ..Layout::c(3)
    };
    check_sets(&model, &[margin], &self::sets(3));
}

/// More than 255 rows, whose counts do not fit in a byte.
fn more_rows_than_a_counter_holds(dtype: DType) {
    let [zero, one] = [
        cases::palettes(dtype)[0][0],
        *cases::palettes(dtype)[0].last().expect("it is not 0"),
    ];
    let model = Model::from_fn(dtype, &[300, 65], |index| {
        if index[1] > 1 && index[0] % index[1] == 0 {
            zero
        } else {
            one
        }
    });
    check_sets(&model, &[Layout::c(2)], &[Some(vec![0])]);
}

test_at_every_level! {
    /// Rows that are folded, so many that the counters of folded rows are emptied; and more columns than are counted at once.
    fn many_rows_and_many_columns() {
        fn check<T: Copy>(rows: usize, columns: usize, element: fn(bool) -> T, count: fn(&Array2<T>) -> Array1<Index>) {
            let is_zero = |(row, column): (usize, usize)| (row / 3 + column) % 7 == 0;
            let x = Array2::from_shape_fn((rows, columns), |at| element(!is_zero(at)));
            let expected = (0..columns).map(|column| (0..rows).filter(|&row| !is_zero((row, column))).count());
            let expected: Vec<Index> = expected.map(|count| count.try_into().expect("it fits")).collect();
            assert_eq!(count(&x).to_vec(), expected, "{rows} x {columns}");
        }
        for (rows, columns) in [(43_000, 3), (2_100, 62), (600, 130), (9, 4_200)] {
            check(rows, columns, u8::from, |x| typed::count_nonzero_axis(x, Axis(0)).expect("it fits"));
        }
        check(20, 9_000, f64::from, |x| typed::count_nonzero_axis(x, Axis(0)).expect("it fits"));
    }
}

test_at_every_level! {
    /// Matrices that are counted column by column or with counters, and row by row, with lanes in any direction of memory.
    fn matrices_of_every_shape_and_direction() {
        for (rows, columns) in [
            (1, 100), (1, 4_300), (2, 40), (3, 31), (5, 13), (9, 16), (17, 17), (22, 3), (33, 2), (40, 64), (40, 65), (100, 3), (300, 7),
            (1_000, 4), (1_000, 5), (5_000, 2), (5_000, 16),
        ] {
            let whole = Array2::from_shape_fn((2 * rows, 2 * columns), |(row, column)| (row / 3 + column) % 7 != 0);
            let stepped = whole.slice(s![..;2, ..;2]);
            let reversed = whole.slice(s![..rows, ..columns;-1]);
            for x in [whole.slice(s![..rows, ..columns]), stepped, stepped.slice(s![..;-1, ..]), reversed] {
                for x in [x, x.reversed_axes(), x.as_standard_layout().view()] {
                    for axis in [Axis(0), Axis(1)] {
                        let expected = x.map_axis(axis, |lane| {
                            Index::try_from(lane.iter().filter(|&&element| element).count()).expect("it fits")
                        });
                        assert_eq!(typed::count_nonzero_axis(&x, axis), Ok(expected), "{:?} {axis:?}", x.shape());
                    }
                }
            }
        }
    }
}

#[test]
fn counts_match_those_of_numpy() {
    for case in golden_cases(include_str!("../golden/count_nonzero.json")) {
        let model = array(&case);
        for layout in [Layout::c(model.ndim()), Layout::f(model.ndim())] {
            let x = Laid::new(&model, &layout);
            for search in list(&case["searches"]) {
                let axes: Option<Vec<isize>> = match &search["axis"] {
                    serde_json::Value::Null => None,
                    serde_json::Value::Array(axes) => Some(axes.iter().map(axis).collect()),
                    one => Some(vec![axis(one)]),
                };
                for (keepdims, shape) in [(false, "shape"), (true, "kept")] {
                    let counts = indices(&search["counts"], Some(&search[shape]));
                    check::counts_are(&x, axes.as_deref(), keepdims, &Ok(counts));
                }
            }
        }
    }
}

fn axis(json: &serde_json::Value) -> isize {
    let axis = json.as_i64().expect("an axis");
    axis.try_into().expect("an axis fits")
}

#[test]
fn wrong_axes_are_errors() {
    let x = Laid::new(&cases::filled(DType::Int8, &[2, 3], 0), &Layout::c(2));
    for axes in [
        &[2][..],
        &[-3],
        &[0, 2],
        &[1, 1],
        &[1, -1],
        &[0, 1, 0],
        &[isize::MIN],
        &[isize::MAX],
    ] {
        check::counts(&x, Some(axes), false);
        check::counts(&x, Some(axes), true);
    }
    let error = count_nonzero(x.view(), Along::axes([1, -1])).expect_err("axis 1 is given twice");
    assert_eq!(
        error,
        Error::RepeatedAxis {
            axis: 1,
            axes: vec![1, -1]
        }
    );
    assert_eq!(
        error.to_string(),
        "the axes [1, -1] name axis 1 twice; name each axis at most once"
    );
    let point = Laid::new(&cases::filled(DType::Int8, &[], 0), &Layout::c(0));
    check::counts(&point, Some(&[0]), false);
    check::counts(&point, Some(&[]), false);
}

#[test]
fn counts_are_written_to_arrays_of_any_layout() {
    let model = cases::filled(DType::UInt16, &[5, 70, 3], 0);
    let x = Laid::new(&model, &Layout::c(3));
    for axes in [
        vec![0],
        vec![1],
        vec![2],
        vec![0, 2],
        vec![1, 2],
        vec![0, 1, 2],
        vec![],
    ] {
        let answer = oracle::count_nonzero(&model, Some(&axes), false);
        let shape = answer
            .as_ref()
            .map(|counts| counts.shape.clone())
            .expect("the axes exist");
        for layout in Buffer::layouts(shape.len()) {
            let buffer = Buffer::new(DType::Int64, &shape, &layout);
            check::agree_into(
                &answer,
                &buffer,
                |buffer| {
                    let mut out = buffer.of::<Index, IxDyn>();
                    count_nonzero_into(x.view(), Along::axes(axes.iter().copied()), &mut out)
                },
                || format!("{axes:?} of {model:?}"),
            );
        }
    }
    let mut out = array![7, 7];
    let error = Error::ShapeMismatch {
        expected: vec![70, 3],
        found: vec![2],
    };
    assert_eq!(
        count_nonzero_into(x.view(), Along::axis(0), &mut out),
        Err(error)
    );
    assert_eq!(out, array![7, 7]);
    // Counts along an empty axis replace what is there.
    let empty = ArrayD::<f32>::zeros(vec![2, 0]);
    assert_eq!(count_nonzero_into(&empty, Along::axis(1), &mut out), Ok(()));
    assert_eq!(out, array![0, 0]);
}

test_at_every_level! {
    fn every_form_returns_the_same_counts() {
        let x = array![[0.0f32, 5.0, f32::NAN, -0.0], [7.0, 0.0, 3.0, 0.0]];
        assert_eq!(typed::count_nonzero(&x), 4);
        assert_eq!(typed::count_nonzero(&x.t()), 4);
        assert_eq!(typed::count_nonzero(&arr0(2u8)), 1);
        assert_eq!(kernels::count_nonzero::f32::rank2(x.view()), 4);
        assert_eq!(typed::count_nonzero_axis(&x, Axis(0)), Ok(array![1, 1, 2, 0]));
        assert_eq!(typed::count_nonzero_axis(&x.view().into_dyn(), Axis(1)), Ok(array![2, 2].into_dyn()));
        let error = Error::AxisOutOfRange { axis: 2, ndim: 2 };
        assert_eq!(typed::count_nonzero_axis(&x, Axis(2)), Err(error.clone()));
        let mut out = array![9, 9];
        assert_eq!(typed::count_nonzero_axis_into(&x, Axis(2), &mut out), Err(error));
        assert_eq!(typed::count_nonzero_axis_into(&x, Axis(1), &mut out), Ok(()));
        assert_eq!(out, array![2, 2]);
        assert_eq!(count_nonzero(&x, Along::axis(-1).keepdims()), Ok(array![[2], [2]].into_dyn()));
    }

    /// Every combination of axes that are stored, repeated or of length 1, against the same array with all its elements.
    fn repeats_of_every_axis() {
        cases::repeated_axes(|n| n * 7 % 5 % 3, |x, shape| {
            let view = x.broadcast(IxDyn(shape)).expect("it stretches");
            let all = view.as_standard_layout().into_owned();
            assert_eq!(typed::count_nonzero(&view), typed::count_nonzero(&all));
            for axes in sets(4).into_iter().flatten() {
                let along = || Along::axes(axes.iter().copied());
                assert_eq!(count_nonzero(view.view(), along()), count_nonzero(&all, along()), "{axes:?}");
            }
        });
    }
}

/// The operations agree with each other.
#[test]
fn the_count_is_the_number_of_indices() {
    for dtype in [DType::Bool, DType::Int64, DType::Complex64] {
        let model = cases::filled(dtype, &[4, 33, 5], 1).to_array();
        let count = count_nonzero(&model, Along::all()).expect("it fits")[[]];
        let len = nonzero(&model).expect("there are axes")[0].len();
        assert_eq!(count, Index::try_from(len).expect("it fits"));
        assert_eq!(flatnonzero(&model).expect("it fits").len(), len);
        assert_eq!(argwhere(&model).expect("it fits").nrows(), len);
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_view_of_many_elements_is_counted_at_once() {
    const MANY: usize = 1 << 40;
    let start = Instant::now();
    let pair = array![[1u8], [0]];
    let wide: ArrayView2<'_, u8> = pair.broadcast((2, MANY)).expect("it stretches");
    assert_eq!(typed::count_nonzero(&wide), MANY);
    assert_eq!(
        typed::count_nonzero_axis(&wide, Axis(1)),
        Ok(array![1 << 40, 0])
    );
    assert_eq!(
        count_nonzero(wide, Along::axes([0, 1]).keepdims()),
        Ok(array![[1 << 40]].into_dyn())
    );
    assert_eq!(kernels::count_nonzero::u8::rank2(wide), MANY);
    let error = Error::TooLarge {
        shape: vec![1 << 60],
        item: 8,
    };
    let wide = ArrayView::from(&pair)
        .broadcast(&[2, 1 << 60])
        .expect("it stretches");
    assert_eq!(count_nonzero(wide, Along::axis(0)), Err(error));
    let empty = Model::new(DType::Bool, &[0, 1 << 60], vec![]).to_array();
    assert_eq!(
        count_nonzero(&empty, Along::axis(1))
            .expect("no counts")
            .shape(),
        [0]
    );
    assert_eq!(count_nonzero(&empty, Along::all()), Ok(arr0(0).into_dyn()));
    assert!(start.elapsed() < Duration::from_secs(10), "it took long");
}
