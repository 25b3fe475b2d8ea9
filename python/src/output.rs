//! Results as arrays and scalars of NumPy.

use ::numpy::npyffi::{_PyArray_GET_ITEM_DATA, PY_ARRAY_API};
use ::numpy::{Element, PyArray, PyArrayDescr, PyArrayDescrMethods};
use ndarray::{Array, Array1, Dimension};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use std::ffi::c_void;
use std::ptr::{from_mut, null_mut};
use std::slice;
use tables::{numpy, standard};

/// Up to this many bytes, a result is copied to memory of NumPy. That is faster than an object that owns Rust's memory.
const SMALL: usize = 1 << 10;

/// The most axes of an array that the crate `numpy` makes. NumPy itself has twice as many since version 2.
const MOST_AXES: usize = 32;

/// An array of NumPy. It owns the memory of a large one.
pub fn array<T: Element + Clone, D: Dimension>(
    py: Python<'_>,
    x: Array<T, D>,
) -> PyResult<Bound<'_, PyAny>> {
    if x.ndim() > MOST_AXES {
        let shape = PyTuple::new(py, x.shape())?;
        let flat = Array1::from_iter(x);
        return array(py, flat)?.call_method1(intern!(py, "reshape"), (shape,));
    }
    Ok(if x.len() * size_of::<T>() > SMALL {
        PyArray::from_owned_array(py, x).into_any()
    } else if let (1, Some(elements)) = (x.ndim(), x.as_slice()) {
        // NumPy takes less time to make its own strides than to check those of an array.
        PyArray::from_slice(py, elements).into_any()
    } else {
        PyArray::from_array(py, &x).into_any()
    })
}

/// An array of indices or counts. One of rank 0 is a scalar, as in NumPy.
pub fn indices<D: Dimension>(py: Python<'_>, x: Array<i64, D>) -> PyResult<Bound<'_, PyAny>> {
    match x.first() {
        Some(&index) if x.ndim() == 0 => scalar(py, index),
        _ => array(py, x),
    }
}

/// One array per axis.
pub fn tuple(py: Python<'_>, axes: Vec<Array1<i64>>) -> PyResult<Bound<'_, PyAny>> {
    let axes = axes.into_iter().map(|axis| array(py, axis));
    Ok(PyTuple::new(py, axes.collect::<PyResult<Vec<_>>>()?)?.into_any())
}

/// An array of rank 1 with indices that a search writes, or `None` if it finds no indices. To write them to memory of NumPy takes less
/// time than to copy them there.
pub fn vector(
    py: Python<'_>,
    len: usize,
    search: impl FnOnce(&mut [i64]) -> PyResult<Option<()>>,
) -> PyResult<Option<Bound<'_, PyAny>>> {
    let descr = PyArrayDescr::of::<i64>(py).into_dtype_ptr();
    let mut dims = [len.cast_signed()];
    // SAFETY: NumPy takes the reference to the dtype, and copies the one length.
    let zeros = unsafe { PY_ARRAY_API.PyArray_Zeros(py, 1, dims.as_mut_ptr(), descr, 0) };
    // SAFETY: NumPy has returned a new reference, or null with an error.
    let zeros = unsafe { Bound::from_owned_ptr_or_err(py, zeros)? };
    // SAFETY: the object is an array.
    let fields = unsafe { _PyArray_GET_ITEM_DATA(zeros.as_ptr().cast()) };
    // SAFETY: an array has such fields as long as it lives.
    let data = unsafe { (*fields).data }.cast::<c_void>().cast::<i64>();
    // SAFETY: the array has so many elements in its memory, aligned for their dtype, which are zeros. Nobody else knows it.
    let indices = unsafe { slice::from_raw_parts_mut(data, len) };
    Ok(search(indices)?.map(|()| zeros))
}

/// A scalar of dtype int64.
pub fn scalar(py: Python<'_>, mut index: i64) -> PyResult<Bound<'_, PyAny>> {
    let descr = PyArrayDescr::of::<i64>(py);
    let value = from_mut(&mut index).cast::<c_void>();
    // SAFETY: the value has the type that the dtype describes, and NumPy copies it.
    let scalar =
        unsafe { PY_ARRAY_API.PyArray_Scalar(py, value, descr.as_dtype_ptr(), null_mut()) };
    // SAFETY: NumPy has returned a new reference, or null with an error.
    unsafe { Bound::from_owned_ptr_or_err(py, scalar) }
}

/// A result of either table.
macro_rules! elements {
    ($($function:ident $table:ident;)*) => {$(
        /// An array of elements of any dtype.
        pub fn $function(py: Python<'_>, x: $table::Array) -> PyResult<Bound<'_, PyAny>> {
            use $table::Array as A;
            match x {
                A::Bool(x) => array(py, x),
                A::Int8(x) => array(py, x),
                A::Int16(x) => array(py, x),
                A::Int32(x) => array(py, x),
                A::Int64(x) => array(py, x),
                A::UInt8(x) => array(py, x),
                A::UInt16(x) => array(py, x),
                A::UInt32(x) => array(py, x),
                A::UInt64(x) => array(py, x),
                A::Float16(x) => array(py, x),
                A::BFloat16(x) => array(py, x),
                A::Float32(x) => array(py, x),
                A::Float64(x) => array(py, x),
                A::Complex64(x) => array(py, x),
                A::Complex128(x) => array(py, x),
            }
        }
    )*};
}

elements! {
    elements standard;
    numpy_elements numpy;
}
