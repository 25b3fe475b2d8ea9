use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let waves = array![[num_complex::Complex::new(3.0f64, 4.0)]];
    assert_eq!(
        typed::argmin_axis(&waves.mapv(|z| z.re), ndarray::Axis(0)),
        Ok(array![0])
    );
}
