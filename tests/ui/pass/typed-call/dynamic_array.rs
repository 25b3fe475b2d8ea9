use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let heights = argwhere::Array::from(array![1.5f32, 7.0]);
    let heights = heights
        .as_ndarray::<f32, ndarray::Ix1>()
        .expect("it is of this dtype and rank");
    assert_eq!(typed::argmax(&heights), Ok(1));
}
