//! Two dtypes lie above a pair, and neither lies above the other; choose one with a row.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Int32; Int16 < Float32; Float32 < Float64; Bool < Int32; Bool < Float32;  }
}

fn main() {}
