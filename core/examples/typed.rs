//! The typed functions, for arrays whose dtype and rank are known at compile time.
//!
//! Run it with `cargo run --example typed`.

use argwhere::{Error, typed};
use ndarray::{Array1, Array2, Axis, array};

fn main() -> Result<(), Error> {
    let heights: Array2<f32> = array![[812.5, 907.0, 0.0], [880.0, 907.0, 640.5]];

    // Over the whole array: a `usize` that counts in row-major order. Of equal elements, the first wins.
    let top: usize = typed::argmax(&heights)?;
    println!("top at {top}");

    // Along an axis: an array with one axis less.
    let ridge: Array1<i64> = typed::argmax_axis(&heights, Axis(0))?;
    println!("highest row of each column: {ridge}");

    // One index array per axis, so a matrix has two.
    let [rows, columns] = typed::nonzero(&heights)?;
    println!("measured at rows {rows}, columns {columns}");

    // float32 and float64 promote to float64. `sea_level` is broadcast to every row of the matrix.
    let sea_level: Array1<f64> = array![0.5, 0.25, 0.125];
    let filled: Array2<f64> =
        typed::where_(&heights.mapv(|height| height > 0.0), &heights, &sea_level)?;
    println!("filled:\n{filled}");

    // These calls do not compile, and the compiler message says what to write instead:
    //     typed::where_(&mask, &array![1i64], &array![0.5f32])   no promotion of i64 with f32
    //     typed::argmax(&array![Complex::new(0.0, 1.0)])         complex numbers have no order
    Ok(())
}
