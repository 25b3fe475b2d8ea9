use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let depths = array![[1.5f32, 2.5], [0.5, 3.5]];
    let row = array![true, false];
    let mask = row.broadcast(depths.dim()).expect("the row is as long");
    assert_eq!(typed::extract(&mask, &depths), Ok(array![1.5, 0.5]));
}
