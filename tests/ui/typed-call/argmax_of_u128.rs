//! The table has no dtype with this type; convert the elements, or declare a table with such a dtype.

use argwhere::typed;
use ndarray::array;

fn main() {
    let ids = array![1u128, 2];
    let _ = typed::argmax(&ids);
}
