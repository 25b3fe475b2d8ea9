fn peaks<T: argwhere::Ordered>(x: &ndarray::Array2<T>) -> Option<[usize; 2]> {
    let largest = argwhere::typed::argmax(x).ok()?;
    let smallest = argwhere::typed::argmin(x).ok()?;
    Some([largest, smallest])
}

#[test]
fn runs() {
    assert_eq!(peaks(&ndarray::array![[1.0f32, 2.0]]), Some([1, 0]));
}
