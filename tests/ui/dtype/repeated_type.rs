//! Two dtypes have the same type; wrap the second in a newtype.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Depth: f32; }
}

fn main() {}
