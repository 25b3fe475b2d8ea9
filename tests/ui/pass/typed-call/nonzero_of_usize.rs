use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let counts = array![0usize, 2];
    assert_eq!(
        typed::nonzero(&counts.mapv(|count| count as u64)),
        Ok([array![1]])
    );
}
