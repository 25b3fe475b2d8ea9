//! The ranks begin at 1; begin at 0, because a kernel runs the one of the rank below.

argwhere::kernels! {
    pub mod terrain;
    ranks 1..=4;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
