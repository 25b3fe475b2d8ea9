//! The type does not implement `Debug`; derive `Debug`.

#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth; }
}

fn main() {}
