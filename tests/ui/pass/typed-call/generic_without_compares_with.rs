use argwhere::Side;
use argwhere::bounds::Element;
use ndarray::Array1;

fn grades<A: argwhere::ComparesWith<B>, B: Element>(limits: &Array1<A>, x: &Array1<B>) -> bool {
    argwhere::typed::searchsorted(limits, x, Side::Right).is_ok()
}

#[test]
fn runs() {
    assert!(grades(&ndarray::array![1i8], &ndarray::array![2i16]));
}
