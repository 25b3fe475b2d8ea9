//! A dynamic array is passed to a typed function; take the `ndarray` array out of it, or call `argwhere::argmax`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let heights = argwhere::Array::from(array![1.5f32, 7.0]);
    let _ = typed::argmax(&heights);
}
