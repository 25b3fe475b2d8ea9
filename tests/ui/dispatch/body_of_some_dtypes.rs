//! The body compiles for only some of the dtypes; write one that compiles for every dtype.

argwhere::kernels! {
    mod terrain;
    operations { nonzero }
    dtypes { Count: i64; Height: f32; }
}

fn main() {
    let heights = terrain::Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = terrain::dispatch!(&heights, x => f64::from(x[0]));
}
