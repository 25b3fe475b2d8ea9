//! The standard defines no promotion of bool with numbers; convert the bool array.

use argwhere::typed;
use ndarray::array;

fn main() {
    let mask = array![true, false];
    let _ = typed::where_(&mask, &array![true, true], &array![0u8, 0]);
}
