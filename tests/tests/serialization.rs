//! Arrays and dtypes as data of serde: every dtype and layout through JSON and a binary format, what is written, malformed data,
//! and the types of a user's table.

use argwhere::{Along, Array, ArrayView, Best, DType, Scalar, jax, numpy};
use argwhere_tests::{Laid, Model, cases};
use ndarray::{ArrayD, array};
use num_complex::Complex;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{from_str, to_string};
use std::fmt::Debug;

/// A length.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
struct Metres(f32);

impl From<f32> for Metres {
    fn from(length: f32) -> Self {
        Self(length)
    }
}

/// A type with serde's traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
struct Day(Option<i32>);

/// A type without them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Colour([u8; 3]);

/// A type that is only serialized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
struct Name(&'static str);

argwhere::kernels! {
    /// A newtype, and portable types with and without serde's traits.
    mod terrain;

    dtypes {
        Bool: bool;
        Float: f32;
        Metres: Metres as f32;
        Day: Day;
        Colour: Colour, unordered;
        Name: Name, unordered;
    }

    promotion {
        Float < Metres;
    }
}

/// The value after JSON, and after a binary format.
fn through<T: Serialize + DeserializeOwned>(value: &T) -> [T; 2] {
    let json = to_string(value).expect("JSON");
    let bytes = postcard::to_allocvec(value).expect("bytes");
    [
        from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}")),
        postcard::from_bytes(&bytes).expect("the bytes of a value"),
    ]
}

#[track_caller]
fn assert_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, json: &str) {
    assert_eq!(to_string(&value).unwrap(), json);
    assert_eq!(from_str::<T>(json).unwrap(), value);
    assert_eq!(through(&value)[1], value);
}

#[test]
fn every_dtype_and_layout_is_read_back() {
    for &dtype in DType::ALL {
        for model in (0..4).flat_map(|ndim| cases::models(dtype, ndim)) {
            let whole = model.to_array();
            let [json, binary] = through(&whole);
            assert_eq!(Model::read(&binary), model);
            // JSON does not keep the sign and payload of a NaN.
            assert_eq!((json.dtype(), json.shape()), (dtype, whole.shape()));
            assert_eq!(json.to_string(), whole.to_string());
            for laid in Laid::all(&model) {
                let bytes = postcard::to_allocvec(&laid.view()).unwrap();
                assert_eq!(
                    bytes,
                    postcard::to_allocvec(&laid.model.to_array()).unwrap(),
                    "{laid:?}"
                );
            }
        }
    }
}

#[test]
fn an_array_is_a_map_of_dtype_shape_and_elements() {
    let text = |dtype: &str, elements: &str| {
        format!(r#"{{"dtype":"{dtype}","shape":[2],"elements":[{elements}]}}"#)
    };
    let arrays: [(Array, &str, &str); 13] = [
        (array![false, true].into(), "bool", "false,true"),
        (array![i8::MIN, i8::MAX].into(), "int8", "-128,127"),
        (array![i16::MIN, 7].into(), "int16", "-32768,7"),
        (array![i32::MIN, 7].into(), "int32", "-2147483648,7"),
        (
            array![i64::MIN, i64::MAX].into(),
            "int64",
            "-9223372036854775808,9223372036854775807",
        ),
        (array![0u8, u8::MAX].into(), "uint8", "0,255"),
        (array![0u16, u16::MAX].into(), "uint16", "0,65535"),
        (array![0u32, u32::MAX].into(), "uint32", "0,4294967295"),
        (
            array![0u64, u64::MAX].into(),
            "uint64",
            "0,18446744073709551615",
        ),
        (array![0.1f32, -0.0].into(), "float32", "0.1,-0.0"),
        (
            array![f64::MIN_POSITIVE, 0.1].into(),
            "float64",
            "2.2250738585072014e-308,0.1",
        ),
        (
            array![Complex::new(1.5f32, -2.0), Complex::new(0.1, f32::INFINITY)].into(),
            "complex64",
            r#"[1.5,-2.0],[0.1,"inf"]"#,
        ),
        (
            array![Complex::new(1.5f64, -2.0), Complex::new(0.1, 1e300)].into(),
            "complex128",
            "[1.5,-2.0],[0.1,1e+300]",
        ),
    ];
    for (array, dtype, elements) in arrays {
        let json = text(dtype, elements);
        assert_eq!(to_string(&array.view()).unwrap(), json);
        assert_json(array, &json);
    }
    // Numbers as another program may write them.
    let read = from_str::<Array>(&text("float32", "1,-0.25e1")).unwrap();
    assert_eq!(read, array![1.0f32, -2.5].into());
}

#[test]
fn shapes_of_any_rank() {
    assert_json(
        Array::from(ndarray::arr0(7u8)),
        r#"{"dtype":"uint8","shape":[],"elements":[7]}"#,
    );
    assert_json(
        Array::from(ArrayD::<f64>::zeros(vec![0, 3])),
        r#"{"dtype":"float64","shape":[0,3],"elements":[]}"#,
    );
    assert_json(
        Array::from(ArrayD::<i16>::ones(vec![1; 20])),
        &format!(
            r#"{{"dtype":"int16","shape":[{}1],"elements":[1]}}"#,
            "1,".repeat(19)
        ),
    );
    let x = array![[1i32, 2, 3], [4, 5, 6]];
    assert_eq!(
        to_string(&ArrayView::from(x.t())).unwrap(),
        r#"{"dtype":"int32","shape":[3,2],"elements":[1,4,2,5,3,6]}"#
    );
}

#[test]
fn floats_that_are_not_finite_are_strings_in_json_and_numbers_in_binary_formats() {
    let payload = f64::from_bits(0xfff8_0000_0000_1234);
    let x = Array::from(array![payload, f64::INFINITY, f64::NEG_INFINITY]);
    let json = to_string(&x).unwrap();
    assert_eq!(
        json,
        r#"{"dtype":"float64","shape":[3],"elements":["NaN","inf","-inf"]}"#
    );
    let bits = |x: Array| {
        let x = x.into_ndarray::<f64, ndarray::Ix1>().unwrap();
        x.mapv(f64::to_bits).to_vec()
    };
    let [json, binary] = through(&x).map(bits);
    assert_eq!(binary, bits(x));
    assert_eq!(json[0], f64::NAN.to_bits());
}

#[test]
fn the_order_of_the_fields_is_free_after_the_dtype() {
    let x = Array::from(array![[1u8, 2], [3, 4]]);
    let value = serde_json::to_value(&x).unwrap();
    assert_eq!(serde_json::from_value::<Array>(value).unwrap(), x);
    let shape_last = r#"{"dtype":"uint8","elements":[1,2,3,4],"shape":[2,2]}"#;
    assert_eq!(from_str::<Array>(shape_last).unwrap(), x);
    let shape_first = r#"{"shape":[2,2],"dtype":"uint8","elements":[1,2,3,4]}"#;
    assert_eq!(from_str::<Array>(shape_first).unwrap(), x);
    // Without names.
    let list = r#"["uint8",[2,2],[1,2,3,4]]"#;
    assert_eq!(from_str::<Array>(list).unwrap(), x);
}

#[test]
fn numbers_of_serde_json_with_arbitrary_precision() {
    let number =
        |key| format!(r#"{{"dtype":"float32","shape":[1],"elements":[{{"{key}":"0.1"}}]}}"#);
    let read: Array = from_str(&number("$serde_json::private::Number")).unwrap();
    assert_eq!(read, array![0.1f32].into());
    assert!(from_str::<Array>(&number("number")).is_err());
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of data and messages")]
fn malformed_data() {
    let malformed = [
        (
            r#"{"dtype":"float16","shape":[1],"elements":[1]}"#,
            "the table standard has no dtype \"float16\"; it has bool, int8",
        ),
        (
            r#"{"dtype":3,"shape":[1],"elements":[1]}"#,
            "invalid type: integer `3`, expected the name of a dtype of the table standard",
        ),
        (
            r#"{"dtype":"int8","shape":[2],"elements":[1,128]}"#,
            "invalid value: integer `128`, expected i8",
        ),
        (
            r#"{"dtype":"int8","shape":[1],"elements":[1.5]}"#,
            "invalid type: floating point `1.5`, expected i8",
        ),
        (
            r#"{"dtype":"bool","shape":[1],"elements":[1]}"#,
            "invalid type: integer `1`, expected a boolean",
        ),
        (
            r#"{"dtype":"float32","shape":[1],"elements":["nan"]}"#,
            "invalid value: string \"nan\", expected a number, \"NaN\", \"inf\" or \"-inf\"",
        ),
        (
            r#"{"dtype":"float32","shape":[1],"elements":[null]}"#,
            "invalid type: null, expected a number",
        ),
        (
            r#"{"dtype":"complex64","shape":[1],"elements":[[1]]}"#,
            "invalid length 1",
        ),
        (
            r#"{"dtype":"int8","shape":[2,3],"elements":[1,2,3,4,5]}"#,
            "an array of shape [2, 3] has 6 elements, found 5",
        ),
        (
            r#"{"dtype":"int8","shape":[2],"elements":[1,2,3,4,5]}"#,
            "invalid length 3, expected 2 elements of dtype int8",
        ),
        (
            r#"{"dtype":"int8","elements":[1,2,3],"shape":[2]}"#,
            "an array of shape [2] has 2 elements, found 3",
        ),
        (
            r#"{"dtype":"int8","shape":[1073741824],"elements":[]}"#,
            "an array of shape [1073741824] has 1073741824 elements, found 0",
        ),
        (
            r#"{"dtype":"int8","shape":[2147483648,2147483648,2147483648],"elements":[]}"#,
            "no memory holds an array of shape [2147483648, 2147483648, 2147483648]",
        ),
        (
            r#"{"dtype":"int8","shape":[0,2147483648,2147483648,2147483648],"elements":[]}"#,
            "no memory holds an array of shape",
        ),
        (
            r#"{"dtype":"int8","shape":[-1],"elements":[]}"#,
            "invalid value: integer `-1`, expected usize",
        ),
        (
            r#"{"elements":[1],"dtype":"int8","shape":[1]}"#,
            "the field `dtype` must come before `elements`",
        ),
        (
            r#"{"dtype":"int8","shape":[1]}"#,
            "missing field `elements`",
        ),
        (
            r#"{"dtype":"int8","elements":[1]}"#,
            "missing field `shape`",
        ),
        (r#"{"shape":[1]}"#, "missing field `dtype`"),
        (
            r#"{"dtype":"int8","dtype":"int8"}"#,
            "duplicate field `dtype`",
        ),
        (r#"{"shape":[],"shape":[]}"#, "duplicate field `shape`"),
        (
            r#"{"dtype":"int8","elements":[],"elements":[]}"#,
            "duplicate field `elements`",
        ),
        (
            r#"{"dtype":"int8","v":1}"#,
            "unknown field `v`, expected one of `dtype`, `shape`, `elements`",
        ),
        (
            "[1, 2]",
            "invalid type: integer `1`, expected the name of a dtype",
        ),
        (
            r#"["int8"]"#,
            "invalid length 1, expected an array: its dtype, shape and elements",
        ),
        ("7", "invalid type: integer `7`, expected an array"),
    ];
    for (json, message) in malformed {
        let error = from_str::<Array>(json).unwrap_err().to_string();
        assert!(error.starts_with(message), "{json}: {error}");
    }
    let deep = format!(
        r#"{{"dtype":"float32","shape":[1],"elements":{}1"#,
        "[".repeat(100_000)
    );
    assert!(from_str::<Array>(&deep).is_err());
}

#[cfg(target_pointer_width = "64")]
#[test]
fn claims_of_a_binary_format_cost_no_memory() {
    // The name, the shape, and the number of elements, without elements.
    let claim = |shape: &[u64], len: u64| {
        let mut bytes = postcard::to_allocvec("float64").unwrap();
        bytes.extend(postcard::to_allocvec(shape).unwrap());
        bytes.extend(postcard::to_allocvec(&len).unwrap());
        bytes
    };
    for (shape, len) in [
        (&[1 << 60][..], 1 << 60),
        (&[1 << 31, 1 << 31], 1 << 62),
        (&[u64::MAX, u64::MAX], u64::MAX),
        (&[2], 1 << 62),
    ] {
        assert!(postcard::from_bytes::<Array>(&claim(shape, len)).is_err());
    }
    let mut rank = postcard::to_allocvec("float64").unwrap();
    rank.extend(postcard::to_allocvec(&(1u64 << 60)).unwrap());
    assert!(postcard::from_bytes::<Array>(&rank).is_err());
}

#[test]
fn dtypes_are_their_names() {
    for &dtype in DType::ALL {
        assert_json(dtype, &format!("\"{dtype}\""));
    }
    assert_json(numpy::DType::Bool, "\"bool\"");
    let error = from_str::<DType>("\"Int8\"").unwrap_err().to_string();
    assert!(error.starts_with("the table standard has no dtype \"Int8\""));
}

#[test]
fn other_tables() {
    assert_json(
        numpy::Array::from(array![1u16]),
        r#"{"dtype":"uint16","shape":[1],"elements":[1]}"#,
    );
    assert_json(
        jax::Array::from(array![1.5f32]),
        r#"{"dtype":"float32","shape":[1],"elements":[1.5]}"#,
    );
}

#[test]
fn types_of_a_users_table() {
    assert_json(
        terrain::Array::from(array![Metres(1.5), Metres(f32::INFINITY)]),
        r#"{"dtype":"metres","shape":[2],"elements":[1.5,"inf"]}"#,
    );
    assert_json(
        terrain::Array::from(array![Day(Some(12)), Day(None)]),
        r#"{"dtype":"day","shape":[2],"elements":[12,null]}"#,
    );

    let colours = terrain::Array::from(array![Colour([1, 2, 3])]);
    assert_eq!(
        to_string(&colours).unwrap_err().to_string(),
        "the dtype colour of the table terrain is not data of serde; implement `serde::Serialize` for its type"
    );
    let json = r#"{"dtype":"colour","shape":[1],"elements":[[1,2,3]]}"#;
    let error = from_str::<terrain::Array>(json).unwrap_err().to_string();
    assert!(
        error.starts_with(
            "the dtype colour of the table terrain is not data of serde; implement `serde::Deserialize` for its type"
        ),
        "{error}"
    );

    let names = terrain::Array::from(array![Name("Jacksboro")]);
    let json = to_string(&names).unwrap();
    assert_eq!(
        json,
        r#"{"dtype":"name","shape":[1],"elements":["Jacksboro"]}"#
    );
    assert!(from_str::<terrain::Array>(&json).is_err());
}

#[test]
fn parameters_and_results() {
    assert_json(Along::all(), r#"{"axis":null,"keepdims":false}"#);
    assert_json(Along::axis(-1).keepdims(), r#"{"axis":-1,"keepdims":true}"#);
    assert_eq!(from_str::<Along>(r#"{"axis":2}"#).unwrap(), Along::axis(2));
    assert!(from_str::<Along>(r#"{"axes":2}"#).is_err());

    assert_json(
        Best {
            value: 7.5f32,
            index: 3,
        },
        r#"{"value":7.5,"index":3}"#,
    );

    assert_json(Scalar::Bool(true), r#"{"bool":true}"#);
    assert_json(
        Scalar::Int(i128::MIN),
        r#"{"int":-170141183460469231731687303715884105728}"#,
    );
    assert_json(Scalar::Float(-0.5), r#"{"float":-0.5}"#);
    assert_json(Scalar::Float(f64::INFINITY), r#"{"float":"inf"}"#);
    assert_json(
        Scalar::Complex(Complex::new(1.0, f64::NEG_INFINITY)),
        r#"{"complex":[1.0,"-inf"]}"#,
    );
    assert!(matches!(
        from_str(r#"{"float":"NaN"}"#).unwrap(),
        Scalar::Float(float) if float.is_nan()
    ));
}
