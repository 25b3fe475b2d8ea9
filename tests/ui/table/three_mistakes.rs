//! Three mistakes in one table; all are told in one run.

argwhere::kernels! {
    pub mod terrain;
    ranks 1..=4;
    operations { argmax, count, where_ }
    dtypes { Bool: bool; Count: i16; Height: f32; }
    promotion { Count < Heigth; }
}

/// The module exists all the same, so that its users raise no second error.
pub fn highest(heights: &ndarray::Array2<f32>) -> Result<usize, argwhere::Error> {
    terrain::typed::argmax(heights)
}

fn main() {}
