//! A generic function calls `nonzero` on elements that may not support it; bound the type by `argwhere::HasNonzero`.

fn count<T>(x: &ndarray::Array1<T>) -> Option<usize> {
    let [indices] = argwhere::typed::nonzero(x).ok()?;
    Some(indices.len())
}

fn main() {
    count(&ndarray::array![1.0f32, 0.0]);
}
