//! A primitive is given a zero, and its kernels know theirs; remove it.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32, zero = -9999.0; }
}

fn main() {}
