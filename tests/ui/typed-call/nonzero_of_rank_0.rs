//! A 0-d array has no axis to give indices for; give it one.

use argwhere::typed;

fn main() {
    let height = ndarray::arr0(3.5f32);
    let _ = typed::nonzero(&height);
}
