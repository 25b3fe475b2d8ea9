//! `native` stands after a type of your own; `argwhere` has no kernels for it, remove the word.

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth, native; }
}

fn main() {}
