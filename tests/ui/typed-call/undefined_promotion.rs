//! The standard defines no promotion of int64 with float32; convert one of the arrays.

use argwhere::typed;
use ndarray::array;

fn main() {
    let mask = array![true, false];
    let _ = typed::where_(&mask, &array![1i64, 2], &array![0.5f32, 1.5]);
}
