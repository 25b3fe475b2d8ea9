use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let heights = array![[1.5f32, 7.0]];
    assert_eq!(
        typed::argmax_axis(&heights, ndarray::Axis(1)),
        Ok(array![1])
    );
}
