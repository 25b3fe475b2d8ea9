//! The result of a row is not above both dtypes of the pair; choose one that is, or add the step.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Int32 < Float64; Float32 < Float64; Int32 | Float32 = Int16; }
}

fn main() {}
