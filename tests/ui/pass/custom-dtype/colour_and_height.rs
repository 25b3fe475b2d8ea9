#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Colour(pub [u8; 3]);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Grey: u8; Colour: Colour, unordered; }
    promotion { Grey < Colour with |grey| Colour([grey; 3]); }
}

#[test]
fn runs() {
    let mask = ndarray::array![true, false];
    let picture = ndarray::array![Colour([9, 0, 0]), Colour([0, 9, 9])];
    let chosen = survey::typed::where_(&mask, &picture, &ndarray::array![7u8]);
    assert_eq!(
        chosen,
        Ok(ndarray::array![Colour([9, 0, 0]), Colour([7; 3])])
    );
}
