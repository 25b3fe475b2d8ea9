//! An operation is misspelt; write the one that the message names.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax, argmn, where }
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
