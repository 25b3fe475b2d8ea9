use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let waves = array![
        num_complex::Complex::new(3.0f32, 4.0),
        num_complex::Complex::new(0.0, 1.0)
    ];
    assert_eq!(typed::argmax(&waves.mapv(|z| z.norm())), Ok(0));
}
