use argwhere::bounds::Element;
use ndarray::Array1;

fn blend<A, B>(mask: &Array1<bool>, x: &Array1<A>, y: &Array1<B>) -> Option<Array1<A::Output>>
where
    A: argwhere::PromotesWith<B>,
    B: Element,
{
    argwhere::typed::where_(mask, x, y).ok()
}

#[test]
fn runs() {
    let mask = ndarray::array![true, false];
    let blended = blend(&mask, &ndarray::array![1i8, 2], &ndarray::array![3i16, 4]);
    assert_eq!(blended, Some(ndarray::array![1i16, 4]));
}
