//! A matrix has two index arrays; take both.

use argwhere::typed;
use ndarray::array;

fn main() {
    let heights = array![[1.5f32, 0.0]];
    let [_columns] = typed::nonzero(&heights).expect("memory");
}
