//! The pair promotes to float64, but the result is declared as float32; declare it as float64.

use argwhere::typed;
use ndarray::array;

fn main() {
    let mask = array![true, false];
    let _: ndarray::Array1<f32> =
        typed::where_(&mask, &array![1.0f32, 2.0], &array![0.5f64, 1.5]).expect("one shape");
}
