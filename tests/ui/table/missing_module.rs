//! The table has no name; begin it with the module to generate, `pub mod terrain;`.

argwhere::kernels! {
    ranks 0..=4;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
