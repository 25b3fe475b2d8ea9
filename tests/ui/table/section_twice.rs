//! The ranks are given twice; give them once.

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; Height: f32; }
    ranks 0..=4;
}

fn main() {}
