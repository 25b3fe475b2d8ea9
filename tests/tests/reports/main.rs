//! Inputs after public bug reports of other libraries, one test per report. The comment of a test names the report and
//! says what went wrong there.
//!
//! One file per subject. Part of each test in `tables` is that it compiles without a warning.

// For the tables; these lints can only be set for the whole crate.
#![deny(future_incompatible)]

mod empty_and_0_d;
mod extrema;
mod indices;
mod large;
mod large_elements;
mod layouts;
mod misbehaving;
mod selection;
mod tables;
mod zero_sized;

use std::panic::{AssertUnwindSafe, catch_unwind};

use argwhere::{
    Along, Array, Error, Index, Scalar, argmax, argmin, jax, nonzero, numpy, typed, where_,
};
use argwhere_tests::test_at_every_level;
use ndarray::{
    Array1, Array2, Array3, ArrayD, ArrayView2, Axis, Dimension, IxDyn, ShapeBuilder, arr0, array,
    s,
};

/// The result of a dynamic search of the whole array.
fn index(found: Result<ArrayD<Index>, Error>) -> Index {
    found.expect("the array is not empty")[[]]
}

/// The multi-index of a position in row-major order.
fn unravel(mut position: usize, shape: &[usize]) -> Vec<usize> {
    let mut at = vec![0; shape.len()];
    for (at, &len) in at.iter_mut().zip(shape).rev() {
        *at = position % len;
        position /= len;
    }
    at
}

fn to_index(position: usize) -> Index {
    position.try_into().expect("the position fits")
}
