//! The dtypes without an order have no body; write one for them after `else`.

use argwhere::{Array, dispatch, typed};

fn main() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = dispatch!(&heights, ordered x => typed::argmax(&x).ok());
}
