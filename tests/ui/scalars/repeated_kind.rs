//! Two rows of `scalars` give a dtype to the same scalars; remove one.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Float32: f32; Float64: f64; Complex64: num_complex::Complex<f32>, unordered, native; }
    promotion { Float32 < Float64; Float32 < Complex64; }
    scalars { float = Float64; float = Float32; }
}

fn main() {}
