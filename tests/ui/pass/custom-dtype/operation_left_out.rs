#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Depth: Depth, only(nonzero, argmax); }
}

#[test]
fn runs() {
    let depths = ndarray::array![Depth(3), Depth(8)];
    assert_eq!(survey::typed::argmax(&depths), Ok(1));
}
