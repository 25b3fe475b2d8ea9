//! Complex numbers have no order; search a real quantity such as their magnitude.

use argwhere::typed;
use ndarray::array;

fn main() {
    let waves = array![[num_complex::Complex::new(3.0f64, 4.0)]];
    let _ = typed::argmin_axis(&waves, ndarray::Axis(0));
}
