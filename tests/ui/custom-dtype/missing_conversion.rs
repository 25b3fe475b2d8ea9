//! A step leads to a type that does not implement `From`; implement it, or write the conversion after `with`.

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Count: i16; Depth: Depth; }
    promotion { Count < Depth; }
}

fn main() {}
