//! The type has no order, so it has no largest element; derive `PartialOrd`, or write `unordered`.

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Colour(pub [u8; 3]);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Colour: Colour; }
}

fn main() {}
