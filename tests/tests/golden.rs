//! Golden results of NumPy and of the standard's strict reference implementation, written by `golden/make.py`.

use argwhere::{DType, Operand, Scalar, where_};
use argwhere_tests::check::{self, Extremum};
use argwhere_tests::{Answer, Fault, Laid, Layout, Model, Side, Value, promotion};
use num_complex::Complex;
use serde_json::Value as Json;

#[test]
fn argmax_and_argmin_match_the_golden_results() {
    for case in cases(include_str!("../golden/extremum.json")) {
        let model = array(&case);
        let expected: Vec<_> = list(&case["searches"]).iter().flat_map(extrema).collect();
        for x in laid(&model) {
            for expected in &expected {
                check::extremum(&x, expected);
            }
        }
    }
}

#[test]
fn nonzero_matches_the_golden_results() {
    for case in cases(include_str!("../golden/nonzero.json")) {
        let answer = answer(&case["nonzero"], |found| {
            list(found)
                .iter()
                .map(|along| indices(along, None))
                .collect()
        });
        for x in laid(&array(&case)) {
            check::nonzeros_are(&x, &answer);
        }
    }
}

#[test]
fn where_matches_the_golden_results() {
    for case in cases(include_str!("../golden/where.json")) {
        let condition = array(&case["condition"]).to_array();
        let [x1, x2] = ["x1", "x2"].map(|name| Given::parse(&case[name]));
        check::agree(
            &answer(&case["where"], array),
            || where_(&condition, x1.operand(), x2.operand()).map(|chosen| Model::read(&chosen)),
            || case.to_string(),
        );
    }
}

/// An operand of `where_`.
enum Given {
    Array(argwhere::Array),
    Scalar(Scalar),
}

impl Given {
    fn parse(json: &Json) -> Self {
        let value = &json["value"];
        match json["scalar"].as_str() {
            None => Given::Array(array(json).to_array()),
            Some("bool") => Given::Scalar(value.as_bool().expect("a bool").into()),
            Some("int") => Given::Scalar(Scalar::Int(text(value).parse().expect("an int"))),
            Some("float") => Given::Scalar(float(value).into()),
            Some("complex") => Given::Scalar(complex(value).into()),
            Some(other) => panic!("unknown kind of scalar {other}"),
        }
    }

    fn operand(&self) -> Operand<'_> {
        match self {
            Given::Array(array) => array.into(),
            Given::Scalar(scalar) => (*scalar).into(),
        }
    }
}

fn cases(file: &str) -> Vec<Json> {
    let file: Json = serde_json::from_str(file).expect("the file is JSON");
    list(&file["cases"]).clone()
}

/// The array in every layout that does not repeat elements.
fn laid(model: &Model) -> impl Iterator<Item = Laid> {
    let layouts = Layout::all(model.ndim())
        .into_iter()
        .filter(|layout| !layout.stretched.contains(&true));
    layouts.map(|layout| Laid::new(model, &layout))
}

/// One record as four searches: both sides, with and without keepdims.
fn extrema(search: &Json) -> Vec<Extremum> {
    let axis = search["axis"]
        .as_i64()
        .map(|axis| axis.try_into().expect("an axis fits"));
    let mut all = Vec::new();
    for (side, name) in [(Side::Max, "argmax"), (Side::Min, "argmin")] {
        for (keepdims, shape) in [(false, "shape"), (true, "kept")] {
            let answer = match search["error"].as_str() {
                Some(error) => Err(vec![fault(error)]),
                None => Ok(indices(&search[name], Some(&search[shape]))),
            };
            all.push(Extremum {
                side,
                axis,
                keepdims,
                answer,
            });
        }
    }
    all
}

/// The recorded result, or the recorded reason for an error.
fn answer<T>(json: &Json, parse: impl Fn(&Json) -> T) -> Answer<T> {
    match json.as_str() {
        Some(error) => Err(vec![fault(error)]),
        None => Ok(parse(json)),
    }
}

fn fault(name: &str) -> Fault {
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

fn array(json: &Json) -> Model {
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
fn indices(json: &Json, shape: Option<&Json>) -> Model {
    let values: Vec<_> = list(json)
        .iter()
        .map(|json| value(json, DType::Int64))
        .collect();
    let shape = shape.map_or(vec![values.len()], lengths);
    Model::new(DType::Int64, &shape, values)
}

fn value(json: &Json, dtype: DType) -> Value {
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

fn float(json: &Json) -> f64 {
    text(json).parse().expect("a float")
}

fn complex(json: &Json) -> Complex<f64> {
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

fn list(json: &Json) -> &Vec<Json> {
    json.as_array().expect("a list")
}

fn text(json: &Json) -> &str {
    json.as_str().expect("a string")
}

fn lengths(json: &Json) -> Vec<usize> {
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
