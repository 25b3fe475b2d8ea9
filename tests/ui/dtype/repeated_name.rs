//! Two dtypes have the same name; rename one.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Height: f64; }
}

fn main() {}
