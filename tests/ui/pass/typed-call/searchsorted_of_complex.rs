use argwhere::{Side, typed};
use ndarray::array;

#[test]
fn runs() {
    let waves = array![
        num_complex::Complex::new(3.0f32, 4.0),
        num_complex::Complex::new(6.0, 8.0)
    ];
    let magnitudes = waves.mapv(|wave| wave.norm());
    assert_eq!(
        typed::searchsorted(&magnitudes, &array![7.0f32], Side::Left),
        Ok(array![1])
    );
}
