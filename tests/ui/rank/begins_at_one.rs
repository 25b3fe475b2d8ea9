//! The ranks begin at 1; begin at 0, for a table chooses only where they end.

argwhere::kernels! {
    pub mod terrain;
    ranks 1..=4;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
