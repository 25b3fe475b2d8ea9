//! The axis is a plain number; wrap it in `ndarray::Axis`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let heights = array![[1.5f32, 7.0]];
    let _ = typed::argmax_axis(&heights, 1);
}
