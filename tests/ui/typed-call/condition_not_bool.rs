//! The condition is an array of numbers; compare it first, as in `x != 0`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let counts = array![0u8, 3];
    let _ = typed::where_(&counts, &array![1i16, 2], &array![3i16, 4]);
}
