//! An owned array is passed to `dispatch!`; pass a reference with `&`.

use argwhere::{Array, dispatch};

fn main() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = dispatch!(heights, x => x.len());
}
