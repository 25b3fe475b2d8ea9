//! The errors of the kernels as the exceptions that NumPy raises.

use argwhere::Error;
use pyo3::exceptions::{PyMemoryError, PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The exception for an error. Its message is that of the error, in Python's words.
pub fn raised(py: Python<'_>, error: Error) -> PyErr {
    let message = match &error {
        Error::AxisOutOfRange { axis, ndim } => return axis_error(py, *axis, *ndim),
        Error::ZeroDimensional { operation } => format!(
            "{operation} of a 0-d array is not defined; give it an axis first, with numpy.atleast_1d"
        ),
        Error::TwoScalars => {
            "x1 and x2 are both Python scalars, which have no dtype; make one of them an array"
                .into()
        }
        Error::UndefinedPromotion { left, right, .. } => format!(
            "the standard defines no promotion of {left} and {right}; convert one of the arrays with astype(), or use \
             argwhere.numpy, which promotes as NumPy does"
        ),
        Error::ScalarKind { scalar, dtype } => format!(
            "the {} {scalar} does not promote with an array of dtype {dtype}; convert one of the two, or use argwhere.numpy",
            scalar.kind()
        ),
        Error::ConditionNotBool { dtype } => {
            format!("the condition has dtype {dtype} and must be bool; pass condition != 0")
        }
        _ => error.to_string(),
    };
    match error {
        Error::ConditionNotBool { .. }
        | Error::DTypeMismatch { .. }
        | Error::NotInTable { .. }
        | Error::OtherSearch { .. }
        | Error::ScalarKind { .. }
        | Error::SorterNotInteger { .. }
        | Error::TwoScalars
        | Error::UndefinedPromotion { .. }
        | Error::UndefinedScalar { .. }
        | Error::Unordered { .. } => PyTypeError::new_err(message),
        Error::ScalarOutOfRange { .. } => PyOverflowError::new_err(message),
        Error::TooLarge { .. } => PyMemoryError::new_err(message),
        _ => PyValueError::new_err(message),
    }
}

/// `numpy.exceptions.AxisError`, which is an `IndexError` and a `ValueError`.
pub fn axis_error(py: Python<'_>, axis: isize, ndim: usize) -> PyErr {
    static AXIS_ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    AXIS_ERROR
        .import(py, "numpy.exceptions", "AxisError")
        .and_then(|class| class.call1((axis, ndim)))
        .map_or_else(|error| error, PyErr::from_value)
}
