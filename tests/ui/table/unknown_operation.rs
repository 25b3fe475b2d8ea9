//! An operation is misspelt; the message names the right one.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax, argmn, where }
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
