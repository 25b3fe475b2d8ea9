//! The dtype is `unordered`, so it has no largest element; search a quantity derived from it that has an order.

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Colour(pub [u8; 3]);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Brightness: u8; Colour: Colour, unordered; }
}

fn main() {
    let picture = ndarray::array![Colour([9, 0, 0]), Colour([0, 9, 9])];
    let _ = survey::typed::argmax(&picture);
}
