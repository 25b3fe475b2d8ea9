//! The scalar's dtype does not promote with the array's; write a dtype that does.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Float32: f32; Float64: f64; Complex64: num_complex::Complex<f32>, unordered, native; }
    promotion { Float32 < Float64; Float32 < Complex64; }
    scalars { Bool | float = Float32; }
}

fn main() {}
