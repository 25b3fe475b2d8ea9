//! A generic function searches elements whose type may not be in the table; bound the type by the `Ordered` of the table.

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
