//! The standard does not promote bool with numbers; convert it.

use argwhere::typed;
use ndarray::array;

fn main() {
    let mask = array![true, false];
    let _ = typed::where_(&mask, &array![true, true], &array![0u8, 0]);
}
