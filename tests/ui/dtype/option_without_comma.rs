//! An option follows its type without a comma; write one.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Class: u8 unordered; }
}

fn main() {}
