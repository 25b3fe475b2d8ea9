//! The arguments of the functions that are not arrays.

use crate::input::{Argument, Input};
use crate::threads::let_others_run;
use argwhere::{Along, AlongAxes, Mode, Scalar, Side};
use num_complex::Complex;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyComplex, PyFloat, PyInt, PyList, PyTuple};
use tables::rows::Row;

/// The parameter `axis` of a search; `None` for all axes.
pub fn axis(axis: Option<&Bound<'_, PyAny>>) -> PyResult<Option<isize>> {
    match axis {
        Some(axis) if axis.is_instance_of::<PyBool>() => {
            Err(PyTypeError::new_err("an axis is an integer, not a bool"))
        }
        Some(axis) => axis.extract().map(Some),
        None => Ok(None),
    }
}

/// The parameters `axis` and `keepdims` of a search.
pub fn along(axis: Option<isize>, keepdims: bool) -> Along {
    let along = axis.map_or(Along::all(), Along::axis);
    if keepdims { along.keepdims() } else { along }
}

/// The parameters `axis` and `keepdims` of a count, whose axis may be a tuple.
pub fn along_axes(axis: Option<&Bound<'_, PyAny>>, keepdims: bool) -> PyResult<AlongAxes> {
    match axis {
        Some(axis) if axis.is_instance_of::<PyTuple>() => {
            let numbers = axis.try_iter()?.map(|axis| self::axis(Some(&axis?)));
            let numbers = numbers.collect::<PyResult<Vec<_>>>()?;
            let along = Along::axes(numbers.into_iter().flatten());
            Ok(if keepdims { along.keepdims() } else { along })
        }
        _ => Ok(along(self::axis(axis)?, keepdims).into()),
    }
}

/// A shape, or the index of an element: a tuple or list of integers that are not negative.
pub fn lengths(object: &Bound<'_, PyAny>, name: &str) -> PyResult<Vec<usize>> {
    /// The most axes of an array of NumPy.
    const MOST: usize = 64;
    if !object.is_instance_of::<PyTuple>() && !object.is_instance_of::<PyList>() {
        return Err(PyTypeError::new_err(format!("{name} is a tuple of int")));
    }
    if object.len()? > MOST {
        return Err(PyValueError::new_err(format!(
            "{name} has more than {MOST} numbers"
        )));
    }
    let number = |number: PyResult<Bound<'_, PyAny>>| {
        let number: isize = number?.extract()?;
        usize::try_from(number)
            .map_err(|_| PyValueError::new_err(format!("{name} has the negative number {number}")))
    };
    object.try_iter()?.map(number).collect()
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
pub fn side(side: &str) -> PyResult<Side> {
    match side {
        "left" => Ok(Side::Left),
        "right" => Ok(Side::Right),
        _ => Err(PyValueError::new_err(format!(
            "side is {side:?} and must be \"left\" or \"right\""
        ))),
    }
}

/// An array, or a number of Python.
pub enum Value<'py> {
    Array(Input<'py>),
    Scalar(Scalar),
    /// An integer beyond those of [`Scalar`], rounded to a float.
    Large(f64),
}

impl<'py> Value<'py> {
    pub fn new(object: &Bound<'py, PyAny>, argument: Argument) -> PyResult<Self> {
        match number(object)? {
            Some(number) => Ok(number),
            None => Input::new(object, argument).map(Self::Array),
        }
    }

    /// Makes a scalar of a large integer: a float, if the other operand is one of floats.
    pub fn settle(&mut self, other: &Self) -> PyResult<()> {
        let Self::Large(rounded) = *self else {
            return Ok(());
        };
        let is_float = match other {
            Self::Array(array) => array.has_floats(),
            Self::Scalar(scalar) => matches!(scalar, Scalar::Float(_) | Scalar::Complex(_)),
            Self::Large(_) => false,
        };
        if !is_float {
            let message = format!(
                "an integer of about {rounded:e} is out of range for every dtype of integers"
            );
            return Err(PyOverflowError::new_err(message));
        }
        *self = Self::Scalar(Scalar::Float(rounded));
        Ok(())
    }

    /// The argument as an array also if it is a number of Python, which then has the dtype that NumPy gives to it.
    pub fn array(object: &Bound<'py, PyAny>, argument: Argument) -> PyResult<Self> {
        Input::new(object, argument).map(Self::Array)
    }

    /// See [`Input::vector`].
    pub fn vector(&self) -> PyResult<Option<Row<'_>>> {
        match self {
            Self::Array(array) => array.vector(),
            Self::Scalar(_) | Self::Large(_) => Ok(None),
        }
    }

    /// The size of the array in bytes.
    pub fn nbytes(&self) -> usize {
        match self {
            Self::Array(array) => array.nbytes(),
            Self::Scalar(_) | Self::Large(_) => 0,
        }
    }
}

/// A bool, int, float or complex number of Python. A scalar of NumPy has a dtype, so that it is an array of rank 0.
fn number<'py>(object: &Bound<'py, PyAny>) -> PyResult<Option<Value<'py>>> {
    let is_number = object.is_instance_of::<PyInt>()
        || object.is_instance_of::<PyFloat>()
        || object.is_instance_of::<PyComplex>();
    if !is_number || has_dtype(object)? {
        return Ok(None);
    }
    let scalar = if let Ok(value) = object.cast::<PyBool>() {
        Scalar::Bool(value.is_true())
    } else if let Ok(value) = object.cast::<PyInt>() {
        match value.extract() {
            Ok(value) => Scalar::Int(value),
            Err(_) => return value.extract().map(|value| Some(Value::Large(value))),
        }
    } else if let Ok(value) = object.cast::<PyFloat>() {
        Scalar::Float(value.value())
    } else if let Ok(value) = object.cast::<PyComplex>() {
        Scalar::Complex(Complex::new(value.real(), value.imag()))
    } else {
        return Ok(None);
    };
    Ok(Some(Value::Scalar(scalar)))
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
    let_others_run();
    object.hasattr(intern!(object.py(), "dtype"))
}
