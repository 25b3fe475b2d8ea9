//! A number is passed instead of an array; wrap it in `ndarray::arr0`, or call the dynamic `argwhere::where_`.

use argwhere::typed;
use ndarray::array;

fn main() {
    let mask = array![true, false];
    let _ = typed::where_(&mask, &array![1i16, 2], 0);
}
