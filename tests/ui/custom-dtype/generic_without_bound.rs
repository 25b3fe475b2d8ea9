//! A generic function searches elements whose dtype may lack `argmax`; bound the element type by the table's `Ordered`.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax, where_ }
    dtypes { Bool: bool; Height: f32; }
}

fn peak<T>(x: &ndarray::Array1<T>) -> Option<usize> {
    terrain::typed::argmax(x).ok()
}

fn main() {
    peak(&ndarray::array![1.0f32, 2.0]);
}
