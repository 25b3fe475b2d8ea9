//! `native` is written after your own type, but `argwhere` has no kernels for it; remove `native`.

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth, native; }
}

fn main() {}
