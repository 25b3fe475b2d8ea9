//! The type does not implement `PartialEq`; derive `PartialEq`.

#[derive(Clone, Copy, Debug, Default)]
pub struct Colour(pub [u8; 3]);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Colour: Colour, unordered; }
}

fn main() {}
