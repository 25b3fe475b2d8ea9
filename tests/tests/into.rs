//! The `_into` functions: every dtype, pair of dtypes and layout of `out`, compared with the oracle. The elements
//! around `out` must not change.

use argwhere::{
    Along, Array, ArrayViewMut, DType, Error, Index, Scalar, argmax_into, argmin_into,
    nonzero_into, typed, where_into,
};
use argwhere_tests::promotion::standard;
use argwhere_tests::{
    Answer, Buffer, Element, Laid, Layout, Model, Side, Value, cases, check, for_each_pair, oracle,
    test_at_every_level, test_each_dtype, with_element,
};
use ndarray::{
    Array1, Array2, ArrayD, Axis, CowArray, Dimension, Ix0, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6, IxDyn,
    RemoveAxis, array, s,
};
use num_complex::Complex;

test_each_dtype!(
    extrema_of_every_rank_and_axis,
    extrema_in_parts,
    typed_extrema_of_every_rank_and_axis,
    where_of_one_dtype,
    where_in_parts,
    where_stretched_to_the_result,
    where_with_a_scalar,
    nonzero_into_reused_vectors,
    typed_nonzero_into_reused_vectors,
);

/// C order, Fortran order, and a layout that is neither.
fn layouts(ndim: usize) -> [Layout; 3] {
    let step = (0..ndim).map(|axis| if axis % 2 == 0 { -1 } else { 2 });
    let mixed = Layout {
        step: step.collect(),
        ..Layout::c(ndim)
    };
    [Layout::c(ndim), Layout::f(ndim), mixed]
}

fn extrema_of_every_rank_and_axis(dtype: DType) {
    for ndim in 0..=4 {
        for model in cases::models(dtype, ndim) {
            extrema(&model, &layouts(ndim));
        }
    }
}

/// Results longer than one part, the number of elements that are written together to memory with gaps.
fn extrema_in_parts(dtype: DType) {
    for shape in [&[2, 600][..], &[300, 3], &[2, 260, 3], &[300, 2, 2]] {
        extrema(&cases::sparse(dtype, shape, 0), &layouts(shape.len()));
    }
}

/// Both sides, with and without keepdims, over all, along each axis, and along the two axes just outside the valid
/// range. Each layout of `out` is paired with one of `layouts` for the array, in turn.
fn extrema(model: &Model, layouts: &[Layout]) {
    let ndim = model.ndim().cast_signed();
    let laid: Vec<Laid> = layouts
        .iter()
        .map(|layout| Laid::new(model, layout))
        .collect();
    let mut turn = laid.iter().cycle();
    for side in [Side::Max, Side::Min] {
        for keepdims in [false, true] {
            for axis in std::iter::once(None).chain((-ndim - 1..=ndim).map(Some)) {
                let answer = oracle::extremum(model, side, axis, keepdims);
                let shape = result_shape(&model.shape, axis, keepdims);
                let along = check::along(axis, keepdims);
                for (layout, x) in Buffer::layouts(shape.len()).iter().zip(&mut turn) {
                    check::agree_into(
                        &answer,
                        &Buffer::new(DType::Int64, &shape, layout),
                        |buffer| match side {
                            Side::Max => argmax_into(x.view(), along, &mut buffer.of::<_, IxDyn>()),
                            Side::Min => argmin_into(x.view(), along, &mut buffer.of::<_, IxDyn>()),
                        },
                        || format!("arg{side:?}, axis {axis:?}, keepdims {keepdims}, of {x:?}"),
                    );
                }
                // Skip one, so that at the next axis each layout of `out` is paired with another layout of the array.
                turn.next();
            }
        }
    }
}

/// The shape of the result. For an axis out of range, some shape of the rank that the result would have.
fn result_shape(shape: &[usize], axis: Option<isize>, keepdims: bool) -> Vec<usize> {
    let Some(axis) = axis else {
        return vec![1; if keepdims { shape.len() } else { 0 }];
    };
    let axis = axis.rem_euclid(shape.len().max(1).cast_signed());
    let axis = axis.unsigned_abs();
    let mut result = shape.to_vec();
    if axis < result.len() {
        result[axis] = 1;
        if !keepdims {
            result.remove(axis);
        }
    }
    result
}

fn typed_extrema_of_every_rank_and_axis(dtype: DType) {
    macro_rules! of {
        ($($variant:ident $element:ident),+) => {
            match dtype {
                $(DType::$variant => {
                    typed_extrema!($element, Ix1 1, Ix2 2, Ix3 3, Ix4 4, Ix5 5, Ix6 6, IxDyn 3);
                })+
                _ => assert!(!dtype.is_ordered()),
            }
        };
    }
    macro_rules! typed_extrema {
        ($element:ident, $($dimension:ident $ndim:literal),+) => {$(
            for model in cases::models(dtype, $ndim) {
                for x in layouts($ndim).iter().map(|layout| Laid::new(&model, layout)) {
                    typed_extrema_of::<$dimension>(&x, |side, axis, buffer| {
                        let x = x.view().into_ndarray::<$element, $dimension>()?;
                        let out = &mut buffer.of();
                        match side {
                            Side::Max => typed::argmax_axis_into(&x, axis, out),
                            Side::Min => typed::argmin_axis_into(&x, axis, out),
                        }
                    });
                }
            }
        )+};
    }
    of!(
        Bool bool, Int8 i8, Int16 i16, Int32 i32, Int64 i64, UInt8 u8, UInt16 u16, UInt32 u32, UInt64 u64,
        Float32 f32, Float64 f64
    );
}

fn typed_extrema_of<D: RemoveAxis>(
    x: &Laid,
    search: impl Fn(Side, Axis, &mut Buffer) -> Result<(), Error>,
) {
    let ndim = x.model.ndim();
    assert!(D::NDIM.is_none_or(|rank| rank == ndim));
    for side in [Side::Max, Side::Min] {
        for axis in 0..=ndim {
            let answer = oracle::extremum(&x.model, side, Some(axis.cast_signed()), false);
            let shape = result_shape(&x.model.shape, Some(axis.cast_signed()), false);
            for layout in Buffer::layouts(shape.len()) {
                check::agree_into(
                    &answer,
                    &Buffer::new(DType::Int64, &shape, &layout),
                    |buffer| search(side, Axis(axis), buffer),
                    || format!("typed arg{side:?} along {axis} of {x:?}"),
                );
            }
        }
    }
}

fn where_of_one_dtype(dtype: DType) {
    for ndim in 0..=5 {
        for (palette, shape) in cases::shapes(ndim).iter().enumerate() {
            let condition = cases::filled(DType::Bool, shape, 0);
            let x1 = cases::filled(dtype, shape, palette);
            let x2 = cases::filled(dtype, shape, palette + 1);
            let layouts = layouts(ndim);
            for at in 0..layouts.len() {
                let laid = |model, turn: usize| Laid::new(model, &layouts[(at + turn) % 3]);
                let operands = [laid(&condition, 1), laid(&x1, 0), laid(&x2, 0)];
                selections(&operands, shape);
            }
        }
    }
}

/// Rows longer than one part, the number of elements converted or gathered together. The last part is short or has a
/// single element.
fn where_in_parts(dtype: DType) {
    let longest = 8192 + 1;
    let of_dtype = 8192 / dtype.size() + 1;
    for length in [longest, of_dtype, 2 * of_dtype - 2] {
        let shape = [2, length];
        let condition = cases::filled(DType::Bool, &shape, 0);
        let x1 = cases::filled(dtype, &shape, 0);
        let x2 = cases::filled(dtype, &[length], 0);
        for layout in &layouts(2) {
            let operands = [
                Laid::new(&condition, layout),
                Laid::new(&x1, layout),
                Laid::new(&x2, &Layout::c(1)),
            ];
            let [c, _, mixed] = layouts(2);
            selections_into(&operands, &shape, &[c, mixed]);
        }
    }
}

/// The shapes of three operands, and a shape that they broadcast to. It may be larger than their common shape.
const STRETCHED: [(&[usize], &[usize], &[usize], &[usize]); 14] = [
    (&[], &[], &[], &[]),
    (&[], &[], &[], &[3]),
    (&[], &[], &[], &[2, 1, 3]),
    (&[2, 1], &[3], &[], &[2, 3]),
    (&[1], &[1], &[1], &[2, 3]),
    (&[3], &[2, 1], &[2, 3], &[4, 2, 3]),
    (&[1, 3], &[1], &[1, 1], &[2, 3]),
    (&[2, 3], &[], &[1], &[2, 3]),
    (&[3], &[3], &[3], &[5, 2, 3]),
    (&[1, 3], &[3], &[], &[0, 3]),
    (&[1], &[0], &[], &[2, 0]),
    (&[2, 1, 1], &[1, 4], &[3, 1], &[2, 3, 4]),
    (&[2, 1, 2], &[1, 3, 1], &[2, 1, 1, 1], &[2, 2, 3, 2]),
    (&[1, 2, 1, 1, 3], &[2, 1, 1], &[3], &[2, 2, 2, 2, 1, 3]),
];

fn where_stretched_to_the_result(dtype: DType) {
    for (condition, x1, x2, out) in STRETCHED {
        let models = [
            cases::filled(DType::Bool, condition, 0),
            cases::filled(dtype, x1, 1),
            cases::filled(dtype, x2, 0),
        ];
        for at in 0..3 {
            let operands = [0, 1, 2].map(|operand: usize| {
                let model: &Model = &models[operand];
                Laid::new(model, &layouts(model.ndim())[(at + operand) % 3])
            });
            selections(&operands, out);
        }
    }
}

/// The oracle's result, broadcast to the shape of `out`.
fn stretched(operands: &[Laid; 3], shape: &[usize]) -> Answer<Model> {
    let [condition, x1, x2] = operands;
    oracle::select(&condition.model, &x1.model, &x2.model)
        .map(|chosen| oracle::stretch(&chosen, shape))
}

/// Checks `where_into` of three operands into every layout of a shape.
fn selections(operands: &[Laid; 3], shape: &[usize]) {
    selections_into(operands, shape, &Buffer::layouts(shape.len()));
}

fn selections_into(operands: &[Laid; 3], shape: &[usize], layouts: &[Layout]) {
    let answer = stretched(operands, shape);
    let dtype = answer.as_ref().map_or(DType::Bool, |model| model.dtype);
    let [condition, x1, x2] = operands;
    for layout in layouts {
        check::agree_into(
            &answer,
            &Buffer::new(dtype, shape, layout),
            |buffer| where_into(condition.view(), x1.view(), x2.view(), buffer.view_mut()),
            || format!("where\n  {condition:?}\n  {x1:?}\n  {x2:?}"),
        );
    }
}

#[test]
fn where_promotes_every_pair_into_every_layout() {
    for (left, right, _) in standard().pairs() {
        let shapes: [(&[usize], &[usize], &[usize], &[usize]); 2] = [
            (&[2, 3], &[2, 3], &[2, 3], &[2, 3]),
            (&[2, 1], &[3], &[2, 1, 1], &[2, 2, 3]),
        ];
        for (condition, x1, x2, out) in shapes {
            let operands = [(DType::Bool, condition), (left, x1), (right, x2)];
            let operands = operands.map(|(dtype, shape)| {
                let [_, f, mixed] = layouts(shape.len());
                let layout = if dtype == left { mixed } else { f };
                Laid::new(&cases::filled(dtype, shape, 1), &layout)
            });
            selections(&operands, out);
        }
    }
}

macro_rules! every_promotion {
    ($($pair:ident: $left:ty, $right:ty;)+) => {
        #[test]
        fn typed_where_promotes_every_defined_pair_into_every_layout() {
            let condition = Laid::new(&cases::filled(DType::Bool, &[2, 3], 0), &Layout::f(2));
            let shape = [2, 2, 3];
            $(
                let x1 = Laid::new(&cases::filled(<$left>::DTYPE, &[3], 1), &Layout::c(1));
                let x2 = Laid::new(&cases::filled(<$right>::DTYPE, &[2, 1], 1), &Layout::c(2));
                let answer = stretched(&[condition.clone(), x1.clone(), x2.clone()], &shape);
                let dtype = answer.as_ref().expect("the pair has a promotion").dtype;
                for layout in Buffer::layouts(shape.len()) {
                    check::agree_into(
                        &answer,
                        &Buffer::new(dtype, &shape, &layout),
                        |buffer| {
                            let condition = condition.view().into_ndarray::<bool, Ix2>()?;
                            let x1 = x1.view().into_ndarray::<$left, Ix1>()?;
                            let x2 = x2.view().into_ndarray::<$right, Ix2>()?;
                            typed::where_into(&condition, &x1, &x2, &mut buffer.of::<_, Ix3>())
                        },
                        || format!("typed where of {}", stringify!($pair)),
                    );
                }
            )+
        }
    };
}

for_each_pair!(every_promotion);

/// Every static rank of `out` with operands of another rank, and a dynamic rank.
#[test]
fn typed_where_into_every_rank() {
    fn of<D: Dimension>(shape: &[usize]) {
        let operands = [
            Laid::new(
                &cases::filled(DType::Bool, shape, 0),
                &Layout::f(shape.len()),
            ),
            Laid::new(&cases::filled(DType::UInt8, &[], 1), &Layout::c(0)),
            Laid::new(
                &cases::filled(DType::Int16, shape, 1),
                &Layout::c(shape.len()),
            ),
        ];
        let [condition, x1, x2] = &operands;
        for layout in Buffer::layouts(shape.len()) {
            check::agree_into(
                &stretched(&operands, shape),
                &Buffer::new(DType::Int16, shape, &layout),
                |buffer| {
                    let condition = condition.view().into_ndarray::<bool, D>()?;
                    let x1 = x1.view().into_ndarray::<u8, Ix0>()?;
                    let x2 = x2.view().into_ndarray::<i16, D>()?;
                    typed::where_into(&condition, &x1, &x2, &mut buffer.of::<_, D>())
                },
                || format!("typed where of {shape:?}"),
            );
        }
    }
    of::<Ix0>(&[]);
    of::<Ix1>(&[7]);
    of::<Ix2>(&[2, 3]);
    of::<Ix3>(&[2, 1, 3]);
    of::<Ix4>(&[2, 3, 2, 2]);
    of::<Ix5>(&[2, 1, 3, 2, 2]);
    of::<Ix6>(&[2, 3, 1, 2, 2, 2]);
    of::<IxDyn>(&[2, 3, 1, 2, 1, 2, 2]);
}

/// A scalar takes the dtype of the other operand, as x1 and as x2.
fn where_with_a_scalar(dtype: DType) {
    let (scalar, value) = match dtype {
        DType::Bool => (Scalar::Bool(true), Value::Bool(true)),
        DType::Float32 => (Scalar::Float(0.5), Value::Float32(0.5)),
        DType::Float64 => (Scalar::Float(0.5), Value::Float64(0.5)),
        DType::Complex64 => (
            Scalar::Complex(Complex::new(1.0, -2.0)),
            Value::Complex64(Complex::new(1.0, -2.0)),
        ),
        DType::Complex128 => (
            Scalar::Complex(Complex::new(1.0, -2.0)),
            Value::Complex128(Complex::new(1.0, -2.0)),
        ),
        _ => (Scalar::Int(100), Value::Int(100)),
    };
    let shape = [2, 3];
    let condition = Laid::new(&cases::filled(DType::Bool, &shape, 0), &Layout::c(2));
    let x = Laid::new(&cases::filled(dtype, &shape, 1), &Layout::f(2));
    let scalar_of = Laid::new(&Model::new(dtype, &[], vec![value]), &Layout::c(0));
    let out = [2, 2, 3];
    for scalar_first in [true, false] {
        let operands = if scalar_first {
            [condition.clone(), scalar_of.clone(), x.clone()]
        } else {
            [condition.clone(), x.clone(), scalar_of.clone()]
        };
        for layout in Buffer::layouts(3) {
            check::agree_into(
                &stretched(&operands, &out),
                &Buffer::new(dtype, &out, &layout),
                |buffer| {
                    if scalar_first {
                        where_into(condition.view(), scalar, x.view(), buffer.view_mut())
                    } else {
                        where_into(condition.view(), x.view(), scalar, buffer.view_mut())
                    }
                },
                || format!("where with {scalar:?}, as x1: {scalar_first}, and {x:?}"),
            );
        }
    }
}

/// Vectors that already hold indices, with arrays that grow, shrink and change their rank from call to call.
fn nonzero_into_reused_vectors(dtype: DType) {
    let mut models: Vec<Model> = (1..=5)
        .flat_map(|ndim| cases::models(dtype, ndim))
        .collect();
    models.extend(cases::models(dtype, 2).into_iter().rev());
    models.push(cases::filled(dtype, &[40, 50], 1));
    models.push(cases::filled(dtype, &[3], 1));
    models.push(cases::filled(dtype, &[3, 40, 50], 0));
    // More rows than share one block of masks.
    models.push(cases::filled(dtype, &[90, 50], 0));
    models.push(cases::sparse(dtype, &[2, 90, 47], 0));
    check::at_every_level(|level| {
        let mut indices = vec![vec![-7; 3]];
        for model in &models {
            for layout in layouts(model.ndim()) {
                let x = Laid::new(model, &layout);
                nonzero_into(x.view(), &mut indices).expect("the array has axes");
                assert_eq!(
                    Ok(indices.iter().map(|found| Model::flat(found)).collect()),
                    oracle::nonzero(&x.model),
                    "at {level:?}: {x:?}"
                );
            }
        }
    });
}

fn typed_nonzero_into_reused_vectors(dtype: DType) {
    macro_rules! of {
        ($element:ty: $($dimension:ident $ndim:literal),+) => {$(
            check::at_every_level(|level| {
                let mut indices: [Vec<Index>; $ndim] = Default::default();
                indices[0].push(-7);
                let models = cases::models(dtype, $ndim);
                // The models in order and in reverse order, so that the results grow and shrink.
                for model in models.iter().chain(models.iter().rev()) {
                    for layout in layouts($ndim) {
                        let x = Laid::new(model, &layout);
                        let view = x.view().into_ndarray::<$element, $dimension>().expect("dtype and rank match");
                        typed::nonzero_into(&view, &mut indices).expect("memory suffices");
                        assert_eq!(
                            Ok(indices.iter().map(|found| Model::flat(found)).collect()),
                            oracle::nonzero(&x.model),
                            "at {level:?}: {x:?}"
                        );
                    }
                }
            });
        )+};
    }
    with_element!(dtype, T => {
        of!(T: Ix1 1, Ix2 2, Ix3 3, Ix4 4, Ix5 5, Ix6 6);
    });
}

test_at_every_level! {
    fn vectors_are_added_or_removed_to_have_one_per_axis() {
        let mut indices = Vec::new();
        nonzero_into(&array![[0, 1], [1, 0]], &mut indices).unwrap();
        assert_eq!(indices, [[0, 1], [1, 0]]);
        nonzero_into(&array![[[0.0, 1.0]]], &mut indices).unwrap();
        assert_eq!(indices, [[0], [0], [1]]);
        nonzero_into(&array![true, false, true], &mut indices).unwrap();
        assert_eq!(indices, [[0, 2]]);
        nonzero_into(&Array2::<u8>::zeros((3, 0)), &mut indices).unwrap();
        assert_eq!(indices, [[0; 0], [0; 0]]);
    }

    /// Vectors of different capacities, some large enough and some not.
    fn vectors_of_different_lengths_are_replaced() {
        let x = Array2::<u16>::ones((20, 30));
        let rows: Vec<Index> = (0..600).map(|at| at / 30).collect();
        let columns: Vec<Index> = (0..600).map(|at| at % 30).collect();
        for (first, second) in [(0, 5000), (5000, 0), (608, 607), (600, 600)] {
            let mut indices = [vec![-1; first], vec![-2; second]];
            typed::nonzero_into(&x, &mut indices).unwrap();
            assert_eq!(indices, [rows.clone(), columns.clone()]);
        }
    }

    fn nonzero_of_a_0_d_array_leaves_the_vectors_unchanged() {
        let before = vec![vec![1, 2], vec![3, 4]];
        let mut indices = before.clone();
        let error = Error::ZeroDimensional { operation: "nonzero" };
        assert_eq!(nonzero_into(&ndarray::arr0(1u8), &mut indices), Err(error));
        assert_eq!(indices, before);
    }

    fn an_out_of_another_shape_is_an_error_and_unchanged() {
        let x = array![[1i16, 5, 5], [9, 2, 9]];
        let shape = |expected: &[usize], found: &[usize]| Error::ShapeMismatch {
            expected: expected.to_vec(),
            found: found.to_vec(),
        };
        for (along, expected) in [
            (Along::all(), &[][..]),
            (Along::all().keepdims(), &[1, 1]),
            (Along::axis(0), &[3]),
            (Along::axis(-1), &[2]),
            (Along::axis(0).keepdims(), &[1, 3]),
            (Along::axis(1).keepdims(), &[2, 1]),
        ] {
            for given in [&[][..], &[1], &[2], &[3], &[0], &[1, 1], &[1, 3], &[2, 1], &[3, 1], &[1, 1, 1], &[1, 1, 3]] {
                let mut out = ArrayD::from_elem(given, -7);
                let wanted = if given == expected { Ok(()) } else { Err(shape(expected, given)) };
                assert_eq!(argmax_into(&x, along, &mut out), wanted, "{along:?} into {given:?}");
                assert_eq!(out.iter().all(|&index| index == -7), wanted.is_err());
                let mut out = ArrayD::from_elem(given, -7);
                assert_eq!(argmin_into(&x, along, &mut out), wanted, "{along:?} into {given:?}");
                assert_eq!(out.iter().all(|&index| index == -7), wanted.is_err());
            }
        }
        for (axis, expected, given) in [(0, 3, 2), (0, 3, 1), (1, 2, 3), (1, 2, 0)] {
            let mut out = Array1::from_elem(given, -7);
            let error = Err(shape(&[expected], &[given]));
            assert_eq!(typed::argmax_axis_into(&x, Axis(axis), &mut out), error);
            assert_eq!(typed::argmin_axis_into(&x, Axis(axis), &mut out), error);
            assert!(out.iter().all(|&index| index == -7));
        }
    }

    fn an_empty_or_missing_axis_leaves_out_unchanged() {
        let x = Array2::<f32>::zeros((0, 3));
        let empty = |operation, axis| Err(Error::Empty { operation, shape: vec![0, 3], axis });
        let mut out = Array1::from_elem(3, -7);
        assert_eq!(argmax_into(&x, Along::axis(0), &mut out), empty("argmax", Some(0)));
        assert_eq!(argmin_into(&x, Along::axis(-2), &mut out), empty("argmin", Some(0)));
        assert_eq!(typed::argmax_axis_into(&x, Axis(0), &mut out), empty("argmax", Some(0)));
        assert_eq!(typed::argmin_axis_into(&x, Axis(0), &mut out), empty("argmin", Some(0)));
        let mut one = ndarray::arr0(-7);
        assert_eq!(argmax_into(&x, Along::all(), &mut one), empty("argmax", None));
        assert_eq!(argmin_into(&x, Along::all(), &mut one), empty("argmin", None));
        let mut ones = array![[-7]];
        assert_eq!(argmin_into(&x, Along::all().keepdims(), &mut ones), empty("argmin", None));
        let missing = |axis| Err(Error::AxisOutOfRange { axis, ndim: 2 });
        assert_eq!(argmax_into(&x, Along::axis(2), &mut out), missing(2));
        assert_eq!(argmin_into(&x, Along::axis(-3), &mut out), missing(-3));
        assert_eq!(typed::argmax_axis_into(&x, Axis(2), &mut out), missing(2));
        assert_eq!(typed::argmin_axis_into(&x, Axis(9), &mut out), missing(9));
        assert_eq!((out, one, ones), (array![-7, -7, -7], ndarray::arr0(-7), array![[-7]]));
        let complex = Error::Unordered { operation: "argmax", dtype: "complex64", table: "standard" };
        let mut out = ndarray::arr0(-7);
        assert_eq!(argmax_into(&array![Complex::new(1f32, 2.0)], Along::all(), &mut out), Err(complex));
        assert_eq!(out, ndarray::arr0(-7));
    }

    fn an_out_of_another_dtype_is_an_error_and_unchanged() {
        let (yes, x1, x2) = (array![true, false], array![1i16, 2], array![3u8, 4]);
        let mut out = Array::from(array![7u8, 7]);
        let error = Error::DTypeMismatch { expected: "int16", found: "uint8" };
        assert_eq!(where_into(&yes, &x1, &x2, &mut out), Err(error));
        assert_eq!(out, array![7u8, 7].into());
        // A wider dtype is an error too.
        let mut out = array![7i32, 7];
        let error = Error::DTypeMismatch { expected: "int16", found: "int32" };
        assert_eq!(where_into(&yes, &x1, &x2, &mut out), Err(error));
        assert_eq!(out, array![7, 7]);
    }

    fn an_out_that_the_operands_do_not_broadcast_to_is_unchanged() {
        let cases: [(&[usize], &[usize], &[usize], &[usize]); 9] = [
            (&[2, 3], &[2, 3], &[2, 3], &[3]),
            (&[2, 3], &[2, 3], &[2, 3], &[2, 4]),
            (&[2, 3], &[2, 3], &[2, 3], &[1, 3]),
            (&[2, 3], &[2, 3], &[2, 3], &[]),
            (&[3], &[1], &[], &[2]),
            (&[3], &[1], &[], &[1]),
            (&[3], &[1], &[], &[0]),
            (&[1, 1], &[1], &[], &[1]),
            (&[0], &[1], &[], &[2]),
        ];
        for (condition, x1, x2, out) in cases {
            let condition = ArrayD::from_elem(condition, true);
            let (x1, x2) = (ArrayD::from_elem(x1, 1u32), ArrayD::from_elem(x2, 2u32));
            let mut out = ArrayD::from_elem(out, 7u32);
            let refused = |result: &Result<(), Error>| {
                matches!(result, Err(Error::BroadcastTo { .. } | Error::Broadcast { .. }))
            };
            let result = where_into(&condition, &x1, &x2, &mut out);
            assert!(refused(&result), "{result:?} for {:?}", out.shape());
            let result = typed::where_into(&condition, &x1, &x2, &mut out);
            assert!(refused(&result), "{result:?} for {:?}", out.shape());
            assert!(out.iter().all(|&element| element == 7));
        }
        let (yes, x1, x2) = (array![true, false], array![1u32, 2, 3], array![4u32]);
        let mut out = array![7u32, 7, 7];
        let shapes = vec![("condition", vec![2]), ("x1", vec![3]), ("x2", vec![1])];
        assert_eq!(where_into(&yes, &x1, &x2, &mut out), Err(Error::Broadcast { shapes }));
        assert_eq!(out, array![7, 7, 7]);
    }

    /// The operands broadcast together, but not to the shape of `out`: the error names both shapes.
    fn the_error_names_the_shape_of_out() {
        let x = array![[1u32, 2, 3], [4, 5, 6]];
        let yes = x.mapv(|x| x > 3);
        for given in [&[3][..], &[2, 4], &[1, 3], &[]] {
            let mut out = ArrayD::from_elem(given, 7u32);
            let error = Error::BroadcastTo { shape: vec![2, 3], to: given.to_vec() };
            assert_eq!(where_into(&yes, &x, &x, &mut out), Err(error));
        }
    }

    #[cfg(target_pointer_width = "64")]
    fn an_error_of_where_leaves_out_unchanged() {
        let (yes, x) = (array![true, false], array![1i64, 2]);
        let mut out = array![7i64, 7];
        let condition = Error::ConditionNotBool { dtype: "int64" };
        assert_eq!(where_into(&x, &x, &x, &mut out), Err(condition));
        let promotion = Error::UndefinedPromotion { left: "int64", right: "uint64", table: "standard" };
        assert_eq!(where_into(&yes, &x, &array![1u64, 2], &mut out), Err(promotion));
        let kind = Error::ScalarKind { scalar: Scalar::Float(0.5), dtype: "int64" };
        assert_eq!(where_into(&yes, &x, 0.5, &mut out), Err(kind));
        let range = Error::ScalarOutOfRange { scalar: Scalar::Int(1 << 70), dtype: "int64" };
        assert_eq!(where_into(&yes, 1i128 << 70, &x, &mut out), Err(range));
        assert_eq!(where_into(&yes, 1, 2, &mut out), Err(Error::TwoScalars));
        assert_eq!(out, array![7, 7]);
    }

    /// `out` may be an `Array`, an `ndarray` array of any storage, or a mutable view.
    fn every_writable_array_can_be_out() {
        let (yes, x, y) = (array![true, false], array![1i16, 2], ndarray::arr0(9i16));
        let expected = array![1i16, 9];
        let mut dynamic = Array::from(array![0i16, 0]);
        where_into(&yes, &x, &y, &mut dynamic).unwrap();
        assert_eq!(dynamic, expected.clone().into());
        where_into(&yes, &y, &x, dynamic.view_mut()).unwrap();
        assert_eq!(dynamic, array![9i16, 2].into());
        let mut owned = array![0i16, 0];
        where_into(&yes, &x, &y, &mut owned).unwrap();
        assert_eq!(owned, expected);
        where_into(&yes, &y, &x, owned.view_mut()).unwrap();
        assert_eq!(owned, array![9, 2]);
        where_into(&yes, &x, &y, owned.slice_mut(s![..])).unwrap();
        assert_eq!(owned, expected);
        where_into(&yes, &y, &x, ArrayViewMut::Int16(owned.view_mut().into_dyn())).unwrap();
        assert_eq!(owned, array![9, 2]);
        let mut inside = array![0i16, 0, 0, 0];
        where_into(&yes, &x, &y, inside.slice_mut(s![1..;2])).unwrap();
        assert_eq!(inside, array![0, 1, 0, 9]);
    }

    /// Shared or borrowed storage of `out` is copied before it is written; its other owners keep their elements.
    fn a_shared_out_is_copied_on_write() {
        let (yes, x, y) = (array![true, false], array![1i16, 2], array![9i16]);
        let first = array![0i16, 0].into_shared();
        let mut second = first.clone();
        where_into(&yes, &x, &y, &mut second).unwrap();
        assert_eq!((&first, &second), (&array![0, 0].into_shared(), &array![1, 9].into_shared()));
        let mut third = first.clone();
        typed::where_into(&yes, &x, &y, &mut third).unwrap();
        assert_eq!((&first, &third), (&array![0, 0].into_shared(), &array![1, 9].into_shared()));
        let borrowed = array![[0i64, 0], [0, 0]];
        let mut cow = CowArray::from(borrowed.column(1));
        argmax_into(&array![[3, 5], [5, 4]], Along::axis(0), &mut cow).unwrap();
        assert_eq!(cow, CowArray::from(array![1, 0]));
        let mut cow = CowArray::from(borrowed.column(0));
        typed::argmax_axis_into(&array![[3, 5], [5, 4]], Axis(1), &mut cow).unwrap();
        assert_eq!(cow, CowArray::from(array![1, 0]));
        assert_eq!(borrowed, Array2::<i64>::zeros((2, 2)));
    }
}

#[test]
fn a_mutable_view_has_the_properties_of_its_array() {
    let mut x = array![[1i16, 2, 3], [4, 5, 6]];
    let other = x.clone();
    let view = ArrayViewMut::from(x.slice_mut(s![.., ..;-2]));
    assert_eq!(
        (view.dtype(), view.shape(), view.strides()),
        (DType::Int16, &[2, 2][..], &[3, -2][..])
    );
    assert_eq!((view.ndim(), view.len(), view.is_empty()), (2, 4, false));
    assert_eq!(view.to_string(), "[[3, 1],\n [6, 4]]");
    let mut dynamic = Array::from(other);
    assert!(ArrayViewMut::from(&mut dynamic) == ArrayViewMut::from(&mut x));
}
