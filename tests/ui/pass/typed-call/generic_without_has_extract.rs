use ndarray::{Array1, array};

fn chosen<T: argwhere::HasExtract>(mask: &Array1<bool>, x: &Array1<T>) -> Option<Array1<T>> {
    argwhere::typed::extract(mask, x).ok()
}

#[test]
fn runs() {
    let x = array![1.0f32, 0.0];
    assert_eq!(chosen(&array![true, false], &x), Some(array![1.0]));
}
