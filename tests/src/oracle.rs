//! The naive oracle: the searching functions, written to be obviously correct rather than fast.
//!
//! It walks multi-indices, never memory, and shares no code with the crate.

use argwhere::{DType, Mode};
use std::collections::HashMap;

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
    /// A search that passes over NaN finds no number.
    AllNaN,
    /// The dtype has no order.
    Unordered,
    /// The number of elements to find is larger than the length of the axis.
    KOutOfRange,
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
    /// An array does not have the shape that it must have.
    ShapeMismatch,
    /// `x1` of `searchsorted` or its sorter is not 1-D.
    NotOneDimensional,
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
    search(x, axis, keepdims, &|slice| first_best(slice, side))
}

/// `nanargmax` or `nanargmin` along one axis, or over the whole array if `axis` is `None`.
pub fn nan_extremum(x: &Model, side: Side, axis: Option<isize>, keepdims: bool) -> Answer<Model> {
    let found = nan_positions(x, side, axis, keepdims)?;
    if found.values.contains(&NO_NUMBER) {
        return Err(vec![Fault::AllNaN]);
    }
    Ok(found)
}

/// The index of a slice of NaN only.
pub const NO_NUMBER: Value = Value::Int(-1);

/// The indices of `nanargmax` or `nanargmin`, with [`NO_NUMBER`] for each slice of NaN only.
pub fn nan_positions(x: &Model, side: Side, axis: Option<isize>, keepdims: bool) -> Answer<Model> {
    search(x, axis, keepdims, &|slice| first_number(slice, side))
}

/// The first slice of NaN only along an axis, as its index along the other axes, among the indices that
/// [`nan_positions`] returned without `keepdims`.
#[must_use]
pub fn first_without_number(found: &Model) -> Option<Vec<usize>> {
    indices(&found.shape)
        .into_iter()
        .find(|index| found.at(index) == NO_NUMBER)
}

/// Searches the slices along an axis, or the whole array in row-major order.
fn search(
    x: &Model,
    axis: Option<isize>,
    keepdims: bool,
    position: &dyn Fn(&[Value]) -> Value,
) -> Answer<Model> {
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
        return Ok(Model::new(DType::Int64, &shape, vec![position(&x.values)]));
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
        position(&lane)
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

/// The position of the first largest or smallest value that is not NaN, or [`NO_NUMBER`].
#[must_use]
pub fn first_number(values: &[Value], side: Side) -> Value {
    let mut best = None;
    for (i, &value) in values.iter().enumerate() {
        let better = best.is_none_or(|best: usize| match side {
            Side::Max => less(values[best], value),
            Side::Min => less(value, values[best]),
        });
        if better && !is_nan(value) {
            best = Some(i);
        }
    }
    best.map_or(NO_NUMBER, count)
}

/// The values and indices of the `k` largest or smallest elements along an axis: the first `k` of a stable sort, with NaN
/// last.
pub fn top_k(x: &Model, k: usize, axis: isize, mode: Mode) -> Answer<(Model, Model)> {
    let mut faults = Vec::new();
    if matches!(x.dtype, DType::Complex64 | DType::Complex128) {
        faults.push(Fault::Unordered);
    }
    let Some(axis) = normalize(axis, x.ndim()) else {
        faults.push(Fault::AxisOutOfRange);
        return Err(faults);
    };
    if k > x.shape[axis] {
        faults.push(Fault::KOutOfRange);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut shape = x.shape.clone();
    shape[axis] = 1;
    // The results, by the multi-index without the axis.
    let mut lanes = HashMap::new();
    for mut index in indices(&shape) {
        let place = index.clone();
        let mut lane: Vec<(usize, Value)> = (0..x.shape[axis])
            .map(|at| {
                index[axis] = at;
                (at, x.at(&index))
            })
            .collect();
        lane.sort_by(|&(_, a), &(_, b)| {
            let precedes = |a: Value, b: Value| match (is_nan(a), is_nan(b), mode) {
                (true, _, _) => false,
                (false, true, _) => true,
                (false, false, Mode::Largest) => less(b, a),
                (false, false, Mode::Smallest) => less(a, b),
            };
            precedes(b, a).cmp(&precedes(a, b))
        });
        lanes.insert(place, lane);
    }
    shape[axis] = k;
    let result = |mut index: Vec<usize>| {
        let at = std::mem::replace(&mut index[axis], 0);
        lanes[&index][at]
    };
    let values = Model::from_fn(x.dtype, &shape, |index| result(index).1);
    let found = Model::from_fn(DType::Int64, &shape, |index| count(result(index).0));
    Ok((values, found))
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

/// `extract`: the elements where the condition is true, in row-major order.
pub fn extract(condition: &Model, x: &Model) -> Answer<Model> {
    let mut faults = Vec::new();
    if condition.dtype != DType::Bool {
        faults.push(Fault::ConditionNotBool);
    }
    if condition.shape != x.shape {
        faults.push(Fault::ShapeMismatch);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let chosen = indices(&x.shape)
        .into_iter()
        .filter(|index| condition.at(index) == Value::Bool(true));
    let chosen: Vec<Value> = chosen.map(|index| x.at(&index)).collect();
    Ok(Model::new(x.dtype, &[chosen.len()], chosen))
}

/// `searchsorted`: for each element of `x2`, the position in `x1` before the elements that are equal to it or, if `right`,
/// after them.
pub fn positions(x1: &Model, x2: &Model, right: bool) -> Answer<Model> {
    let mut faults = Vec::new();
    let is_complex = |x: &Model| matches!(x.dtype, DType::Complex64 | DType::Complex128);
    if is_complex(x1) || is_complex(x2) {
        faults.push(Fault::Unordered);
    }
    let dtype = promotion::standard().promote(x1.dtype, x2.dtype);
    if dtype.is_none() {
        faults.push(Fault::UndefinedPromotion);
    }
    if x1.ndim() != 1 {
        faults.push(Fault::NotOneDimensional);
    }
    let (Some(dtype), true) = (dtype, faults.is_empty()) else {
        return Err(faults);
    };
    let elements: Vec<Value> = x1
        .values
        .iter()
        .map(|&value| promotion::widen(value, dtype))
        .collect();
    Ok(Model::from_fn(DType::Int64, &x2.shape, |index| {
        let value = promotion::widen(x2.at(&index), dtype);
        let is_before = |&&element: &&Value| {
            if right {
                !sorts_before(value, element)
            } else {
                sorts_before(element, value)
            }
        };
        count(elements.iter().take_while(is_before).count())
    }))
}

/// Whether `a` is sorted before `b`. A NaN is after all numbers.
#[must_use]
pub fn sorts_before(a: Value, b: Value) -> bool {
    !is_nan(a) && (is_nan(b) || less(a, b))
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
