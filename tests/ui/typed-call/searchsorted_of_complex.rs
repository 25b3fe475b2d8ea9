//! Complex numbers have no order; search a real quantity such as their magnitude.

use argwhere::{Side, typed};
use ndarray::array;

fn main() {
    let waves = array![num_complex::Complex::new(3.0f32, 4.0), num_complex::Complex::new(0.0, 1.0)];
    let _ = typed::searchsorted(&waves, &array![1.0f32], Side::Left);
}
