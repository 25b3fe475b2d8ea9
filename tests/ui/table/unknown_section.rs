//! A section is called `types`; it is called `dtypes`.

argwhere::kernels! {
    pub mod terrain;
    types { Bool: bool; Height: f32; }
}

fn main() {}
