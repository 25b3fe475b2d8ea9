//! The array belongs to a different table than `dispatch!`; call the `dispatch!` of the array's table.

argwhere::kernels! {
    mod terrain;
    operations { nonzero }
    dtypes { Count: i16; Height: f32; }
}

fn main() {
    let heights = argwhere::Array::from(ndarray::array![1.5f32, 7.0]);
    let _ = terrain::dispatch!(&heights, x => x.len());
}
