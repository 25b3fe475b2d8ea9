//! `argminmax`, compared with the oracle: every dtype, rank, layout and axis; arrays that are searched in parts; and every
//! form of the function.

use argwhere::__private::assume_caches;
use argwhere::{
    Along, Best, DType, Error, Index, argmax, argmin, argminmax, argminmax_into, kernels, typed,
};
use argwhere_tests::cases::Random;
use argwhere_tests::{
    Buffer, Laid, Layout, Model, Side, cases, check, oracle, test_at_every_level, test_each_dtype,
};
use ndarray::{Array1, Array2, ArrayD, Axis, IxDyn, ShapeBuilder, arr0, array, s};

test_each_dtype!(every_rank_layout_and_axis, in_parts);

fn every_rank_layout_and_axis(dtype: DType) {
    for ndim in 0..=6 {
        for model in cases::models(dtype, ndim) {
            for layout in Layout::all(ndim).iter().step_by(7) {
                check::both_extrema(&Laid::new(&model, layout));
            }
        }
    }
    let model = cases::filled(dtype, &[1, 2, 1, 2, 1, 2, 2, 2], 3);
    check::both_extrema(&Laid::new(&model, &Layout::c(8)));
}

/// Caches so small that the arrays are cut into parts.
fn in_parts(dtype: DType) {
    assume_caches(256, 512, 1024);
    for (palette, shape) in [&[1500][..], &[7, 130], &[6, 10, 11], &[3, 5, 4, 9]]
        .iter()
        .enumerate()
    {
        let ndim = shape.len();
        let model = cases::filled(dtype, shape, palette);
        let sparse = cases::sparse(dtype, shape, palette + 1);
        for (model, layout) in [
            (&model, Layout::c(ndim)),
            (&sparse, Layout::f(ndim)),
            (&model, mixed(ndim)),
            (
                &sparse,
                Layout {
                    order: mixed_order(ndim),
                    ..Layout::c(ndim)
                },
            ),
        ] {
            check::both_extrema(&Laid::new(model, &layout));
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

/// The first axis is the innermost.
fn mixed_order(ndim: usize) -> Vec<usize> {
    (1..ndim).chain([0]).collect()
}

fn both(x: &Array2<f32>, along: Along) -> (ArrayD<Index>, ArrayD<Index>) {
    let min = argmin(x, along).expect("there are elements");
    (min, argmax(x, along).expect("there are elements"))
}

test_at_every_level! {
    /// Arrays that are cut into parts whatever the level.
    fn large_arrays() {
        assume_caches(4096, 16_384, 32_768);
        let mut random = Random::new(3);
        let mut elements = || [0.0, 1.0, -1.0, 0.5, -0.5][random.below(5)];
        for shape in [[2, 12_000], [12_000, 2], [90, 200], [9, 2500]] {
            let mut x = Array2::from_shape_simple_fn(shape, &mut elements);
            x[[1, 1]] = 2.0;
            x[[shape[0] - 1, shape[1] - 1]] = -2.0;
            for along in [Along::all(), Along::axis(0), Along::axis(1)] {
                assert_eq!(argminmax(&x, along), Ok(both(&x, along)), "{shape:?} {along:?}");
            }
            x[[shape[0] - 1, 0]] = f32::NAN;
            let all = Along::all();
            assert_eq!(argminmax(&x, all), Ok(both(&x, all)));
        }
    }

    fn repeats_of_every_axis() {
        assume_caches(256, 512, 1024);
        cases::repeated_axes(|n| n * 7 % 5, |x, shape| {
            let view = x.broadcast(IxDyn(shape)).expect("it stretches");
            let all = view.as_standard_layout().into_owned();
            for along in [Along::all(), Along::axis(0), Along::axis(1), Along::axis(-1).keepdims()] {
                let expected = argmin(&all, along).and_then(|min| Ok((min, argmax(&all, along)?)));
                assert_eq!(argminmax(view.view(), along), expected);
            }
        });
        let one = arr0(1u8);
        let many = one.broadcast((1 << 20, usize::MAX >> 24)).expect("it stretches");
        assert_eq!(typed::argminmax(&many), Ok((0, 0)));
    }

    fn output_arrays() {
        for (turn, dtype) in [DType::Float64, DType::Int8, DType::Bool, DType::UInt32].into_iter().enumerate() {
            let model = cases::filled(dtype, &[3, 4, 5], turn);
            for axis in 0..3 {
                let keepdims = axis == 1;
                let [min, max] = [Side::Min, Side::Max]
                    .map(|side| oracle::extremum(&model, side, Some(axis), keepdims).expect("the axis exists"));
                let layouts = Buffer::layouts(min.ndim());
                for (x, (a, b)) in Laid::all(&model).iter().zip(layouts.iter().zip(layouts.iter().cycle().skip(1)).cycle()) {
                    if x.model != model {
                        continue;
                    }
                    let (mut mins, mut maxs) = (
                        Buffer::new(DType::Int64, &min.shape, a),
                        Buffer::new(DType::Int64, &min.shape, b),
                    );
                    let expected = [mins.stored_with(&min), maxs.stored_with(&max)];
                    let along = check::along(Some(axis), keepdims);
                    argminmax_into(x.view(), along, &mut mins.of::<_, IxDyn>(), &mut maxs.of::<_, IxDyn>())
                        .expect("the shapes agree");
                    assert_eq!([mins.stored(), maxs.stored()], expected);
                }
            }
        }
    }
}

#[test]
fn forms() {
    let x = array![[1i16, 5, 2], [7, 0, 3]];
    assert_eq!(typed::argminmax(&x), Ok((4, 3)));
    assert_eq!(typed::argminmax(&x.slice(s![.., ..;2])), Ok((0, 2)));
    assert_eq!(
        typed::argminmax_axis(&x, Axis(0)),
        Ok((array![0, 1, 0], array![1, 0, 1]))
    );
    let (mut mins, mut maxs) = (array![9, 9], array![9, 9]);
    typed::argminmax_axis_into(&x, Axis(1), &mut mins, &mut maxs).expect("the shapes agree");
    assert_eq!((mins, maxs), (array![0, 1], array![1, 0]));
    let (mut mins, mut maxs) = (array![[9], [9]], array![[9], [9]]);
    kernels::argminmax_axis::i16::rank2(x.view(), Axis(1), mins.view_mut(), maxs.view_mut())
        .expect("the shapes agree");
    assert_eq!((mins, maxs), (array![[0], [1]], array![[1], [0]]));
    assert_eq!(
        kernels::argminmax::i16::rank2(x.view()),
        Some((Best { value: 0, index: 4 }, Best { value: 7, index: 3 }))
    );
    let (min, max) = argminmax(&x, Along::all().keepdims()).expect("there are elements");
    assert_eq!((min, max), (array![[4]].into_dyn(), array![[3]].into_dyn()));
    let fortran = Array2::from_shape_fn((3, 4).f(), |(i, j)| {
        i64::try_from(i * 4 + j).expect("it is small")
    });
    assert_eq!(typed::argminmax(&fortran), Ok((0, 11)));
}

#[test]
fn errors() {
    let empty = Array1::<u16>::zeros(0);
    let error = Error::Empty {
        operation: "argminmax",
        shape: vec![0],
        axis: None,
    };
    assert_eq!(argminmax(&empty, Along::all()), Err(error.clone()));
    assert_eq!(typed::argminmax(&empty), Err(error));
    assert_eq!(kernels::argminmax::u16::rank1(empty.view()), None);
    assert!(matches!(
        argminmax(&empty, Along::axis(0)),
        Err(Error::Empty {
            operation: "argminmax",
            axis: Some(0),
            ..
        })
    ));
    let x = array![[1u16, 2, 3]];
    let (mut two, mut three) = (array![7, 7], array![7, 7, 7]);
    let error = Error::ShapeMismatch {
        expected: vec![3],
        found: vec![2],
    };
    let along = Along::axis(0);
    assert_eq!(
        argminmax_into(&x, along, &mut two, &mut three),
        Err(error.clone())
    );
    assert_eq!(argminmax_into(&x, along, &mut three, &mut two), Err(error));
    assert_eq!((two, three), (array![7, 7], array![7, 7, 7]));
    assert_eq!(
        argminmax(&x, Along::axis(2)),
        Err(Error::AxisOutOfRange { axis: 2, ndim: 2 })
    );
    let model = Model::new(DType::Complex64, &[0], vec![]).to_array();
    assert!(matches!(
        argminmax(&model, Along::all()),
        Err(Error::Unordered {
            operation: "argminmax",
            ..
        })
    ));
}
