//! Type promotion of all 169 ordered pairs, by `DType::promote` and by the values that `where_` returns, compared with
//! the standard's strict reference implementation.

use argwhere::{ArrayView, DType, Error, where_};
use argwhere_tests::promotion::{NAMES, standard};
use argwhere_tests::{Laid, Layout, Model, Value, cases, check};

#[test]
fn every_pair_promotes_as_in_the_standard() {
    assert_eq!(standard().pairs().count(), 169);
    for (left, right, expected) in standard().pairs() {
        assert_eq!(left.promote(right), expected, "{left} with {right}");
    }
}

#[test]
fn promotion_is_a_constant() {
    const WIDER: Option<DType> = DType::Int8.promote(DType::UInt8);
    assert_eq!(WIDER, Some(DType::Int16));
}

#[test]
fn the_dtypes_have_the_standard_names() {
    assert_eq!(DType::ALL, NAMES.map(|(_, dtype)| dtype));
    for (name, dtype) in NAMES {
        assert_eq!(dtype.name(), name);
        assert_eq!(dtype.to_string(), name);
        assert_eq!(name.parse(), Ok(dtype));
    }
}

#[test]
fn where_returns_the_promoted_dtype_and_keeps_every_value() {
    for (left, right, _) in standard().pairs() {
        let (x1, x2) = (values(left), values(right));
        let length = x1.values.len().max(x2.values.len());
        let [x1, x2] = [x1, x2].map(|x| Laid::new(&repeated(&x, length), &Layout::c(1)));
        for condition in cases::conditions(&[length]) {
            check::select(&Laid::new(&condition, &Layout::c(1)), &x1, &x2);
        }
    }
}

#[test]
fn where_promotes_in_every_layout() {
    for (left, right, _) in standard().pairs() {
        let shape = [3, 2, 3];
        let (x1, x2) = (drawn(left, &shape), drawn(right, &shape));
        let condition = cases::filled(DType::Bool, &shape, 0);
        let layouts = Layout::all(3);
        for (i, layout) in layouts.iter().enumerate() {
            let condition = Laid::new(&condition, &layouts[(i + 1) % layouts.len()]);
            check::select(
                &condition,
                &Laid::new(&x1, layout),
                &Laid::new(&x2, &layouts[i / 2]),
            );
        }
    }
}

#[test]
fn where_promotes_rows_of_every_length() {
    for (left, right, _) in standard().pairs().filter(|(_, _, result)| result.is_some()) {
        for length in [1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 129] {
            let (x1, x2) = (drawn(left, &[length]), drawn(right, &[length]));
            let [condition, x1, x2] = [cases::filled(DType::Bool, &[length], 0), x1, x2]
                .map(|model| Laid::new(&model, &Layout::c(1)));
            check::select(&condition, &x1, &x2);
        }
    }
}

#[test]
fn where_converts_both_operands_of_rows_longer_than_a_buffer() {
    let converts_both = |&(left, right, result): &(DType, DType, Option<DType>)| {
        result.is_some_and(|result| result != left && result != right)
    };
    let mut pairs = 0;
    for (left, right, _) in standard().pairs().filter(converts_both) {
        pairs += 1;
        let shape = [2, 4500];
        let (x1, x2) = (drawn(left, &shape), drawn(right, &shape));
        let condition = cases::filled(DType::Bool, &shape, 0);
        for layout in Layout::all(2) {
            let [condition, x1, x2] = [&condition, &x1, &x2].map(|model| Laid::new(model, &layout));
            check::select(&condition, &x1, &x2);
        }
        // One operand is broadcast, or has another layout than the others.
        let c = Layout::c(2);
        let row = Laid::new(&drawn(left, &[4500]), &Layout::c(1));
        let column = Laid::new(&drawn(left, &[2, 1]), &c);
        let [condition, x2] = [&condition, &x2].map(|model| Laid::new(model, &c));
        check::select(&condition, &row, &x2);
        check::select(&condition, &column, &x2);
    }
    assert_eq!(
        pairs, 14,
        "pairs of which neither dtype is that of the result"
    );
}

#[test]
fn where_of_an_undefined_pair_names_both_dtypes() {
    let x1 = ndarray::arr0(1i8);
    let x2 = ndarray::arr0(1.0f32);
    let (x1, x2): (ArrayView<'_>, ArrayView<'_>) = (x1.view().into(), x2.view().into());
    let condition = ndarray::arr0(true);
    let error = where_(&condition, x1.clone(), x2.clone()).unwrap_err();
    assert!(
        matches!(
            error,
            Error::UndefinedPromotion {
                left: "int8",
                right: "float32",
                ..
            }
        ),
        "{error:?}"
    );
    let error = where_(&condition, x2, x1).unwrap_err();
    assert!(
        matches!(
            error,
            Error::UndefinedPromotion {
                left: "float32",
                right: "int8",
                ..
            }
        ),
        "{error:?}"
    );
}

/// The distinct values of all palettes of a dtype, including its extremes.
fn values(dtype: DType) -> Model {
    let mut values: Vec<Value> = Vec::new();
    for value in cases::palettes(dtype).concat() {
        if !values.contains(&value) && !is_special_nan(value) {
            values.push(value);
        }
    }
    Model::new(dtype, &[values.len()], values)
}

/// Whether the value contains a NaN whose bits may change in a conversion to a wider float.
fn is_special_nan(value: Value) -> bool {
    let narrow = |part: f32| part.is_nan() && part.to_bits() != f32::NAN.to_bits();
    match value {
        Value::Float32(value) => narrow(value),
        Value::Complex64(value) => narrow(value.re) || narrow(value.im),
        _ => false,
    }
}

/// An array of a shape with random elements of [`values`]. Every call returns the same elements.
fn drawn(dtype: DType, shape: &[usize]) -> Model {
    let flat = repeated(&values(dtype), shape.iter().product());
    Model::new(dtype, shape, flat.values)
}

fn repeated(x: &Model, length: usize) -> Model {
    let values = x.values.iter().copied().cycle().take(length).collect();
    Model::new(x.dtype, &[length], values)
}
