//! A `Vec` is not an array; view it with `ndarray::aview1`.

use argwhere::typed;

fn main() {
    let heights = ndarray::array![1.5f32, 7.0].to_vec();
    let _ = typed::argmax(&heights);
}
