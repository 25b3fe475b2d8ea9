//! The zero has the wrong type; write a value of the dtype's own type.

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth, zero = 0; }
}

fn main() {}
