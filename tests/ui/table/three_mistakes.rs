//! The table has three mistakes; correct them together, because one run reports all of them.

argwhere::kernels! {
    pub mod terrain;
    ranks 1..=4;
    operations { argmax, count, where_ }
    dtypes { Bool: bool; Count: i16; Height: f32; }
    promotion { Count < Heigth; }
}

/// The module is still generated, so that its users cause no further error.
pub fn highest(heights: &ndarray::Array2<f32>) -> Result<usize, argwhere::Error> {
    terrain::typed::argmax(heights)
}

fn main() {}
