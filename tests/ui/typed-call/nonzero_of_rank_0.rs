//! A 0-d array has no axis to return indices for; add an axis first.

use argwhere::typed;

fn main() {
    let height = ndarray::arr0(3.5f32);
    let _ = typed::nonzero(&height);
}
