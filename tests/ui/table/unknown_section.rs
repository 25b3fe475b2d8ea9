//! A section is named `types`; name it `dtypes`.

argwhere::kernels! {
    pub mod terrain;
    types { Bool: bool; Height: f32; }
}

fn main() {}
