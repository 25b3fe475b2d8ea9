//! Type promotion by other libraries: the tables in `data/promotion`, and the conversion of a value to a wider dtype.

use std::sync::LazyLock;

use argwhere::DType;
use num_complex::Complex;

use crate::{Value, cases};

/// The standard's dtypes and their names.
pub const NAMES: [(&str, DType); 13] = [
    ("bool", DType::Bool),
    ("int8", DType::Int8),
    ("int16", DType::Int16),
    ("int32", DType::Int32),
    ("int64", DType::Int64),
    ("uint8", DType::UInt8),
    ("uint16", DType::UInt16),
    ("uint32", DType::UInt32),
    ("uint64", DType::UInt64),
    ("float32", DType::Float32),
    ("float64", DType::Float64),
    ("complex64", DType::Complex64),
    ("complex128", DType::Complex128),
];

/// The promotion of every ordered pair of dtypes.
pub struct Table(Vec<(DType, DType, Option<DType>)>);

impl Table {
    fn parse(json: &str) -> Self {
        let json: serde_json::Value = serde_json::from_str(json).expect("the table is JSON");
        let pairs = json["pairs"].as_object().expect("the table has pairs");
        let pairs = pairs.iter().map(|(pair, result)| {
            let (left, right) = pair.split_once(',').expect("two names");
            (named(left), named(right), result.as_str().map(named))
        });
        Table(pairs.collect())
    }

    /// The dtype that two dtypes promote to, if the standard defines one.
    ///
    /// # Panics
    ///
    /// If the table lacks the pair.
    #[must_use]
    pub fn promote(&self, left: DType, right: DType) -> Option<DType> {
        self.pairs()
            .find(|pair| (pair.0, pair.1) == (left, right))
            .expect("the table has every pair")
            .2
    }

    /// Every ordered pair with the dtype that it promotes to.
    pub fn pairs(&self) -> impl Iterator<Item = (DType, DType, Option<DType>)> {
        self.0.iter().copied()
    }
}

/// The dtype with the given name.
///
/// # Panics
///
/// If the standard has no such dtype.
#[must_use]
pub fn named(name: &str) -> DType {
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .unwrap_or_else(|| panic!("no dtype {name}"))
        .1
}

/// The standard's promotion, according to its strict reference implementation.
#[must_use]
pub fn standard() -> &'static Table {
    static TABLE: LazyLock<Table> =
        LazyLock::new(|| Table::parse(include_str!("../data/promotion/array_api.json")));
    &TABLE
}

/// Converts a value to a dtype that its own dtype promotes to.
///
/// # Panics
///
/// If the standard does not promote the value's dtype to `to`.
#[must_use]
pub fn widen(value: Value, to: DType) -> Value {
    let is_integer = cases::integer_range(to).is_some();
    match (value, to) {
        (Value::Bool(_), DType::Bool)
        | (Value::Float32(_), DType::Float32)
        | (Value::Float64(_), DType::Float64)
        | (Value::Complex64(_), DType::Complex64)
        | (Value::Complex128(_), DType::Complex128) => value,
        (Value::Int(_), _) if is_integer => value,
        (Value::Float32(real), DType::Float64) => Value::Float64(f64::from(real)),
        (Value::Float32(real), DType::Complex64) => Value::Complex64(Complex::new(real, 0.0)),
        (Value::Float32(real), DType::Complex128) => {
            Value::Complex128(Complex::new(f64::from(real), 0.0))
        }
        (Value::Float64(real), DType::Complex128) => Value::Complex128(Complex::new(real, 0.0)),
        (Value::Complex64(value), DType::Complex128) => {
            Value::Complex128(Complex::new(f64::from(value.re), f64::from(value.im)))
        }
        _ => panic!("{value:?} does not widen to {to:?}"),
    }
}
