//! A step names a dtype that is not declared; write the one that the message names.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Int23; }
}

fn main() {}
