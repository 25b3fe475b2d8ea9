//! The section `ranks` is written twice; write it once.

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; Height: f32; }
    ranks 0..=4;
}

fn main() {}
