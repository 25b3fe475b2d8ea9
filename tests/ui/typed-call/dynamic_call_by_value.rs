//! The array is passed to a dynamic function by value; pass a reference with `&`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let heights = array![1.5f32, 7.0];
    let _ = argwhere::argmax(heights, argwhere::Along::all());
    let _ = typed::argmax(&array![1u8]);
}
