//! A dtype has no type; write it after a colon.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height; }
}

fn main() {}
