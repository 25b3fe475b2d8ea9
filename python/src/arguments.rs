//! The arguments of the functions that are not arrays.

use crate::input::{Argument, Input};
use argwhere::{Along, AlongAxes, Mode, Scalar, Search, Side};
use num_complex::Complex;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyComplex, PyFloat, PyInt, PyTuple};

/// The parameters `axis` and `keepdims` of a search.
pub fn along(axis: Option<&Bound<'_, PyAny>>, keepdims: bool) -> PyResult<Along> {
    let along = match axis {
        None => Along::all(),
        Some(axis) if axis.is_instance_of::<PyBool>() => {
            return Err(PyTypeError::new_err("an axis is an integer, not a bool"));
        }
        Some(axis) => Along::axis(axis.extract()?),
    };
    Ok(if keepdims { along.keepdims() } else { along })
}

/// The parameters `axis` and `keepdims` of a count, whose axis may be a tuple.
pub fn along_axes(axis: Option<&Bound<'_, PyAny>>, keepdims: bool) -> PyResult<AlongAxes> {
    match axis {
        Some(axis) if axis.is_instance_of::<PyTuple>() => {
            let axes = Along::axes(axis.extract::<Vec<isize>>()?);
            Ok(if keepdims { axes.keepdims() } else { axes })
        }
        _ => along(axis, keepdims).map(AlongAxes::from),
    }
}

/// The parameter `mode` of `top_k`.
pub fn mode(mode: &str) -> PyResult<Mode> {
    match mode {
        "largest" => Ok(Mode::Largest),
        "smallest" => Ok(Mode::Smallest),
        _ => Err(PyValueError::new_err(format!(
            "mode is {mode:?} and must be \"largest\" or \"smallest\""
        ))),
    }
}

/// The parameter `side` of `searchsorted`.
pub fn search<'a>(side: &str) -> PyResult<Search<'a>> {
    match side {
        "left" => Ok(Side::Left.into()),
        "right" => Ok(Side::Right.into()),
        _ => Err(PyValueError::new_err(format!(
            "side is {side:?} and must be \"left\" or \"right\""
        ))),
    }
}

/// An array, or a number of Python.
pub enum Value<'py> {
    Array(Input<'py>),
    Scalar(Scalar),
}

impl<'py> Value<'py> {
    pub fn new(object: &Bound<'py, PyAny>, argument: Argument) -> PyResult<Self> {
        match scalar(object)? {
            Some(scalar) => Ok(Self::Scalar(scalar)),
            None => Input::new(object, argument).map(Self::Array),
        }
    }

    /// The argument as an array also if it is a number of Python, which then has the dtype that NumPy gives to it.
    pub fn array(object: &Bound<'py, PyAny>, argument: Argument) -> PyResult<Self> {
        Input::new(object, argument).map(Self::Array)
    }

    /// The size of the array in bytes.
    pub fn nbytes(&self) -> usize {
        match self {
            Self::Array(array) => array.nbytes(),
            Self::Scalar(_) => 0,
        }
    }
}

/// A bool, int, float or complex number of Python. A scalar of NumPy has a dtype, so that it is an array of rank 0.
fn scalar(object: &Bound<'_, PyAny>) -> PyResult<Option<Scalar>> {
    let is_number = object.is_instance_of::<PyInt>()
        || object.is_instance_of::<PyFloat>()
        || object.is_instance_of::<PyComplex>();
    if !is_number || has_dtype(object)? {
        return Ok(None);
    }
    if let Ok(value) = object.cast::<PyBool>() {
        Ok(Some(Scalar::Bool(value.is_true())))
    } else if let Ok(value) = object.cast::<PyInt>() {
        let value = value
            .extract()
            .map_err(|_| PyOverflowError::new_err("the integer is out of range for every dtype"))?;
        Ok(Some(Scalar::Int(value)))
    } else if let Ok(value) = object.cast::<PyFloat>() {
        Ok(Some(Scalar::Float(value.value())))
    } else if let Ok(value) = object.cast::<PyComplex>() {
        Ok(Some(Scalar::Complex(Complex::new(
            value.real(),
            value.imag(),
        ))))
    } else {
        Ok(None)
    }
}

/// Whether a number is one of NumPy's: float64 and complex128 are subclasses of Python's numbers.
fn has_dtype(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if object.is_exact_instance_of::<PyInt>()
        || object.is_exact_instance_of::<PyFloat>()
        || object.is_exact_instance_of::<PyBool>()
        || object.is_exact_instance_of::<PyComplex>()
    {
        return Ok(false);
    }
    object.hasattr(intern!(object.py(), "dtype"))
}
