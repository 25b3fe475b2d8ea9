//! The table defines no promotion of the two dtypes; add a step or a row, or convert one array.

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Colour(pub [u8; 3]);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Grey: u8; Colour: Colour, unordered; }
}

fn main() {
    let mask = ndarray::array![true, false];
    let picture = ndarray::array![Colour([9, 0, 0]), Colour([0, 9, 9])];
    let _ = survey::typed::where_(&mask, &picture, &ndarray::array![7u8]);
}
