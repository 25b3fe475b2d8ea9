//! The functions of two arrays, whose dtypes a table promotes: those of the standard's table, and those of NumPy's.

use crate::arguments::{Value, side};
use crate::errors::raised;
use crate::input::{Argument, Input};
use crate::output::{indices, vector};
use crate::threads::{Threads, let_others_run};
use argwhere::par::Par;
use argwhere::{Scalar, Search};
use ndarray::arr0;
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use tables::rows;
use tables::standard::DType;

/// A view of one table as a view of the other one.
macro_rules! view_of {
    ($table:ident $view:expr) => {{
        use tables::standard::ArrayView as V;
        match $view {
            V::Bool(x) => $table::ArrayView::Bool(x),
            V::Int8(x) => $table::ArrayView::Int8(x),
            V::Int16(x) => $table::ArrayView::Int16(x),
            V::Int32(x) => $table::ArrayView::Int32(x),
            V::Int64(x) => $table::ArrayView::Int64(x),
            V::UInt8(x) => $table::ArrayView::UInt8(x),
            V::UInt16(x) => $table::ArrayView::UInt16(x),
            V::UInt32(x) => $table::ArrayView::UInt32(x),
            V::UInt64(x) => $table::ArrayView::UInt64(x),
            V::Float16(x) => $table::ArrayView::Float16(x),
            V::BFloat16(x) => $table::ArrayView::BFloat16(x),
            V::Float32(x) => $table::ArrayView::Float32(x),
            V::Float64(x) => $table::ArrayView::Float64(x),
            V::Complex64(x) => $table::ArrayView::Complex64(x),
            V::Complex128(x) => $table::ArrayView::Complex128(x),
        }
    }};
}

/// The two functions of a table.
macro_rules! functions {
    ($table:ident $functions:ident $elements:ident $py:ident $condition:ident $x1:ident $x2:ident {$($scalars:tt)*} $needle:path;
     $(#[$where_doc:meta])* where_;
     $(#[$search_doc:meta])* searchsorted;) => {
        pub mod $table {
            use super::*;
            use crate::output::$elements;
            use tables::$table;
            use tables::functions::$functions;

            fn operand<'a>(value: &'a mut Value<'_>) -> PyResult<$table::Operand<'a>> {
                Ok(match value {
                    Value::Array(array) => $table::Operand::from(view_of!($table array.view()?)),
                    Value::Scalar(scalar) => $table::Operand::Scalar(*scalar),
                    Value::Large(rounded) => $table::Operand::Scalar(Scalar::Float(*rounded)),
                })
            }

            $(#[$where_doc])*
            #[pyfunction]
            #[pyo3(name = "where", signature = (condition, x1, x2, /, *, threads=1))]
            pub fn where_<'py>(
                $py: Python<'py>,
                condition: &Bound<'py, PyAny>,
                x1: &Bound<'py, PyAny>,
                x2: &Bound<'py, PyAny>,
                threads: isize,
            ) -> PyResult<Bound<'py, PyAny>> {
                let argument = |name| Argument { function: "where", name };
                let mut $condition = Input::new(condition, argument("condition"))?;
                let mut $x1 = Value::new(x1, argument("x1"))?;
                let mut $x2 = Value::new(x2, argument("x2"))?;
                let threads = Threads::new(threads)?;
                $x1.settle(&$x2)?;
                $x2.settle(&$x1)?;
                $($scalars)*
                let nbytes = [$condition.nbytes(), $x1.nbytes(), $x2.nbytes()];
                let nbytes = nbytes.into_iter().fold(0, usize::saturating_add);
                let mask = view_of!($table $condition.view()?);
                let (x1, x2) = (operand(&mut $x1)?, operand(&mut $x2)?);
                let chosen = threads.run($py, nbytes, |par| $functions::where_(mask, x1, x2, par))?;
                $elements($py, chosen.map_err(|error| raised($py, error))?)
            }

            $(#[$search_doc])*
            #[pyfunction]
            #[pyo3(signature = (x1, x2, /, *, side="left", sorter=None))]
            pub fn searchsorted<'py>(
                py: Python<'py>,
                x1: &Bound<'py, PyAny>,
                x2: &Bound<'py, PyAny>,
                side: &str,
                sorter: Option<&Bound<'py, PyAny>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let argument = |name| Argument { function: "searchsorted", name };
                let side = self::side(side)?;
                let mut x1 = Input::new(x1, argument("x1"))?;
                let mut x2 = $needle(x2, argument("x2"))?;
                let mut sorter = sorter.map(|sorter| Input::new(sorter, argument("sorter"))).transpose()?;
                let nbytes = x1.nbytes().saturating_add(x2.nbytes());
                if sorter.is_none()
                    && let (Some(row), Some(needles)) = (x1.vector()?, x2.vector()?)
                    && rows::have_one_dtype(row, needles)
                    && let Some(found) = vector(py, rows::count(needles), |out| {
                        Threads::ONE.run(py, nbytes, |_| rows::searchsorted(row, needles, side, out))
                    })?
                {
                    return Ok(found);
                }
                let search = match &mut sorter {
                    Some(sorter) => Search::from(side).sorter(view_of!($table sorter.view()?)),
                    None => side.into(),
                };
                let (x1, x2) = (view_of!($table x1.view()?), operand(&mut x2)?);
                let found = Threads::ONE.run(py, nbytes, |_| $functions::searchsorted(x1, x2, search))?;
                indices(py, found.map_err(|error| raised(py, error))?)
            }
        }
    };
}

functions! {
    standard of_standard elements py condition x1 x2 {} Value::new;

    /// The elements of `x1` where a condition is true, and those of `x2` where it is false.
    ///
    /// Parameters
    /// ----------
    /// condition : array of bool
    ///     Which of the two elements is chosen.
    /// x1, x2 : array, bool, int, float or complex
    ///     The elements. At least one of them is an array. The three arrays are broadcast together.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// array
    ///     Its dtype is that to which the standard promotes the dtypes of `x1` and `x2`; float16 and bfloat16 promote to
    ///     float32. A number of Python takes the dtype of the other operand.
    ///
    /// Raises
    /// ------
    /// OverflowError
    ///     If an int is out of range for the dtype of the other operand.
    /// TypeError
    ///     If the standard does not promote the two dtypes, or if the condition is not of dtype bool.
    /// ValueError
    ///     If the shapes cannot be broadcast together.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> x = np.array([1.5, np.nan, 2.5], dtype=np.float32)
    /// >>> argwhere.where(np.isnan(x), 0, x)
    /// array([1.5, 0. , 2.5], dtype=float32)
    where_;

    /// The positions at which elements of `x2` can be inserted into the sorted array `x1`.
    ///
    /// Parameters
    /// ----------
    /// x1 : array
    ///     A sorted array of rank 1 and of a real dtype.
    /// x2 : array, int or float
    ///     The elements to insert.
    /// side : {"left", "right"}, optional
    ///     Whether the position is before or after all elements that are equal.
    /// sorter : array of integers, optional
    ///     The indices that sort `x1`, if it is not sorted.
    ///
    /// Returns
    /// -------
    /// int64 or array of int64
    ///     Of the shape of `x2`. NaN is after every number.
    ///
    /// Raises
    /// ------
    /// TypeError
    ///     If the standard does not promote the two dtypes, if a dtype has no order, or if the sorter is not of integers.
    /// ValueError
    ///     If `x1` is not of rank 1, or if the sorter does not have the positions of its elements.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> argwhere.searchsorted(np.array([1, 3, 3, 7]), np.array([3, 8]))
    /// array([1, 4])
    searchsorted;
}

functions! {
    numpy of_numpy numpy_elements py condition x1 x2 {
        condition = as_bools(condition)?;
        if let (Value::Scalar(first), Value::Scalar(second)) = (&x1, &x2) {
            return both_scalars(py, &mut condition, *first, *second);
        }
    } Value::array;

    /// The elements of `x1` where a condition is true, and those of `x2` where it is false, promoted as NumPy promotes them.
    ///
    /// Parameters
    /// ----------
    /// condition : array
    ///     Which of the two elements is chosen. An array of another dtype than bool is true where it is not zero.
    /// x1, x2 : array, bool, int, float or complex
    ///     The elements. The three arrays are broadcast together.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// array
    ///     Its dtype is `numpy.result_type(x1, x2)`. For bfloat16 beside a dtype with which NumPy does not promote it, it is
    ///     that of float16, or float32 for the two of them.
    ///
    /// Raises
    /// ------
    /// OverflowError
    ///     If an int is out of range for the dtype of the other operand.
    /// ValueError
    ///     If the shapes cannot be broadcast together.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere.numpy
    /// >>> argwhere.numpy.where(np.array([True, False]), np.array([1, 2]), np.array([0.5, 1.5]))
    /// array([1. , 1.5])
    where_;

    /// The positions at which elements of `x2` can be inserted into the sorted array `x1`, promoted as NumPy promotes them.
    ///
    /// Parameters
    /// ----------
    /// x1 : array
    ///     A sorted array of rank 1 and of a real dtype.
    /// x2 : array, int or float
    ///     The elements to insert.
    /// side : {"left", "right"}, optional
    ///     Whether the position is before or after all elements that are equal.
    /// sorter : array of integers, optional
    ///     The indices that sort `x1`, if it is not sorted.
    ///
    /// Returns
    /// -------
    /// int64 or array of int64
    ///     Of the shape of `x2`. NaN is after every number.
    ///
    /// Raises
    /// ------
    /// TypeError
    ///     If a dtype has no order, or if the sorter is not of integers.
    /// ValueError
    ///     If `x1` is not of rank 1, or if the sorter does not have the positions of its elements.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere.numpy
    /// >>> argwhere.numpy.searchsorted(np.array([1, 3, 3, 7]), np.array([2.5, 8.0]))
    /// array([1, 4])
    searchsorted;
}

/// A condition as NumPy takes it: true where it is not zero.
fn as_bools(condition: Input<'_>) -> PyResult<Input<'_>> {
    if condition.dtype() == DType::Bool {
        return Ok(condition);
    }
    let_others_run();
    let bools = condition.array().call_method1("astype", ("bool",))?;
    let (function, name) = ("where", "condition");
    Input::new(&bools, Argument { function, name })
}

/// Two numbers of Python have the dtypes that NumPy gives to such numbers.
fn both_scalars<'py>(
    py: Python<'py>,
    condition: &mut Input<'py>,
    first: Scalar,
    second: Scalar,
) -> PyResult<Bound<'py, PyAny>> {
    use tables::functions::of_numpy;
    use tables::numpy;
    let is_large = |scalar| matches!(scalar, Scalar::Int(value) if value > i64::MAX.into());
    let are_large = is_large(first) || is_large(second);
    // Of an integer and a float, the result is a float.
    let is_float = |scalar| matches!(scalar, Scalar::Float(_) | Scalar::Complex(_));
    let rounded = |scalar, other| match scalar {
        #[expect(clippy::cast_precision_loss, reason = "the nearest float is wanted")]
        Scalar::Int(value) if is_large(scalar) && is_float(other) => Scalar::Float(value as f64),
        _ => scalar,
    };
    let (first, second) = (rounded(first, second), rounded(second, first));
    let first = default_array(first, are_large)?;
    let second = default_array(second, are_large)?;
    let mask = view_of!(numpy condition.view()?);
    let chosen = of_numpy::where_(mask, (&first).into(), (&second).into(), Par::Seq)
        .map_err(|error| raised(py, error))?;
    crate::output::numpy_elements(py, chosen)
}

/// A number as an array of the dtype that NumPy gives to such numbers. Of two integers, one of which is too large for int64,
/// both are uint64.
fn default_array(scalar: Scalar, are_large: bool) -> PyResult<tables::numpy::Array> {
    Ok(match scalar {
        Scalar::Bool(value) => arr0(value).into(),
        Scalar::Int(value) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) if !are_large => arr0(value).into(),
            (_, Ok(value)) if are_large => arr0(value).into(),
            _ => {
                return Err(PyOverflowError::new_err(format!(
                    "the integer {value} is out of range for int64 or uint64"
                )));
            }
        },
        Scalar::Float(value) => arr0(value).into(),
        Scalar::Complex(value) => arr0(value).into(),
    })
}
