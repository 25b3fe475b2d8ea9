//! `argmax` takes one axis or all; for several axes, merge them first by reshaping.

use argwhere::Along;
use ndarray::array;

fn main() {
    let heights = array![[1.5f32, 7.0]];
    let _ = argwhere::argmax(&heights, Along::axes([0, 1]));
}
