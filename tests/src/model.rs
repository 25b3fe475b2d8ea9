//! A logical array: dtype, shape, and the elements in row-major order, with no memory layout.

use std::fmt;

use argwhere::{Array, ArrayView, DType};
use ndarray::{ArrayD, IxDyn};

use crate::{Element, Value, with_element, with_inner};

/// A logical array.
#[derive(Clone, PartialEq)]
pub struct Model {
    /// The dtype. The values do not determine it: all integer dtypes share one variant.
    pub dtype: DType,
    /// The length of each axis.
    pub shape: Vec<usize>,
    /// The elements in row-major order.
    pub values: Vec<Value>,
}

impl Model {
    /// The array with the given dtype, shape and elements.
    ///
    /// # Panics
    ///
    /// If the number of values does not match the shape.
    #[must_use]
    pub fn new(dtype: DType, shape: &[usize], values: Vec<Value>) -> Self {
        assert_eq!(
            shape.iter().product::<usize>(),
            values.len(),
            "the number of values does not match the shape {shape:?}"
        );
        Model {
            dtype,
            shape: shape.to_vec(),
            values,
        }
    }

    /// A one-dimensional array of these elements.
    #[must_use]
    pub fn flat<T: Element>(elements: &[T]) -> Self {
        Model::new(
            T::DTYPE,
            &[elements.len()],
            elements.iter().map(|element| element.value()).collect(),
        )
    }

    /// The array whose elements a function computes from their multi-indices.
    pub fn from_fn(dtype: DType, shape: &[usize], value: impl FnMut(Vec<usize>) -> Value) -> Self {
        Model::new(
            dtype,
            shape,
            indices(shape).into_iter().map(value).collect(),
        )
    }

    /// The element at a multi-index.
    ///
    /// # Panics
    ///
    /// If the index is out of range.
    #[must_use]
    pub fn at(&self, index: &[usize]) -> Value {
        assert_eq!(index.len(), self.shape.len());
        let position = index
            .iter()
            .zip(&self.shape)
            .fold(0, |position, (i, length)| position * length + i);
        self.values[position]
    }

    /// The number of axes.
    #[must_use]
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Reads a view of the crate, element by element in `ndarray`'s logical order.
    #[must_use]
    pub fn read<'a>(view: impl Into<ArrayView<'a>>) -> Self {
        let view = view.into();
        let dtype = view.dtype();
        let values = with_inner!(ArrayView, &view, inner => inner.iter().map(|element| element.value()).collect());
        Model::new(dtype, view.shape(), values)
    }

    /// The array as the crate's `Array`, contiguous in row-major order.
    ///
    /// # Panics
    ///
    /// If a value does not belong to the dtype of the array.
    #[must_use]
    pub fn to_array(&self) -> Array {
        with_element!(self.dtype, T => {
            let elements = self.values.iter().map(|&value| T::of(value)).collect();
            Array::from(ArrayD::<T>::from_shape_vec(IxDyn(&self.shape), elements).expect("lengths were checked"))
        })
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 400;
        let shown = &self.values[..self.values.len().min(SHOWN)];
        let rest = if shown.len() < self.values.len() {
            " .."
        } else {
            ""
        };
        write!(f, "{:?} {:?} {shown:?}{rest}", self.dtype, self.shape)
    }
}

/// Every multi-index of a shape, in row-major order.
#[must_use]
pub fn indices(shape: &[usize]) -> Vec<Vec<usize>> {
    let Some((&length, inner)) = shape.split_first() else {
        return vec![vec![]];
    };
    let inner = indices(inner);
    let mut all = Vec::new();
    for i in 0..length {
        for rest in &inner {
            let mut index = vec![i];
            index.extend(rest);
            all.push(index);
        }
    }
    all
}
