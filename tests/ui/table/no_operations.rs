//! The list of operations is empty; list some, or leave the section out to have all.

argwhere::kernels! {
    pub mod terrain;
    operations {}
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
