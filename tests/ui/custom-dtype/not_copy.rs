//! The type is not `Copy`; derive `Copy`, or choose another type.

#[derive(Clone, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth; }
}

fn main() {}
