//! The type of a number differs from the array's element type; give it that type, or pass it as an array, with `ndarray::arr0`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let mask = array![true, false];
    let _ = typed::where_(&mask, &array![1i16, 2], 7i32);
}
