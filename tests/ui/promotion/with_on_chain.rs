//! A chain of steps has one conversion; write each step with its own conversion.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Int32 < Float32 with |x| x as f32; }
}

fn main() {}
