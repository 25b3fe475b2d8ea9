//! Weak scalars of the three tables: the dtype and the value that a scalar takes beside an array of each dtype, as in the
//! library that the table follows.
//!
//! The expected results are written by `data/promotion/scalars.py`. `where` of NumPy and JAX wraps an integer that is out of
//! range; every table of argwhere returns an error instead.

use argwhere::{Error, Scalar};
use argwhere_tests::stored::{bits, json};
use num_complex::Complex;
use serde_json::Value;

/// The scalars of `scalars.py`, each with its text in Python.
fn scalars() -> Vec<(String, Scalar)> {
    let bools = [("True", true), ("False", false)].map(|(text, x)| (text.to_owned(), x.into()));
    let power = |exponent: u32| 1_i128 << exponent;
    let integers = [
        0,
        1,
        5,
        -1,
        127,
        128,
        -129,
        255,
        256,
        power(31),
        power(53) + 1,
        power(63) - 1,
        power(63),
        power(64) - 1,
        power(64),
        -power(63),
        -power(63) - 1,
    ]
    .map(|x| (x.to_string(), Scalar::Int(x)));
    let floats = [
        ("0.0", 0.0),
        ("-0.0", -0.0),
        ("1.5", 1.5),
        ("0.1", 0.1),
        ("1e+300", 1e300),
        ("inf", f64::INFINITY),
        ("-inf", f64::NEG_INFINITY),
        ("nan", f64::NAN),
    ]
    .map(|(text, x)| (text.to_owned(), Scalar::Float(x)));
    let complex = [
        ("1j", 0.0, 1.0),
        ("(-0+0.1j)", -0.0, 0.1),
        ("(1e+300+nanj)", 1e300, f64::NAN),
    ]
    .map(|(text, re, im)| (text.to_owned(), Scalar::Complex(Complex::new(re, im))));
    bools
        .into_iter()
        .chain(integers)
        .chain(floats)
        .chain(complex)
        .collect()
}

/// Whether an integer is out of range for an integer dtype.
fn is_out_of_range(scalar: Scalar, dtype: &str) -> bool {
    let Scalar::Int(scalar) = scalar else {
        return false;
    };
    let range = |bits: u32, is_signed: bool| {
        let (lower, upper) = if is_signed {
            (bits - 1, bits - 1)
        } else {
            (0, bits)
        };
        -i128::from(is_signed) << lower..1 << upper
    };
    let of = |name: &str, is_signed| {
        let bits = dtype.strip_prefix(name)?.parse().ok()?;
        Some(!range(bits, is_signed).contains(&scalar))
    };
    of("int", true).or_else(|| of("uint", false)) == Some(true)
}

macro_rules! table {
    ($library:ident, $file:literal) => {
        mod $library {
            use super::*;
            use argwhere::$library::{Array, ArrayViewMut, DType, dispatch, where_, where_into};

            /// A single zero of a dtype.
            fn zero(dtype: DType) -> Array {
                let zero = match dtype {
                    DType::Bool => Scalar::Bool(false),
                    _ => Scalar::Int(0),
                };
                dtype.scalar(zero).expect("every dtype has a zero")
            }

            fn selected(takes_left: bool, scalar: Scalar, array: &Array) -> Result<Array, Error> {
                let condition = ndarray::arr0(takes_left);
                if takes_left {
                    where_(&condition, scalar, array)
                } else {
                    where_(&condition, array, scalar)
                }
            }

            #[test]
            fn every_scalar_is_as_in_the_library() {
                let golden = json($file);
                for &dtype in DType::ALL {
                    let array = zero(dtype);
                    for (text, scalar) in scalars() {
                        let expected = &golden["results"][dtype.name()][&text];
                        for takes_left in [true, false] {
                            let found = selected(takes_left, scalar, &array);
                            check(&found, expected, scalar, dtype);
                        }
                    }
                }
            }

            fn check(
                found: &Result<Array, Error>,
                expected: &Value,
                scalar: Scalar,
                dtype: DType,
            ) {
                let case = format!("{scalar} beside {dtype}");
                let Some(name) = expected[0].as_str() else {
                    assert!(expected.is_null(), "{case}: there is no such result");
                    // JAX reads every Python integer as an int64.
                    if !($file.starts_with("jax") && is_out_of_range(scalar, "int64")) {
                        assert!(found.is_err(), "{case}: {found:?}");
                    }
                    return;
                };
                if is_out_of_range(scalar, name) {
                    let error = found.as_ref().map_err(ToString::to_string);
                    let expected = format!(
                        "the scalar {scalar} is out of range for {name}; convert the array to a dtype that holds it"
                    );
                    assert_eq!(error.err(), Some(expected), "{case}");
                    return;
                }
                let found = found.as_ref().unwrap_or_else(|error| panic!("{case}: {error}"));
                assert_eq!(found.dtype().name(), name, "{case}");
                let found = dispatch!(found, x => bits(&x));
                assert_eq!(found[0], expected[1], "{case}");
            }

            #[test]
            fn a_promoted_scalar_is_written_into_an_existing_array() {
                let x = ndarray::array![1.5_f32, 2.5];
                let i = Complex::new(0.0, 1.0);
                let mut out = ndarray::Array1::from_elem(2, Complex::new(7.0_f32, 7.0));
                let condition = ndarray::array![true, false];
                where_into(&condition, &x, i, &mut out).expect("the dtype is complex64");
                assert_eq!(out, ndarray::array![Complex::new(1.5, 0.0), Complex::new(0.0, 1.0)]);
                let mut narrow = x.clone();
                let narrow = ArrayViewMut::from(&mut narrow);
                let error = where_into(&condition, &x, i, narrow).expect_err("out is float32");
                let expected = Error::DTypeMismatch {
                    expected: "complex64",
                    found: "float32",
                };
                assert_eq!(error, expected);
            }

            #[test]
            fn errors_of_shapes_are_those_of_arrays() {
                let x = ndarray::array![1.5_f32, 2.5];
                let condition = ndarray::array![true, false, true];
                let error = where_(&condition, Complex::new(0.0, 1.0), &x);
                let shapes = vec![("condition", vec![3]), ("x2", vec![2])];
                assert_eq!(error, Err(Error::Broadcast { shapes }));
            }
        }
    };
}

table!(standard, "array_api_scalars.json");
table!(numpy, "numpy_scalars.json");
table!(jax, "jax_scalars.json");
