use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let height = ndarray::arr0(3.5f32).insert_axis(ndarray::Axis(0));
    assert_eq!(typed::nonzero(&height), Ok([array![0]]));
}
