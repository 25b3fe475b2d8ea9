//! The typed view has no name; write a name and `=>` before the body.

use argwhere::{Array, dispatch};

fn main() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = dispatch!(&heights, heights.len());
}
