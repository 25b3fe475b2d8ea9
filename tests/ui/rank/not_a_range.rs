//! `ranks` is a single number; write a range.

argwhere::kernels! {
    pub mod terrain;
    ranks 4;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
