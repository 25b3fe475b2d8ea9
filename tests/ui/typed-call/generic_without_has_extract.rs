//! A generic function extracts elements whose dtype may lack `extract`; bound the element type by `argwhere::HasExtract`.

fn chosen<T>(mask: &ndarray::Array1<bool>, x: &ndarray::Array1<T>) -> Option<ndarray::Array1<T>> {
    argwhere::typed::extract(mask, x).ok()
}

fn main() {
    chosen(&ndarray::array![true, false], &ndarray::array![1.0f32, 0.0]);
}
