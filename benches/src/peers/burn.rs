//! burn's backend for the processor, burn-flex, without its threads. Its operations are called as burn's tensors call
//! them. They consume their operands, so each call takes clones, which share the elements.
//!
//! burn has no searchsorted, and no `count_nonzero` but the sum of a comparison. Its bools have no order.

use crate::data::Sample;
use crate::functions::extremum::Extreme;
use crate::measure::{Answer, Contender, Who};
use argwhere::Index;
use burn_backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};
use burn_backend::{BoolDType, IntDType, Scalar, TensorData, read_sync};
use burn_flex::{Flex, FlexTensor};
use ndarray::ArrayViewD;
use num_complex::Complex;
use std::hint::black_box;

/// A dtype that burn may support.
pub trait Known: Sized {
    /// Whether burn has an order of the elements.
    const ORDERED: bool = false;

    /// A tensor, if burn supports the dtype.
    fn tensor(_elements: Vec<Self>, _shape: &[usize]) -> Option<FlexTensor> {
        None
    }

    /// argmax or argmin along an axis.
    fn extreme<E: Extreme>(_: FlexTensor, _axis: usize) -> FlexTensor {
        unreachable!("burn has no order of the elements")
    }

    /// Whether each element is not zero.
    fn mask(_: FlexTensor) -> FlexTensor {
        unreachable!("burn does not support the dtype")
    }

    /// `mask_where`: the elements of `x1` where the condition is true.
    fn where_(_x2: FlexTensor, _condition: FlexTensor, _x1: FlexTensor) -> FlexTensor {
        unreachable!("burn does not support the dtype")
    }

    /// `mask_select`.
    fn extract(_x: FlexTensor, _mask: FlexTensor) -> FlexTensor {
        unreachable!("burn does not support the dtype")
    }

    /// The k largest elements along an axis, and their indices.
    fn top_k(_: FlexTensor, _axis: usize, _k: usize) -> (FlexTensor, FlexTensor) {
        unreachable!("burn has no order of the elements")
    }
}

/// A bool is a byte.
const BOOL: BoolDType = BoolDType::Native;

/// A row-major tensor.
fn tensor_of<T: burn_backend::Element>(elements: Vec<T>, shape: &[usize]) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(elements, shape.to_vec()))
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Known for $type {
            const ORDERED: bool = true;

            fn tensor(elements: Vec<Self>, shape: &[usize]) -> Option<FlexTensor> {
                Some(tensor_of(elements, shape))
            }

            fn extreme<E: Extreme>(x: FlexTensor, axis: usize) -> FlexTensor {
                if E::LARGEST { Flex::int_argmax(x, axis) } else { Flex::int_argmin(x, axis) }
            }

            fn mask(x: FlexTensor) -> FlexTensor {
                Flex::int_not_equal_elem(x, Scalar::Int(0), BOOL)
            }

            fn where_(x2: FlexTensor, condition: FlexTensor, x1: FlexTensor) -> FlexTensor {
                Flex::int_mask_where(x2, condition, x1)
            }

            fn extract(x: FlexTensor, mask: FlexTensor) -> FlexTensor {
                read_sync(Flex::int_mask_select(x, mask))
            }

            fn top_k(x: FlexTensor, axis: usize, k: usize) -> (FlexTensor, FlexTensor) {
                Flex::int_topk_with_indices(x, axis, k)
            }
        }
    )*};
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Known for $type {
            const ORDERED: bool = true;

            fn tensor(elements: Vec<Self>, shape: &[usize]) -> Option<FlexTensor> {
                Some(tensor_of(elements, shape))
            }

            fn extreme<E: Extreme>(x: FlexTensor, axis: usize) -> FlexTensor {
                if E::LARGEST {
                    Flex::float_argmax(x, axis, IntDType::I64)
                } else {
                    Flex::float_argmin(x, axis, IntDType::I64)
                }
            }

            fn mask(x: FlexTensor) -> FlexTensor {
                Flex::float_not_equal_elem(x, Scalar::Float(0.0), BOOL)
            }

            fn where_(x2: FlexTensor, condition: FlexTensor, x1: FlexTensor) -> FlexTensor {
                Flex::float_mask_where(x2, condition, x1)
            }

            fn extract(x: FlexTensor, mask: FlexTensor) -> FlexTensor {
                read_sync(Flex::float_mask_select(x, mask))
            }

            fn top_k(x: FlexTensor, axis: usize, k: usize) -> (FlexTensor, FlexTensor) {
                Flex::float_topk_with_indices(x, axis, k, IntDType::I64)
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }
floats! { f32 f64 }

impl Known for bool {
    fn tensor(elements: Vec<Self>, shape: &[usize]) -> Option<FlexTensor> {
        Some(tensor_of(elements, shape))
    }

    fn mask(x: FlexTensor) -> FlexTensor {
        x
    }

    fn where_(x2: FlexTensor, condition: FlexTensor, x1: FlexTensor) -> FlexTensor {
        Flex::bool_mask_where(x2, condition, x1)
    }
}

impl Known for Complex<f32> {}
impl Known for Complex<f64> {}

/// A view as a tensor: contiguous, or the transpose of a contiguous tensor. Other layouts have no tensor.
fn tensor<T: Copy + Known>(x: &ArrayViewD<'_, T>) -> Option<FlexTensor> {
    let elements = |x: &ArrayViewD<'_, T>| x.iter().copied().collect();
    if x.is_standard_layout() {
        return T::tensor(elements(x), x.shape());
    }
    let transposed = x.t();
    if transposed.is_standard_layout() && x.ndim() == 2 {
        let tensor = T::tensor(elements(&transposed), transposed.shape())?;
        return Some(tensor.transpose(0, 1));
    }
    None
}

/// The index of an extreme element.
pub(super) fn flat<'a, E: Extreme, T: Copy + Known>(
    x: &ArrayViewD<'_, T>,
) -> Option<Contender<'a>> {
    let tensor = tensor(x).filter(|_| T::ORDERED)?;
    let len = x.len();
    Some(Contender::new(
        Who::Burn,
        move || T::extreme::<E>(black_box(&tensor).reshape([len].into()), 0),
        |found| Answer::Indices(vec![indices(&found)]),
    ))
}

/// The index of an extreme element of each lane along an axis.
pub(super) fn along<'a, E: Extreme, T: Copy + Known>(
    x: &ArrayViewD<'_, T>,
    axis: usize,
) -> Option<Contender<'a>> {
    let tensor = tensor(x).filter(|_| T::ORDERED)?;
    Some(Contender::new(
        Who::Burn,
        move || T::extreme::<E>(black_box(&tensor).clone(), axis),
        |found| Answer::Indices(vec![indices(&found)]),
    ))
}

/// nonzero: burn finds one row of indices per element, and copies the columns.
pub(super) fn nonzero<'a, T: Copy + Known>(x: &ArrayViewD<'_, T>) -> Option<Contender<'a>> {
    let tensor = tensor(x)?;
    let axes = x.ndim();
    Some(Contender::new(
        Who::Burn,
        move || {
            let mask = T::mask(black_box(&tensor).clone());
            let rows = read_sync(Flex::bool_argwhere(mask, IntDType::I64));
            let count = rows.layout().shape()[0];
            let column = |axis| rows.narrow(1, axis, 1).reshape([count].into());
            (0..axes).map(column).collect::<Vec<FlexTensor>>()
        },
        |found| Answer::Indices(found.iter().map(indices).collect()),
    ))
}

/// `where_` of one dtype.
pub(super) fn where_<'a, T: Known + Sample>(
    condition: &ArrayViewD<'_, bool>,
    x1: &ArrayViewD<'_, T>,
    x2: &ArrayViewD<'_, T>,
) -> Option<Contender<'a>> {
    let condition = tensor(condition)?;
    let (x1, x2) = (tensor(x1)?, tensor(x2)?);
    Some(Contender::new(
        Who::Burn,
        move || {
            let condition = black_box(&condition).clone();
            T::where_(x2.clone(), condition, x1.clone())
        },
        |found| Answer::bytes(found.to_contiguous().bytes()),
    ))
}

/// extract.
pub(crate) fn extract<'a, T: Copy + Known>(mask: &[bool], x: &[T]) -> Option<Contender<'a>> {
    let shape = [x.len()];
    let (mask, x) = (
        bool::tensor(mask.to_vec(), &shape)?,
        T::tensor(x.to_vec(), &shape)?,
    );
    Some(Contender::new(
        Who::Burn,
        move || T::extract(x.clone(), black_box(&mask).clone()),
        |found| Answer::bytes(found.to_contiguous().bytes()),
    ))
}

/// `top_k` of the rows of a matrix.
pub(crate) fn top_k<'a, T: Copy + Known>(x: &ArrayViewD<'_, T>, k: usize) -> Option<Contender<'a>> {
    let tensor = tensor(x)?;
    Some(Contender::new(
        Who::Burn,
        move || T::top_k(black_box(&tensor).clone(), 1, k),
        |(values, _)| Answer::bytes(values.to_contiguous().bytes()),
    ))
}

/// The indices in a tensor, in row-major order.
fn indices(found: &FlexTensor) -> Vec<Index> {
    found.to_contiguous().storage::<Index>().to_vec()
}
