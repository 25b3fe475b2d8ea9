//! A row is written twice; write it once, because it applies to both orders of the pair.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Int32; Int16 | Int32 = Int32; Int32 | Int16 = Int32; }
}

fn main() {}
