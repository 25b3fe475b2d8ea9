//! The body has another type for each dtype; make one type of them, such as a dynamic array.

use argwhere::{Array, dispatch};

fn main() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = dispatch!(&heights, x => x.into_owned());
}
