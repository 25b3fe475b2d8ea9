use argwhere::typed;
use ndarray::{arr0, array};

#[test]
fn runs() {
    let mask = array![true, false];
    assert_eq!(typed::where_(&mask, &array![1i16, 2], 0), Ok(array![1, 0]));
    assert_eq!(
        typed::where_(&mask, &array![1i16, 2], &arr0(3u8)),
        Ok(array![1, 3])
    );
}
