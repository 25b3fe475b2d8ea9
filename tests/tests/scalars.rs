//! Weak scalars in `where_`: the kinds that each dtype accepts, the values that fit, and their conversion.

use argwhere::{Array, DType, Error, Scalar, where_};
use argwhere_tests::{Model, Value, cases, promotion::NAMES};
use num_complex::Complex;

/// The value that the scalar converts to, checked as x1 and as x2, with an all-true and an all-false condition.
fn chosen(scalar: impl Into<Scalar>, dtype: DType) -> Result<Value, Error> {
    let scalar = scalar.into();
    let array = cases::filled(dtype, &[2, 3], 0);
    let x = array.to_array();
    let [yes, no] = [true, false].map(|value| ndarray::Array2::from_elem((2, 3), value));

    let left = where_(&yes, scalar, &x);
    let right = where_(&no, &x, scalar);
    let read =
        |result: &Result<Array, Error>| result.as_ref().map(Model::read).map_err(Clone::clone);
    assert_eq!(
        read(&left),
        read(&right),
        "{scalar:?} with {dtype}, as x1 and as x2"
    );
    if left.is_ok() {
        assert_eq!(
            where_(&no, scalar, &x).as_ref(),
            Ok(&x),
            "the array is selected, not {scalar:?}"
        );
        assert_eq!(
            where_(&yes, &x, scalar).as_ref(),
            Ok(&x),
            "the array is selected, not {scalar:?}"
        );
    }
    let Model {
        dtype: given,
        shape,
        values,
    } = Model::read(&left?);
    assert_eq!((given, &shape[..]), (dtype, &[2, 3][..]));
    assert!(values.iter().all(|value| *value == values[0]), "{values:?}");
    Ok(values[0])
}

fn wrong_kind(scalar: impl Into<Scalar>, dtype: DType) {
    let scalar = scalar.into();
    assert_eq!(
        chosen(scalar, dtype),
        Err(Error::ScalarKind {
            scalar,
            dtype: dtype.name()
        })
    );
}

fn out_of_range(scalar: i128, dtype: DType) {
    let expected = Error::ScalarOutOfRange {
        scalar: Scalar::Int(scalar),
        dtype: dtype.name(),
    };
    assert_eq!(chosen(scalar, dtype), Err(expected));
}

#[test]
fn bool_is_the_only_dtype_that_accepts_a_bool() {
    for value in [true, false] {
        assert_eq!(chosen(value, DType::Bool), Ok(Value::Bool(value)));
        for &dtype in &DType::ALL[1..] {
            wrong_kind(value, dtype);
        }
    }
}

#[test]
fn an_integer_dtype_accepts_the_ints_in_its_range() {
    for dtype in DType::ALL {
        let Some((min, max)) = cases::integer_range(*dtype) else {
            continue;
        };
        for fits in [min, min + 1, 0, 1, 100, max - 1, max] {
            assert_eq!(chosen(fits, *dtype), Ok(Value::Int(fits)), "in {dtype}");
        }
        for does_not in [min - 1, max + 1, i128::MIN, i128::MAX] {
            out_of_range(does_not, *dtype);
        }
    }
    out_of_range(256, DType::UInt8);
    out_of_range(-1, DType::UInt8);
}

#[test]
fn float_and_complex_dtypes_accept_ints() {
    assert_eq!(chosen(-3, DType::Float32), Ok(Value::Float32(-3.0)));
    assert_eq!(chosen(-3, DType::Float64), Ok(Value::Float64(-3.0)));
    assert_eq!(
        chosen(-3, DType::Complex64),
        Ok(Value::Complex64(Complex::new(-3.0, 0.0)))
    );
    assert_eq!(
        chosen(-3, DType::Complex128),
        Ok(Value::Complex128(Complex::new(-3.0, 0.0)))
    );
    assert_eq!(
        chosen(0, DType::Float32),
        Ok(Value::Float32(0.0)),
        "the int 0 becomes +0.0"
    );
    wrong_kind(1, DType::Bool);
    wrong_kind(0, DType::Bool);
}

/// `np.where(c, np.asarray(x, "f4"), 2**24 + 1)` gives 2**24.
#[test]
fn an_int_between_two_floats_rounds_to_the_nearest() {
    assert_eq!(
        chosen((1 << 24) + 1, DType::Float32),
        Ok(Value::Float32(16_777_216.0))
    );
    assert_eq!(
        chosen(i64::MAX, DType::Float64),
        Ok(Value::Float64(9_223_372_036_854_775_808.0))
    );
}

#[test]
fn only_float_and_complex_dtypes_accept_floats() {
    assert_eq!(chosen(-0.0, DType::Float32), Ok(Value::Float32(-0.0)));
    assert_eq!(chosen(2.5, DType::Float64), Ok(Value::Float64(2.5)));
    assert_eq!(chosen(2.5f32, DType::Float64), Ok(Value::Float64(2.5)));
    assert_eq!(
        chosen(2.5, DType::Complex64),
        Ok(Value::Complex64(Complex::new(2.5, 0.0)))
    );
    assert_eq!(
        chosen(2.5, DType::Complex128),
        Ok(Value::Complex128(Complex::new(2.5, 0.0)))
    );
    assert_eq!(
        chosen(f64::INFINITY, DType::Float32),
        Ok(Value::Float32(f32::INFINITY))
    );
    let nan = chosen(f64::NAN, DType::Float32);
    assert!(
        matches!(nan, Ok(Value::Float32(value)) if value.is_nan()),
        "{nan:?}"
    );
    for &dtype in &DType::ALL[..9] {
        wrong_kind(2.5, dtype);
        wrong_kind(2.0, dtype);
    }
}

/// In NumPy, `np.where(c, np.asarray(x, "f4"), 1e300)` gives `inf` with an overflow warning. The crate rounds every
/// float scalar to the dtype, so a large float becomes infinite and is not an error.
#[test]
fn a_float_beyond_float32_becomes_infinite() {
    assert_eq!(
        chosen(1e300, DType::Float32),
        Ok(Value::Float32(f32::INFINITY))
    );
    assert_eq!(
        chosen(-1e300, DType::Float32),
        Ok(Value::Float32(f32::NEG_INFINITY))
    );
    assert_eq!(chosen(1e-300, DType::Float32), Ok(Value::Float32(0.0)));
    assert_eq!(chosen(0.1, DType::Float32), Ok(Value::Float32(0.1)));
    assert_eq!(
        chosen(1e300, DType::Complex64),
        Ok(Value::Complex64(Complex::new(f32::INFINITY, 0.0)))
    );
}

#[test]
fn only_floating_point_dtypes_accept_complex_scalars() {
    let scalar = Complex::new(1.5, -2.0);
    assert_eq!(
        chosen(scalar, DType::Complex128),
        Ok(Value::Complex128(scalar))
    );
    assert_eq!(
        chosen(scalar, DType::Complex64),
        Ok(Value::Complex64(Complex::new(1.5, -2.0)))
    );
    assert_eq!(
        chosen(Complex::new(1.5f32, -2.0), DType::Complex128),
        Ok(Value::Complex128(scalar))
    );
    for &dtype in &DType::ALL[..9] {
        wrong_kind(scalar, dtype);
        wrong_kind(Complex::new(1.0, 0.0), dtype);
    }
}

/// `weak_scalars.rs` has the values.
#[test]
fn a_complex_scalar_beside_real_floats_keeps_their_precision() {
    let (yes, i) = (ndarray::arr0(true), Complex::new(0.0, 1.0));
    let narrow = where_(&yes, i, &ndarray::arr0(1.0f32)).map(|array| array.dtype());
    assert_eq!(narrow, Ok(DType::Complex64));
    let wide = where_(&yes, &ndarray::arr0(1.0f64), i).map(|array| array.dtype());
    assert_eq!(wide, Ok(DType::Complex128));
}

#[test]
fn every_rust_integer_is_a_scalar() {
    let scalars: [Scalar; 11] = [
        7i8.into(),
        7i16.into(),
        7i32.into(),
        7i64.into(),
        7i128.into(),
        7isize.into(),
        7u8.into(),
        7u16.into(),
        7u32.into(),
        7u64.into(),
        7usize.into(),
    ];
    assert!(
        scalars.iter().all(|scalar| *scalar == Scalar::Int(7)),
        "{scalars:?}"
    );
    assert_eq!(Scalar::from(u64::MAX), Scalar::Int(u64::MAX.into()));
    assert_eq!(Scalar::from(i64::MIN), Scalar::Int(i64::MIN.into()));
}

#[test]
fn two_scalars_are_an_error() {
    let condition = ndarray::array![true, false];
    assert_eq!(where_(&condition, 1, 2), Err(Error::TwoScalars));
    assert_eq!(
        where_(&condition, 1.0, Complex::new(0.0, 1.0)),
        Err(Error::TwoScalars)
    );
}

#[test]
fn an_error_of_the_condition_comes_before_an_error_of_a_scalar() {
    let condition = ndarray::array![1, 0];
    let error = Err(Error::ConditionNotBool { dtype: "int32" });
    assert_eq!(where_(&condition, 1, 2), error);
    assert_eq!(where_(&condition, &ndarray::array![1u8, 2], -1), error);
    assert_eq!(where_(&condition, 0.5, &ndarray::array![1u8, 2]), error);
}

#[test]
fn a_0_d_array_is_not_a_weak_scalar() {
    let condition = ndarray::array![true, false];
    let (small, wide) = (ndarray::arr0(1u8), ndarray::array![-1i16, -2]);
    assert_eq!(
        where_(&condition, &small, &wide),
        Ok(ndarray::array![1i16, -2].into())
    );
    let error = where_(&condition, &small, &ndarray::array![0.5f32, 0.5]);
    assert!(
        matches!(error, Err(Error::UndefinedPromotion { .. })),
        "{error:?}"
    );
}

#[test]
fn a_scalar_broadcasts_to_the_shape_of_condition_and_array() {
    let condition = ndarray::array![[true], [false]];
    let x = ndarray::array![1i32, 2, 3];
    assert_eq!(
        where_(&condition, 9, &x),
        Ok(ndarray::array![[9i32, 9, 9], [1, 2, 3]].into())
    );
    assert_eq!(
        where_(&ndarray::arr0(false), &x, 9),
        Ok(ndarray::array![9i32, 9, 9].into())
    );
}

#[test]
fn condition_and_shapes_are_checked_with_a_scalar_too() {
    let x = ndarray::array![1i32, 2, 3];
    assert_eq!(
        where_(&x, &x, 1),
        Err(Error::ConditionNotBool { dtype: "int32" })
    );
    let error = where_(&ndarray::array![true, false], 1, &x);
    assert!(matches!(error, Err(Error::Broadcast { .. })), "{error:?}");
}

#[test]
fn every_dtype_accepts_a_scalar_of_its_own_kind() {
    for (name, dtype) in NAMES {
        let scalar = match dtype {
            DType::Bool => Scalar::Bool(true),
            DType::Float32 | DType::Float64 => Scalar::Float(1.0),
            DType::Complex64 | DType::Complex128 => Scalar::Complex(Complex::new(1.0, 0.0)),
            _ => Scalar::Int(1),
        };
        assert!(chosen(scalar, dtype).is_ok(), "{scalar:?} with {name}");
    }
}
