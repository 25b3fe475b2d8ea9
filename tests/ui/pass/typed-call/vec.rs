use argwhere::typed;

#[test]
fn runs() {
    let heights = vec![1.5f32, 7.0];
    assert_eq!(typed::argmax(&ndarray::aview1(&heights)), Ok(1));
}
