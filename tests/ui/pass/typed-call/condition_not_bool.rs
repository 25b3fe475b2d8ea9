use argwhere::typed;
use ndarray::array;

#[test]
fn runs() {
    let counts = array![0u8, 3];
    assert_eq!(
        typed::where_(
            &counts.mapv(|count| count != 0),
            &array![1i16, 2],
            &array![3i16, 4]
        ),
        Ok(array![3, 2])
    );
}
