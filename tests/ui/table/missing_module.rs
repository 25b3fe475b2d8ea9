//! The table has no module name; begin it with the module to generate, as in `pub mod terrain;`.

argwhere::kernels! {
    ranks 0..=4;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
