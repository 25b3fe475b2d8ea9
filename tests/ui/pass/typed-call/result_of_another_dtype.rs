use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let mask = array![true, false];
    let chosen: ndarray::Array1<f64> =
        typed::where_(&mask, &array![1.0f32, 2.0], &array![0.5f64, 1.5]).expect("one shape");
    assert_eq!(chosen, array![1.0, 1.5]);
}
