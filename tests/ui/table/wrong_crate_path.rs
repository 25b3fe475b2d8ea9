//! The path of the crate leads nowhere; name `argwhere` as your crate does, or leave `crate` out.

argwhere::kernels! {
    pub mod terrain;
    crate = ::arwhere;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {
    let _ = terrain::typed::argmax(&ndarray::array![1.0f32, 2.0]);
    let _ = terrain::argmin(&ndarray::array![1.0f32, 2.0], argwhere::Along::all());
}
