//! The type is not `Copy`; derive it, or choose a type that is.

#[derive(Clone, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth; }
}

fn main() {}
