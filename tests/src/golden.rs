//! Reads the golden results in `golden/`: JSON files that `golden/make.py` wrote. Every function panics if a file does not
//! have the expected form.
#![expect(clippy::missing_panics_doc, reason = "the head of the file says it")]

use argwhere::DType;
use num_complex::Complex;
use serde_json::Value as Json;

use crate::{Answer, Fault, Model, Value, promotion};

/// The cases of a file.
#[must_use]
pub fn cases(file: &str) -> Vec<Json> {
    let file: Json = serde_json::from_str(file).expect("the file is JSON");
    list(&file["cases"]).clone()
}

/// The recorded result, or the recorded reason for an error.
pub fn answer<T>(json: &Json, parse: impl Fn(&Json) -> T) -> Answer<T> {
    match json.as_str() {
        Some(error) => Err(vec![fault(error)]),
        None => Ok(parse(json)),
    }
}

/// The reason with a recorded name.
#[must_use]
pub fn fault(name: &str) -> Fault {
    match name {
        "axis" => Fault::AxisOutOfRange,
        "empty" => Fault::Empty,
        "unordered" => Fault::Unordered,
        "zero-dimensional" => Fault::ZeroDimensional,
        "condition" => Fault::ConditionNotBool,
        "promotion" => Fault::UndefinedPromotion,
        "broadcast" => Fault::Broadcast,
        "scalar kind" => Fault::ScalarKind,
        "scalar range" => Fault::ScalarOutOfRange,
        other => panic!("unknown reason {other}"),
    }
}

/// A recorded array.
#[must_use]
pub fn array(json: &Json) -> Model {
    let dtype = promotion::named(text(&json["dtype"]));
    Model::new(
        dtype,
        &lengths(&json["shape"]),
        list(&json["values"])
            .iter()
            .map(|json| value(json, dtype))
            .collect(),
    )
}

/// An array of positions with the given shape, or one-dimensional.
#[must_use]
pub fn indices(json: &Json, shape: Option<&Json>) -> Model {
    let values: Vec<_> = list(json)
        .iter()
        .map(|json| value(json, DType::Int64))
        .collect();
    let shape = shape.map_or(vec![values.len()], lengths);
    Model::new(DType::Int64, &shape, values)
}

/// A recorded element.
#[must_use]
pub fn value(json: &Json, dtype: DType) -> Value {
    match dtype {
        DType::Bool => Value::Bool(json.as_bool().expect("a bool")),
        DType::Float32 => Value::Float32(narrow(float(json))),
        DType::Float64 => Value::Float64(float(json)),
        DType::Complex64 => {
            let Complex { re, im } = complex(json);
            Value::Complex64(Complex::new(narrow(re), narrow(im)))
        }
        DType::Complex128 => Value::Complex128(complex(json)),
        _ => Value::Int(json.to_string().parse().expect("an integer")),
    }
}

/// A recorded float.
#[must_use]
pub fn float(json: &Json) -> f64 {
    text(json).parse().expect("a float")
}

/// A recorded complex number.
#[must_use]
pub fn complex(json: &Json) -> Complex<f64> {
    Complex::new(float(&json[0]), float(&json[1]))
}

/// Converts a float64 that was written from a float32 back to that float32, exactly.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the value was written from a float32"
)]
fn narrow(value: f64) -> f32 {
    let narrow = value as f32;
    assert!(
        value.is_nan() || f64::from(narrow).to_bits() == value.to_bits(),
        "{value} is not a float32"
    );
    narrow
}

/// A recorded list.
#[must_use]
pub fn list(json: &Json) -> &Vec<Json> {
    json.as_array().expect("a list")
}

/// A recorded string.
#[must_use]
pub fn text(json: &Json) -> &str {
    json.as_str().expect("a string")
}

/// A recorded shape.
#[must_use]
pub fn lengths(json: &Json) -> Vec<usize> {
    list(json)
        .iter()
        .map(|length| {
            length
                .as_u64()
                .expect("a length")
                .try_into()
                .expect("the number fits")
        })
        .collect()
}
