//! A row of `scalars` names a dtype that is not declared; write the one that the message names.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Float32: f32; Float64: f64; Complex64: num_complex::Complex<f32>, unordered, native; }
    promotion { Float32 < Float64; Float32 < Complex64; }
    scalars { Flaot32 | complex = Complex64; }
}

fn main() {}
