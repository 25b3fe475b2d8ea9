//! The named kernels, called directly: every operation, every dtype or pair of dtypes, and every rank from 0 to 4.

use argwhere::{ArrayView, Best, DType, Error, Index, Out, kernels};
use argwhere_tests::{Element, Laid, Model, Side, Value, cases, check, for_each_pair, oracle};
use ndarray::{
    Array1, Array2, ArrayD, ArrayViewMut, Axis, Dimension, Ix0, Ix1, Ix2, Ix3, Ix4, array,
};
use num_complex::Complex;

/// Converts a dynamic view to the argument type of a kernel.
macro_rules! typed {
    ($x:ident as $element:ty, $dim:ty) => {
        $x.into_ndarray::<$element, $dim>()
            .expect("dtype and rank match")
    };
}

macro_rules! test_searches {
    ($($name:ident: $module:ident, $element:ty;)+) => {
        mod argmax_and_argmin {
            use super::*;

            $(
                #[test]
                fn $name() {
                    test_searches! { @flat $module $element: rank0 Ix0 0, rank1 Ix1 1, rank2 Ix2 2, rank3 Ix3 3, rank4 Ix4 4 }
                }
            )+
        }

        mod argmax_axis_and_argmin_axis {
            use super::*;

            $(
                #[test]
                fn $name() {
                    test_searches! { @along $module $element: rank1 Ix1 1, rank2 Ix2 2, rank3 Ix3 3, rank4 Ix4 4 }
                }
            )+
        }
    };
    (@flat $module:ident $element:ty: $($rank:ident $dim:ident $ndim:literal),+) => {$(
        flat(<$element>::DTYPE, $ndim, Side::Max, |x| found(kernels::argmax::$module::$rank(typed!(x as $element, $dim))));
        flat(<$element>::DTYPE, $ndim, Side::Min, |x| found(kernels::argmin::$module::$rank(typed!(x as $element, $dim))));
    )+};
    (@along $module:ident $element:ty: $($rank:ident $dim:ident $ndim:literal),+) => {$(
        along(<$element>::DTYPE, $ndim, Side::Max, |x, axis| {
            let mut buffer = buffer_along(x.shape(), axis);
            kernels::argmax_axis::$module::$rank(typed!(x as $element, $dim), axis, spread(&mut buffer))?;
            Ok(written(&buffer))
        });
        along(<$element>::DTYPE, $ndim, Side::Min, |x, axis| {
            let mut buffer = buffer_along(x.shape(), axis);
            kernels::argmin_axis::$module::$rank(typed!(x as $element, $dim), axis, spread(&mut buffer))?;
            Ok(written(&buffer))
        });
    )+};
}

test_searches! {
    bool: bool, bool;
    int8: i8, i8;
    int16: i16, i16;
    int32: i32, i32;
    int64: i64, i64;
    uint8: u8, u8;
    uint16: u16, u16;
    uint32: u32, u32;
    uint64: u64, u64;
    float32: f32, f32;
    float64: f64, f64;
}

/// The position and the element, independent of the dtype's Rust type.
type Found = Option<(usize, Value)>;

fn found<T: Element>(best: Option<Best<T>>) -> Found {
    best.map(|Best { value, index }| (index, value.value()))
}

fn flat(dtype: DType, ndim: usize, side: Side, search: fn(ArrayView<'_>) -> Found) {
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            let best = (!x.model.values.is_empty()).then(|| {
                let Value::Int(position) = oracle::first_best(&x.model.values, side) else {
                    unreachable!()
                };
                let position = usize::try_from(position).expect("a position fits");
                (position, x.model.values[position])
            });
            check::agree(
                &Ok(best),
                || Ok(search(x.view())),
                || format!("kernel arg{side:?} of {x:?}"),
            );
        }
    }
}

fn along(
    dtype: DType,
    ndim: usize,
    side: Side,
    search: fn(ArrayView<'_>, Axis) -> Result<Model, Error>,
) {
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            for axis in 0..ndim {
                check::agree(
                    &oracle::extremum(&x.model, side, Some(axis.cast_signed()), true),
                    || search(x.view(), Axis(axis)),
                    || format!("kernel arg{side:?} along {axis} of {x:?}"),
                );
            }
        }
    }
}

/// A buffer for the indices of a search along an axis of an array of the given shape.
fn buffer_along(shape: &[usize], axis: Axis) -> ArrayD<Index> {
    let mut shape = shape.to_vec();
    shape[axis.index()] = 1;
    spread_buffer(&shape)
}

/// A buffer for an array of the given shape, with a gap after each element, filled with one decoy.
fn spread_buffer<T: Element>(shape: &[usize]) -> ArrayD<T> {
    ArrayD::from_elem([shape, &[2]].concat(), T::of(cases::decoys(T::DTYPE)[0]))
}

/// The part of the buffer to write to: every second element.
fn spread<T, D: Dimension>(buffer: &mut ArrayD<T>) -> ArrayViewMut<'_, T, D> {
    let last = Axis(buffer.ndim() - 1);
    buffer
        .index_axis_mut(last, 0)
        .into_dimensionality()
        .expect("the rank matches")
}

fn out<T: Element, D: Dimension>(buffer: &mut ArrayD<T>) -> Out<'_, T, D> {
    spread(buffer).into()
}

/// The written elements. Fails if a gap between them was written.
fn written<T: Element>(buffer: &ArrayD<T>) -> Model {
    let last = Axis(buffer.ndim() - 1);
    let gaps = Model::read(T::erase(buffer.index_axis(last, 1)));
    assert!(
        gaps.values.windows(2).all(|pair| pair[0] == pair[1]),
        "the kernel wrote between the elements of its output: {gaps:?}"
    );
    Model::read(T::erase(buffer.index_axis(last, 0)))
}

macro_rules! test_nonzero {
    ($($name:ident: $module:ident, $element:ty;)+) => {
        mod nonzero {
            use super::*;

            $(
                #[test]
                fn $name() {
                    test_nonzero! { @ranks $module $element: rank1 Ix1 1, rank2 Ix2 2, rank3 Ix3 3, rank4 Ix4 4 }
                }
            )+
        }
    };
    (@ranks $module:ident $element:ty: $($rank:ident $dim:ident $ndim:literal),+) => {$(
        counts(<$element>::DTYPE, $ndim, |x| kernels::count_nonzero::$module::$rank(typed!(x as $element, $dim)));
        counts_along(<$element>::DTYPE, $ndim, |x, axis| {
            let mut buffer = buffer_along(x.shape(), axis);
            let out = spread(&mut buffer);
            kernels::count_nonzero_axis::$module::$rank(typed!(x as $element, $dim), axis, out)?;
            Ok(written(&buffer))
        });
        nonzeros(<$element>::DTYPE, $ndim, |x, indices| {
            let indices: &mut [Vec<Index>; $ndim] = indices.try_into().expect("one vector per axis");
            kernels::nonzero::$module::$rank(typed!(x as $element, $dim), indices)
                .expect("there is memory");
        });
    )+};
}

test_nonzero! {
    bool: bool, bool;
    int8: i8, i8;
    int16: i16, i16;
    int32: i32, i32;
    int64: i64, i64;
    uint8: u8, u8;
    uint16: u16, u16;
    uint32: u32, u32;
    uint64: u64, u64;
    float32: f32, f32;
    float64: f64, f64;
    complex64: complex64, Complex<f32>;
    complex128: complex128, Complex<f64>;
}

fn counts(dtype: DType, ndim: usize, count: fn(ArrayView<'_>) -> usize) {
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            let expected = oracle::count_nonzero(&x.model, None, false);
            let counted = || {
                let count = Index::try_from(count(x.view())).expect("a count fits");
                Ok(Model::read(Index::erase(
                    ndarray::arr0(count).into_dyn().view(),
                )))
            };
            check::agree(&expected, counted, || {
                format!("kernel count_nonzero of {x:?}")
            });
        }
    }
}

fn counts_along(dtype: DType, ndim: usize, count: fn(ArrayView<'_>, Axis) -> Result<Model, Error>) {
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            for axis in 0..ndim {
                check::agree(
                    &oracle::count_nonzero(&x.model, Some(&[axis.cast_signed()]), true),
                    || count(x.view(), Axis(axis)),
                    || format!("kernel count_nonzero along {axis} of {x:?}"),
                );
            }
        }
    }
}

fn nonzeros(dtype: DType, ndim: usize, search: fn(ArrayView<'_>, &mut [Vec<Index>])) {
    let before = [-7, -8];
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            let call = || {
                let mut indices = vec![before.to_vec(); ndim];
                search(x.view(), &mut indices);
                let appended = indices.into_iter().map(|indices| {
                    assert_eq!(
                        indices[..2],
                        before,
                        "earlier elements of the vector changed"
                    );
                    Model::flat(&indices[2..])
                });
                Ok(appended.collect())
            };
            check::agree(&oracle::nonzero(&x.model), call, || {
                format!("kernel nonzero of {x:?}")
            });
        }
    }
}

macro_rules! test_where {
    ($($pair:ident: $left:ty, $right:ty;)+) => {
        mod where_ {
            use super::*;

            $(
                #[test]
                fn $pair() {
                    test_where! { @ranks $pair $left, $right: rank0 Ix0 0, rank1 Ix1 1, rank2 Ix2 2, rank3 Ix3 3, rank4 Ix4 4 }
                }
            )+
        }
    };
    (@ranks $pair:ident $left:ty, $right:ty: $($rank:ident $dim:ident $ndim:literal),+) => {$(
        selections(<$left>::DTYPE, <$right>::DTYPE, $ndim, |condition, x1, x2| {
            test_where! { @call $pair::$rank(condition, x1 as $left, x2 as $right, $dim) }
        });
    )+};
    (@call $pair:ident::$rank:ident($condition:ident, $x1:ident as $left:ty, $x2:ident as $right:ty, $dim:ty)) => {{
        let mut buffer = spread_buffer($condition.shape());
        let condition = typed!($condition as bool, $dim);
        let (x1, x2) = (typed!($x1 as $left, $dim), typed!($x2 as $right, $dim));
        let given = kernels::where_::$pair::$rank(condition, x1, x2, out(&mut buffer))?;
        let given = Model::read(&given);
        assert_eq!(given, written(&buffer), "the returned view differs from the output");
        Ok(given)
    }};
}

for_each_pair!(test_where);

type Select = fn(ArrayView<'_>, ArrayView<'_>, ArrayView<'_>) -> Result<Model, Error>;

fn selections(left: DType, right: DType, ndim: usize, select: Select) {
    for shape in cases::shapes(ndim) {
        for palette in 0..2 {
            let condition = cases::filled(DType::Bool, shape, 0);
            let (x1, x2) = (
                cases::filled(left, shape, palette + 1),
                cases::filled(right, shape, palette),
            );
            let [conditions, x1, x2] = [condition, x1, x2].map(|model| Laid::all(&model));
            for (i, condition) in conditions.iter().enumerate() {
                selection(
                    condition,
                    &x1[(i + 1) % x1.len()],
                    &x2[(i + 2) % x2.len()],
                    select,
                );
            }
        }
    }
}

fn selection(condition: &Laid, x1: &Laid, x2: &Laid, select: Select) {
    check::agree(
        &oracle::select(&condition.model, &x1.model, &x2.model),
        || select(condition.view(), x1.view(), x2.view()),
        || format!("kernel where\n  {condition:?}\n  {x1:?}\n  {x2:?}"),
    );
}

/// Rows longer than any part for which a kernel uses a buffer.
#[test]
fn where_of_long_rows_in_every_layout() {
    let laid = |dtype, palette| Laid::all(&cases::filled(dtype, &[1300], palette));
    let (conditions, left) = (laid(DType::Bool, 0), laid(DType::Int16, 1));
    let (right, narrow) = (laid(DType::Int16, 0), laid(DType::UInt8, 1));
    for condition in &conditions {
        for x1 in &left {
            for x2 in &right {
                selection(condition, x1, x2, |condition, x1, x2| {
                    test_where! { @call i16_i16::rank1(condition, x1 as i16, x2 as i16, Ix1) }
                });
            }
            for x2 in &narrow {
                selection(condition, x1, x2, |condition, x1, x2| {
                    test_where! { @call i16_u8::rank1(condition, x1 as i16, x2 as u8, Ix1) }
                });
            }
        }
    }
}

#[test]
fn an_output_of_another_shape_is_an_error() {
    let x = array![[1i16, 2, 3], [4, 5, 6]];
    let mismatch = |expected: &[usize], found: &[usize]| {
        Err(Error::ShapeMismatch {
            expected: expected.to_vec(),
            found: found.to_vec(),
        })
    };
    let mut out = Array2::zeros((2, 2));
    let given = kernels::argmax_axis::i16::rank2(x.view(), Axis(1), out.view_mut());
    assert_eq!(given, mismatch(&[2, 1], &[2, 2]));
    let given = kernels::argmin_axis::i16::rank2(x.view(), Axis(0), out.view_mut());
    assert_eq!(given, mismatch(&[1, 3], &[2, 2]));

    let condition = Array2::from_elem((2, 3), true);
    let mut out = Array2::<i16>::zeros((2, 2));
    let given = kernels::where_::i16_i16::rank2(
        condition.view(),
        x.view(),
        x.view(),
        out.view_mut().into(),
    );
    assert_eq!(given.map(drop), mismatch(&[2, 3], &[2, 2]));
}

#[test]
fn an_axis_out_of_range_is_an_error() {
    let x = array![1.0f32, 2.0];
    let mut out = Array1::zeros(1);
    let given = kernels::argmax_axis::f32::rank1(x.view(), Axis(1), out.view_mut());
    assert_eq!(given, Err(Error::AxisOutOfRange { axis: 1, ndim: 1 }));
}

#[test]
fn operands_of_where_do_not_broadcast_in_a_kernel() {
    let (row, short) = (array![1u8, 2, 3], array![1u8]);
    let condition = array![true, false, true];
    for (x1, x2) in [(&row, &short), (&short, &row)] {
        let mut out = Array1::<u8>::zeros(3);
        let given = kernels::where_::u8_u8::rank1(
            condition.view(),
            x1.view(),
            x2.view(),
            out.view_mut().into(),
        );
        let error = given.map(drop).unwrap_err();
        assert!(matches!(error, Error::ShapeMismatch { .. }), "{error:?}");
    }
}

#[test]
fn where_writes_into_uninitialised_memory() {
    let (x1, x2) = (array![1i8, 2, 3], array![200u8, 201, 202]);
    let mut out = Array1::<i16>::uninit(3);
    let given = kernels::where_::i8_u8::rank1(
        array![true, false, true].view(),
        x1.view(),
        x2.view(),
        out.view_mut().into(),
    );
    assert_eq!(given, Ok(array![1i16, 201, 3].view_mut()));
}
