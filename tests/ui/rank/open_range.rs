//! The range has no end; write the largest rank.

argwhere::kernels! {
    pub mod terrain;
    ranks 0..;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
