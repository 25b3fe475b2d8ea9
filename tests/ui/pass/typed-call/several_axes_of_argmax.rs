use argwhere::Along;
use ndarray::array;

#[test]
fn runs() {
    let heights = array![[1.5f32, 7.0]];
    assert_eq!(
        argwhere::argmax(&heights, Along::all()),
        Ok(ndarray::arr0(1).into_dyn())
    );
}
