//! The array is passed by value; pass a reference with `&`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let heights = array![1.5f32, 7.0];
    let _ = typed::argmax(heights);
}
