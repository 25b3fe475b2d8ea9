//! A generic function searches elements that may lack an order; bound the type by `argwhere::Ordered`.

fn peaks<T>(x: &ndarray::Array2<T>) -> Option<usize> {
    argwhere::typed::argmax(x).ok()
}

fn main() {
    peaks(&ndarray::array![[1.0f32, 2.0]]);
}
