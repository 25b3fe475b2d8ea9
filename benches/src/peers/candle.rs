//! candle-core on the CPU, for the dtypes that it has.

use crate::extremum::Sense;
use argwhere::Index;
use candle_core::{DType, Device, Result, Tensor, WithDType};
use ndarray::{ArrayView, Dimension};
use num_complex::Complex;

/// A dtype that candle may know.
pub trait Known: Sized {
    /// A tensor, if candle knows the dtype.
    fn tensor(_elements: Vec<Self>, _shape: &[usize]) -> Option<Tensor> {
        None
    }

    /// The dtype, if candle knows it.
    fn dtype() -> Option<DType> {
        None
    }

    /// The elements of a contiguous tensor.
    fn elements(_: &Tensor) -> Vec<Self> {
        unreachable!("candle does not know the dtype")
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
                row.expect("a result is of the dtype that was asked for")
            }
        }
    )*};
}

known! { u8 u32 i16 i32 i64 f32 f64 }

macro_rules! unknown {
    ($($type:ty)*) => { $(impl Known for $type {})* };
}

unknown! { bool i8 u16 u64 Complex<f32> Complex<f64> }

/// A view as a tensor: of its own memory, or of its transpose's.
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

/// A condition, which candle has as bytes.
pub(super) fn condition<D: Dimension>(x: &ArrayView<'_, bool, D>) -> Tensor {
    let bytes = x.iter().map(|&element| u8::from(element)).collect();
    u8::tensor(bytes, x.shape()).expect("candle knows bytes")
}

/// The index of the first best element.
pub(super) fn flat<S: Sense>(x: &Tensor) -> Result<u32> {
    along::<S>(&x.flatten_all()?, 0)?.to_scalar()
}

/// The same along an axis.
pub(super) fn along<S: Sense>(x: &Tensor, axis: usize) -> Result<Tensor> {
    if S::LARGEST {
        x.argmax(axis)
    } else {
        x.argmin(axis)
    }
}

/// Elements of one tensor or another, brought to one shape and dtype if they are not.
pub(super) fn select(
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

/// The indices in a tensor.
pub(super) fn indices(tensor: &Tensor) -> Vec<Index> {
    let indices = u32::elements(tensor).into_iter();
    indices.map(Index::from).collect()
}
