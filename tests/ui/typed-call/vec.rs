//! A `Vec` is no array; view it with `ndarray::aview1`.

use argwhere::typed;

fn main() {
    let heights = vec![1.5f32, 7.0];
    let _ = typed::argmax(&heights);
}
