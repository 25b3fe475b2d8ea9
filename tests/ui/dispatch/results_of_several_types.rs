//! The type of the body differs from dtype to dtype; convert the results to one type, such as a dynamic array.

use argwhere::{Array, dispatch};

fn main() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = dispatch!(&heights, x => x.into_owned());
}
