//! The path of the crate does not exist; write the name that `argwhere` has in your crate, or remove `crate`.

argwhere::kernels! {
    pub mod terrain;
    crate = ::arwhere;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {
    let _ = terrain::typed::argmax(&ndarray::array![1.0f32, 2.0]);
    let _ = terrain::argmin(&ndarray::array![1.0f32, 2.0], argwhere::Along::all());
}
