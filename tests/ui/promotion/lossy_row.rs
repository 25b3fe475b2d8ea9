//! A row is marked `lossy`, but only a step can be; mark the step that loses precision.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int32 < Float64; Float32 < Float64; lossy Int32 | Float32 = Float64; }
}

fn main() {}
