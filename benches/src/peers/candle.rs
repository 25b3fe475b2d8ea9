//! candle-core on the CPU.

use crate::functions::extremum::Extreme;
use argwhere::Index;
use candle_core::{DType, Device, Result, Tensor, WithDType};
use ndarray::{ArrayView, Dimension};
use num_complex::Complex;

/// A dtype that candle may support.
pub trait Known: Sized {
    /// A tensor, if candle supports the dtype.
    fn tensor(_elements: Vec<Self>, _shape: &[usize]) -> Option<Tensor> {
        None
    }

    /// candle's name for the dtype, if it supports the dtype.
    fn dtype() -> Option<DType> {
        None
    }

    /// The elements of a contiguous tensor.
    fn elements(_: &Tensor) -> Vec<Self> {
        unreachable!("candle does not support the dtype")
    }
}

macro_rules! known {
    ($($type:ty)*) => {$(
        impl Known for $type {
            fn tensor(elements: Vec<Self>, shape: &[usize]) -> Option<Tensor> {
                Tensor::from_vec(elements, shape, &Device::Cpu).ok()
            }

            fn dtype() -> Option<DType> {
                Some(<$type as WithDType>::DTYPE)
            }

            fn elements(tensor: &Tensor) -> Vec<Self> {
                let row = tensor.flatten_all().and_then(|row| row.to_vec1());
                row.expect("the result has this dtype")
            }
        }
    )*};
}

known! { u8 u32 i16 i32 i64 f32 f64 }

macro_rules! unknown {
    ($($type:ty)*) => { $(impl Known for $type {})* };
}

unknown! { bool i8 u16 u64 Complex<f32> Complex<f64> }

/// A view as a tensor: contiguous, or the transpose of a contiguous tensor. Other layouts have no tensor.
pub(super) fn tensor<T: Copy + Known, D: Dimension>(x: &ArrayView<'_, T, D>) -> Option<Tensor> {
    let elements = |x: ArrayView<'_, T, D>| x.iter().copied().collect();
    if x.is_standard_layout() {
        return T::tensor(elements(x.view()), x.shape());
    }
    let transposed = x.t();
    if transposed.is_standard_layout() && x.ndim() == 2 {
        let tensor = T::tensor(elements(transposed.view()), transposed.shape())?;
        return tensor.t().ok();
    }
    None
}

/// A condition as a tensor. candle has no bool and takes bytes.
pub(super) fn condition<D: Dimension>(x: &ArrayView<'_, bool, D>) -> Tensor {
    let bytes = x.iter().map(|&element| u8::from(element)).collect();
    u8::tensor(bytes, x.shape()).expect("candle supports uint8")
}

/// The index of an extreme element.
pub(super) fn flat<E: Extreme>(x: &Tensor) -> Result<u32> {
    along::<E>(&x.flatten_all()?, 0)?.to_scalar()
}

/// The index of an extreme element of each lane along an axis.
pub(super) fn along<E: Extreme>(x: &Tensor, axis: usize) -> Result<Tensor> {
    if E::LARGEST {
        x.argmax(axis)
    } else {
        x.argmin(axis)
    }
}

/// `where_cond`, after broadcasting the operands and converting them to one dtype.
pub(super) fn where_(
    condition: &Tensor,
    x1: &Tensor,
    x2: &Tensor,
    shape: &[usize],
    dtype: DType,
) -> Result<Tensor> {
    let condition = condition.broadcast_as(shape)?;
    let fit = |x: &Tensor| x.to_dtype(dtype)?.broadcast_as(shape);
    condition.where_cond(&fit(x1)?, &fit(x2)?)
}

/// The indices in a tensor, in row-major order.
pub(super) fn indices(tensor: &Tensor) -> Vec<Index> {
    let indices = u32::elements(tensor).into_iter();
    indices.map(Index::from).collect()
}
