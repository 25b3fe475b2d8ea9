//! A dtype is declared with `=`; write `:` before its type.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height = f32; }
}

fn main() {}
