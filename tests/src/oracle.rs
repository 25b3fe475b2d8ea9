//! The naive oracle: the searching functions, written to be obviously correct rather than fast.
//!
//! It walks multi-indices, never memory, and shares no code with the crate.

use argwhere::DType;

use crate::model::indices;
use crate::{Model, Value, promotion};

/// The result of an operation, or all reasons for an error. The crate may report any one of them.
pub type Answer<T> = Result<T, Vec<Fault>>;

/// A reason for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The axis is not in `-ndim..ndim`.
    AxisOutOfRange,
    /// An axis is given twice.
    RepeatedAxis,
    /// The search has no element to choose from.
    Empty,
    /// The dtype has no order.
    Unordered,
    /// The array is 0-d, and the operation needs an axis.
    ZeroDimensional,
    /// The condition of `where_` is not bool.
    ConditionNotBool,
    /// The standard defines no promotion of the two dtypes.
    UndefinedPromotion,
    /// The shapes do not broadcast.
    Broadcast,
    /// The kind of the scalar does not match the array's dtype.
    ScalarKind,
    /// The array's dtype cannot represent the scalar.
    ScalarOutOfRange,
}

/// The kind of extremum: `argmax` or `argmin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `argmax`.
    Max,
    /// `argmin`.
    Min,
}

/// `argmax` or `argmin` along one axis, or over the whole array if `axis` is `None`.
pub fn extremum(x: &Model, side: Side, axis: Option<isize>, keepdims: bool) -> Answer<Model> {
    let mut faults = Vec::new();
    if matches!(x.dtype, DType::Complex64 | DType::Complex128) {
        faults.push(Fault::Unordered);
    }
    let normalized = axis.and_then(|axis| normalize(axis, x.ndim()));
    if axis.is_some() && normalized.is_none() {
        faults.push(Fault::AxisOutOfRange);
        return Err(faults);
    }
    let searched = normalized.map_or(x.values.len(), |axis| x.shape[axis]);
    if searched == 0 {
        faults.push(Fault::Empty);
    }
    if !faults.is_empty() {
        return Err(faults);
    }

    let Some(axis) = normalized else {
        let shape = if keepdims { vec![1; x.ndim()] } else { vec![] };
        return Ok(Model::new(
            DType::Int64,
            &shape,
            vec![first_best(&x.values, side)],
        ));
    };
    let mut kept = x.shape.clone();
    kept[axis] = 1;
    let best = indices(&kept).into_iter().map(|mut index| {
        let lane: Vec<Value> = (0..searched)
            .map(|i| {
                index[axis] = i;
                x.at(&index)
            })
            .collect();
        first_best(&lane, side)
    });
    let best = best.collect();
    if !keepdims {
        kept.remove(axis);
    }
    Ok(Model::new(DType::Int64, &kept, best))
}

/// The position of the first NaN, or else of the first largest or smallest value.
///
/// # Panics
///
/// If there are no values.
#[must_use]
pub fn first_best(values: &[Value], side: Side) -> Value {
    let mut best = 0;
    for (i, &value) in values.iter().enumerate() {
        if is_nan(values[best]) {
            break;
        }
        let better = match side {
            Side::Max => less(values[best], value),
            Side::Min => less(value, values[best]),
        };
        if better || is_nan(value) {
            best = i;
        }
    }
    assert!(best < values.len(), "no value to choose from");
    count(best)
}

/// The multi-indices of the nonzero elements, as one array of positions per axis.
pub fn nonzero(x: &Model) -> Answer<Vec<Model>> {
    if x.ndim() == 0 {
        return Err(vec![Fault::ZeroDimensional]);
    }
    let found = found(x);
    let along = |axis: usize| found.iter().map(|index| count(index[axis])).collect();
    Ok((0..x.ndim())
        .map(|axis| Model::new(DType::Int64, &[found.len()], along(axis)))
        .collect())
}

/// The multi-indices of the nonzero elements.
fn found(x: &Model) -> Vec<Vec<usize>> {
    let indices = indices(&x.shape).into_iter();
    indices.filter(|index| !is_zero(x.at(index))).collect()
}

/// The number of nonzero elements along these axes, or in the whole array if `axes` is `None`.
///
/// # Panics
///
/// If a count does not fit in an index.
pub fn count_nonzero(x: &Model, axes: Option<&[isize]>, keepdims: bool) -> Answer<Model> {
    let mut counted: Vec<usize> = (0..x.ndim()).collect();
    if let Some(axes) = axes {
        let mut faults = Vec::new();
        let found: Vec<_> = axes.iter().map(|&axis| normalize(axis, x.ndim())).collect();
        if found.contains(&None) {
            faults.push(Fault::AxisOutOfRange);
        }
        counted = found.into_iter().flatten().collect();
        if (1..counted.len()).any(|at| counted[..at].contains(&counted[at])) {
            faults.push(Fault::RepeatedAxis);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
    }
    let mut kept = x.shape.clone();
    for &axis in &counted {
        kept[axis] = 1;
    }
    let mut counts = vec![0; kept.iter().product()];
    for mut index in indices(&x.shape) {
        let nonzero = !is_zero(x.at(&index));
        for &axis in &counted {
            index[axis] = 0;
        }
        let position = index.iter().zip(&kept);
        counts[position.fold(0, |at, (i, len)| at * len + i)] += usize::from(nonzero);
    }
    if !keepdims {
        let mut numbers = 0..kept.len();
        kept.retain(|_| !counted.contains(&numbers.next().expect("one per axis")));
    }
    let counts = counts.into_iter().map(count).collect();
    Ok(Model::new(DType::Int64, &kept, counts))
}

/// The multi-indices of the nonzero elements, one per row.
#[must_use]
pub fn argwhere(x: &Model) -> Model {
    let found = found(x);
    let rows = found.iter().flatten().map(|&at| count(at)).collect();
    Model::new(DType::Int64, &[found.len(), x.ndim()], rows)
}

/// The positions of the nonzero elements in row-major order.
#[must_use]
pub fn flatnonzero(x: &Model) -> Model {
    let values = x.values.iter().enumerate();
    let found = values.filter(|&(_, &value)| !is_zero(value));
    let found: Vec<Value> = found.map(|(at, _)| count(at)).collect();
    Model::new(DType::Int64, &[found.len()], found)
}

/// `where`: the element of `x1` where the condition is true, else the element of `x2`.
pub fn select(condition: &Model, x1: &Model, x2: &Model) -> Answer<Model> {
    let mut faults = Vec::new();
    if condition.dtype != DType::Bool {
        faults.push(Fault::ConditionNotBool);
    }
    let dtype = promotion::standard().promote(x1.dtype, x2.dtype);
    if dtype.is_none() {
        faults.push(Fault::UndefinedPromotion);
    }
    let shape = broadcast_shapes(&[&condition.shape, &x1.shape, &x2.shape]);
    if shape.is_none() {
        faults.push(Fault::Broadcast);
    }
    let (Some(dtype), Some(shape), true) = (dtype, shape, faults.is_empty()) else {
        return Err(faults);
    };
    Ok(Model::from_fn(dtype, &shape, |index| {
        let chosen = if at_stretched(condition, &index) == Value::Bool(true) {
            x1
        } else {
            x2
        };
        promotion::widen(at_stretched(chosen, &index), dtype)
    }))
}

/// The common shape by the standard's rule: shapes are aligned at the right, and an axis of length 1 stretches.
#[must_use]
pub fn broadcast_shapes(shapes: &[&[usize]]) -> Option<Vec<usize>> {
    let ndim = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    let mut common = Vec::new();
    for from_right in (1..=ndim).rev() {
        let mut length = 1;
        for shape in shapes {
            let own = if from_right <= shape.len() {
                shape[shape.len() - from_right]
            } else {
                1
            };
            if own == 1 || own == length {
                continue;
            }
            if length != 1 {
                return None;
            }
            length = own;
        }
        common.push(length);
    }
    Some(common)
}

/// The array, broadcast to a shape.
#[must_use]
pub fn stretch(x: &Model, shape: &[usize]) -> Model {
    Model::from_fn(x.dtype, shape, |index| at_stretched(x, &index))
}

/// The element at a multi-index of the shape that the array is broadcast to.
#[must_use]
pub fn at_stretched(x: &Model, index: &[usize]) -> Value {
    let aligned = &index[index.len() - x.ndim()..];
    let own: Vec<usize> = aligned
        .iter()
        .zip(&x.shape)
        .map(|(&i, &length)| if length == 1 { 0 } else { i })
        .collect();
    x.at(&own)
}

/// The axis counted from the front, if it is in range.
fn normalize(axis: isize, ndim: usize) -> Option<usize> {
    (0..ndim).find(|&candidate| {
        let from_front = candidate.cast_signed();
        axis == from_front || axis == from_front - ndim.cast_signed()
    })
}

fn count(position: usize) -> Value {
    Value::Int(position.try_into().expect("a position fits"))
}

fn is_nan(value: Value) -> bool {
    match value {
        Value::Float32(value) => value.is_nan(),
        Value::Float64(value) => value.is_nan(),
        _ => false,
    }
}

fn is_zero(value: Value) -> bool {
    match value {
        Value::Bool(value) => !value,
        Value::Int(value) => value == 0,
        Value::Float32(value) => value == 0.0,
        Value::Float64(value) => value == 0.0,
        Value::Complex64(value) => value.re == 0.0 && value.im == 0.0,
        Value::Complex128(value) => value.re == 0.0 && value.im == 0.0,
    }
}

fn less(a: Value, b: Value) -> bool {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => !a && b,
        (Value::Int(a), Value::Int(b)) => a < b,
        (Value::Float32(a), Value::Float32(b)) => a < b,
        (Value::Float64(a), Value::Float64(b)) => a < b,
        _ => panic!("{a:?} and {b:?} have no order"),
    }
}
