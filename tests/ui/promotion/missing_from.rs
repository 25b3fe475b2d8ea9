//! A step loses precision, and Rust has no `From` for it; write `lossy` before it, or a conversion after it.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int32 < Float32; }
}

fn main() {}
