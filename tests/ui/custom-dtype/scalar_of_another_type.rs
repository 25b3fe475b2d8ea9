//! The function after `scalar` returns elements of the wrong type; return an `Option` of the dtype's own type.

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth, scalar = |_| Some(0); }
}

fn main() {}
