//! `extract` does not broadcast its condition; broadcast a row of conditions to the shape of the array first.

use argwhere::typed;
use ndarray::array;

fn main() {
    let depths = array![[1.5f32, 2.5], [0.5, 3.5]];
    let _ = typed::extract(&array![true, false], &depths);
}
