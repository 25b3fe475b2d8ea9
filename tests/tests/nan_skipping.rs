//! `nanargmax` and `nanargmin`, compared with the oracle: numbers among NaN, slices of NaN only, and every form of the
//! functions.

use argwhere::{
    Along, ArrayView, Best, DType, Error, Max, Min, NanMax, NanMin, kernels, nanargmax,
    nanargmax_into, nanargmin, nanargmin_into, typed,
};
use argwhere_tests::cases::Random;
use argwhere_tests::{
    Buffer, Laid, Layout, Model, Side, Value, cases, check, oracle, test_at_every_level,
    test_each_dtype,
};
use ndarray::{Array1, Array2, ArrayD, Axis, Ix1, IxDyn, arr0, array, s};

test_each_dtype!(every_rank_layout_and_axis);

fn every_rank_layout_and_axis(dtype: DType) {
    let is_float = matches!(dtype, DType::Float32 | DType::Float64);
    for ndim in 0..=6 {
        for model in cases::models(dtype, ndim) {
            // Other dtypes run the kernels of argmax and argmin.
            let layouts = Layout::all(ndim);
            let step = if is_float { 3 } else { 20 };
            for layout in layouts.iter().step_by(step) {
                check::nan_extrema(&Laid::new(&model, layout));
            }
        }
    }
    let model = cases::filled(dtype, &[1, 2, 1, 2, 1, 2, 2, 2], 3);
    check::nan_extrema(&Laid::new(&model, &Layout::c(8)));
}

/// Elements from a palette of mostly NaN, as float32 or float64.
fn mostly_nan(dtype: DType, shape: &[usize], seed: u64) -> Model {
    let palettes: [&[f32]; 4] = [
        &[f32::NAN, f32::NEG_INFINITY],
        &[f32::NAN, f32::INFINITY],
        &[f32::NAN, f32::NAN, f32::NAN, 1.0, 0.0, -0.0, -3.0],
        &[f32::NAN],
    ];
    let palette = palettes[usize::try_from(seed % 4).expect("it is small")];
    let mut random = Random::new(seed);
    // A slice along the last axis, and one along the first, of NaN only.
    Model::from_fn(dtype, shape, |index| {
        let is_hole =
            index.last() == Some(&1) || index.first() == Some(&2) && seed.is_multiple_of(3);
        let element = if is_hole {
            f32::NAN
        } else {
            palette[random.below(palette.len())]
        };
        match dtype {
            DType::Float32 => Value::Float32(element),
            _ => Value::Float64(element.into()),
        }
    })
}

fn numbers_among_nan(dtype: DType) {
    let lengths = [1, 2, 3, 4, 7, 8, 9, 15, 17, 31, 33, 64, 65];
    for (seed, length) in lengths.into_iter().enumerate() {
        for (at, shape) in [[length, 3], [3, length], [length, 9], [5, length]]
            .iter()
            .enumerate()
        {
            let model = mostly_nan(dtype, shape, (seed + at) as u64);
            for layout in [Layout::c(2), Layout::f(2), mixed(2)] {
                check::nan_extrema(&Laid::new(&model, &layout));
            }
        }
    }
    for seed in 0..4 {
        let model = mostly_nan(dtype, &[4, 3, 5], seed);
        Laid::all(&model).iter().for_each(check::nan_extrema);
        // Rows that are folded, a tile of more columns than a vector, and more rows than an 8-bit number counts.
        let model = mostly_nan(dtype, &[1100, 2], seed);
        check::nan_extrema(&Laid::new(&model, &Layout::c(2)));
    }
}

#[test]
fn float32_numbers_among_nan() {
    numbers_among_nan(DType::Float32);
}

#[test]
fn float64_numbers_among_nan() {
    numbers_among_nan(DType::Float64);
}

/// Backwards along every other axis, and with gaps along the rest.
fn mixed(ndim: usize) -> Layout {
    let step = (0..ndim).map(|axis| if axis % 2 == 0 { -1 } else { 2 });
    Layout {
        step: step.collect(),
        ..Layout::c(ndim)
    }
}

/// The first best number of a slice, by a loop.
fn expected<T: PartialOrd + Copy>(row: impl Iterator<Item = T>, side: Side) -> Option<usize> {
    let mut best: Option<(usize, T)> = None;
    for (at, element) in row.enumerate() {
        let wins = best.is_none_or(|(_, best)| match side {
            Side::Max => element > best,
            Side::Min => element < best,
        });
        if wins && element.partial_cmp(&element).is_some() {
            best = Some((at, element));
        }
    }
    best.map(|(at, _)| at)
}

macro_rules! long_rows {
    ($float:ident, $module:ident) => {
        /// Rows of several chunks, with few numbers in them.
        fn $module() {
            for len in [600, 1025, 4096, 4097, 8200, 20_000] {
                let mut x = Array1::from_elem(len, $float::NAN);
                let check = |x: &Array1<$float>| {
                    for (side, found) in [
                        (Side::Max, typed::nanargmax(x)),
                        (Side::Min, typed::nanargmin(x)),
                    ] {
                        let expected = expected(x.iter().copied(), side);
                        assert_eq!(found.ok(), expected, "{len} {side:?}");
                        let rows = x.view().insert_axis(Axis(0));
                        let along = match side {
                            Side::Max => typed::nanargmax_axis(&rows, Axis(1)),
                            Side::Min => typed::nanargmin_axis(&rows, Axis(1)),
                        };
                        let expected = expected.and_then(|at| i64::try_from(at).ok());
                        assert_eq!(along.ok().map(|found| found[0]), expected, "{len} {side:?}");
                    }
                };
                check(&x);
                for infinity in [$float::INFINITY, $float::NEG_INFINITY] {
                    x[len - 2] = infinity;
                    check(&x);
                    x[len / 2] = infinity;
                    check(&x);
                }
                x[len / 2 + 1] = 1.0;
                x[len / 3] = 1.0;
                x[7] = -1.0;
                check(&x);
            }
        }
    };
}

long_rows!(f32, long_rows_of_float32);
long_rows!(f64, long_rows_of_float64);

test_at_every_level! {
    fn long_rows() {
        long_rows_of_float32();
        long_rows_of_float64();
    }

    /// Columns of more than one tile, with numbers in few of them.
    fn wide_rows() {
        let (rows, columns) = (12, 2300);
        let mut random = Random::new(5);
        let elements = [f32::NAN, f32::NAN, f32::NEG_INFINITY, f32::INFINITY, 1.0, 1.0, -2.0];
        let x = Array2::from_shape_simple_fn((rows, columns), || elements[random.below(7)]);
        for x in [x.view(), x.slice(s![.., ..;3]), x.slice(s![..;-1, ..])] {
            let max: Vec<_> = x.columns().into_iter().map(|it| expected(it.iter().copied(), Side::Max)).collect();
            let min: Vec<_> = x.columns().into_iter().map(|it| expected(it.iter().copied(), Side::Min)).collect();
            for (found, expected) in [
                (typed::nanargmax_axis(&x, Axis(0)), max),
                (typed::nanargmin_axis(&x, Axis(0)), min),
            ] {
                let found = found.expect("each column has a number");
                let found: Vec<_> = found.iter().map(|&at| usize::try_from(at).ok()).collect();
                assert_eq!(found, expected);
            }
        }
    }

    /// `out` has all indices after the error, and -1 for each slice of NaN only.
    fn an_output_array_after_the_error() {
        for seed in 0..3 {
            let model = mostly_nan(DType::Float32, &[3, 4, 5], seed);
            for axis in 0..3 {
                for (keepdims, side) in [(false, Side::Max), (true, Side::Min)] {
                    let expected = oracle::nan_positions(&model, side, Some(axis), keepdims)
                        .expect("the axis exists");
                    let along = check::along(Some(axis), keepdims);
                    for (x, layout) in Laid::all(&model).iter().zip(Buffer::layouts(expected.ndim())) {
                        if x.model != model {
                            continue;
                        }
                        let mut buffer = Buffer::new(DType::Int64, &expected.shape, &layout);
                        let out = &mut buffer.of::<_, IxDyn>();
                        let result = match side {
                            Side::Max => nanargmax_into(x.view(), along, out),
                            Side::Min => nanargmin_into(x.view(), along, out),
                        };
                        let has_all_nan = expected.values.contains(&oracle::NO_NUMBER);
                        assert_eq!(result.is_err(), has_all_nan, "{result:?}");
                        assert_eq!(buffer.stored(), Buffer::new(DType::Int64, &expected.shape, &layout).stored_with(&expected));
                    }
                }
            }
        }
    }

    /// An element of a broadcast view is searched once.
    #[cfg(target_pointer_width = "64")]
    fn repeats() {
        let nan = arr0(f64::NAN);
        let many = 1 << 40;
        let row = nan.broadcast(many).expect("it stretches");
        assert!(matches!(typed::nanargmax(&row), Err(Error::AllNaN { .. })));
        let error = Error::AllNaN { operation: "nanargmin", index: vec![], axis: Some(0) };
        assert_eq!(typed::nanargmin_axis(&row, Axis(0)), Err(error));
        let pair = array![[f64::NAN], [2.0]];
        let stretched = pair.broadcast((2, 5)).expect("it stretches");
        assert_eq!(typed::nanargmin_axis(&stretched, Axis(0)), Ok(array![1, 1, 1, 1, 1]));
        let error = Error::AllNaN { operation: "nanargmax", index: vec![0], axis: Some(1) };
        assert_eq!(typed::nanargmax_axis(&stretched, Axis(1)), Err(error));
        assert_eq!(typed::nanargmax(&stretched), Ok(5));
    }
}

#[test]
fn an_infinity_beside_nan_wins() {
    let x = array![f32::NAN, f32::NEG_INFINITY];
    assert_eq!(nanargmax(&x, Along::all()), Ok(arr0(1).into_dyn()));
    assert_eq!(nanargmin(&x, Along::all()), Ok(arr0(1).into_dyn()));
    assert_eq!(
        kernels::nanargmin::f64::rank1(array![f64::NAN, f64::INFINITY].view()),
        Some(Best {
            value: f64::INFINITY,
            index: 1
        })
    );
}

#[test]
fn errors() {
    let empty = Array1::<f32>::zeros(0);
    let error = Error::Empty {
        operation: "nanargmax",
        shape: vec![0],
        axis: None,
    };
    assert_eq!(nanargmax(&empty, Along::all()), Err(error.clone()));
    assert_eq!(typed::nanargmax(&empty), Err(error));
    assert_eq!(kernels::nanargmax::f32::rank1(empty.view()), None);
    let x = array![[f32::NAN, f32::NAN], [0.0, f32::NAN]];
    assert_eq!(kernels::nanargmax::f32::rank1(x.row(0)), None);
    let error = Error::AllNaN {
        operation: "nanargmin",
        index: vec![],
        axis: None,
    };
    assert_eq!(typed::nanargmin(&x.row(0)), Err(error.clone()));
    assert_eq!(
        error.to_string(),
        "nanargmin of the array found only NaN; replace NaN first, or skip the array"
    );
    let mut out = arr0(7);
    assert_eq!(
        nanargmin_into(&x.row(0), Along::all(), &mut out),
        Err(error)
    );
    assert_eq!(out, arr0(7));
    let error = Error::AllNaN {
        operation: "nanargmax",
        index: vec![1],
        axis: Some(0),
    };
    assert_eq!(nanargmax(&x, Along::axis(-2)), Err(error.clone()));
    assert_eq!(
        error.to_string(),
        "nanargmax along axis 0 found only NaN at index [1] of the other axes; replace NaN there, or leave that slice out"
    );
    let mut out = array![[7, 7]];
    let found = kernels::nanargmax_axis::f32::rank2(x.view(), Axis(0), out.view_mut());
    assert_eq!(found, Err(error));
    assert_eq!(out, array![[1, -1]]);
    assert!(matches!(
        nanargmax(
            &array![num_complex::Complex::new(0.0f32, 0.0)],
            Along::all()
        ),
        Err(Error::Unordered {
            operation: "nanargmax",
            ..
        })
    ));
    let mut short = array![7];
    assert!(matches!(
        typed::nanargmax_axis_into(&x, Axis(0), &mut short),
        Err(Error::ShapeMismatch { .. })
    ));
    assert_eq!(short, array![7]);
}

#[test]
fn results_of_parts_merge_in_either_order() {
    let [nan, number] = [(f32::NAN, 1), (2.0, 5)].map(|(value, index)| Best { value, index });
    for (a, b) in [(nan, number), (number, nan)] {
        assert_eq!(a.merge::<NanMax>(b), number);
        assert_eq!(a.merge::<NanMin>(b), number);
        assert_eq!(a.merge::<Max>(b).index, 1);
        assert_eq!(a.merge::<Min>(b).index, 1);
    }
    let later = Best { index: 3, ..nan };
    assert_eq!(later.merge::<NanMax>(nan).index, 1);
}

/// A type without native kernels.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Degrees([f32; 1]);

argwhere::kernels! {
    mod thermal;
    ranks 0..=1;
    operations { nanargmax, nanargmin, argminmax }
    dtypes { Celsius: Degrees, zero = Degrees([0.0]); }
}

#[test]
fn a_type_without_native_kernels() {
    for seed in 0..4 {
        let model = mostly_nan(DType::Float32, &[7, 300], seed);
        let floats = model.to_array();
        let x: ArrayD<f32> = ArrayView::from(&floats)
            .into_ndarray::<f32, IxDyn>()
            .expect("float32")
            .into_owned();
        let portable = x.mapv(|it| Degrees([it]));
        for along in [
            Along::all(),
            Along::axis(0),
            Along::axis(1),
            Along::axis(0).keepdims(),
        ] {
            assert_eq!(thermal::nanargmax(&portable, along), nanargmax(&x, along));
            assert_eq!(
                thermal::nanargmin(portable.t(), along),
                nanargmin(x.t(), along)
            );
            assert_eq!(
                thermal::argminmax(&portable, along),
                argwhere::argminmax(&x, along)
            );
        }
        let row = x
            .into_shape_with_order(2100)
            .expect("as many")
            .into_dimensionality::<Ix1>();
        let row = row.expect("one axis");
        assert_eq!(
            thermal::typed::nanargmax(&row.mapv(|it| Degrees([it]))),
            typed::nanargmax(&row)
        );
    }
}
