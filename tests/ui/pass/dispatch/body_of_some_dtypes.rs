argwhere::kernels! {
    mod terrain;
    operations { nonzero }
    dtypes { Count: i64; Height: f32; }
}

#[test]
#[allow(
    clippy::cast_lossless,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "one body for both dtypes, and an exact value"
)]
fn runs() {
    let heights = terrain::Array::from(ndarray::array![1.5f32, 7.0]);
    assert_eq!(terrain::dispatch!(&heights, x => x[0] as f64), 1.5);
}
