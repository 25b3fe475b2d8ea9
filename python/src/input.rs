//! Arrays of Python as views: no copy of an array in native byte order whose elements are aligned.

use crate::threads::{Threads, let_others_run, others_ran};
use half::{bf16, f16};
use ndarray::{ArrayD, ArrayViewD, Axis, Dimension, IxDyn, ShapeBuilder, Slice};
use num_complex::Complex;
use numpy::npyffi::{_PyArray_GET_ITEM_DATA, NPY_TYPES, PyArray_CheckExact};
use numpy::{PyArrayDescr, PyArrayDescrMethods, PyUntypedArray, PyUntypedArrayMethods};
use pyo3::exceptions::{PyMemoryError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyFunction, PyType};
use std::ffi::c_long;
use std::slice;
use tables::rows::Row;
use tables::standard::{ArrayView, DType};

/// The name of an argument, and of the function that takes it, for error messages.
#[derive(Clone, Copy)]
pub struct Argument {
    pub function: &'static str,
    pub name: &'static str,
}

/// An array that a kernel can read. It keeps the memory alive.
pub struct Input<'py> {
    array: Bound<'py, PyUntypedArray>,
    argument: Argument,
    dtype: DType,
    /// [`others_ran`] when the array was checked.
    checked: usize,
    /// The elements of a bool array that has bytes other than 0 and 1. Repeated elements are here once.
    bools: Option<Box<ArrayD<bool>>>,
}

impl<'py> Input<'py> {
    /// The array that an argument is. An object that is not a NumPy array is converted by `argwhere._arrays.as_array`, which
    /// also copies arrays that are not aligned or not in native byte order, and refuses what has no clear meaning.
    pub fn new(object: &Bound<'py, PyAny>, argument: Argument) -> PyResult<Self> {
        if let Some(input) = Self::without_copy(object, argument) {
            return Ok(input);
        }
        let array = as_array(object, argument)?;
        Self::without_copy(&array, argument).ok_or_else(|| unknown_dtype(&array, argument))
    }

    /// The array, if it is of NumPy's own class and a kernel can read it as it is.
    fn without_copy(object: &Bound<'py, PyAny>, argument: Argument) -> Option<Self> {
        // SAFETY: the object is alive.
        if unsafe { PyArray_CheckExact(object.py(), object.as_ptr()) } == 0 {
            return None;
        }
        // SAFETY: the type was checked.
        let array = unsafe { object.cast_unchecked::<PyUntypedArray>() };
        Some(Self {
            array: array.clone(),
            argument,
            dtype: readable(array)?,
            checked: others_ran(),
            bools: None,
        })
    }

    /// An error if the array is not what it was. The conversion of another argument may run any code of Python, and so may other
    /// threads while a search has released the lock of the interpreter, or at any time if there is no such lock.
    fn check(&self) -> PyResult<()> {
        if cfg!(not(Py_GIL_DISABLED)) && self.checked == others_ran()
            || readable(&self.array) == Some(self.dtype)
        {
            return Ok(());
        }
        let Argument { function, name } = self.argument;
        Err(PyTypeError::new_err(format!(
            "{function}: the dtype or the strides of {name} changed during the call"
        )))
    }

    pub fn array(&self) -> &Bound<'py, PyUntypedArray> {
        &self.array
    }

    pub fn shape(&self) -> &[usize] {
        self.array.shape()
    }

    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// Whether the elements are floats, or complex numbers.
    pub fn has_floats(&self) -> bool {
        use DType as D;
        matches!(
            self.dtype,
            D::Float16 | D::BFloat16 | D::Float32 | D::Float64 | D::Complex64 | D::Complex128
        )
    }

    /// The size of all elements in bytes.
    pub fn nbytes(&self) -> usize {
        self.array.len().saturating_mul(self.dtype.size())
    }

    /// The elements. A kernel may assume that each byte of a bool array is 0 or 1, so that these are checked first.
    pub fn view(&mut self) -> PyResult<ArrayView<'_>> {
        self.check()?;
        if self.dtype == DType::Bool {
            self.bools = self.normalised()?.map(Box::new);
            // Other threads of Python may have run meanwhile.
            self.check()?;
        }
        match &self.bools {
            None => Ok(self.checked_view()),
            Some(bools) => {
                let bools = bools.broadcast(self.array.shape());
                bools
                    .map(Into::into)
                    .ok_or_else(|| PyMemoryError::new_err("the array is too large"))
            }
        }
    }

    /// The elements of a bool array that has bytes other than 0 and 1.
    fn normalised(&self) -> PyResult<Option<ArrayD<bool>>> {
        let mut bytes = self.elements::<u8>();
        for axis in 0..bytes.ndim() {
            if bytes.strides()[axis] == 0 && !bytes.is_empty() {
                bytes.slice_axis_inplace(Axis(axis), Slice::from(..1));
            }
        }
        let view = bytes.view();
        if Threads::ONE.run(self.array.py(), view.len(), |_| are_bools(&view))? {
            return Ok(None);
        }
        let mut bools = Vec::new();
        bools
            .try_reserve_exact(bytes.len())
            .map_err(|_| PyMemoryError::new_err("no memory for a copy of the bool array"))?;
        bools.extend(bytes.iter().map(|&byte| byte != 0));
        Ok(ArrayD::from_shape_vec(bytes.raw_dim(), bools).ok())
    }

    /// The elements for a function that only tests them for zero: those of a bool array as uint8, which needs no check.
    pub fn zeros_view(&self) -> PyResult<ArrayView<'_>> {
        self.check()?;
        Ok(match self.dtype {
            DType::Bool => self.elements::<u8>().into(),
            _ => self.checked_view(),
        })
    }

    /// The bytes of a bool array.
    pub fn bytes(&self) -> PyResult<Option<ArrayViewD<'_, u8>>> {
        self.check()?;
        Ok((self.dtype == DType::Bool).then(|| self.elements::<u8>()))
    }

    /// All elements in row-major order, those of a bool array as uint8; `None` if they are not next to each other, or if there is
    /// none.
    pub fn row(&self) -> PyResult<Option<Row<'_>>> {
        self.check()?;
        if self.array.is_empty() || !self.array.is_c_contiguous() {
            return Ok(None);
        }
        Ok(Some(match self.dtype {
            DType::Bool | DType::UInt8 => Row::UInt8(self.slice()),
            DType::Int8 => Row::Int8(self.slice()),
            DType::Int16 => Row::Int16(self.slice()),
            DType::Int32 => Row::Int32(self.slice()),
            DType::Int64 => Row::Int64(self.slice()),
            DType::UInt16 => Row::UInt16(self.slice()),
            DType::UInt32 => Row::UInt32(self.slice()),
            DType::UInt64 => Row::UInt64(self.slice()),
            DType::Float16 => Row::Float16(self.slice()),
            DType::BFloat16 => Row::BFloat16(self.slice()),
            DType::Float32 => Row::Float32(self.slice()),
            DType::Float64 => Row::Float64(self.slice()),
            DType::Complex64 => Row::Complex64(self.slice()),
            DType::Complex128 => Row::Complex128(self.slice()),
        }))
    }

    /// The elements of an array of rank 1 that is not one of bools, if they are a [`row`](Self::row).
    pub fn vector(&self) -> PyResult<Option<Row<'_>>> {
        if self.array.ndim() != 1 || self.dtype == DType::Bool {
            return Ok(None);
        }
        self.row()
    }

    /// The elements of an array that was checked. No code of Python has run since.
    fn checked_view(&self) -> ArrayView<'_> {
        match self.dtype {
            DType::Bool => self.elements::<bool>().into(),
            DType::Int8 => self.elements::<i8>().into(),
            DType::Int16 => self.elements::<i16>().into(),
            DType::Int32 => self.elements::<i32>().into(),
            DType::Int64 => self.elements::<i64>().into(),
            DType::UInt8 => self.elements::<u8>().into(),
            DType::UInt16 => self.elements::<u16>().into(),
            DType::UInt32 => self.elements::<u32>().into(),
            DType::UInt64 => self.elements::<u64>().into(),
            DType::Float16 => self.elements::<f16>().into(),
            DType::BFloat16 => self.elements::<bf16>().into(),
            DType::Float32 => self.elements::<f32>().into(),
            DType::Float64 => self.elements::<f64>().into(),
            DType::Complex64 => self.elements::<Complex<f32>>().into(),
            DType::Complex128 => self.elements::<Complex<f64>>().into(),
        }
    }

    /// The address of the first element.
    fn data<T>(&self) -> *const T {
        // SAFETY: the object is an array.
        let fields = unsafe { _PyArray_GET_ITEM_DATA(self.array.as_array_ptr()) };
        // SAFETY: an array has such fields as long as it lives.
        let data = unsafe { (*fields).data };
        data.cast::<T>().cast_const()
    }

    /// The elements of a contiguous array that is not empty. The rest is as for [`elements`](Self::elements).
    fn slice<T>(&self) -> &[T] {
        // SAFETY: NumPy's array has as many elements one after the other, in memory that `self.array` keeps alive, and they are
        // aligned.
        unsafe { slice::from_raw_parts(self.data(), self.array.len()) }
    }

    /// The elements as `T`, which has the size of the dtype, and for which every pattern of bits in the array is valid. The array
    /// was checked, and no code of Python has run since.
    fn elements<T>(&self) -> ArrayViewD<'_, T> {
        let (shape, strides) = (self.array.shape(), self.array.strides());
        if shape.contains(&0) {
            return ArrayViewD::from_shape(IxDyn(shape), &[]).expect("a shape without elements");
        }
        if self.array.is_c_contiguous() {
            // SAFETY: as below, with the strides of a contiguous array.
            return unsafe { ArrayViewD::from_shape_ptr(IxDyn(shape), self.data()) };
        }
        let size = size_of::<T>().cast_signed();
        let mut first: *const T = self.data();
        let mut steps = IxDyn(shape);
        for (step, (&stride, &len)) in steps.slice_mut().iter_mut().zip(strides.iter().zip(shape)) {
            *step = (stride / size).unsigned_abs();
            if stride < 0 {
                // SAFETY: the last element along the axis is in the array, for no axis is empty.
                first = unsafe { first.byte_offset((len.cast_signed() - 1) * stride) };
            }
        }
        // SAFETY: NumPy's array has these elements, in memory that `self.array` keeps alive, and they are aligned. `first` is
        // the one with the lowest address.
        let mut view = unsafe { ArrayViewD::from_shape_ptr(IxDyn(shape).strides(steps), first) };
        for (axis, &stride) in strides.iter().enumerate() {
            if stride < 0 {
                view.invert_axis(Axis(axis));
            }
        }
        view
    }
}

/// The dtype of an array that a kernel can read as it is.
fn readable(array: &Bound<'_, PyUntypedArray>) -> Option<DType> {
    let dtype = dtype(&array.dtype())?;
    let size = dtype.size().cast_signed();
    let has_elements = array.strides().iter().all(|stride| stride % size == 0);
    (array.is_aligned() && has_elements).then_some(dtype)
}

/// Whether each byte is 0 or 1.
fn are_bools(bytes: &ArrayViewD<'_, u8>) -> bool {
    let any = |bytes: &[u8]| bytes.iter().fold(0, |any, byte| any | byte);
    match bytes.as_slice_memory_order() {
        // In parts, so that one with another byte ends the test.
        Some(bytes) => bytes.chunks(1 << 14).all(|bytes| any(bytes) <= 1),
        None => bytes.rows().into_iter().all(|row| match row.as_slice() {
            Some(row) => any(row) <= 1,
            None => row.iter().all(|&byte| byte <= 1),
        }),
    }
}

/// The dtypes of the tables by NumPy's numbers of its own dtypes.
static NUMBERED: [Option<DType>; NPY_TYPES::NPY_NTYPES_LEGACY as usize] = {
    use NPY_TYPES as N;
    let wide = size_of::<c_long>() == 8;
    let known = [
        (N::NPY_BOOL, DType::Bool),
        (N::NPY_BYTE, DType::Int8),
        (N::NPY_SHORT, DType::Int16),
        (N::NPY_INT, DType::Int32),
        (N::NPY_LONG, if wide { DType::Int64 } else { DType::Int32 }),
        (N::NPY_LONGLONG, DType::Int64),
        (N::NPY_UBYTE, DType::UInt8),
        (N::NPY_USHORT, DType::UInt16),
        (N::NPY_UINT, DType::UInt32),
        (
            N::NPY_ULONG,
            if wide { DType::UInt64 } else { DType::UInt32 },
        ),
        (N::NPY_ULONGLONG, DType::UInt64),
        (N::NPY_HALF, DType::Float16),
        (N::NPY_FLOAT, DType::Float32),
        (N::NPY_DOUBLE, DType::Float64),
        (N::NPY_CFLOAT, DType::Complex64),
        (N::NPY_CDOUBLE, DType::Complex128),
    ];
    let mut numbered = [None; NPY_TYPES::NPY_NTYPES_LEGACY as usize];
    let mut at = 0;
    while at < known.len() {
        numbered[known[at].0 as usize] = Some(known[at].1);
        at += 1;
    }
    numbered
};

/// The dtype of the tables that an array of NumPy has. There is none for a dtype that is not in native byte order.
fn dtype(descr: &Bound<'_, PyArrayDescr>) -> Option<DType> {
    if descr.is_native_byteorder() == Some(false) {
        return None;
    }
    match NUMBERED.get(usize::try_from(descr.num()).ok()?) {
        Some(&dtype) => dtype,
        None => is_bfloat16(&descr.typeobj()).then_some(DType::BFloat16),
    }
}

/// Whether the type of the elements is the bfloat16 of the package `ml_dtypes`.
fn is_bfloat16(scalar: &Bound<'_, PyType>) -> bool {
    static BFLOAT16: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let py = scalar.py();
    if let Some(known) = BFLOAT16.get(py) {
        return scalar.is(known);
    }
    let is_it = scalar.name().is_ok_and(|name| name == "bfloat16")
        && scalar.module().is_ok_and(|module| module == "ml_dtypes");
    if is_it {
        BFLOAT16.get_or_init(py, || scalar.clone().unbind());
    }
    is_it
}

/// Calls `argwhere._arrays.as_array`.
fn as_array<'py>(object: &Bound<'py, PyAny>, argument: Argument) -> PyResult<Bound<'py, PyAny>> {
    static AS_ARRAY: PyOnceLock<Py<PyFunction>> = PyOnceLock::new();
    let py = object.py();
    let_others_run();
    AS_ARRAY.import(py, "argwhere._arrays", "as_array")?.call1((
        object,
        argument.function,
        argument.name,
    ))
}

/// The error for an array of a dtype that the tables do not have.
fn unknown_dtype(array: &Bound<'_, PyAny>, argument: Argument) -> PyErr {
    let dtype = array.getattr(intern!(array.py(), "dtype"));
    let dtype = dtype
        .and_then(|dtype| dtype.str())
        .map_or_else(|_| "?".into(), |dtype| dtype.to_string());
    let Argument { function, name } = argument;
    let known = DType::ALL
        .iter()
        .map(|dtype| dtype.name())
        .collect::<Vec<_>>()
        .join(", ");
    PyTypeError::new_err(format!(
        "{function}: {name} has dtype {dtype}; convert it to one of {known}"
    ))
}
