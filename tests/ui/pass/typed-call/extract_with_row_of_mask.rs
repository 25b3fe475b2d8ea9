//! Broadcast the condition to the shape of the array.

use argwhere::typed;
use ndarray::array;

fn main() {
    let depths = array![[1.5f32, 2.5], [0.5, 3.5]];
    let row = array![true, false];
    let mask = row.broadcast(depths.dim()).expect("the rows are as long as the mask");
    assert_eq!(typed::extract(&mask, &depths), Ok(array![1.5, 0.5]));
}
