//! Every error, raised by a call, with its text: the given input, and the input to pass instead.

use std::fmt::{Debug, Display};

use argwhere::{
    Along, Array, ArrayView, DType, Error, Scalar, argmax, argmin, kernels, nonzero, typed, where_,
    where_into,
};
use ndarray::{Array1, Array2, Array3, Ix1, Ix2, Ix3, SliceInfoElem, arr0, array, s};
use num_complex::Complex;

/// Compares the text of a call's error, and returns the error.
#[track_caller]
fn refused<T: Debug, E: Display + Into<Error>>(given: Result<T, E>, text: &str) -> Error {
    match given {
        Ok(value) => panic!("expected an error, found {value:?}"),
        Err(error) => {
            assert_eq!(error.to_string(), text);
            error.into()
        }
    }
}

/// A small array, and its dynamic view.
fn small() -> Array2<i16> {
    array![[1, 5, 5], [9, 2, 9]]
}

#[test]
fn axis_out_of_range() {
    let x = Array3::<f32>::zeros((2, 3, 4));
    let error = refused(
        argmax(&x, Along::axis(3)),
        "axis 3 is out of range for an array of 3 dimensions; use -3..=2",
    );
    assert_eq!(error, Error::AxisOutOfRange { axis: 3, ndim: 3 });
    for axis in [-4, isize::MIN, isize::MAX] {
        refused(
            argmin(&x, Along::axis(axis).keepdims()),
            &format!("axis {axis} is out of range for an array of 3 dimensions; use -3..=2"),
        );
    }
    refused(
        argmin(&Array1::<i8>::zeros(2), Along::axis(1)),
        "axis 1 is out of range for an array of 1 dimension; use -1..=0",
    );
    for axis in [0, -1, 1] {
        let error = refused(
            argmax(&arr0(1u8), Along::axis(axis)),
            &format!(
                "axis {axis} is out of range for a 0-d array, which has no axes; to search it, use Along::all()"
            ),
        );
        assert_eq!(error, Error::AxisOutOfRange { axis, ndim: 0 });
    }
}

#[test]
fn empty() {
    let x = Array2::<i8>::zeros((0, 3));
    let error = refused(
        argmax(&x, Along::axis(-2)),
        "argmax along axis 0 of an array of shape [0, 3] would search zero elements; that axis must not be empty",
    );
    assert_eq!(
        error,
        Error::Empty {
            operation: "argmax",
            shape: vec![0, 3],
            axis: Some(0)
        }
    );
    let error = refused(
        argmin(&x, Along::all()),
        "argmin of an array of shape [0, 3] would search zero elements; it must not be empty",
    );
    assert_eq!(
        error,
        Error::Empty {
            operation: "argmin",
            shape: vec![0, 3],
            axis: None
        }
    );
}

#[test]
fn unordered() {
    let error = refused(
        argmax(&array![Complex::new(1.0f32, 0.0)], Along::all()),
        "argmax needs an order, and the dtype complex64 has none in the table standard; \
         search a real quantity of it, such as its magnitude",
    );
    assert_eq!(
        error,
        Error::Unordered {
            operation: "argmax",
            dtype: "complex64",
            table: "standard"
        }
    );
    let error = argmin(&array![Complex::new(1.0f64, 0.0)], Along::axis(0)).unwrap_err();
    assert_eq!(
        error,
        Error::Unordered {
            operation: "argmin",
            dtype: "complex128",
            table: "standard"
        }
    );
}

#[test]
fn zero_dimensional() {
    let error = refused(
        nonzero(&arr0(1i32)),
        "nonzero of a 0-d array is not defined; give the array an axis, for example by reshaping it to [1]",
    );
    assert_eq!(
        error,
        Error::ZeroDimensional {
            operation: "nonzero"
        }
    );
}

#[test]
fn condition_not_bool() {
    let error = refused(
        where_(&small(), &small(), &small()),
        "the condition must be bool, found int16; compare it first, as in x != 0",
    );
    assert_eq!(error, Error::ConditionNotBool { dtype: "int16" });
}

#[test]
fn undefined_promotion() {
    let error = refused(
        where_(&array![true], &small(), &array![1u64]),
        "the table standard defines no promotion of int16 with uint64; convert one of the two first",
    );
    assert_eq!(
        error,
        Error::UndefinedPromotion {
            left: "int16",
            right: "uint64",
            table: "standard"
        }
    );
}

#[test]
fn broadcast_of_three_operands() {
    let error = refused(
        where_(&array![true, false], &small(), &array![[1i16], [2]]),
        "the shapes [2] (condition), [2, 3] (x1) and [2, 1] (x2) cannot be broadcast together; \
         aligned at the right, lengths must be equal or 1",
    );
    assert_eq!(
        error,
        Error::Broadcast {
            shapes: vec![
                ("condition", vec![2]),
                ("x1", vec![2, 3]),
                ("x2", vec![2, 1])
            ]
        }
    );
}

/// A scalar broadcasts to every shape, so the message does not mention it.
#[test]
fn broadcast_beside_a_scalar() {
    let (three, two) = (array![true, false, true], array![1i16, 2]);
    let message = |array| {
        format!(
            "the shapes [3] (condition) and [2] ({array}) cannot be broadcast together; \
             aligned at the right, lengths must be equal or 1"
        )
    };
    refused(where_(&three, &two, 0), &message("x1"));
    refused(where_(&three, 0, &two), &message("x2"));
    refused(where_(&three, &two, &arr0(0i16)), &message("x1"));
    refused(typed::where_(&three, &two, 0), &message("x1"));
    refused(typed::where_(&three, 0, &two), &message("x2"));
    let mut out = array![7i16, 7];
    refused(where_into(&three, &two, 0, &mut out), &message("x1"));
    refused(typed::where_into(&three, 0, &two, &mut out), &message("x2"));
    assert_eq!(out, array![7, 7]);
}

/// The shapes [3] and [1] broadcast together, but [3] does not broadcast to [1].
#[test]
fn broadcast_of_one_view() {
    let x = array![1i16, 2, 3];
    let broadcast = |shape: &[usize]| ArrayView::from(&x).broadcast(shape);
    refused(
        broadcast(&[1]),
        "an array of shape [3] cannot be broadcast to shape [1]; \
         aligned at the right, its lengths must be equal to those or 1",
    );
    refused(
        broadcast(&[3, 2]),
        "an array of shape [3] cannot be broadcast to shape [3, 2]; \
         aligned at the right, its lengths must be equal to those or 1",
    );
}

#[cfg(target_pointer_width = "64")]
#[test]
fn too_large() {
    let one = arr0(1.0f64);
    let stretched = |shape: &[usize]| {
        ArrayView::from(&one)
            .broadcast(shape)
            .expect("a 0-d array broadcasts to any shape")
    };
    let long = 1 << 40;
    let error = refused(
        where_(&arr0(true), stretched(&[long, 1]), stretched(&[1, long])),
        "a result of shape [1099511627776, 1099511627776] with 8 bytes per element does not fit in memory; \
         process the arrays in parts",
    );
    assert_eq!(
        error,
        Error::TooLarge {
            shape: vec![long, long],
            item: 8
        }
    );
}

#[test]
fn scalar_out_of_range() {
    let deep = array![3u8, 200];
    let error = refused(
        where_(&array![true, false], &deep, -1),
        "the scalar -1 is out of range for uint8; convert the array to a dtype that holds it",
    );
    assert_eq!(
        error,
        Error::ScalarOutOfRange {
            scalar: Scalar::Int(-1),
            dtype: "uint8"
        }
    );
    refused(
        where_(&array![true, false], 256, &deep),
        "the scalar 256 is out of range for uint8; convert the array to a dtype that holds it",
    );
}

#[test]
fn scalar_kind() {
    let error = refused(
        where_(&array![true], &small(), 0.5),
        "the scalar 0.5 of kind float cannot take the dtype int16; convert the array first",
    );
    assert_eq!(
        error,
        Error::ScalarKind {
            scalar: Scalar::Float(0.5),
            dtype: "int16"
        }
    );
    refused(
        where_(&array![true], Complex::new(1.0, -2.0), &small()),
        "the scalar 1-2i of kind complex cannot take the dtype int16; convert the array first",
    );
    refused(
        where_(&array![true], &small(), true),
        "the scalar true of kind bool cannot take the dtype int16; convert the array first",
    );
    refused(
        where_(&array![true], &array![true], 1),
        "the scalar 1 of kind int cannot take the dtype bool; convert the array first",
    );
}

#[test]
fn two_scalars() {
    let error = refused(
        where_(&array![true], 1, 2),
        "both operands are scalars, which have no dtype; make one of them an array",
    );
    assert_eq!(error, Error::TwoScalars);
}

#[test]
fn dtype_mismatch() {
    let error = refused(
        Array::from(small()).into_ndarray::<f32, Ix2>(),
        "expected an array of dtype float32, found int16",
    );
    assert_eq!(
        error,
        Error::DTypeMismatch {
            expected: "float32",
            found: "int16"
        }
    );
}

#[test]
fn rank_mismatch() {
    let error = refused(
        Array::from(small()).into_ndarray::<i16, Ix3>(),
        "expected an array of rank 3, found rank 2",
    );
    assert_eq!(
        error,
        Error::RankMismatch {
            expected: 3,
            found: 2
        }
    );
    refused(
        Array::from(small()).as_ndarray::<i16, Ix1>(),
        "expected an array of rank 1, found rank 2",
    );
}

#[test]
fn shape_mismatch() {
    let mut out = Array2::zeros((2, 2));
    let error = refused(
        kernels::argmax_axis::i16::rank2(small().view(), ndarray::Axis(1), out.view_mut()),
        "expected an array of shape [2, 1], found [2, 2]",
    );
    assert_eq!(
        error,
        Error::ShapeMismatch {
            expected: vec![2, 1],
            found: vec![2, 2]
        }
    );
}

#[test]
fn slice() {
    let x = small();
    let x = || ArrayView::from(&x);
    let error = refused(
        x().slice(s![2, ..]),
        "the index 2 is out of range for axis 0 of length 2; use -2..=1",
    );
    assert_eq!(
        error,
        Error::IndexOutOfRange {
            axis: 0,
            len: 2,
            index: 2
        }
    );
    refused(
        x().slice(s![-3, ..]),
        "the index -3 is out of range for axis 0 of length 2; use -2..=1",
    );
    refused(
        x().slice(s![.., 1..5]),
        "the range 1..5 is out of range for axis 1 of length 3; use -3..=3 and a step other than 0",
    );
    refused(
        x().slice(s![-5..;2, ..]),
        "the range -5..;2 is out of range for axis 0 of length 2; use -2..=2 and a step other than 0",
    );

    let step_of_zero = SliceInfoElem::Slice {
        start: 0,
        end: None,
        step: 0,
    };
    refused(
        x().slice([step_of_zero, SliceInfoElem::Index(0)]),
        "the range 0..;0 is out of range for axis 0 of length 2; use -2..=2 and a step other than 0",
    );
}

#[test]
fn slice_of_another_rank() {
    let x = small();
    let x = || ArrayView::from(&x);
    let error = refused(
        x().slice(s![..]),
        "the slice names 1 axis, but the array has 2; name each once",
    );
    assert_eq!(error, Error::SliceRank { given: 1, ndim: 2 });
    refused(
        x().slice(s![.., .., 0]),
        "the slice names 3 axes, but the array has 2; name each once",
    );
}

#[test]
fn not_a_permutation() {
    let x = small();
    for axes in [&[0][..], &[0, 0], &[0, 2], &[], &[0, 1, 2]] {
        let error = refused(
            ArrayView::from(&x).permuted_axes(axes),
            &format!("the axes {axes:?} are not a permutation of 0..2; name each axis once"),
        );
        assert_eq!(
            error,
            Error::NotAPermutation {
                axes: axes.to_vec(),
                ndim: 2
            }
        );
    }
}

#[test]
fn unknown_dtype() {
    let known = "bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64, complex64, complex128";
    for name in ["int17", "Int8", "", "float16"] {
        let error = refused(
            name.parse::<DType>(),
            &format!("the table standard has no dtype {name:?}; it has {known}"),
        );
        assert!(matches!(error, Error::UnknownDType { name: given, .. } if given == name));
    }
}

#[test]
fn an_error_implements_error_send_and_sync() {
    fn is_error<E: std::error::Error + Send + Sync + Clone + 'static>(_: &E) {}
    is_error(&Error::TwoScalars);
    is_error(&Array::from(small()).into_ndarray::<f32, Ix2>().unwrap_err());
}
