//! `usize` is not a dtype, because its width depends on the machine; convert the elements, for example to uint64.

use argwhere::typed;
use ndarray::array;

fn main() {
    let counts = array![0usize, 2];
    let _ = typed::nonzero(&counts);
}
