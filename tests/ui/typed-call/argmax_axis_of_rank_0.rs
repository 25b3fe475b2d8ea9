//! A 0-d array has no axis to search along; search the whole array.

use argwhere::typed;

fn main() {
    let height = ndarray::arr0(3.5f32);
    let _ = typed::argmax_axis(&height, ndarray::Axis(0));
}
