//! Calls the crate and the oracle with equal arguments, and compares the results.

use std::fmt::Debug;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};

use argwhere::__private::{Level, detected, with_level};
use argwhere::{
    Along, AlongAxes, Error, Mode, argmax, argmin, argminmax, argwhere, count_nonzero, extract,
    flatnonzero, nanargmax, nanargmin, nonzero, searchsorted, where_,
};

use crate::{Answer, Buffer, Fault, Laid, Layout, Model, Side, oracle};

/// Checks `argmax` and `argmin` of an array in every layout, along every axis and over all, with and without keepdims.
pub fn every_layout_and_axis(model: &Model) {
    every_axis(model, &Layout::all(model.ndim()));
}

/// Checks `argmax` and `argmin` of an array in these layouts, along every axis and over all, with and without keepdims.
pub fn every_axis(model: &Model, layouts: &[Layout]) {
    let expected = extrema(model);
    for layout in layouts {
        let laid = Laid::new(model, layout);
        if laid.model == *model {
            for expected in &expected {
                extremum(&laid, expected);
            }
        } else {
            for expected in &extrema(&laid.model) {
                extremum(&laid, expected);
            }
        }
    }
}

/// One call of `argmax` or `argmin`, and its expected result.
pub struct Extremum {
    /// `argmax` or `argmin`.
    pub side: Side,
    /// The axis, or `None` for a search over all.
    pub axis: Option<isize>,
    /// Whether the result keeps the axis, with length 1.
    pub keepdims: bool,
    /// The indices, or the reasons for an error.
    pub answer: Answer<Model>,
}

/// Every search of an array: both sides, with and without keepdims, over all, along each axis, and along the two axes
/// just outside the valid range.
fn extrema(model: &Model) -> Vec<Extremum> {
    let ndim = model.ndim().cast_signed();
    let mut all = Vec::new();
    for side in [Side::Max, Side::Min] {
        for keepdims in [false, true] {
            for axis in iter::once(None).chain((-ndim - 1..=ndim).map(Some)) {
                all.push(Extremum {
                    side,
                    axis,
                    keepdims,
                    answer: oracle::extremum(model, side, axis, keepdims),
                });
            }
        }
    }
    all
}

/// Checks one search of an array against its expected result.
pub fn extremum(x: &Laid, expected: &Extremum) {
    let &Extremum {
        side,
        axis,
        keepdims,
        ref answer,
    } = expected;
    let along = along(axis, keepdims);
    let call = || match side {
        Side::Max => argmax(x.view(), along),
        Side::Min => argmin(x.view(), along),
    };
    agree(
        answer,
        || call().map(|found| Model::read(&found)),
        || format!("arg{side:?}, axis {axis:?}, keepdims {keepdims}, of {x:?}"),
    );
}

/// Checks `nanargmax` and `nanargmin` of one array, along every axis and over all, with and without keepdims: the indices,
/// or the slice that the error names.
pub fn nan_extrema(x: &Laid) {
    let ndim = x.model.ndim().cast_signed();
    for side in [Side::Max, Side::Min] {
        for keepdims in [false, true] {
            for axis in iter::once(None).chain((-ndim - 1..=ndim).map(Some)) {
                let along = along(axis, keepdims);
                let call = || match side {
                    Side::Max => nanargmax(x.view(), along),
                    Side::Min => nanargmin(x.view(), along),
                };
                let answer = oracle::nan_extremum(&x.model, side, axis, keepdims);
                agree(
                    &answer,
                    || call().map(|found| Model::read(&found)),
                    || format!("nanarg{side:?}, axis {axis:?}, keepdims {keepdims}, of {x:?}"),
                );
                if answer == Err(vec![Fault::AllNaN]) {
                    names_the_first(x, side, axis, &call().expect_err("a slice of NaN only"));
                }
            }
        }
    }
}

/// Checks that the error names the first slice of NaN only.
fn names_the_first(x: &Laid, side: Side, axis: Option<isize>, error: &Error) {
    let positions = oracle::nan_positions(&x.model, side, axis, false);
    let first = positions
        .ok()
        .as_ref()
        .and_then(oracle::first_without_number);
    let from_front = axis.map(|axis| axis.rem_euclid(x.model.ndim().cast_signed()).unsigned_abs());
    assert!(
        matches!(error, Error::AllNaN { index, axis, .. } if Some(index) == first.as_ref() && *axis == from_front),
        "{error:?}, but slice {first:?} along {from_front:?} is the first of {x:?}"
    );
}

/// Checks `argminmax` of one array, along every axis and over all, with and without keepdims.
pub fn both_extrema(x: &Laid) {
    let ndim = x.model.ndim().cast_signed();
    for keepdims in [false, true] {
        for axis in iter::once(None).chain((-ndim - 1..=ndim).map(Some)) {
            let answer = oracle::extremum(&x.model, Side::Min, axis, keepdims)
                .and_then(|min| Ok((min, oracle::extremum(&x.model, Side::Max, axis, keepdims)?)));
            agree(
                &answer,
                || {
                    let (min, max) = argminmax(x.view(), along(axis, keepdims))?;
                    Ok((Model::read(&min), Model::read(&max)))
                },
                || format!("argminmax, axis {axis:?}, keepdims {keepdims}, of {x:?}"),
            );
        }
    }
}

/// Checks `nonzero` of one array against the oracle.
pub fn nonzeros(x: &Laid) {
    nonzeros_are(x, &oracle::nonzero(&x.model));
}

/// Checks `nonzero` of one array against its expected result.
pub fn nonzeros_are(x: &Laid, answer: &Answer<Vec<Model>>) {
    agree(
        answer,
        || nonzero(x.view()).map(|found| found.iter().map(Model::read).collect()),
        || format!("nonzero of {x:?}"),
    );
}

/// Checks `count_nonzero` of one array along these axes, or over all if `axes` is `None`, against the oracle.
pub fn counts(x: &Laid, axes: Option<&[isize]>, keepdims: bool) {
    counts_are(
        x,
        axes,
        keepdims,
        &oracle::count_nonzero(&x.model, axes, keepdims),
    );
}

/// Checks `count_nonzero` of one array against its expected result.
pub fn counts_are(x: &Laid, axes: Option<&[isize]>, keepdims: bool, answer: &Answer<Model>) {
    let mut along: AlongAxes = axes.map_or(Along::all().into(), |axes| {
        Along::axes(axes.iter().copied())
    });
    if keepdims {
        along = along.keepdims();
    }
    agree(
        answer,
        || count_nonzero(x.view(), along.clone()).map(|found| Model::read(&found)),
        || format!("count_nonzero, axes {axes:?}, keepdims {keepdims}, of {x:?}"),
    );
}

/// Checks `argwhere` and `flatnonzero` of one array against the oracle.
pub fn places(x: &Laid) {
    places_are(
        x,
        &oracle::argwhere(&x.model),
        &oracle::flatnonzero(&x.model),
    );
}

/// Checks `argwhere` and `flatnonzero` of one array against their expected results.
pub fn places_are(x: &Laid, rows: &Model, positions: &Model) {
    agree(
        &Ok((rows.clone(), positions.clone())),
        || {
            let rows = Model::read(&argwhere(x.view())?);
            Ok((rows, Model::read(&flatnonzero(x.view())?)))
        },
        || format!("argwhere and flatnonzero of {x:?}"),
    );
}

/// Checks `top_k` of one array against the oracle.
pub fn top_k(x: &Laid, k: usize, axis: isize, mode: Mode) {
    top_k_is(x, k, axis, mode, &oracle::top_k(&x.model, k, axis, mode));
}

/// Checks `top_k` of one array against its expected result.
pub fn top_k_is(x: &Laid, k: usize, axis: isize, mode: Mode, answer: &Answer<(Model, Model)>) {
    agree(
        answer,
        || {
            let found = argwhere::top_k(x.view(), k, axis, mode);
            found.map(|(values, indices)| (Model::read(&values), Model::read(&indices)))
        },
        || format!("top_k, k {k}, axis {axis}, {mode:?}, of {x:?}"),
    );
}

/// Checks `where_` of three arrays against the oracle.
pub fn select(condition: &Laid, x1: &Laid, x2: &Laid) {
    agree(
        &oracle::select(&condition.model, &x1.model, &x2.model),
        || where_(condition.view(), x1.view(), x2.view()).map(|chosen| Model::read(&chosen)),
        || format!("where\n  {condition:?}\n  {x1:?}\n  {x2:?}"),
    );
}

/// Checks `extract` of two arrays against the oracle.
pub fn extracted(condition: &Laid, x: &Laid) {
    extracted_are(condition, x, &oracle::extract(&condition.model, &x.model));
}

/// Checks `extract` of two arrays against its expected result.
pub fn extracted_are(condition: &Laid, x: &Laid, answer: &Answer<Model>) {
    agree(
        answer,
        || extract(condition.view(), x.view()).map(|chosen| Model::read(&chosen)),
        || format!("extract\n  {condition:?}\n  {x:?}"),
    );
}

/// Checks `searchsorted` of two arrays on both sides against the oracle.
pub fn positions(x1: &Laid, x2: &Laid) {
    for side in [argwhere::Side::Left, argwhere::Side::Right] {
        agree(
            &oracle::positions(&x1.model, &x2.model, side == argwhere::Side::Right),
            || searchsorted(x1.view(), x2.view(), side).map(|found| Model::read(&found)),
            || format!("searchsorted, {side:?}\n  {x1:?}\n  {x2:?}"),
        );
    }
}

/// The crate's argument for an axis and keepdims.
pub fn along(axis: Option<isize>, keepdims: bool) -> Along {
    let along = axis.map_or(Along::all(), Along::axis);
    if keepdims { along.keepdims() } else { along }
}

/// Runs a call at every instruction-set level of the processor and compares its result with the expected one.
/// A failure shows the input, even if the crate panics.
///
/// # Panics
///
/// If the results differ.
pub fn agree<T: PartialEq + Debug>(
    expected: &Answer<T>,
    call: impl Fn() -> Result<T, Error>,
    input: impl Fn() -> String,
) {
    at_every_level(|level| {
        let Ok(given) = catch_unwind(AssertUnwindSafe(&call)) else {
            panic!(
                "argwhere panicked (message above) at {level:?}\ninput: {}\nexpected: {expected:?}",
                input()
            );
        };
        let right = match (expected, &given) {
            (Ok(expected), Ok(given)) => expected == given,
            (Err(faults), Err(error)) => fault(error).is_some_and(|fault| faults.contains(&fault)),
            _ => false,
        };
        assert!(
            right,
            "at {level:?}, found: {given:?}\nexpected: {expected:?}\ninput: {}",
            input()
        );
    });
}

/// Like [`agree`], for a call that writes its result to an output array. The call must write the result and nothing
/// around it; on error, it must write nothing at all.
///
/// # Panics
///
/// If the results differ, or if the call writes on error.
pub fn agree_into(
    expected: &Answer<Model>,
    buffer: &Buffer,
    call: impl Fn(&mut Buffer) -> Result<(), Error>,
    input: impl Fn() -> String,
) {
    let expected = match expected {
        Ok(result) => Ok(buffer.stored_with(result)),
        Err(faults) => Err(faults.clone()),
    };
    let before = buffer.stored();
    agree(
        &expected,
        || {
            let mut buffer_of_call = buffer.clone();
            let result = call(&mut buffer_of_call);
            let stored = buffer_of_call.stored();
            assert!(
                result.is_ok() || stored == before,
                "the call returned {result:?} but wrote to its output"
            );
            result.map(|()| stored)
        },
        || format!("{}\n  into {buffer:?}", input()),
    );
}

/// Runs a test with the kernels of each instruction-set level of the processor, starting with the lowest.
///
/// # Panics
///
/// If the processor lacks even the lowest level.
pub fn at_every_level(test: impl Fn(Level)) {
    let available: Vec<Level> = Level::ALL
        .iter()
        .copied()
        .filter(|&level| level <= detected())
        .collect();
    assert!(!available.is_empty(), "every processor has the baseline");
    for level in available {
        with_level(level, || test(level)).expect("the processor has the level");
    }
}

/// The oracle's [`Fault`] for an error of the crate, if it has one.
fn fault(error: &Error) -> Option<Fault> {
    match error {
        Error::AxisOutOfRange { .. } => Some(Fault::AxisOutOfRange),
        Error::RepeatedAxis { .. } => Some(Fault::RepeatedAxis),
        Error::Empty { .. } => Some(Fault::Empty),
        Error::AllNaN { .. } => Some(Fault::AllNaN),
        Error::KOutOfRange { .. } => Some(Fault::KOutOfRange),
        Error::Unordered { .. } => Some(Fault::Unordered),
        Error::ZeroDimensional { .. } => Some(Fault::ZeroDimensional),
        Error::ConditionNotBool { .. } => Some(Fault::ConditionNotBool),
        Error::UndefinedPromotion { .. } => Some(Fault::UndefinedPromotion),
        Error::Broadcast { .. } | Error::BroadcastTo { .. } => Some(Fault::Broadcast),
        Error::ScalarKind { .. } => Some(Fault::ScalarKind),
        Error::NotOneDimensional { .. } => Some(Fault::NotOneDimensional),
        Error::ScalarOutOfRange { .. } => Some(Fault::ScalarOutOfRange),
        Error::ShapeMismatch { .. } => Some(Fault::ShapeMismatch),
        _ => None,
    }
}
