#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Depth: Depth; }
}

#[test]
fn runs() {
    let depths = ndarray::array![Depth(3), Depth(8)];
    assert_eq!(
        survey::argmax(&depths, argwhere::Along::all()),
        Ok(ndarray::arr0(1).into_dyn())
    );
}
