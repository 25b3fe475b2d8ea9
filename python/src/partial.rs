//! Results of blocks of an array, which merge into the result of the whole array.

use crate::arguments::{along, along_axes, axis, lengths, mode};
use crate::errors::raised;
use crate::input::{Argument, Input};
use crate::output::{array, elements, indices, tuple};
use crate::threads::Threads;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use tables::partial::{Operation, Outcome, Search};

/// The result of a search of some blocks of an array.
///
/// It merges with the results of other blocks, in any order and grouping, and is finished to what the function returns for the
/// whole array. It can be pickled. It belongs to one thread at a time: a second one gets a RuntimeError.
///
/// Each element of the whole array must be in one block. A result has the number of elements in its blocks, `covered`, so that a
/// block that is missing, or was added twice, is a ValueError of `finish`. It cannot always see that a block was added twice in
/// place of another one.
///
/// Parameters
/// ----------
/// operation : str
///     The name of the function: "argmax", "argmin", "nanargmax", "nanargmin", "argminmax", "top_k", "count_nonzero", "nonzero",
///     "argwhere" or "flatnonzero".
/// shape : tuple of int
///     The shape of the whole array.
/// axis, keepdims, k, mode : optional
///     The parameters of that function.
///
/// Examples
/// --------
/// >>> import numpy as np
/// >>> from argwhere import Partial
/// >>> x = np.array([[1, 5, 2, 9], [9, 0, 3, 4]])
/// >>> left = Partial("argmax", x.shape)
/// >>> left.update((0, 0), x[:, :2])
/// >>> right = Partial("argmax", x.shape)
/// >>> right.update((0, 2), x[:, 2:])
/// >>> right.merge(left)
/// >>> right.finish()
/// np.int64(3)
#[pyclass(module = "argwhere")]
pub struct Partial(Search);

#[pymethods]
impl Partial {
    #[new]
    #[pyo3(signature = (operation, shape, /, *, axis=None, keepdims=false, k=None, mode="largest"))]
    fn new(
        py: Python<'_>,
        operation: &str,
        shape: &Bound<'_, PyAny>,
        axis: Option<&Bound<'_, PyAny>>,
        keepdims: bool,
        k: Option<isize>,
        mode: &str,
    ) -> PyResult<Self> {
        let shape = lengths(shape, "shape")?;
        if operation == "top_k" && keepdims {
            return Err(PyTypeError::new_err("top_k does not take keepdims"));
        }
        if operation != "top_k" && mode != "largest" {
            return Err(PyTypeError::new_err("mode is a parameter of top_k"));
        }
        let mode = self::mode(mode)?;
        if k.is_some() != (operation == "top_k") {
            return Err(PyTypeError::new_err(
                "k is a parameter of top_k, which needs it, and of no other operation",
            ));
        }
        let of_positions = matches!(operation, "nonzero" | "argwhere" | "flatnonzero");
        if of_positions && (axis.is_some() || keepdims) {
            return Err(PyTypeError::new_err(format!(
                "{operation} takes neither axis nor keepdims"
            )));
        }
        let operation = match operation {
            "count_nonzero" => Operation::CountNonzero(along_axes(axis, keepdims)?),
            "nonzero" => Operation::Nonzero,
            "argwhere" => Operation::Argwhere,
            "flatnonzero" => Operation::Flatnonzero,
            "top_k" => Operation::TopK {
                k: usize::try_from(k.unwrap_or(0))
                    .map_err(|_| PyValueError::new_err("k must not be negative"))?,
                axis: self::axis(axis)?.unwrap_or(-1),
                mode,
            },
            "argmax" => Operation::Argmax(along(self::axis(axis)?, keepdims)),
            "argmin" => Operation::Argmin(along(self::axis(axis)?, keepdims)),
            "nanargmax" => Operation::Nanargmax(along(self::axis(axis)?, keepdims)),
            "nanargmin" => Operation::Nanargmin(along(self::axis(axis)?, keepdims)),
            "argminmax" => Operation::Argminmax(along(self::axis(axis)?, keepdims)),
            _ => {
                return Err(PyValueError::new_err(format!(
                    "{operation:?} has no partial result; the operations are argmax, argmin, nanargmax, nanargmin, argminmax, \
                     top_k, count_nonzero, nonzero, argwhere and flatnonzero"
                )));
            }
        };
        Search::new(operation, &shape)
            .map(Self)
            .map_err(|error| raised(py, error))
    }

    /// Adds a block, whose first element has the index `origin` in the whole array.
    #[pyo3(signature = (origin, block, /))]
    fn update(
        &mut self,
        py: Python<'_>,
        origin: &Bound<'_, PyAny>,
        block: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let origin = lengths(origin, "origin")?;
        let function = self.0.operation();
        let name = "block";
        let mut block = Input::new(block, Argument { function, name })?;
        let nbytes = block.nbytes();
        let view = block.view()?;
        let search = &mut self.0;
        Threads::ONE
            .run(py, nbytes, |_| search.update(&origin, view))?
            .map_err(|error| raised(py, error))
    }

    /// Adds the result of other blocks.
    #[pyo3(signature = (other, /))]
    fn merge(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) -> PyResult<()> {
        // A copy, because it may be the same object.
        let (py, other) = (slf.py(), other.try_borrow()?.0.clone());
        let search = &mut slf.try_borrow_mut()?.0;
        py.detach(|| search.merge(other))
            .map_err(|error| raised(py, error))
    }

    /// What the function returns for the whole array. Each of its elements must be in one of the blocks.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let search = &self.0;
        let outcome = py.detach(|| search.clone().finish());
        Ok(match outcome.map_err(|error| raised(py, error))? {
            Outcome::Indices(found) => indices(py, found)?,
            Outcome::Both(least, most) => {
                PyTuple::new(py, [indices(py, least)?, indices(py, most)?])?.into_any()
            }
            Outcome::Best(values, found) => {
                PyTuple::new(py, [elements(py, values)?, array(py, found)?])?.into_any()
            }
            Outcome::PerAxis(axes) => tuple(py, axes)?,
            Outcome::Rows(rows) => array(py, rows)?,
            Outcome::Flat(positions) => array(py, positions)?,
        })
    }

    /// The shape of the whole array.
    #[getter]
    fn shape<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.shape())
    }

    /// The number of elements in the blocks so far.
    #[getter]
    fn covered(&self) -> u64 {
        self.0.covered()
    }

    /// The size in bytes, which tells Dask where to keep it: about that of its pickle.
    fn __sizeof__(&self) -> usize {
        size_of::<Self>() + self.0.to_bytes().map_or(0, |data| data.len())
    }

    /// The result as it is pickled.
    #[staticmethod]
    #[pyo3(signature = (data, /))]
    fn from_bytes(data: &[u8]) -> PyResult<Self> {
        Search::from_bytes(data).map(Self).map_err(|error| {
            PyValueError::new_err(format!("the bytes are not a partial result: {error}"))
        })
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let py = slf.py();
        let data = slf.try_borrow()?.0.to_bytes().map_err(|error| {
            PyValueError::new_err(format!("the partial result cannot be pickled: {error}"))
        })?;
        Ok((
            slf.get_type().getattr("from_bytes")?,
            (PyBytes::new(py, &data),),
        ))
    }
}
