use argwhere::kernels;

#[test]
fn runs() {
    let height = ndarray::array![[1.0f32, 5.0], [9.0, 2.0]];
    let best = kernels::argmax::f32::rank2(&height).expect("there are elements");
    assert_eq!(best.index, 2);
}
