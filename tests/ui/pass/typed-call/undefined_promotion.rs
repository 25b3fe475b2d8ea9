use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let mask = array![true, false];
    let floats = array![1i64, 2].mapv(|x| x as f32);
    assert_eq!(
        typed::where_(&mask, &floats, &array![0.5f32, 1.5]),
        Ok(array![1.0, 1.5])
    );
}
