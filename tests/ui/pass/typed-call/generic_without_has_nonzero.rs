fn count<T: argwhere::HasNonzero>(x: &ndarray::Array1<T>) -> Option<usize> {
    let [indices] = argwhere::typed::nonzero(x).ok()?;
    Some(indices.len())
}

#[test]
fn runs() {
    assert_eq!(count(&ndarray::array![1.0f32, 0.0]), Some(1));
}
