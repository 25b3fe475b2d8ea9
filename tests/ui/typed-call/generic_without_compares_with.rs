//! A generic function searches for elements of a type that may not promote; bound the first element type by `argwhere::ComparesWith`.

use argwhere::Side;
use argwhere::bounds::Element;
use ndarray::Array1;

fn grades<A: Element, B: Element>(limits: &Array1<A>, x: &Array1<B>) -> bool {
    argwhere::typed::searchsorted(limits, x, Side::Right).is_ok()
}

fn main() {
    grades(&ndarray::array![1i8], &ndarray::array![2i16]);
}
