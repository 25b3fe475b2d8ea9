use argwhere::{Array, dispatch};

#[test]
fn runs() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    assert_eq!(dispatch!(&heights, x => x.len()), 2);
}
