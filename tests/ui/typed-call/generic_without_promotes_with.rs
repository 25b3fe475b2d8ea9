//! A generic function passes `where_` two types that may not promote; bound one of them by `argwhere::PromotesWith`.

use argwhere::bounds::Element;
use ndarray::Array1;

fn blend<A: Element, B: Element>(mask: &Array1<bool>, x: &Array1<A>, y: &Array1<B>) -> bool {
    argwhere::typed::where_(mask, x, y).is_ok()
}

fn main() {
    let mask = ndarray::array![true];
    blend(&mask, &ndarray::array![1i8], &ndarray::array![2i16]);
}
