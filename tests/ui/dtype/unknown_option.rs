//! An option is misspelt; write the one that the message names.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Class: u8, unorderd; }
}

fn main() {}
