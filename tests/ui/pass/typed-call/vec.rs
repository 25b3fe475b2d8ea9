use argwhere::typed;

#[test]
fn runs() {
    let heights = ndarray::array![1.5f32, 7.0].to_vec();
    assert_eq!(typed::argmax(&ndarray::aview1(&heights)), Ok(1));
}
