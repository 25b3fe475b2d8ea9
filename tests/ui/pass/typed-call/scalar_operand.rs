use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let mask = array![true, false];
    assert_eq!(
        typed::where_(&mask, &array![1i16, 2], &ndarray::arr0(0i16)),
        Ok(array![1, 0])
    );
}
