//! There is no body for the dtypes without an order; write one after `else`.

use argwhere::{Array, dispatch, typed};

fn main() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = dispatch!(&heights, ordered x => typed::argmax(&x).ok());
}
