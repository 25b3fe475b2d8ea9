use argwhere::{Array, dispatch, typed};

#[test]
fn runs() {
    let heights = Array::from(ndarray::array![1.5f32, 7.0]);
    let highest = dispatch!(&heights, ordered x => typed::argmax(&x).ok(), else _ => None);
    assert_eq!(highest, Some(1));
}
