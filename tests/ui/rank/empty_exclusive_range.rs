//! `0..0` contains no rank; write `0..=1` for the smallest table.

argwhere::kernels! {
    pub mod terrain;
    ranks 0..0;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
