//! Arrays and views of another shape.

use crate::error::Error;
use alloc::vec::Vec;
use ndarray::{ArrayBase, ArrayD, ArrayViewD, ErrorKind, IxDyn, RawData};

/// `array.into_shape_with_order(shape)`, which copies nothing.
pub fn reshaped<S: RawData<Elem = T>, T>(
    array: ArrayBase<S, IxDyn, T>,
    shape: &[usize],
) -> Result<ArrayBase<S, IxDyn, T>, Error> {
    let given = array.raw_view();
    array
        .into_shape_with_order(IxDyn(shape))
        .map_err(|error| match error.kind() {
            ErrorKind::IncompatibleLayout => Error::NotRowMajor {
                shape: given.shape().to_vec(),
                strides: given.strides().to_vec(),
            },
            _ => Error::Reshape {
                shape: given.shape().to_vec(),
                to: shape.to_vec(),
            },
        })
}

/// The array with another shape, for which the number of elements and the memory order are known to fit.
///
/// # Panics
///
/// If it does not fit.
pub fn reshape<S: RawData<Elem = T>, T>(
    array: ArrayBase<S, IxDyn, T>,
    shape: &[usize],
) -> ArrayBase<S, IxDyn, T> {
    match reshaped(array, shape) {
        Ok(array) => array,
        Err(_) => unreachable!("a view of the array has that shape"),
    }
}

/// A copy of the elements, in row-major order, as an array of another shape.
pub fn copied<T: Clone>(view: &ArrayViewD<'_, T>, shape: &[usize]) -> Result<ArrayD<T>, Error> {
    let other_shape = || Error::Reshape {
        shape: view.shape().to_vec(),
        to: shape.to_vec(),
    };
    let len = shape
        .iter()
        .try_fold(1, |len: usize, &axis| len.checked_mul(axis));
    if len != Some(view.len()) {
        return Err(other_shape());
    }
    let mut elements = Vec::new();
    if elements.try_reserve_exact(view.len()).is_err() {
        return Err(Error::TooLarge {
            shape: shape.to_vec(),
            item: size_of::<T>(),
        });
    }
    elements.extend(view.iter().cloned());
    ArrayD::from_shape_vec(IxDyn(shape), elements).map_err(|_| other_shape())
}
