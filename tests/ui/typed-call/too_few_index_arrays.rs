//! `nonzero` of a matrix returns two index arrays; bind both.

use argwhere::typed;
use ndarray::array;

fn main() {
    let heights = array![[1.5f32, 0.0]];
    let [_columns] = typed::nonzero(&heights).expect("memory");
}
