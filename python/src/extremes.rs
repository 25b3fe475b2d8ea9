//! The search for one extreme, along an axis or in the whole array.

use crate::arguments::along;
use crate::bools;
use crate::errors::raised;
use crate::input::Input;
use crate::output::{indices, scalar, vector};
use crate::threads::Threads;
use ::argwhere::par::Par;
use ::argwhere::{Along, Error, Index};
use ::tables::rows::Row;
use ::tables::standard::{ArrayView, DType};
use ndarray::ArrayD;
use pyo3::prelude::*;

/// How an extreme is searched for.
pub struct Search {
    /// The bool that wins.
    pub wanted: bool,
    /// In a row.
    pub in_row: fn(Row<'_>) -> Option<usize>,
    /// Along an axis of a matrix. The indices are written.
    pub in_matrix: fn(Row<'_>, [usize; 2], usize, &mut [Index]) -> Option<()>,
    /// In any array.
    pub in_any: fn(ArrayView<'_>, Along, Par) -> Result<ArrayD<Index>, Error>,
}

impl Search {
    /// The index of the extreme, or those along an axis.
    pub fn indices<'py>(
        &self,
        py: Python<'py>,
        mut x: Input<'py>,
        axis: Option<isize>,
        keepdims: bool,
        threads: Threads,
    ) -> PyResult<Bound<'py, PyAny>> {
        if !keepdims
            && threads.is_one_for(x.nbytes())
            && let Some(found) = self.in_contiguous(py, &x, axis)?
        {
            return Ok(found);
        }
        let nbytes = x.nbytes();
        if let Some(bytes) = x.bytes()?
            && let Some(found) = threads.run(py, nbytes, |_| {
                bools::first_along(&bytes, axis, keepdims, self.wanted)
            })?
        {
            return indices(py, found);
        }
        let (along, view) = (along(axis, keepdims), x.view()?);
        let found = threads.run(py, nbytes, |par| (self.in_any)(view, along, par))?;
        indices(py, found.map_err(|error| raised(py, error))?)
    }

    /// [`indices`](Self::indices) of a contiguous array of rank 1 or 2, or without an axis, at a lower fixed cost. `None` if the
    /// search in any array has to answer.
    fn in_contiguous<'py>(
        &self,
        py: Python<'py>,
        x: &Input<'py>,
        axis: Option<isize>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(row) = x.row()? else {
            return Ok(None);
        };
        let nbytes = x.nbytes();
        let bools = match row {
            Row::UInt8(bytes) if x.dtype() == DType::Bool => Some(bytes),
            Row::Complex64(_) | Row::Complex128(_) => return Ok(None),
            _ => None,
        };
        let first = |bools: &[u8]| bools::first(bools, self.wanted).unwrap_or(0);
        let index = |found: usize| Index::try_from(found).ok();
        match (axis, x.shape()) {
            (None, _) | (Some(0 | -1), [_]) => {
                let found = Threads::ONE.run(py, nbytes, |_| match bools {
                    Some(bools) => Some(first(bools)),
                    None => (self.in_row)(row),
                })?;
                let found = found.and_then(index);
                found.map(|found| scalar(py, found)).transpose()
            }
            (Some(axis @ (-2..=1)), &[rows, columns]) => {
                let is_last = matches!(axis, -1 | 1);
                if bools.is_some() && !is_last {
                    return Ok(None);
                }
                let search = |out: &mut [Index]| {
                    Threads::ONE.run(py, nbytes, |_| match bools {
                        Some(bools) => {
                            for (out, row) in out.iter_mut().zip(bools.chunks(columns)) {
                                *out = index(first(row))?;
                            }
                            Some(())
                        }
                        None => (self.in_matrix)(row, [rows, columns], usize::from(is_last), out),
                    })
                };
                vector(py, if is_last { rows } else { columns }, search)
            }
            _ => Ok(None),
        }
    }
}
