//! The wider dtype comes first; write the narrower dtype first.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int32 > Int16; }
}

fn main() {}
