//! A conversion does not return the type that the step leads to; return the wider type.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Int32 with |x| f32::from(x); }
}

fn main() {}
