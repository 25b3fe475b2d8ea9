//! A primitive has a `scalar`, but its kernels already convert scalars; remove the option.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32, scalar = |_| None; }
}

fn main() {}
