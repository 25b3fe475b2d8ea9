//! A step names types instead of dtypes; name the dtypes of these types.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { i16 < i32; }
}

fn main() {}
