use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let ids = array![1u128, 2];
    assert_eq!(typed::argmax(&ids.mapv(|id| id as u64)), Ok(1));
}
