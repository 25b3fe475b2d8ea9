//! The comma between a type and its option is missing; write one.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Class: u8 unordered; }
}

fn main() {}
