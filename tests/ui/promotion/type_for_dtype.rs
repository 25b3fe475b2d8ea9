//! A step names types instead of dtypes; write the names of their dtypes.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { i16 < i32; }
}

fn main() {}
