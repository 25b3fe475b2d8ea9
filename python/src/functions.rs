//! The functions of one array: their results do not depend on a table.

use crate::arguments::{along, along_axes, axis, mode};
use crate::errors::raised;
use crate::extremes::Search;
use crate::input::{Argument, Input};
use crate::output::{array, elements, indices, scalar, tuple};
use crate::threads::Threads;
use ::tables::{functions, rows};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

type Object<'py> = PyResult<Bound<'py, PyAny>>;

/// The array `x` of a function.
fn input<'py>(x: &Bound<'py, PyAny>, function: &'static str) -> PyResult<Input<'py>> {
    Input::new(
        x,
        Argument {
            function,
            name: "x",
        },
    )
}

/// The functions that find one extreme.
macro_rules! extremes {
    ($($(#[$doc:meta])* $name:ident $name_axis:ident $wanted:literal;)*) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (x, /, *, axis=None, keepdims=false, threads=1))]
        pub fn $name<'py>(
            py: Python<'py>,
            x: &Bound<'py, PyAny>,
            axis: Option<&Bound<'py, PyAny>>,
            keepdims: bool,
            threads: isize,
        ) -> Object<'py> {
            let (threads, axis) = (Threads::new(threads)?, self::axis(axis)?);
            let x = input(x, stringify!($name))?;
            let search = Search {
                wanted: $wanted,
                in_row: rows::$name,
                in_matrix: rows::$name_axis,
                in_any: functions::$name,
            };
            search.indices(py, x, axis, keepdims, threads)
        }
    )*};
}

extremes! {
    /// The index of the first occurrence of the largest element.
    ///
    /// Parameters
    /// ----------
    /// x : array
    ///     An array of a real dtype. It must not be empty, and neither must the searched axis.
    /// axis : int, optional
    ///     The axis to search. By default, the whole array is searched in row-major order.
    /// keepdims : bool, optional
    ///     Whether the searched axes stay in the result with length 1.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// int64 or array of int64
    ///     The indices. The first NaN counts as the largest element.
    ///
    /// Raises
    /// ------
    /// AxisError
    ///     If the axis is out of range. An array of rank 0 has no axis.
    /// TypeError
    ///     If the dtype has no order.
    /// ValueError
    ///     If there is no element to search.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> x = np.array([[1, 5, 5], [9, 2, 9]])
    /// >>> argwhere.argmax(x)
    /// np.int64(3)
    /// >>> argwhere.argmax(x, axis=1)
    /// array([1, 0])
    argmax argmax_axis true;

    /// The index of the first occurrence of the smallest element.
    ///
    /// Parameters
    /// ----------
    /// x : array
    ///     An array of a real dtype. It must not be empty, and neither must the searched axis.
    /// axis : int, optional
    ///     The axis to search. By default, the whole array is searched in row-major order.
    /// keepdims : bool, optional
    ///     Whether the searched axes stay in the result with length 1.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// int64 or array of int64
    ///     The indices. The first NaN counts as the smallest element.
    ///
    /// Raises
    /// ------
    /// AxisError
    ///     If the axis is out of range. An array of rank 0 has no axis.
    /// TypeError
    ///     If the dtype has no order.
    /// ValueError
    ///     If there is no element to search.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> x = np.array([[1, 5, 5], [9, 2, 9]])
    /// >>> argwhere.argmin(x)
    /// np.int64(0)
    /// >>> argwhere.argmin(x, axis=0, keepdims=True)
    /// array([[0, 1, 0]])
    argmin argmin_axis false;

    /// The index of the first occurrence of the largest number, NaN passed over.
    ///
    /// Parameters
    /// ----------
    /// x : array
    ///     An array of a real dtype. It must not be empty, and neither must the searched axis.
    /// axis : int, optional
    ///     The axis to search. By default, the whole array is searched in row-major order.
    /// keepdims : bool, optional
    ///     Whether the searched axes stay in the result with length 1.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// int64 or array of int64
    ///     The indices.
    ///
    /// Raises
    /// ------
    /// AxisError
    ///     If the axis is out of range.
    /// TypeError
    ///     If the dtype has no order.
    /// ValueError
    ///     If there is no element to search, or only NaN.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> argwhere.nanargmax(np.array([1.0, np.nan, 3.0]))
    /// np.int64(2)
    nanargmax nanargmax_axis true;

    /// The index of the first occurrence of the smallest number, NaN passed over.
    ///
    /// Parameters
    /// ----------
    /// x : array
    ///     An array of a real dtype. It must not be empty, and neither must the searched axis.
    /// axis : int, optional
    ///     The axis to search. By default, the whole array is searched in row-major order.
    /// keepdims : bool, optional
    ///     Whether the searched axes stay in the result with length 1.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// int64 or array of int64
    ///     The indices.
    ///
    /// Raises
    /// ------
    /// AxisError
    ///     If the axis is out of range.
    /// TypeError
    ///     If the dtype has no order.
    /// ValueError
    ///     If there is no element to search, or only NaN.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> argwhere.nanargmin(np.array([[4.0, np.nan], [3.0, 7.0]]), axis=0)
    /// array([1, 1])
    nanargmin nanargmin_axis false;
}

/// The indices of the smallest and of the largest element, in one pass.
///
/// Parameters
/// ----------
/// x : array
///     An array of a real dtype. It must not be empty, and neither must the searched axis.
/// axis : int, optional
///     The axis to search. By default, the whole array is searched in row-major order.
/// keepdims : bool, optional
///     Whether the searched axes stay in the result with length 1.
/// threads : int, optional
///     The largest number of threads that work on the call. The result does not depend on it.
///
/// Returns
/// -------
/// tuple of two int64 or two arrays of int64
///     What `argmin` and `argmax` return.
///
/// Raises
/// ------
/// AxisError, TypeError, ValueError
///     As `argmax`.
///
/// Examples
/// --------
/// >>> import numpy as np
/// >>> import argwhere
/// >>> argwhere.argminmax(np.array([3, 1, 4, 1, 5]))
/// (np.int64(1), np.int64(4))
#[pyfunction]
#[pyo3(signature = (x, /, *, axis=None, keepdims=false, threads=1))]
pub fn argminmax<'py>(
    py: Python<'py>,
    x: &Bound<'py, PyAny>,
    axis: Option<&Bound<'py, PyAny>>,
    keepdims: bool,
    threads: isize,
) -> Object<'py> {
    let along = along(self::axis(axis)?, keepdims);
    let mut x = input(x, "argminmax")?;
    let nbytes = x.nbytes();
    let view = x.view()?;
    let found =
        Threads::new(threads)?.run(py, nbytes, |par| functions::argminmax(view, along, par))?;
    let (smallest, largest) = found.map_err(|error| raised(py, error))?;
    Ok(PyTuple::new(py, [indices(py, smallest)?, indices(py, largest)?])?.into_any())
}

/// The number of elements that are not zero.
///
/// Parameters
/// ----------
/// x : array
///     An array of any dtype. NaN is not zero; -0.0 is.
/// axis : int or tuple of int, optional
///     The axes to count along. By default, the whole array is counted.
/// keepdims : bool, optional
///     Whether the counted axes stay in the result with length 1.
/// threads : int, optional
///     The largest number of threads that work on the call. The result does not depend on it.
///
/// Returns
/// -------
/// int64 or array of int64
///     The counts.
///
/// Raises
/// ------
/// AxisError
///     If an axis is out of range.
/// ValueError
///     If an axis is given twice.
///
/// Examples
/// --------
/// >>> import numpy as np
/// >>> import argwhere
/// >>> x = np.array([[0, 1, 7], [3, 0, 0]])
/// >>> argwhere.count_nonzero(x)
/// np.int64(3)
/// >>> argwhere.count_nonzero(x, axis=1)
/// array([2, 1])
#[pyfunction]
#[pyo3(signature = (x, /, *, axis=None, keepdims=false, threads=1))]
pub fn count_nonzero<'py>(
    py: Python<'py>,
    x: &Bound<'py, PyAny>,
    axis: Option<&Bound<'py, PyAny>>,
    keepdims: bool,
    threads: isize,
) -> Object<'py> {
    let (threads, along) = (Threads::new(threads)?, along_axes(axis, keepdims)?);
    let x = input(x, "count_nonzero")?;
    if axis.is_none()
        && !keepdims
        && threads.is_one_for(x.nbytes())
        && let Some(row) = x.row()?
    {
        let count = threads.run(py, x.nbytes(), |_| rows::count_nonzero(row))?;
        return scalar(py, count.try_into()?);
    }
    let view = x.zeros_view()?;
    let found = threads.run(py, x.nbytes(), |par| {
        functions::count_nonzero(view, along, par)
    })?;
    indices(py, found.map_err(|error| raised(py, error))?)
}

/// The functions of positions, which take `x` and threads. `flat` says for which ranks and how the positions in row-major order are
/// the result.
macro_rules! positions {
    ($(
        $(#[$doc:meta])*
        $name:ident $found:ident $py:ident => $result:expr $(, flat $ranks:pat => $flat:expr)?;
    )*) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (x, /, *, threads=1))]
        pub fn $name<'py>(
            $py: Python<'py>,
            x: &Bound<'py, PyAny>,
            threads: isize,
        ) -> Object<'py> {
            let threads = Threads::new(threads)?;
            let x = input(x, stringify!($name))?;
            $(
                if matches!(x.shape().len(), $ranks)
                    && threads.is_one_for(x.nbytes())
                    && let Some(row) = x.row()?
                    && let Some($found) = threads.run($py, x.nbytes(), |_| rows::flatnonzero(row))?
                {
                    return $flat;
                }
            )?
            let view = x.zeros_view()?;
            let found = threads.run($py, x.nbytes(), |par| functions::$name(view, par))?;
            let $found = found.map_err(|error| raised($py, error))?;
            Ok($result)
        }
    )*};
}

positions! {
    /// The indices of the elements that are not zero.
    ///
    /// Parameters
    /// ----------
    /// x : array
    ///     An array of any dtype and of at least one axis. NaN is not zero; -0.0 is.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// tuple of arrays of int64
    ///     One array per axis: the indices along that axis, in row-major order of the elements.
    ///
    /// Raises
    /// ------
    /// ValueError
    ///     If `x` has rank 0.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> argwhere.nonzero(np.array([[0, 1], [2, 0]]))
    /// (array([0, 1]), array([1, 0]))
    nonzero found py => tuple(py, found)?, flat 1 => tuple(py, vec![found]);

    /// The index of each element that is not zero, as the rows of a matrix.
    ///
    /// Parameters
    /// ----------
    /// x : array
    ///     An array of any dtype. NaN is not zero; -0.0 is.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// array of int64
    ///     Of shape (number of elements found, rank of `x`).
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> argwhere.argwhere(np.array([[0, 1], [2, 0]]))
    /// array([[0, 1],
    ///        [1, 0]])
    argwhere found py => array(py, found)?;

    /// The positions in row-major order of the elements that are not zero.
    ///
    /// Parameters
    /// ----------
    /// x : array
    ///     An array of any dtype. NaN is not zero; -0.0 is.
    /// threads : int, optional
    ///     The largest number of threads that work on the call. The result does not depend on it.
    ///
    /// Returns
    /// -------
    /// array of int64
    ///     Of rank 1.
    ///
    /// Examples
    /// --------
    /// >>> import numpy as np
    /// >>> import argwhere
    /// >>> argwhere.flatnonzero(np.array([[0, 1], [2, 0]]))
    /// array([1, 2])
    flatnonzero found py => array(py, found)?, flat _ => array(py, found);
}

/// The `k` largest or smallest elements along an axis, and their indices.
///
/// Parameters
/// ----------
/// x : array
///     An array of a real dtype and of at least one axis.
/// k : int
///     The number of elements, at most the length of the axis.
/// axis : int, optional
///     The axis to search, by default the last one.
/// mode : {"largest", "smallest"}, optional
///     Which elements are wanted.
/// threads : int, optional
///     The largest number of threads that work on the call. The result does not depend on it.
///
/// Returns
/// -------
/// tuple of two arrays
///     The elements in order, best first, and their indices of dtype int64. Of equal elements, the first one comes first. NaN
///     comes after every number.
///
/// Raises
/// ------
/// AxisError
///     If the axis is out of range.
/// TypeError
///     If the dtype has no order.
/// ValueError
///     If `k` is negative or larger than the length of the axis, or if the mode is unknown.
///
/// Examples
/// --------
/// >>> import numpy as np
/// >>> import argwhere
/// >>> argwhere.top_k(np.array([1, 5, 2, 5]), 2)
/// (array([5, 5]), array([1, 3]))
/// >>> argwhere.top_k(np.array([1, 5, 2, 5]), 1, mode="smallest")
/// (array([1]), array([0]))
#[pyfunction]
#[pyo3(signature = (x, k, /, *, axis=None, mode="largest", threads=1), text_signature = "(x, k, /, *, axis=-1, mode='largest', threads=1)")]
pub fn top_k<'py>(
    py: Python<'py>,
    x: &Bound<'py, PyAny>,
    k: isize,
    axis: Option<&Bound<'py, PyAny>>,
    mode: &str,
    threads: isize,
) -> Object<'py> {
    let k = usize::try_from(k)
        .map_err(|_| PyValueError::new_err(format!("k is {k} and must not be negative")))?;
    let mode = self::mode(mode)?;
    let axis = self::axis(axis)?.unwrap_or(-1);
    let mut x = input(x, "top_k")?;
    let nbytes = x.nbytes();
    let view = x.view()?;
    let found =
        Threads::new(threads)?.run(py, nbytes, |par| functions::top_k(view, k, axis, mode, par))?;
    let (values, found) = found.map_err(|error| raised(py, error))?;
    Ok(PyTuple::new(py, [elements(py, values)?, array(py, found)?])?.into_any())
}

/// The elements at which a condition is true.
///
/// Parameters
/// ----------
/// condition : array of bool
///     As many elements as `x` has.
/// x : array
///     An array of any dtype.
///
/// Returns
/// -------
/// array
///     Of rank 1 and of the dtype of `x`, in native byte order; the elements are in row-major order.
///
/// Raises
/// ------
/// TypeError
///     If the condition is not of dtype bool.
/// ValueError
///     If the shapes differ.
///
/// Examples
/// --------
/// >>> import numpy as np
/// >>> import argwhere
/// >>> x = np.array([3.5, 1.0, 4.5])
/// >>> argwhere.extract(x > 2, x)
/// array([3.5, 4.5])
#[pyfunction]
#[pyo3(signature = (condition, x, /))]
pub fn extract<'py>(
    py: Python<'py>,
    condition: &Bound<'py, PyAny>,
    x: &Bound<'py, PyAny>,
) -> Object<'py> {
    let function = "extract";
    let mut condition = Input::new(
        condition,
        Argument {
            function,
            name: "condition",
        },
    )?;
    let mut x = input(x, function)?;
    let nbytes = x.nbytes();
    let (condition, view) = (condition.view()?, x.view()?);
    let found = Threads::ONE.run(py, nbytes, |_| functions::extract(condition, view))?;
    elements(py, found.map_err(|error| raised(py, error))?)
}
