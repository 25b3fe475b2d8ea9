//! A primitive has a `zero`, but its kernels already define their own; remove the option.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32, zero = -9999.0; }
}

fn main() {}
