use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let heights = array![[1.5f32, 0.0]];
    let [rows, columns] = typed::nonzero(&heights).expect("memory");
    assert_eq!((rows, columns), (array![0], array![0]));
}
