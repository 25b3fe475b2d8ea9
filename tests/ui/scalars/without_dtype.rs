//! A row of `scalars` has no dtype; write it after `=`.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Float32: f32; Float64: f64; Complex64: num_complex::Complex<f32>, unordered, native; }
    promotion { Float32 < Float64; Float32 < Complex64; }
    scalars { float; }
}

fn main() {}
