//! A primitive has a `zero`, but its kernels already know it; remove the option.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32, zero = -9999.0; }
}

fn main() {}
