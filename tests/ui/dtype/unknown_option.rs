//! An option is misspelt; the message names the right one.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Class: u8, unorderd; }
}

fn main() {}
