#[test]
fn runs() {
    let heights = argwhere::Array::from(ndarray::array![1.5f32, 7.0]);
    assert_eq!(argwhere::dispatch!(&heights, x => x.len()), 2);
}
