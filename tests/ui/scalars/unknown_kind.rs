//! A row of `scalars` names a type instead of a kind; write `bool`, `int`, `float` or `complex`.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Float32: f32; Float64: f64; Complex64: num_complex::Complex<f32>, unordered, native; }
    promotion { Float32 < Float64; Float32 < Complex64; }
    scalars { f64 = Float64; }
}

fn main() {}
