//! The list of operations is empty; list at least one, or remove the section to get all.

argwhere::kernels! {
    pub mod terrain;
    operations {}
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
