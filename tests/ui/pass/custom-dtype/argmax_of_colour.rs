#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Colour(pub [u8; 3]);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Brightness: u8; Colour: Colour, unordered; }
}

#[test]
fn runs() {
    let picture = ndarray::array![Colour([9, 0, 0]), Colour([0, 9, 9])];
    let green = picture.mapv(|Colour([_, green, _])| green);
    assert_eq!(survey::typed::argmax(&green), Ok(1));
}
