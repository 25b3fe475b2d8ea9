//! A dynamic array is passed to a typed function; convert it to an `ndarray` array, or call `argwhere::argmax`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let heights = argwhere::Array::from(array![1.5f32, 7.0]);
    let _ = typed::argmax(&heights);
}
