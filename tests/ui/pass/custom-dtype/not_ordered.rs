#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Colour(pub [u8; 3]);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Colour: Colour, unordered; }
}
