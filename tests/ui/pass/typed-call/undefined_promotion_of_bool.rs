use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let mask = array![true, false];
    assert_eq!(
        typed::where_(&mask, &array![true, true].mapv(u8::from), &array![0u8, 0]),
        Ok(array![1, 0])
    );
}
