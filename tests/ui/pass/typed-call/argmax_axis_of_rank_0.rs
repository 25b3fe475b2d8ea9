use argwhere::typed;

#[test]
fn runs() {
    let height = ndarray::arr0(3.5f32);
    assert_eq!(typed::argmax(&height), Ok(0));
}
