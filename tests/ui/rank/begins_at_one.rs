//! The ranks begin at 1; begin at 0, because a table always includes all ranks up to its largest.

argwhere::kernels! {
    pub mod terrain;
    ranks 1..=4;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
