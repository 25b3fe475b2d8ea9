//! A number stands for an array; wrap it with `ndarray::arr0`, or call the dynamic `argwhere::where_`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let mask = array![true, false];
    let _ = typed::where_(&mask, &array![1i16, 2], 0);
}
