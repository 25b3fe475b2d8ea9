//! The array is of another table than the macro; call that table's `dispatch!`.

argwhere::kernels! {
    mod terrain;
    operations { nonzero }
    dtypes { Count: i16; Height: f32; }
}

fn main() {
    let heights = argwhere::Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = terrain::dispatch!(&heights, x => x.len());
}
